/** The whole list, for the evidence page and for tidying up. */

import { type Picture, pictureIdIn } from '../picture/picture.ts';
import type { Piece, PieceId } from '../piece/piece.ts';
import {
  APPLICATION,
  type Applications,
  applicationsAfter,
  applicationsIn,
  EDITION,
} from './applications.ts';
import { DRAFT, type Draft } from './draft.ts';
import { GONE, type Gone } from './gone.ts';
import { KNOWN_DATE, type KnownDate } from './known-date.ts';
import { LABELS } from './known-labels.ts';
import { LAST_ACTION } from './last-action.ts';
import { LAST_BACKUP, type LastBackup } from './last-backup.ts';
import { LAST_MERGE, type LastMerge } from './last-merge.ts';
import { SUMMARY, type Summary } from './parse-summary.ts';
import { PICTURE } from './pictures.ts';
import { PIECE } from './pieces.ts';
import type { AnyKind, RecordKind, Records } from './record-kind.ts';
import { rawOf } from './records-of.ts';
import { RECOVERY_REPORT, type RecoveryReport } from './recovery-report.ts';
import type { ReadingStore } from './store.ts';
import { TALLY, type Tallies } from './tally.ts';

/** All stored evidence and everything stored about it. */
export interface EvidenceList {
  /** Every readable piece by id, including deleted ones. */
  readonly pieces: ReadonlyMap<PieceId, Piece>;
  /** Ids of pieces that a newer version wrote: shown, not changed. */
  readonly newer: ReadonlySet<PieceId>;
  /** Ids of pieces that can't be read; they stay as they are. */
  readonly unreadable: ReadonlySet<PieceId>;
  /** The readable drafts, without selected quotes, by page key. */
  readonly drafts: ReadonlyMap<string, Draft>;
  /** The readable pictures, by page key. */
  readonly pictures: ReadonlyMap<string, Picture>;
  /**
   * Ids of all pictures that any record names, including unreadable records and those that Undo would
   * restore.
   */
  readonly pictureIds: ReadonlySet<string>;
  /** Page keys or ids of records that are emptied and still to be erased. */
  readonly emptied: Readonly<Record<'drafts' | 'pictures' | 'applications' | 'editions', readonly string[]>>;
  readonly tallies: Tallies;
  /** The last backup saved outside the browser, if there is one. */
  readonly lastBackup: LastBackup | undefined;
  /** Result of the last comparison with the mirror, until it is dismissed. */
  readonly recoveryReport: RecoveryReport | undefined;
  /** The last merge of colleagues' files, if it can be undone. */
  readonly lastMerge: LastMerge | undefined;
  /** Hashes of the pieces that were deleted for good, if there are any and the record can be read. */
  readonly gone: Gone | undefined;
  /** The last date of the clock that was not doubtful. */
  readonly knownDate: KnownDate | undefined;
  /** The labels used so far, the most recent first. */
  readonly labels: readonly string[];
  readonly applications: Applications;
  /** The stored summary; undefined if it is missing. */
  readonly summary: Summary | undefined;
}

/**
 * @returns the whole list
 * @throws the error of the browser's storage
 */
export async function readList(store: Pick<ReadingStore, 'readRecords'>): Promise<EvidenceList> {
  return listOf(await store.readRecords());
}

/** @returns the list, made of all stored records */
export function listOf(records: Records): EvidenceList {
  const one = <Read>(kind: RecordKind<Read, unknown>): Read => kind.parse(records[kind.prefix]);
  const emptied = (kind: AnyKind) =>
    [...rawOf(kind, records)].filter(([, value]) => value === null).map(([name]) => name);
  return {
    ...piecesAfter({ pieces: new Map(), newer: new Set(), unreadable: new Set() }, records),
    drafts: after(new Map(), DRAFT, records),
    pictures: after(new Map(), PICTURE, records),
    pictureIds: new Set([
      ...[...rawOf(PICTURE, records).values()].map(pictureIdIn).filter((id) => id !== undefined),
      ...(one(LAST_ACTION)?.pictures ?? []).map(({ id }) => id),
    ]),
    emptied: {
      drafts: emptied(DRAFT),
      pictures: emptied(PICTURE),
      applications: emptied(APPLICATION),
      editions: emptied(EDITION),
    },
    tallies: new Map([...rawOf(TALLY, records)].map(([name, value]) => [name, TALLY.parse(value)])),
    lastBackup: one(LAST_BACKUP),
    recoveryReport: one(RECOVERY_REPORT),
    lastMerge: one(LAST_MERGE),
    gone: readable(one(GONE)),
    knownDate: one(KNOWN_DATE),
    labels: one(LABELS),
    applications: applicationsIn(records),
    summary: one(SUMMARY),
  };
}

/**
 * @param changes the stored values of changed records, by key; undefined for a deleted one
 * @returns the list after these changes, for a view; unchanged parts stay the same objects
 */
export function listAfter(list: EvidenceList, changes: Records): EvidenceList {
  const keys = Object.keys(changes);
  const one = <Read>(kind: RecordKind<Read, unknown>, before: Read): Read =>
    Object.hasOwn(changes, kind.prefix) ? kind.parse(changes[kind.prefix]) : before;
  const has = (kind: AnyKind) => keys.some((key) => key.startsWith(kind.prefix));
  const next: EvidenceList = {
    ...list,
    ...(has(PIECE) && piecesAfter(list, changes)),
    drafts: has(DRAFT) ? after(list.drafts, DRAFT, changes) : list.drafts,
    pictures: has(PICTURE) ? after(list.pictures, PICTURE, changes) : list.pictures,
    lastBackup: one(LAST_BACKUP, list.lastBackup),
    recoveryReport: one(RECOVERY_REPORT, list.recoveryReport),
    lastMerge: one(LAST_MERGE, list.lastMerge),
    gone: readable(one(GONE, list.gone)),
    knownDate: one(KNOWN_DATE, list.knownDate),
    applications: applicationsAfter(list.applications, changes),
  };
  const isSame = Object.entries(next).every(([field, value]) => list[field as keyof EvidenceList] === value);
  return isSame ? list : next;
}

/** A record of a newer version is never written, and a view does without it. */
function readable<Known>(record: Known | 'newer'): Known | undefined {
  return record === 'newer' ? undefined : record;
}

function piecesAfter(
  list: Pick<EvidenceList, 'pieces' | 'newer' | 'unreadable'>,
  changes: Records,
): Pick<EvidenceList, 'pieces' | 'newer' | 'unreadable'> {
  const pieces = new Map(list.pieces);
  const newer = new Set(list.newer);
  const unreadable = new Set(list.unreadable);
  for (const [id, value] of rawOf(PIECE, changes)) {
    const stored = PIECE.parse(value);
    pieces.delete(id);
    newer.delete(id);
    unreadable.delete(id);
    if (!stored) continue;
    if (stored.state === 'unreadable') unreadable.add(id);
    else pieces.set(id, stored.piece);
    if (stored.state === 'newer') newer.add(id);
  }
  return { pieces, newer, unreadable };
}

function after<Known>(
  before: ReadonlyMap<string, Known>,
  kind: RecordKind<Known | 'newer' | undefined, Known>,
  changes: Records,
): ReadonlyMap<string, Known> {
  const records = new Map(before);
  for (const [name, value] of rawOf(kind, changes)) {
    const record = kind.parse(value);
    if (record === undefined || record === 'newer') records.delete(name);
    else records.set(name, record);
  }
  return records;
}
