import { jpegOf } from '../lib/canvas-jpeg.ts';
import { withinTime } from './time-limit.ts';

export type StillLimits = { longestSide: number; mostBytes: number };

const qualities = [0.82, 0.7, 0.55, 0.4, 0.25];
/** A camera that gives no picture for so long gives none. */
const pictureWithinMs = 8_000;

/** One picture of a camera as a JPEG, as large as the limits let it be. Rejects where the camera gives none. */
export async function stillOf(track: MediaStreamTrack, { longestSide, mostBytes }: StillLimits): Promise<Blob> {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  try {
    await withinTime(firstPicture(video), pictureWithinMs);
    const canvas = document.createElement('canvas');
    const scale = Math.min(1, longestSide / Math.max(video.videoWidth, video.videoHeight));
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
    for (const quality of qualities) {
      const picture = await jpegOf(canvas, quality);
      if (picture.size <= mostBytes) return picture;
    }
    throw new Error('the picture does not get small enough');
  } finally {
    video.srcObject = null;
  }
}

const firstPicture = (video: HTMLVideoElement): Promise<unknown> =>
  new Promise((resolve, reject) => {
    video.onloadeddata = resolve;
    video.play().catch(reject);
  });
