/** Fields that several commands have. */
import * as v from 'valibot';
import { MISSION_DOMAINS } from '../mission-domain.ts';
import type { SnapshotReason } from '../snapshots/snapshot.ts';

/** The most pieces that one command changes; as many as a file can bring in. */
export const MAX_PIECES_AT_ONCE = 100_000;

/** More changes in one step than a click on a piece makes are worth a snapshot. */
const FEW_CHANGES = 2;

export const id = v.string();

export const ids = v.pipe(v.array(id), v.minLength(1), v.maxLength(MAX_PIECES_AT_ONCE));

export const domain = v.picklist(MISSION_DOMAINS);

/**
 * What a text was changed from: what its field said before and, where that may not have been stored, what it last knew
 * to be stored. Where something else is stored, another window changed it, and both changes stay (merge-texts.ts).
 */
export const from = v.optional(v.pipe(v.array(v.string()), v.maxLength(2)));

/** @returns why a snapshot is taken before so many pieces are changed; undefined where they are few */
export function beforeMany(count: number): SnapshotReason | undefined {
  return count > FEW_CHANGES ? 'before-bulk' : undefined;
}
