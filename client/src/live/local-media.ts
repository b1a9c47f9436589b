import { createStore, type StoreApi } from 'zustand/vanilla';
import { cameraWish, microphoneWish, screenWish } from './encodings.ts';
import { type LevelMeter, meterOf } from './level-meter.ts';
import { Owner } from './owner.ts';

export type DeviceKind = 'camera' | 'microphone' | 'speaker';
export type LocalDevice = { id: string; label: string };

/**
 * Why a camera or microphone is not there: denied by the person or the browser's setting, blocked by the system, none plugged in,
 * held by another program, or a browser (or plain-http page) that has none at all.
 */
export type DeviceTrouble = 'denied' | 'missing' | 'busy' | 'unsupported' | 'failed';

export type DeviceState =
  | { phase: 'off' }
  | { phase: 'asking' }
  | { phase: 'on'; track: MediaStreamTrack; deviceId: string }
  | { phase: 'trouble'; trouble: DeviceTrouble };

export type LocalMediaState = {
  camera: DeviceState;
  microphone: DeviceState;
  screen: MediaStreamTrack | null;
  devices: Record<DeviceKind, readonly LocalDevice[]>;
  chosen: Record<DeviceKind, string>;
};

/** What is remembered between visits; a Storage that refuses is no harm. */
export type Memory = { get(key: string): string | null; set(key: string, value: string): void };

type Input = 'camera' | 'microphone';
const browserKind: Record<MediaDeviceKind, DeviceKind> = {
  videoinput: 'camera',
  audioinput: 'microphone',
  audiooutput: 'speaker',
};
const troubles: Record<string, DeviceTrouble> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

export const troubleOf = (error: unknown): DeviceTrouble =>
  (error instanceof Error || error instanceof DOMException ? troubles[error.name] : undefined) ?? 'failed';

/** This PC's own camera, microphone and screen: asked for once, changed without asking again, remembered. */
export class LocalMedia {
  readonly store: StoreApi<LocalMediaState>;
  readonly #owner = new Owner();
  readonly #memory: Memory;
  #meter: LevelMeter | null = null;

  constructor(memory: Memory) {
    this.#memory = memory;
    const chosen = (kind: DeviceKind) => memory.get(`device.${kind}`) ?? '';
    this.store = createStore<LocalMediaState>(() => ({
      camera: { phase: 'off' },
      microphone: { phase: 'off' },
      screen: null,
      devices: { camera: [], microphone: [], speaker: [] },
      chosen: { camera: chosen('camera'), microphone: chosen('microphone'), speaker: chosen('speaker') },
    }));
    this.#owner.add(() => this.#stopAll());
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    if (devices) this.#owner.listen(devices, 'devicechange', () => void this.#onDeviceChange());
  }

  /** Asks for camera and microphone in one dialog; what one of them lacks does not keep the other away. */
  async start(): Promise<void> {
    if (!this.#isSupported()) {
      const none: DeviceState = { phase: 'trouble', trouble: 'unsupported' };
      this.store.setState({ camera: none, microphone: none });
      return;
    }
    this.store.setState({ camera: { phase: 'asking' }, microphone: { phase: 'asking' } });
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        video: this.#wish('camera'),
        audio: this.#wish('microphone'),
      });
      this.#take('camera', stream.getVideoTracks()[0]);
      this.#take('microphone', stream.getAudioTracks()[0]);
    } catch {
      // The browser does not say which of the two it was.
      await this.open('camera');
      await this.open('microphone');
    }
    await this.#list();
  }

  /** Opens one device, or opens it anew. */
  async open(input: Input): Promise<void> {
    if (!this.#isSupported()) {
      this.#set(input, { phase: 'trouble', trouble: 'unsupported' });
      return;
    }
    const before = this.store.getState()[input];
    if (before.phase !== 'on') this.#set(input, { phase: 'asking' });
    const wish = input === 'camera' ? { video: this.#wish(input) } : { audio: this.#wish(input) };
    try {
      const stream = await navigator.mediaDevices.getUserMedia(wish);
      this.#take(input, stream.getTracks()[0]);
    } catch (error) {
      if (before.phase === 'on') before.track.stop();
      this.#set(input, { phase: 'trouble', trouble: troubleOf(error) });
      if (troubleOf(error) === 'denied') this.#waitForPermission(input);
    }
    await this.#list();
  }

  /** Remembers the choice; a camera or microphone that is on is changed at once. */
  async choose(kind: DeviceKind, deviceId: string): Promise<void> {
    this.#memory.set(`device.${kind}`, deviceId);
    this.store.setState((state) => ({ chosen: { ...state.chosen, [kind]: deviceId } }));
    if (kind !== 'speaker') await this.open(kind);
  }

  /** Asks which screen or window to share. False if the person thought better of it. Rejects when the browser cannot. */
  async shareScreen(): Promise<boolean> {
    try {
      const stream = await navigator.mediaDevices.getDisplayMedia(screenWish);
      const track = stream.getVideoTracks()[0];
      if (!track) return false;
      // Text is to stay sharp; a thin line costs frames instead.
      track.contentHint = 'detail';
      this.#owner.listen(track, 'ended', () => this.#dropScreen(track));
      this.store.setState({ screen: track });
      return true;
    } catch (error) {
      if (troubleOf(error) === 'denied') return false;
      throw error;
    }
  }

  stopScreen(): void {
    const { screen } = this.store.getState();
    screen?.stop();
    if (screen) this.#dropScreen(screen);
  }

  /** How loud the microphone is, 0 to 1, now. */
  level(): number {
    const { microphone } = this.store.getState();
    if (microphone.phase !== 'on') return 0;
    if (this.#meter?.track !== microphone.track) {
      this.#meter?.close();
      this.#meter = meterOf(microphone.track);
    }
    return this.#meter?.read() ?? 0;
  }

  close(): void {
    this.#owner.close();
  }

  #isSupported(): boolean {
    return Boolean((navigator.mediaDevices as MediaDevices | undefined)?.getUserMedia);
  }

  #wish(input: Input): MediaTrackConstraints {
    const chosen = this.store.getState().chosen[input];
    const wish = input === 'camera' ? cameraWish : microphoneWish;
    // `ideal`, not `exact`: a camera that was unplugged must not keep the lecture from starting.
    return chosen ? { ...wish, deviceId: { ideal: chosen } } : wish;
  }

  #take(input: Input, track: MediaStreamTrack | undefined): void {
    if (!track) {
      this.#set(input, { phase: 'trouble', trouble: 'missing' });
      return;
    }
    if (this.#owner.isClosed) {
      track.stop();
      return;
    }
    const before = this.store.getState()[input];
    if (before.phase === 'on' && before.track !== track) before.track.stop();
    this.#owner.listen(track, 'ended', () => {
      const now = this.store.getState()[input];
      if (now.phase === 'on' && now.track === track) this.#set(input, { phase: 'trouble', trouble: 'missing' });
    });
    this.#set(input, { phase: 'on', track, deviceId: track.getSettings().deviceId ?? '' });
  }

  #set(input: Input, state: DeviceState): void {
    this.store.setState({ [input]: state });
  }

  #dropScreen(track: MediaStreamTrack): void {
    if (this.store.getState().screen === track) this.store.setState({ screen: null });
  }

  async #list(): Promise<void> {
    const found = await navigator.mediaDevices.enumerateDevices();
    const devices: Record<DeviceKind, LocalDevice[]> = { camera: [], microphone: [], speaker: [] };
    for (const { kind, deviceId, label } of found) devices[browserKind[kind]].push({ id: deviceId, label });
    this.store.setState({ devices });
  }

  /** Once the person has allowed it in the browser's settings, it is opened without a reload, where the browser tells. */
  #waitForPermission(input: Input): void {
    const permissions = navigator.permissions as Permissions | undefined;
    permissions
      ?.query({ name: input })
      .then((status) => {
        const stop = this.#owner.listen(status, 'change', () => {
          if (status.state !== 'granted') return;
          stop();
          void this.open(input);
        });
      })
      .catch(() => undefined);
  }

  /** Something was plugged in or pulled out: what was missing is tried again. */
  async #onDeviceChange(): Promise<void> {
    await this.#list();
    for (const input of ['camera', 'microphone'] as const) {
      const state = this.store.getState()[input];
      if (state.phase === 'trouble' && state.trouble !== 'denied' && this.store.getState().devices[input].length > 0)
        await this.open(input);
    }
  }

  #stopAll(): void {
    const { camera, microphone, screen } = this.store.getState();
    for (const state of [camera, microphone]) if (state.phase === 'on') state.track.stop();
    screen?.stop();
    this.#meter?.close();
  }
}
