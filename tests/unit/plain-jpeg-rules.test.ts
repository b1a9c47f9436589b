import { describe, expect, it } from 'vitest';
import { isPlainJpeg } from '../../server/src/room-photos/plain-jpeg.rules.ts';
import { jpeg, segment } from '../support/pictures.ts';

const atStart = (picture: Buffer, extra: Buffer): Buffer =>
  Buffer.concat([picture.subarray(0, 2), extra, picture.subarray(2)]);
const atEnd = (picture: Buffer, extra: Buffer): Buffer =>
  Buffer.concat([picture.subarray(0, -2), extra, picture.subarray(-2)]);

describe('a photo of a room', () => {
  const picture = jpeg('room');

  it('[PHO3] is plain with its colours described, also in several scans', () => {
    expect(isPlainJpeg(picture)).toBe(true);
    expect(isPlainJpeg(atStart(picture, segment(0xe2, 'ICC_PROFILE\0\x01\x01…')))).toBe(true);
    expect(isPlainJpeg(atStart(picture, segment(0xee, 'Adobe\0d')))).toBe(true);
    expect(
      isPlainJpeg(atEnd(picture, Buffer.concat([segment(0xda, '\x01'), Buffer.from([1, 0xff, 0, 2, 0xff, 0xd3, 3])]))),
    ).toBe(true);
  });

  it('[PHO3] is not with place, time, device, a thumbnail or words in it, wherever they stand', () => {
    const words: Buffer[] = [
      segment(0xe1, 'Exif\0\0 GPS'),
      segment(0xe1, 'http://ns.adobe.com/xap/1.0/'),
      segment(0xe2, 'MPF\0 a second picture'),
      segment(0xed, 'Photoshop 3.0'),
      segment(0xfe, '东一社区'),
    ];
    for (const extra of words) {
      expect(isPlainJpeg(atStart(picture, extra))).toBe(false);
      expect(isPlainJpeg(atEnd(picture, extra))).toBe(false);
    }
    expect(isPlainJpeg(Buffer.concat([picture, Buffer.from('behind the end')]))).toBe(false);
  });

  it('[PHO3] is not where it breaks off or is no JPEG', () => {
    for (let length = 0; length < picture.length; length += 1) {
      expect(isPlainJpeg(picture.subarray(0, length))).toBe(false);
    }
    expect(isPlainJpeg(Buffer.from('GIF89a no photo'))).toBe(false);
    expect(isPlainJpeg(Buffer.alloc(5_000, 0xff))).toBe(false);
  });
});
