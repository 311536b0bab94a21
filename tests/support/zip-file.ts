import { crc32, deflateRawSync } from 'node:zlib';

/** A file for an archive, and the false statements that the archive is to make about it. */
export interface ZipPart {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** 8 (deflated) if omitted. */
  readonly method?: number;
  /** The bytes in the archive in place of the content. */
  readonly packed?: Uint8Array;
  readonly packedSize?: number;
  readonly size?: number;
  readonly crc?: number;
  readonly flags?: number;
  /** The name in the head before the content. */
  readonly localName?: string;
  /** Its beginning according to the directory. */
  readonly offset?: number;
  readonly extra?: Uint8Array;
  /** Unix mode and type, as in `0o120777` for a symbolic link. */
  readonly mode?: number;
}

/** False statements of the record at the end, and the bytes around it. */
export interface ZipEnd {
  readonly count?: number;
  readonly start?: number;
  readonly size?: number;
  readonly disk?: number;
  readonly comment?: string;
  readonly before?: Uint8Array;
}

/** @returns an archive (PKWARE, APPNOTE.TXT, 4.3) by hand, correct unless a part or the end says otherwise */
export function zipFile(parts: readonly ZipPart[], end: ZipEnd = {}): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const { method = 8, flags = 0x800, extra = new Uint8Array(), mode = 0o100644 } = part;
    const content = Buffer.from(part.content);
    const packed = part.packed ?? (method === 8 ? deflateRawSync(content) : content);
    const numbers = Buffer.alloc(20);
    numbers.writeUInt16LE(flags, 0);
    numbers.writeUInt16LE(method, 2);
    numbers.writeUInt32LE(part.crc ?? crc32(content), 8);
    numbers.writeUInt32LE(part.packedSize ?? packed.length, 12);
    numbers.writeUInt32LE(part.size ?? content.length, 16);
    const localName = Buffer.from(part.localName ?? part.name);
    const local = [
      uint32(0x04034b50),
      uint16(20),
      numbers,
      uint16(localName.length),
      uint16(0),
      localName,
      packed,
    ];
    const name = Buffer.from(part.name);
    directory.push(
      uint32(0x02014b50),
      uint16(0x0314),
      uint16(20),
      numbers,
      uint16(name.length),
      uint16(extra.length),
      Buffer.alloc(6),
      uint16(0),
      uint16(mode),
      uint32(part.offset ?? at),
      name,
      Buffer.from(extra),
    );
    const file = Buffer.concat(local);
    files.push(file);
    at += file.length;
  }
  const list = Buffer.concat(directory);
  const { disk = 0, count = parts.length, size = list.length, start = at, comment = '' } = end;
  return Buffer.concat([
    ...files,
    list,
    end.before ?? Buffer.alloc(0),
    uint32(0x06054b50),
    uint16(disk),
    uint16(disk),
    uint16(count),
    uint16(count),
    uint32(size),
    uint32(start),
    uint16(Buffer.byteLength(comment)),
    Buffer.from(comment),
  ]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
