import type { BrowserContext, Page } from 'playwright-core';

/** What a page really received, from the browser's own statistics. */
export type Received = { audioPackets: number; audioEnergy: number; videoFrames: number; videoTracks: number };

/** Keeps hold of the page's peer connections, so that a test can ask them. Nothing of the product knows it. */
export async function probeConnections(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const held: RTCPeerConnection[] = [];
    const Original = window.RTCPeerConnection;
    Object.assign(window, {
      heldConnections: held,
      RTCPeerConnection: class extends Original {
        constructor(configuration?: RTCConfiguration) {
          super(configuration);
          held.push(this);
        }
      },
    });
  });
}

/** Sums over all live inbound streams of the page. */
export const received = (page: Page): Promise<Received> =>
  page.evaluate(async () => {
    const held = (window as unknown as { heldConnections: RTCPeerConnection[] }).heldConnections;
    const sum = { audioPackets: 0, audioEnergy: 0, videoFrames: 0, videoTracks: 0 };
    for (const connection of held.filter((each) => each.connectionState === 'connected')) {
      for (const report of (await connection.getStats()).values()) {
        // The worker's padding that tries out the bandwidth is a stream of its own, with nothing to see in it.
        if (report.type !== 'inbound-rtp' || report.mid === 'probator') continue;
        if (report.kind === 'audio') {
          sum.audioPackets += report.packetsReceived ?? 0;
          sum.audioEnergy += report.totalAudioEnergy ?? 0;
        } else {
          sum.videoFrames += report.framesDecoded ?? 0;
          sum.videoTracks += 1;
        }
      }
    }
    return sum;
  });

/** All bytes that came in over the page's media paths so far, wanted or not. */
export const bytesIn = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const held = (window as unknown as { heldConnections: RTCPeerConnection[] }).heldConnections;
    let sum = 0;
    for (const connection of held.filter((each) => each.connectionState === 'connected')) {
      for (const report of (await connection.getStats()).values()) {
        if (report.type === 'candidate-pair') sum += report.bytesReceived ?? 0;
      }
    }
    return sum;
  });

/** Decoded frames of the first picture that the page shows at `place`, a CSS selector; of several the newest with -1. */
export const framesAt = (page: Page, place: string, which: 0 | -1 = 0): Promise<number> =>
  page.evaluate(
    ([within, n]) => {
      const video = [...document.querySelectorAll<HTMLVideoElement>(`${within} video`)].at(n);
      return video?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
    },
    [place, which] as const,
  );

/** The same of whoever teaches, and of a hall on stage. */
export const lecturerFrames = (page: Page): Promise<number> => framesAt(page, '.stage__camera', -1);
export const stageFrames = (page: Page): Promise<number> => framesAt(page, '.stage-halls__one[data-on-stage]');

/** Resolves once `read` has grown by `by` within `withinMs`. */
export async function grows(read: () => Promise<number>, by: number, withinMs: number, what: string): Promise<void> {
  const first = await read();
  const deadline = Date.now() + withinMs;
  let last = first;
  while (Date.now() < deadline) {
    last = await read();
    // After a reconnect the browser counts from zero again.
    if (last - first >= by || (last < first && last >= by)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what} did not grow: ${first} -> ${last} in ${withinMs} ms`);
}

/** When the page sent a command of this name over its socket, in ms since the epoch; grows as the page goes on. */
export function sentCommands(page: Page, name: string): number[] {
  const times: number[] = [];
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => {
      if (typeof payload === 'string' && payload.includes(`"${name}"`)) times.push(Date.now());
    });
  });
  return times;
}
