/**
 * Compares the list with its mirror and the witness, and computes what each of them lacks. Pure.
 *
 * If files are damaged, reads return too little or nothing, most of them without an error, and `storage.local` reports
 * success before anything is on the disk. So the data is in three places that fail independently:
 *
 * - the list: `storage.local`;
 * - the mirror (the second copy, for teachers): the same records in IndexedDB with `durability: 'strict'`, with
 *   drafts, without selected quotes and the record for Undo (mirror-store.ts; each kind of record says whether it is
 *   mirrored);
 * - the witness: the number of records and a hash, in the browser's cache (witness.ts).
 *
 * mirrored-area.ts writes to all three, hidden from the code above: to the list, then to the mirror; then it answers,
 * and writes to the witness afterwards. An erasure goes to the mirror first and is refused if that fails, or the
 * erased data would be recovered from there. renewal.ts deals with a full disk. Every change has a revision, stored in
 * all three places, so a kill between any two writes is never damage, restores nothing erased and loses nothing;
 * tests/evidence/mirror/ kills between each two.
 *
 * mirror-keeper.ts compares once after the browser starts, before any command, and again if a view could not read the
 * list, found it empty or its counts wrong. When the background starts later, it compares only revisions and counts.
 * Data that one place lacks is recovered from the other; a snapshot is saved before anything readable is replaced. The
 * recovery report is shown until the teacher dismisses it. What can't be decided is left alone, and nothing is tidied
 * up until the teacher decides in the recovery view (components/recovery/).
 */
import * as v from 'valibot';
import type { Contents } from '../storage/contents.ts';
import { PIECE } from '../storage/pieces.ts';
import { isSound } from '../storage/records.ts';
import { isOf } from '../storage/records-of.ts';
import type { RecoveryReport } from '../storage/recovery-report.ts';
import { timestamp } from '../values/timestamp.ts';
import { digestOf, markOf, printOf, sameDigest, sayingOf } from './digest.ts';
import type { MirrorContents } from './mirror-store.ts';
import type { Testimony } from './witness.ts';

/** The readable part of the list. */
export interface ListContents {
  readonly records: ReadonlyMap<string, unknown>;
  /** Keys whose values exist but can't be read. */
  readonly failed: ReadonlySet<string>;
  /** Whether all keys could be read. If not, there may be more records. */
  readonly complete: boolean;
  /** The revision of its last change; undefined if it has none yet. */
  readonly revision: number | undefined;
  /** The report of the last comparison. */
  readonly recoveryReport: RecoveryReport | undefined;
  /** How many live pieces its own summary counts; 0 if there is none. */
  readonly summarised: number;
}

/** The three places, as far as they can be read. */
export interface Places {
  readonly list: ListContents;
  /** undefined if there is none. */
  readonly mirror: MirrorContents | 'unreadable' | undefined;
  readonly witness: Testimony | undefined;
}

/** Why the teacher has to decide. */
export interface Undecided {
  /** How many pieces must have existed and are in neither place. */
  readonly missing: number;
  /** How many records exist but can't be read in either place. */
  readonly unreadable: number;
  /** How many pieces are readable in both places and differ. */
  readonly differing: number;
  /** Both places are older than the witness. */
  readonly outdated: boolean;
}

/** Result of a comparison: what to change. */
export interface Comparison {
  /** Records that the list lacks, or has in a damaged or older form. */
  readonly toList: Contents;
  /** Keys that were erased on purpose and are still in the list. */
  readonly fromList: readonly string[];
  /** Records that the mirror lacks, or has in a damaged or older form. */
  readonly toMirror: Contents;
  /** Marks of erased keys that the mirror no longer needs to remember. */
  readonly forget: readonly string[];
  /** Keys whose readable values in the list are replaced; a snapshot comes first. */
  readonly overwritten: readonly string[];
  /** How many records the list had lost, and how many the mirror; worth telling the teacher. */
  readonly restored: { readonly list: number; readonly mirror: number };
  readonly undecided: Undecided | undefined;
}

/**
 * Compares the places. If they differ, these rules say which is right:
 *
 * - Every change has a revision. A change goes to the list, then to the mirror, then to the witness; an erasure goes
 *   to the mirror first. So the place with the higher revision has the newer record, whatever the times in the records
 *   say: going back to a snapshot writes old times.
 * - With the same revision, the later `updatedAt` is right (an older version of the extension writes only the list,
 *   and counts no revisions). For pieces with the same time, the place whose digest matches the witness is right; if
 *   neither does, nobody can tell. For settings and the like, the list is right.
 * - A readable record is right if the other isn't readable.
 * - A record that one place lacks is recovered from the other, unless the mirror remembers that it was erased.
 * - The witness counts: if both places together have fewer pieces than it saw, the teacher has to decide.
 */
export function compare({ list, mirror: kept, witness }: Places): Comparison {
  const mirror = kept === 'unreadable' ? undefined : kept;
  const toList: Record<string, unknown> = {};
  const toMirror: Record<string, unknown> = {};
  const fromList: string[] = [];
  const overwritten: string[] = [];
  const restored = { list: 0, mirror: 0 };
  let [unreadable, differing] = [0, 0];

  const revisions = { list: list.revision, mirror: mirror?.revision };
  // If the very first change was interrupted, there was no mirror yet.
  const hadMirror = (revisions.list ?? 0) > 1 || witness !== undefined;
  // The mirror is written before the witness: a change that the mirror lacks is unknown to the witness too.
  const mirrorIsBehind =
    revisions.mirror !== undefined &&
    (revisions.list ?? 0) > revisions.mirror &&
    !isYounger(witness, revisions.mirror);
  const newerSide = sideOf(revisions.list, revisions.mirror);
  const known = {
    list: witness !== undefined && sameDigest(digestOf(list.records), witness),
    mirror: witness !== undefined && mirror !== undefined && sameDigest(digestOf(mirror.records), witness),
  };

  /**
   * Whether the mirror had the record, or should have had it. A record later than the witness is no loss. A
   * record without a time may come from an older version of the extension.
   */
  function mirrorLost(value: unknown): boolean {
    if (!hadMirror || mirrorIsBehind || kept === 'unreadable' || value === null) return false;
    const at = updatedAt(value);
    return witness === undefined || (at !== undefined && at <= witness.at);
  }

  function giveList(key: string, value: unknown): void {
    toList[key] = value;
    if (value !== null) restored.list += 1;
  }

  function giveMirror(key: string, value: unknown): void {
    toMirror[key] = value;
    if (mirrorLost(value)) restored.mirror += 1;
  }

  for (const key of keysOf(list, mirror)) {
    const mine = list.records.get(key);
    const other = mirror?.records.get(key);
    const failed = list.failed.has(key);
    const erased = other === undefined ? mirror?.erased.get(markOf(key)) : undefined;
    if (mine !== undefined && other !== undefined && sayingOf(mine) === sayingOf(other)) continue;
    const good = {
      list: mine !== undefined && isSound(key, mine),
      mirror: other !== undefined && isSound(key, other),
    };
    if (erased !== undefined) {
      if (failed || (mine !== undefined && printOf(key, mine) === erased)) fromList.push(key);
      else if (mine !== undefined) toMirror[key] = mine;
    } else if (other === undefined) {
      if (mine !== undefined) giveMirror(key, mine);
      else unreadable += 1;
    } else if (mine === undefined) {
      if (good.mirror) giveList(key, other);
      else unreadable += 1;
    } else if (good.list !== good.mirror) {
      if (good.mirror) giveList(key, other);
      else giveMirror(key, mine);
    } else if (good.list) {
      const right = newerSide ?? laterSide(mine, other) ?? (isOf(PIECE, key) ? knownSide(known) : undefined);
      if (right === 'list') giveMirror(key, mine);
      else if (right === 'mirror') {
        giveList(key, other);
        overwritten.push(key);
      } else if (isOf(PIECE, key)) differing += 1;
      else toMirror[key] = mine;
    }
  }

  const result = new Map([...list.records, ...Object.entries(toList)]);
  for (const key of fromList) result.delete(key);
  const missing = missingFrom(result, { list, mirror: kept, witness });
  const last = Math.max(revisions.list ?? 0, revisions.mirror ?? 0);
  const isOlder =
    witness !== undefined && (revisions.list ?? revisions.mirror) !== undefined && witness.revision > last;
  // Later both places go on from where they are, and then only the report still shows that they were older.
  const outdated = isOlder || list.recoveryReport?.undecided?.outdated === true;
  const isOutOfReach = !list.complete && mirror === undefined;
  const isUndecided = missing > 0 || unreadable > 0 || differing > 0 || outdated || isOutOfReach;
  return {
    toList,
    fromList,
    toMirror,
    forget: erasedFrom(list, mirror),
    overwritten,
    restored,
    undecided: isUndecided ? { missing, unreadable, differing, outdated } : undefined,
  };
}

function keysOf(list: ListContents, mirror: MirrorContents | undefined): ReadonlySet<string> {
  return new Set([...list.records.keys(), ...list.failed, ...(mirror?.records.keys() ?? [])]);
}

/** @returns the marks of erased keys that are, as far as can be told, no longer in the list */
function erasedFrom(list: ListContents, mirror: MirrorContents | undefined): string[] {
  if (!mirror || mirror.erased.size === 0 || !list.complete) return [];
  const there = new Set([...list.records.keys(), ...list.failed].map(markOf));
  return [...mirror.erased.keys()].filter((mark) => !there.has(mark));
}

function isYounger(witness: Testimony | undefined, revision: number): boolean {
  return witness !== undefined && witness.revision > revision;
}

type Side = 'list' | 'mirror';

function sideOf(list: number | undefined, mirror: number | undefined): Side | undefined {
  if (list === undefined || mirror === undefined || list === mirror) return undefined;
  return list > mirror ? 'list' : 'mirror';
}

function laterSide(mine: unknown, other: unknown): Side | undefined {
  const [here, there] = [updatedAt(mine), updatedAt(other)];
  if (here === undefined || there === undefined || here === there) return undefined;
  return here > there ? 'list' : 'mirror';
}

function knownSide(known: Record<Side, boolean>): Side | undefined {
  return known.list ? 'list' : known.mirror ? 'mirror' : undefined;
}

const timed = v.object({ updatedAt: timestamp });

function updatedAt(value: unknown): string | undefined {
  const result = v.safeParse(timed, value);
  return result.success ? result.output.updatedAt : undefined;
}

/** @returns how many pieces are missing, according to the witness, or else to the list's summary */
function missingFrom(result: ReadonlyMap<string, unknown>, { list, mirror, witness }: Places): number {
  const pieces = [...result].filter(([key, value]) => isOf(PIECE, key) && isSound(key, value));
  const mirrorRevision = typeof mirror === 'object' ? (mirror.revision ?? 0) : 0;
  if (witness) {
    // A change was interrupted before the witness was written, so it doesn't know the newest.
    if (witness.revision < Math.max(list.revision ?? 0, mirrorRevision)) return 0;
    return Math.max(0, witness.pieces - pieces.length);
  }
  // Without a witness, use the list's own summary: off by one or two at times, but not about an empty list.
  return pieces.length === 0 ? list.summarised : 0;
}
