/** Fields that several commands share. */
import * as v from 'valibot';
import { MISSION_DOMAINS } from '../mission-domain.ts';
import type { SnapshotReason } from '../snapshots/snapshot.ts';

/** How many pieces one command may change; as many as a file can bring in. */
export const MAX_PIECES_AT_ONCE = 100_000;

/** A change of more pieces than this gets a snapshot first. One click on a piece never changes more. */
const FEW_CHANGES = 2;

export const id = v.string();

export const ids = v.pipe(v.array(id), v.minLength(1), v.maxLength(MAX_PIECES_AT_ONCE));

export const domain = v.picklist(MISSION_DOMAINS);

/**
 * The text that a change started from: the text in the field before and, if that may not have been saved, the
 * last text that the field knew to be saved. If the stored text is neither, another window changed it, and
 * both changes stay (merge-texts.ts).
 */
export const from = v.optional(v.pipe(v.array(v.string()), v.maxLength(2)));

/** @returns why a snapshot must be saved before so many pieces change; undefined if they are few */
export function beforeMany(count: number): SnapshotReason | undefined {
  return count > FEW_CHANGES ? 'before-bulk' : undefined;
}
