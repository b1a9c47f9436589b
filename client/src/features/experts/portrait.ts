import { jpegOf } from '../../lib/canvas-jpeg.ts';

const width = 480;
const height = 600;

/**
 * The middle of a picture in the shape that the pages show, as a small JPEG: a photo from a telephone is large, lies on its side and
 * says where it was taken; what is drawn anew is none of that. Rejects for a file that is no picture.
 */
export async function portraitOf(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const scale = Math.max(width / picture.width, height / picture.height);
  const [drawnWidth, drawnHeight] = [picture.width * scale, picture.height * scale];
  const pen = canvas.getContext('2d');
  pen?.drawImage(picture, (width - drawnWidth) / 2, (height - drawnHeight) / 2, drawnWidth, drawnHeight);
  picture.close();
  return jpegOf(canvas, 0.88);
}
