import { crc32 } from './crc32.ts';
import type { ZipEntry } from './zip-directory.ts';

/** Why a file can't be unpacked from an archive. */
export type PackingFault = 'encrypted-archive' | 'unusual-archive' | 'damaged-archive' | 'unpacks-too-large';

/** How much is unpacked at once, in bytes; data that grows most (1,032 to 1) becomes some 8 MB. */
const STEP_BYTES = 8_192;

/**
 * Unpacks one file of an archive. Its bytes are counted while they are unpacked, and checked in the end: a
 * file that claims to be too large isn't unpacked at all, and one that claims to be smaller than it is not
 * much further than the claim.
 * @param limit the most bytes to unpack
 * @param step awaited now and then, to give way to the page; an error it throws is passed on
 * @returns a copy of the bytes; or why they can't be unpacked
 */
export async function unpack(
  { isEncrypted, method, size, crc, packed }: ZipEntry,
  limit: number,
  step: () => Promise<void>,
): Promise<Uint8Array<ArrayBuffer> | PackingFault> {
  if (isEncrypted) return 'encrypted-archive';
  if (method !== STORED && method !== DEFLATED) return 'unusual-archive';
  if (size > limit) return 'unpacks-too-large';
  // Loaded with the first archive: no other file needs it.
  const { Inflate } = await import('fflate');
  const parts: Uint8Array[] = [];
  let length = 0;
  let sum = 0;
  const take = (part: Uint8Array) => {
    length += part.length;
    sum = crc32(part, sum);
    parts.push(part);
  };
  const inflate = new Inflate(take);
  for (let start = 0; start === 0 || start < packed.length; start += STEP_BYTES) {
    const chunk = packed.subarray(start, start + STEP_BYTES);
    const isLast = start + STEP_BYTES >= packed.length;
    if (method === STORED) take(chunk);
    else if (!pushed(() => inflate.push(chunk, isLast))) return 'damaged-archive';
    if (length > size) return 'damaged-archive';
    await step();
  }
  // The library doesn't check this.
  if (length !== size || sum !== crc) return 'damaged-archive';
  return joined(parts, length);
}

const STORED = 0;
const DEFLATED = 8;

function pushed(push: () => void): boolean {
  try {
    push();
    return true;
  } catch {
    return false;
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
