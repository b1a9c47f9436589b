/** As the contract bounds it, characters. */
const MAX_LENGTH = 6_000;
const LONGEST_SIDE = 96;
const qualities = [0.7, 0.5, 0.3];

/** A small picture of a photo as a data address, made in the browser that sends it; null where it is no photo that this browser can read. */
export async function photoPreview(file: Blob): Promise<string | null> {
  if (!file.type.startsWith('image/')) return null;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const drawn = qualities.map((quality) => canvas.toDataURL('image/jpeg', quality));
    return drawn.find((address) => address.length <= MAX_LENGTH) ?? null;
  } catch {
    return null;
  }
}
