/** Picture files with the type in their first bytes; no picture need follow. */

/** @returns a WebP file of this size (RFC 9649): lossy, lossless or extended */
export function webpFile(
  width: number,
  height: number,
  kind: 'VP8 ' | 'VP8L' | 'VP8X' = 'VP8 ',
): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(40);
  const view = new DataView(file.buffer);
  file.set(bytesOf('RIFF....WEBP'));
  view.setUint32(4, file.length - 8, true);
  file.set(bytesOf(kind), 12);
  view.setUint32(16, file.length - 20, true);
  if (kind === 'VP8 ') {
    file.set([0x9d, 0x01, 0x2a], 23);
    view.setUint16(26, width, true);
    view.setUint16(28, height, true);
  } else if (kind === 'VP8L') {
    file[20] = 0x2f;
    view.setUint32(21, (width - 1) | ((height - 1) << 14), true);
  } else {
    view.setUint32(24, width - 1, true);
    view.setUint16(27, height - 1, true);
  }
  return file;
}

/** @returns a JPEG file of this size (ITU-T T.81), with a segment of an application before the frame */
export function jpegFile(width: number, height: number): Uint8Array<ArrayBuffer> {
  const size = [height >> 8, height & 0xff, width >> 8, width & 0xff];
  return new Uint8Array([
    ...[0xff, 0xd8],
    ...[0xff, 0xe0, 0, 6, 0x4a, 0x46, 0x49, 0x46],
    ...[0xff, 0xc0, 0, 11, 8, ...size, 1, 1, 0x11, 0],
    ...[0xff, 0xd9],
  ]);
}

/**
 * @param picture a JPEG file
 * @param marker one that has no segment, for a decoder: RST0 to RST7 (0xD0 to 0xD7) or TEM (0x01)
 * @returns the same picture for a decoder. A reader that takes the marker for a segment reads its length from the
 * bytes after it, and jumps to a frame of the given size hidden in a segment of an application
 */
export function jpegOfTwoSizes(
  picture: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
  marker: number,
): Uint8Array<ArrayBuffer> {
  const hiding = new Uint8Array(2 + 0xffff);
  hiding.set([0xff, 0xe5, 0xff, 0xff]);
  const size = [height >> 8, height & 0xff, width >> 8, width & 0xff];
  hiding.set([0xff, 0xc0, 0, 11, 8, ...size, 1, 1, 0x11, 0], 0xffe5);
  return new Uint8Array([0xff, 0xd8, 0xff, marker, ...hiding, ...picture.subarray(2)]);
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
