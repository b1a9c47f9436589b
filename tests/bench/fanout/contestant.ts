import { type ChildProcess, fork } from 'node:child_process';
import { LightPublisher, type Signalling } from '../../support/light-endpoint.ts';
import { observeWorkers, type WorkerWatch } from './observe-workers.ts';
import type { Stage } from './stage.ts';

const READY_LIMIT_MS = 60_000;
/** After the stream was let in again: the first packets after a silence are not what is measured. */
const SETTLE_MS = 200;

export type Crowd = { receivers: number; bitrate: number };

/** A stage with its stream and all its receivers, ready to be measured in slices. */
export class Contestant {
  readonly stage: Stage;
  readonly watch: WorkerWatch;
  readonly #publisher: LightPublisher;
  readonly #child: ChildProcess;

  static async open(openStage: () => Promise<Stage>, { receivers, bitrate }: Crowd): Promise<Contestant> {
    const watch = observeWorkers();
    const stage = await openStage();
    watch.seal();
    await stage.joinPublisher('publisher');
    const publisher = await LightPublisher.open(stage.signalling('publisher'), { sources: ['camera'], bitrate });
    const child = await startReceivers(stage, receivers);
    publisher.setSending(false);
    return new Contestant(stage, watch, publisher, child);
  }

  private constructor(stage: Stage, watch: WorkerWatch, publisher: LightPublisher, child: ChildProcess) {
    this.stage = stage;
    this.watch = watch;
    this.#publisher = publisher;
    this.#child = child;
  }

  /** Lets the stream in for a while: packets to receivers per CPU-second of the workers. */
  async runSlice(ms: number): Promise<number> {
    this.#publisher.setSending(true);
    await wait(SETTLE_MS);
    const before = await this.watch.read('packets first');
    await wait(ms);
    const after = await this.watch.read('cpu first');
    this.#publisher.setSending(false);
    return (1_000 * (after.packets - before.packets)) / (after.cpuMs - before.cpuMs);
  }

  async close(): Promise<void> {
    this.#child.kill('SIGKILL');
    this.#publisher.close();
    await this.stage.close();
  }
}

/** Resolves when every receiver has its first packet. */
async function startReceivers(stage: Stage, count: number): Promise<ChildProcess> {
  const path = new URL('receivers.ts', import.meta.url).pathname;
  const child = fork(path, [String(count)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the receivers ended')));
    setTimeout(() => reject(new Error('some receivers got no packet')), READY_LIMIT_MS).unref();
    child.on('message', (message: { ready: true } | Asked) => {
      if ('ready' in message) return resolve();
      answer(stage, message).then(
        (data) => child.send({ id: message.id, data }),
        (error: unknown) => child.send({ id: message.id, error: String(error) }),
      );
    });
  });
  return child;
}

type Asked = { id: number; who: string; name: 'join' | Parameters<Signalling['request']>[0]; input: never };

async function answer(stage: Stage, { who, name, input }: Asked): Promise<unknown> {
  return name === 'join' ? stage.joinReceiver(who) : stage.signalling(who).request(name, input);
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
