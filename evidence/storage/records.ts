/**
 * Lists every kind of stored record. A key of no known kind belongs to a newer version: it is kept
 * everywhere.
 */
import { APPLICATION, EDITION } from './applications.ts';
import { DRAFT, WAITING } from './draft.ts';
import { GONE } from './gone.ts';
import { KNOWN_DATE } from './known-date.ts';
import { LABELS } from './known-labels.ts';
import { ACTION_PART, LAST_ACTION } from './last-action.ts';
import { LAST_BACKUP } from './last-backup.ts';
import { LAST_DOMAIN } from './last-domain.ts';
import { LAST_MERGE } from './last-merge.ts';
import { SUMMARY } from './parse-summary.ts';
import { PICTURE } from './pictures.ts';
import { PIECE } from './pieces.ts';
import type { AnyKind } from './record-kind.ts';
import { isOf } from './records-of.ts';
import { RECOVERY_REPORT } from './recovery-report.ts';
import { RENEWAL, REVISION } from './revision.ts';
import { SETTINGS } from './settings.ts';
import { TALLY } from './tally.ts';

/** All kinds. */
export const KINDS: readonly AnyKind[] = [
  PIECE,
  DRAFT,
  WAITING,
  PICTURE,
  APPLICATION,
  EDITION,
  LABELS,
  SETTINGS,
  LAST_ACTION,
  ACTION_PART,
  LAST_MERGE,
  LAST_DOMAIN,
  LAST_BACKUP,
  SUMMARY,
  TALLY,
  GONE,
  KNOWN_DATE,
  REVISION,
  RECOVERY_REPORT,
  RENEWAL,
];

/** @returns the kind of the record under a key; undefined if this version doesn't know it */
export function kindOf(key: string): AnyKind | undefined {
  return KINDS.find((kind) => isOf(kind, key));
}

/** @returns whether snapshots hold the record under a key */
export function isInSnapshot(key: string): boolean {
  return kindOf(key)?.inSnapshot ?? true;
}

/** @returns whether the mirror holds the record under a key */
export function isInMirror(key: string): boolean {
  return kindOf(key)?.inMirror ?? true;
}

/** @returns whether this version, or a newer one, could have written the value under the key */
export function isSound(key: string, value: unknown): boolean {
  return kindOf(key)?.isSound?.(value) ?? true;
}
