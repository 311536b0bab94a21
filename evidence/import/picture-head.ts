/** What a picture file says of itself in its first bytes; nothing is decoded. */
export interface PictureHead {
  readonly type: 'image/webp' | 'image/jpeg';
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** @returns what a WebP or JPEG file says of itself; undefined where it is neither, or not whole */
export function pictureHead(bytes: Uint8Array): PictureHead | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return webp(view) ?? jpeg(view);
  } catch (error) {
    // It ends in the middle of what it says.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** WebP Container Specification (RFC 9649, section 2.4 to 2.7, and 3.4). */
function webp(view: DataView): PictureHead | undefined {
  if (text(view, 0) !== 'RIFF' || text(view, 8) !== 'WEBP') return undefined;
  if (view.getUint32(4, true) + 8 !== view.byteLength) return undefined;
  const size = sizeOfWebp(view);
  return size && { type: 'image/webp', ...size };
}

function sizeOfWebp(view: DataView): { width: number; height: number } | undefined {
  switch (text(view, 12)) {
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
    default:
      return undefined;
  }
}

/** JPEG (ITU-T T.81, annex B): segments up to the one that begins the frame, and the mark of the end. */
function jpeg(view: DataView): PictureHead | undefined {
  if (view.getUint16(0) !== 0xffd8 || view.getUint16(view.byteLength - 2) !== 0xffd9) return undefined;
  for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1);
    if (marker < 0xc0 || marker === 0xff) return undefined;
    const isFrame = marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) {
      return { type: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    }
  }
  return undefined;
}

function text(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((offset) => view.getUint8(at + offset)));
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
}
