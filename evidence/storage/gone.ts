/**
 * Remembers that pieces were deleted for good, as long as the list exists: a hash of each id and the time,
 * without any text or address. Somebody who knows an address can recognise it; nobody can read it from here.
 */
import * as v from 'valibot';
import type { PieceId } from '../piece/piece.ts';
import { hash } from '../values/hash.ts';
import { timestamp } from '../values/timestamp.ts';
import { ifNewer, type UnlessNewer } from '../values/version.ts';
import type { RecordKind } from './record-kind.ts';

/** The version of the stored shape that this code writes. */
export const GONE_VERSION = 1;

const goneSchema = v.looseObject({
  version: v.literal(GONE_VERSION),
  pieces: v.record(v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)), timestamp),
});

/** The stored record: the time each piece was deleted (ISO 8601 UTC), by the hash of its id. */
export type Gone = v.InferOutput<typeof goneSchema>;

/** See {@link Gone}. Going back to a snapshot doesn't change it. */
export const GONE: RecordKind<UnlessNewer<Gone>, Gone> = {
  prefix: 'gone',
  parse: (value) => parseGone(value) ?? ifNewer(value, GONE_VERSION),
  inSnapshot: false,
  inMirror: true,
};

/** @returns the stored record; undefined if there is none that can be read; never throws */
export function parseGone(value: unknown): Gone | undefined {
  const result = v.safeParse(goneSchema, value);
  return result.success ? result.output : undefined;
}

/**
 * @param deleted the time each piece was deleted, by id
 * @returns the record with these pieces added; the same object if there are none. For a piece already in it,
 *   the later time counts
 */
export function withGone(gone: Gone | undefined, deleted: ReadonlyMap<PieceId, string>): Gone | undefined {
  if (deleted.size === 0) return gone;
  const pieces = { ...gone?.pieces };
  for (const [id, at] of deleted) {
    const name = hash(id);
    const before = pieces[name];
    if (before === undefined || at > before) pieces[name] = at;
  }
  return { ...gone, version: GONE_VERSION, pieces };
}
