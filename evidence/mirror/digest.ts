/**
 * A digest of all records together: how many there are, and a hash that doesn't depend on their order and can
 * be updated for one change without reading the others. Pure.
 */
import * as v from 'valibot';
import { PIECE } from '../storage/pieces.ts';
import { isOf } from '../storage/records-of.ts';
import { hash } from '../values/hash.ts';
import { canonical } from '../values/same-value.ts';

const HALF = 8;
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The stored shape of a digest. */
export const digestEntries = {
  pieces: count,
  records: count,
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
};

/**
 * `pieces` counts pieces of evidence, including deleted ones; `records` counts everything. `hash` is the sum
 * of the prints of all records, half by half: 16 hexadecimal digits. It detects damage, not tampering.
 */
export interface Digest {
  readonly pieces: number;
  readonly records: number;
  readonly hash: string;
}

/** The digest of no records. */
export const NOTHING: Digest = { pieces: 0, records: 0, hash: '0'.repeat(2 * HALF) };

/**
 * A lone surrogate, as JSON writes it: one browser stores it, the other replaces it with the replacement
 * character.
 */
const LONE_SURROGATE = /\\ud[89a-f][0-9a-f]{2}/g;

/** @returns a text that is the same for equal values, whichever place they are stored in */
export function sayingOf(value: unknown): string {
  // JSON can't express undefined.
  const saying = value === undefined ? '' : canonical(value);
  return saying.includes('\\ud') ? saying.replace(LONE_SURROGATE, '\uFFFD') : saying;
}

/** @returns the print of one record: 16 hexadecimal digits */
export function printOf(key: string, value: unknown): string {
  return hash(`${key}\n${sayingOf(value)}`);
}

/**
 * @returns the mark under which the erasure of a key is remembered: 16 hexadecimal digits. Not the key
 *   itself, because a key holds the address of a page
 */
export function markOf(key: string): string {
  return hash(key);
}

/** @returns the digest of records by their keys */
export function digestOf(records: Iterable<readonly [string, unknown]>): Digest {
  let digest = NOTHING;
  for (const [key, value] of records) digest = withRecord(digest, key, value);
  return digest;
}

/** @returns the digest after a record was added */
export function withRecord(digest: Digest, key: string, value: unknown): Digest {
  return changed(digest, key, value, 1);
}

/** @returns the digest after a record was removed */
export function withoutRecord(digest: Digest, key: string, value: unknown): Digest {
  return changed(digest, key, value, -1);
}

function changed(digest: Digest, key: string, value: unknown, by: 1 | -1): Digest {
  const print = printOf(key, value);
  const sums = [0, HALF].map((at) => {
    const [sum, part] = [digest.hash, print].map((text) => Number.parseInt(text.slice(at, at + HALF), 16));
    return (((sum ?? 0) + by * (part ?? 0)) >>> 0).toString(16).padStart(HALF, '0');
  });
  return {
    pieces: digest.pieces + (isOf(PIECE, key) ? by : 0),
    records: digest.records + by,
    hash: sums.join(''),
  };
}

/** @returns whether two digests describe the same records */
export function sameDigest(a: Digest, b: Digest): boolean {
  return a.pieces === b.pieces && a.records === b.records && a.hash === b.hash;
}
