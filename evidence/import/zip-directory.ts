import { MAX_FILES } from '../files/limits.ts';

/**
 * The directory at the end of a ZIP archive (PKWARE, APPNOTE.TXT, 4.3): the files in it and their positions.
 */

/**
 * A file in an archive, as the directory describes it. The numbers are claims: unpacked bytes are counted.
 */
export interface ZipEntry {
  /** With `/` between folders, composed (NFC). */
  readonly name: string;
  readonly isEncrypted: boolean;
  /** 0: stored as it is; 8: deflated; no other method can be read. */
  readonly method: number;
  readonly crc: number;
  /** Its size when unpacked, in bytes. */
  readonly size: number;
  /** Its bytes in the archive. */
  readonly packed: Uint8Array;
}

/** Why a whole archive can't be read. */
export type DirectoryFault =
  | { readonly code: 'damaged-archive' }
  /** Of a kind for archives above 4 GB or over several disks, which no list needs. */
  | { readonly code: 'unusual-archive' }
  | { readonly code: 'too-many-files'; readonly count: number; readonly limit: number };

/** The sizes of the records without their variable parts, and the longest comment, in bytes. */
const END = 22;
const ENTRY = 46;
const LOCAL = 30;
const MAX_COMMENT = 65_535;

/**
 * @returns the files of an archive in the order of its directory. No two overlap, so that no byte can be
 *   unpacked twice, as in an archive made to swell
 */
export function readDirectory(archive: Uint8Array): readonly ZipEntry[] | DirectoryFault {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = findEnd(view);
  if (end === undefined) return DAMAGED;
  const count = view.getUint16(end + 10, true);
  const size = view.getUint32(end + 12, true);
  const start = view.getUint32(end + 16, true);
  if (isOf4GB(view, end) || count === 0xffff || size === 0xffffffff || start === 0xffffffff) return UNUSUAL;
  if (view.getUint32(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count) return UNUSUAL;
  if (count > MAX_FILES) return { code: 'too-many-files', count, limit: MAX_FILES };
  if (start + size !== end) return DAMAGED;

  const entries: (ZipEntry & { readonly from: number; readonly to: number })[] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY > end || view.getUint32(at, true) !== 0x02014b50) return DAMAGED;
    const nameEnd = at + ENTRY + view.getUint16(at + 28, true);
    const next = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end) return DAMAGED;
    const packedSize = view.getUint32(at + 20, true);
    const unpackedSize = view.getUint32(at + 24, true);
    const from = view.getUint32(at + 42, true);
    if (packedSize === 0xffffffff || unpackedSize === 0xffffffff || from === 0xffffffff) return UNUSUAL;
    const name = archive.subarray(at + ENTRY, nameEnd);
    const packedAt = packedStart(view, from, name);
    if (packedAt === undefined || packedAt + packedSize > start) return DAMAGED;
    const flags = view.getUint16(at + 8, true);
    entries.push({
      name: new TextDecoder().decode(name).normalize('NFC'),
      // Bit 0 is set if the content is encrypted, bit 13 if the directory itself is (4.4.4).
      isEncrypted: (flags & 0x2001) !== 0,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      size: unpackedSize,
      packed: archive.subarray(packedAt, packedAt + packedSize),
      from,
      to: packedAt + packedSize,
    });
    at = next;
  }
  if (at !== end) return DAMAGED;
  const inPlace = entries.toSorted((a, b) => a.from - b.from);
  const overlap = inPlace.some(({ from }, index) => from < (inPlace[index - 1]?.to ?? 0));
  return overlap ? DAMAGED : entries;
}

const DAMAGED: DirectoryFault = { code: 'damaged-archive' };
const UNUSUAL: DirectoryFault = { code: 'unusual-archive' };

/** @returns where the end record begins: the last one whose comment is as long as the data after it */
function findEnd(view: DataView): number | undefined {
  const last = view.byteLength - END;
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at -= 1) {
    if (view.getUint32(at, true) === 0x06054b50 && view.getUint16(at + 20, true) === last - at) return at;
  }
  return undefined;
}

/** @returns whether a locator of the larger kind of directory (ZIP64, 4.3.15) precedes the end record */
function isOf4GB(view: DataView, end: number): boolean {
  return end >= 20 && view.getUint32(end - 20, true) === 0x07064b50;
}

/** @returns where the bytes of a file begin; undefined if no file of this name is there */
function packedStart(view: DataView, from: number, name: Uint8Array): number | undefined {
  if (from + LOCAL > view.byteLength || view.getUint32(from, true) !== 0x04034b50) return undefined;
  if (view.getUint16(from + 26, true) !== name.length) return undefined;
  const isSame = name.every((byte, index) => {
    const at = from + LOCAL + index;
    return at < view.byteLength && view.getUint8(at) === byte;
  });
  return isSame ? from + LOCAL + name.length + view.getUint16(from + 28, true) : undefined;
}
