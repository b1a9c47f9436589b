import { writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const RATE = 48_000;

/** A voice that never pauses: a deep tone with overtones that swells six times a second, as syllables do. 16-bit mono WAV. */
export function writeSpeech(path: string, seconds: number): void {
  const samples = Buffer.alloc(seconds * RATE * 2);
  for (let at = 0; at < seconds * RATE; at += 1) {
    const time = at / RATE;
    const swell = 0.65 + 0.35 * Math.sin(2 * Math.PI * 6 * time);
    const pitch = 2 * Math.PI * 160 * time + 3 * Math.sin(2 * Math.PI * 2 * time);
    const voice = Math.sin(pitch) + 0.5 * Math.sin(2 * pitch) + 0.3 * Math.sin(5 * pitch);
    samples.writeInt16LE(Math.round(7_000 * swell * voice), at * 2);
  }
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  writeFileSync(path, Buffer.concat([head, samples]));
}

export type Heard = { concealedShare: number; seconds: number; longestGapMs: number };

/** Listens to what the page's loudspeaker gets, on the audio thread, for so long. Needs `probeConnections` and a page without CSP. */
export const listen = (page: Page, seconds: number): Promise<Heard> =>
  page.evaluate(async (lasting) => {
    const held = (window as unknown as { heldConnections: RTCPeerConnection[] }).heldConnections;
    const receivers = held
      .filter((each) => each.connectionState === 'connected')
      .flatMap((each) =>
        each.getReceivers().filter(({ track }) => track.kind === 'audio' && track.readyState === 'live'),
      );
    const receiver = receivers.at(-1);
    if (!receiver) throw new Error('no sound is received');
    const counts = async () => {
      for (const report of (await receiver.getStats()).values())
        if (report.type === 'inbound-rtp')
          return {
            played: report.totalSamplesReceived as number,
            concealed: (report.concealedSamples as number) - (report.silentConcealedSamples as number),
          };
      throw new Error('no statistics of sound');
    };
    const meter = `registerProcessor('gaps', class extends AudioWorkletProcessor {
      quiet = 0; longest = 0;
      constructor() { super(); this.port.onmessage = () => this.port.postMessage(this.longest / sampleRate * 1000); }
      process([[channel]]) {
        const loud = channel !== undefined && channel.some((sample) => Math.abs(sample) > 0.005);
        this.quiet = loud ? 0 : this.quiet + 128;
        this.longest = Math.max(this.longest, this.quiet);
        return true;
      }
    })`;
    const context = new AudioContext();
    await context.audioWorklet.addModule(URL.createObjectURL(new Blob([meter], { type: 'text/javascript' })));
    const source = context.createMediaStreamSource(new MediaStream([receiver.track]));
    const before = await counts();
    const node = new AudioWorkletNode(context, 'gaps');
    source.connect(node);
    await new Promise((resolve) => setTimeout(resolve, lasting * 1_000));
    const after = await counts();
    const longestGapMs = await new Promise<number>((resolve) => {
      node.port.onmessage = ({ data }) => resolve(data);
      node.port.postMessage('');
    });
    await context.close();
    const played = after.played - before.played;
    return { concealedShare: (after.concealed - before.concealed) / played, seconds: played / 48_000, longestGapMs };
  }, seconds);
