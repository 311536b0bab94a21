import { describe, expect, it } from 'vitest';
import { pictureHead } from '../../evidence/import/picture-head.ts';
import { jpegOfTwoSizes, webpFile } from '../support/picture-files.ts';

const LARGE = { width: 3_000, height: 2_000 };
const SMALL = { width: 10, height: 10 };

/** @returns a file that the browser itself wrote */
async function drawn(type: 'image/jpeg' | 'image/webp'): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(LARGE.width, LARGE.height);
  canvas.getContext('2d')?.fillRect(0, 0, 100, 100);
  return new Uint8Array(await (await canvas.convertToBlob({ type, quality: 0.5 })).arrayBuffer());
}

/** @returns the size of a file as the browser decodes it; undefined if it does not */
async function decodedSize(bytes: Uint8Array<ArrayBuffer>, type: string) {
  try {
    const { width, height } = await createImageBitmap(new Blob([bytes], { type }));
    return { width, height };
  } catch {
    return undefined;
  }
}

it.each(['image/jpeg', 'image/webp'] as const)(
  'the size of %s is the one that the browser decodes',
  async (type) => {
    const file = await drawn(type);
    expect(pictureHead(file)).toEqual({ type, ...LARGE });
    expect(await decodedSize(file, type)).toEqual(LARGE);
  },
);

describe('a JPEG that a decoder finds larger than its first frame seems to be is refused', () => {
  const alone = [0x01, 0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7];
  it.each(alone)('with the marker %i before the frame', async (marker) => {
    const file = jpegOfTwoSizes(await drawn('image/jpeg'), SMALL, marker);
    expect(await decodedSize(file, 'image/jpeg')).toEqual(LARGE);
    expect(pictureHead(file)).toBeUndefined();
  });
});

it('a WebP whose canvas is smaller than its picture is decoded at no other size than that of its head', async () => {
  const inner = (await drawn('image/webp')).subarray(12);
  const file = new Uint8Array(30 + inner.length);
  file.set(webpFile(SMALL.width, SMALL.height, 'VP8X').subarray(0, 30));
  file.set(inner, 30);
  const view = new DataView(file.buffer);
  view.setUint32(4, file.length - 8, true);
  view.setUint32(16, 10, true);
  expect(pictureHead(file)).toEqual({ type: 'image/webp', ...SMALL });
  expect([undefined, SMALL]).toContainEqual(await decodedSize(file, 'image/webp'));
});
