import { createStore, type StoreApi } from 'zustand/vanilla';
import { Owner } from './owner.ts';

/** Whether the browser lets this page make sound: not known yet, allowed, or only after somebody touched the page. */
export type SoundGateState = 'unknown' | 'open' | 'blocked';

/** So long a browser may take to start its sound system before that counts as a refusal, ms. */
const decideMs = 1_500;

/**
 * Asks the browser early, before there is anything to hear, so that a hall knows (and the organizer sees) while it waits whether
 * the lecture will be heard. Any touch or key on the page opens the gate.
 */
export class SoundGate {
  readonly store: StoreApi<SoundGateState> = createStore<SoundGateState>(() => 'unknown');
  readonly #owner = new Owner();
  readonly #context: AudioContext | null;

  constructor() {
    this.#context = makeContext();
    const context = this.#context;
    if (!context) {
      this.store.setState('open', true);
      return;
    }
    this.#owner.add(() => void context.close().catch(() => undefined));
    this.#owner.listen(context, 'statechange', () => this.#look());
    this.#owner.after(decideMs, () => this.#look(true));
    for (const name of ['pointerdown', 'keydown', 'touchend'])
      this.#owner.listen(document, name, () => void this.unlock());
    this.#look();
  }

  /** Call from a click or key. */
  async unlock(): Promise<void> {
    if (this.#context?.state === 'suspended') await this.#context.resume().catch(() => undefined);
    this.#look();
  }

  /** A player found that the browser lets no sound out after all. */
  refuse(): void {
    this.store.setState('blocked', true);
  }

  /** A player plays: a page with an open microphone may, without a touch, while the sound system still waits for one. */
  allow(): void {
    this.store.setState('open', true);
  }

  /** A short, friendly tone, to hear whether the loudspeakers are on. */
  playTone(speakerId = ''): void {
    const context = this.#context;
    if (!context) return;
    void this.unlock();
    // Chrome 110 and newer; older ones play on the system's own loudspeaker.
    if ('setSinkId' in context && typeof context.setSinkId === 'function') void context.setSinkId(speakerId);
    const start = context.currentTime;
    [523, 659, 784].forEach((frequency, index) => {
      const oscillator = context.createOscillator();
      const gain = context.createGain();
      const at = start + index * 0.28;
      oscillator.frequency.value = frequency;
      gain.gain.setValueAtTime(0.0001, at);
      gain.gain.exponentialRampToValueAtTime(0.4, at + 0.03);
      gain.gain.exponentialRampToValueAtTime(0.0001, at + 0.26);
      oscillator.connect(gain).connect(context.destination);
      oscillator.start(at);
      oscillator.stop(at + 0.27);
    });
  }

  close(): void {
    this.#owner.close();
  }

  #look(isDecided = false): void {
    if (this.#owner.isClosed) return;
    if (this.#context?.state === 'running') this.store.setState('open', true);
    else if (isDecided && this.store.getState() === 'unknown') this.store.setState('blocked', true);
  }
}

function makeContext(): AudioContext | null {
  try {
    return new AudioContext();
  } catch {
    return null;
  }
}
