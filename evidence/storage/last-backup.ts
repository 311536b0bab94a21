/**
 * The last backup saved outside the browser, and when to suggest another. Code that saves the whole list
 * records it when the last of its files is saved (components/export/note-backup.ts). The reminder looks
 * through the list only if that backup is old.
 */
import * as v from 'valibot';
import { type Application, liveApplications } from '../application/application.ts';
import { isLive, type Piece } from '../piece/piece.ts';
import { canonical } from '../values/same-value.ts';
import { sha256Of } from '../values/sha256.ts';
import { timestamp } from '../values/timestamp.ts';
import type { RecordKind } from './record-kind.ts';

/** After this many days with changes, another backup is suggested. */
export const REMIND_AFTER_DAYS = 14;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** The description of a backup that is stored: the number of its pieces, and their hash. */
export const backedUpEntries = {
  count: v.pipe(v.number(), v.integer(), v.minValue(0)),
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
};

const lastBackupSchema = v.looseObject({ version: v.literal(1), savedAt: timestamp, ...backedUpEntries });

/** The stored record; `savedAt` is ISO 8601 UTC. */
export type LastBackup = v.InferOutput<typeof lastBackupSchema>;

/** See {@link LastBackup}. */
export const LAST_BACKUP: RecordKind<LastBackup | undefined> = {
  prefix: 'last-backup',
  parse: parseLastBackup,
  inSnapshot: false,
  inMirror: false,
};

/** @returns the stored record; undefined if there is none that can be read; never throws */
export function parseLastBackup(value: unknown): LastBackup | undefined {
  const result = v.safeParse(lastBackupSchema, value);
  return result.success ? result.output : undefined;
}

/**
 * @returns the description of a backup with the live ones of these pieces and applications, whatever their
 *   order
 */
export async function backedUp(
  pieces: Iterable<Piece>,
  applications: Iterable<Application> = [],
): Promise<{ count: number; hash: string }> {
  const live = [...pieces].filter(isLive);
  const texts = [...live, ...liveApplications(applications)].map(canonical).sort();
  return { count: live.length, hash: await sha256Of(texts.join('\n')) };
}

/**
 * @param last the last backup, if there is one
 * @param pieces the list
 * @param now the clock
 * @returns whether the last backup is so old that changes would be worth another. If none was ever saved, the
 *   time counts from the first piece of the list
 */
export function isLongAgo(last: LastBackup | undefined, pieces: Iterable<Piece>, now: Date): boolean {
  const since =
    last?.savedAt ??
    [...pieces]
      .filter(isLive)
      .map(({ taggedAt }) => taggedAt)
      .reduce<string | undefined>((first, at) => (first === undefined || at < first ? at : first), undefined);
  return since !== undefined && now.getTime() - Date.parse(since) > REMIND_AFTER_DAYS * DAY_MS;
}
