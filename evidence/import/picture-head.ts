import { imageDimensionsFromData } from 'image-dimensions';

/** The facts in the first bytes of a picture file; nothing is decoded. */
export interface PictureHead {
  readonly type: 'image/webp' | 'image/jpeg';
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/**
 * @returns the facts of a WebP or JPEG file; undefined if it is neither, isn't complete, or is built so that
 *   a decoder could find another size in it
 */
export function pictureHead(bytes: Uint8Array): PictureHead | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = isWholeWebp(view) ? 'image/webp' : isPlainJpeg(view) ? 'image/jpeg' : undefined;
  const size = type && imageDimensionsFromData(bytes);
  return size && { type, width: size.width, height: size.height };
}

const RIFF = 0x52494646;
const WEBP = 0x57454250;

/** Whether the file is as long as it claims (WebP Container Specification, RFC 9649, section 2.4). */
function isWholeWebp(view: DataView): boolean {
  return (
    view.byteLength > 12 &&
    view.getUint32(0) === RIFF &&
    view.getUint32(8) === WEBP &&
    view.getUint32(4, true) + 8 === view.byteLength
  );
}

const START = 0xffd8;
const END = 0xffd9;

/** Markers of the frames that browsers decode: baseline, extended and progressive. */
const FRAMES: ReadonlySet<number> = new Set([0xffc0, 0xffc1, 0xffc2]);

/**
 * Whether a JPEG file (ITU-T T.81, annex B) has nothing but segments before its frame, one right after the
 * other. Decoders skip other bytes, and markers without a segment (RST0 to RST7, TEM). A reader that takes
 * those for segments finds another frame than the decoder.
 */
function isPlainJpeg(view: DataView): boolean {
  const end = view.byteLength - 2;
  if (end < 2 || view.getUint16(0) !== START || view.getUint16(end) !== END) return false;
  let at = 2;
  while (at + 4 <= end && isSegment(view.getUint16(at))) {
    const length = view.getUint16(at + 2);
    if (length < 2) return false;
    at += 2 + length;
  }
  return at + 9 <= end && FRAMES.has(view.getUint16(at));
}

/** Whether a marker begins a segment: tables, data of an application, or a comment. */
function isSegment(marker: number): boolean {
  const isTable = marker === 0xffc4 || marker === 0xffcc || marker === 0xffdb || marker === 0xffdd;
  return isTable || (marker >= 0xffe0 && marker <= 0xffef) || marker === 0xfffe;
}
