/**
 * A snapshot: everything stored at one moment, as it was stored, with the counts, and the hash that shows
 * whether it is complete. Pure; snapshots.ts stores snapshots, safekeeping.ts decides when to save one.
 */
import * as v from 'valibot';
import { Refusal } from '../fault.ts';
import { type DomainCounts, MISSION_DOMAINS } from '../mission-domain.ts';
import { isLive } from '../piece/piece.ts';
import { type Contents, piecesIn } from '../storage/contents.ts';
import { summarise } from '../storage/summary.ts';
import { canonical } from '../values/same-value.ts';
import { sha256Of } from '../values/sha256.ts';
import { timestamp } from '../values/timestamp.ts';

/** The version of the stored shape that this code writes. */
export const SNAPSHOT_VERSION = 1;

/** Why a snapshot is saved. */
export const SNAPSHOT_REASONS = [
  'daily',
  'before-merge',
  'before-migration',
  'before-bulk',
  'before-restore',
  'before-recovery',
] as const;

/** See {@link SNAPSHOT_REASONS}. */
export type SnapshotReason = (typeof SNAPSHOT_REASONS)[number];

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const snapshotSchema = v.looseObject({
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  id: v.pipe(v.string(), v.uuid()),
  takenAt: timestamp,
  reason: v.fallback(v.picklist([...SNAPSHOT_REASONS, 'other']), 'other'),
  counts: v.object(v.entriesFromList(MISSION_DOMAINS, count)),
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});

/**
 * The description of a snapshot, which can be read without opening it. `takenAt` is ISO 8601 UTC, `counts`
 * are its live pieces, `hash` is the SHA-256 of its content in hexadecimal digits. `reason` is `other` if a
 * newer version had one that this code doesn't know.
 */
export interface Snapshot {
  readonly version: number;
  readonly id: string;
  readonly takenAt: string;
  readonly reason: SnapshotReason | 'other';
  readonly counts: DomainCounts;
  readonly hash: string;
}

/** @returns the description of a stored snapshot; undefined if the value isn't one; never throws */
export function parseSnapshot(value: unknown): Snapshot | undefined {
  const result = v.safeParse(snapshotSchema, value);
  if (!result.success) return undefined;
  const { version, id, takenAt, reason, counts, hash } = result.output;
  return { version, id, takenAt, reason, counts, hash };
}

/** @returns the text of a snapshot of these contents: the same text whatever the order of the keys */
export function contentOf(contents: Contents): string {
  return canonical(contents);
}

/** @returns the number of live pieces in each domain, including those of a newer version */
export function countsIn(contents: Contents): DomainCounts {
  return summarise([...piecesIn(contents).values()].filter(isLive)).counts;
}

/**
 * Opens a snapshot.
 * @param content its text, as it was read
 * @returns the contents, the same as when they were saved
 * @throws Refusal if a newer version wrote it, or if the content doesn't match the hash
 */
export async function openSnapshot({ version, hash }: Snapshot, content: string): Promise<Contents> {
  if (version > SNAPSHOT_VERSION) throw new Refusal('newer-snapshot');
  if ((await sha256Of(content)) !== hash) throw new Refusal('damaged-snapshot');
  return JSON.parse(content) as Contents;
}
