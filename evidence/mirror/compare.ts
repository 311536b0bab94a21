/**
 * Compares the list with its copy and the witness, and says what each lacks. Pure.
 *
 * Damaged files answer short or empty, most of them without an error, and `storage.local` says yes before the disk has
 * anything. So there are three places that fail apart:
 *
 * - the list, `storage.local`;
 * - the copy, the same records in IndexedDB with `durability: 'strict'`, drafts included, selections and Undo not
 *   (copy-store.ts; each kind of record says whether it is copied);
 * - the witness, their count and a hash, in the browser's cache (witness.ts).
 *
 * mirrored-area.ts writes to them, so that nothing above knows: the list, then the copy, then the answer, and the
 * witness afterwards. An erasure goes to the copy first and is refused if the copy cannot be written, or what was erased
 * would come back from there. renewal.ts deals with a full disk. Every change has a number in all three places, so a
 * kill between any two writes is never damage, brings nothing back and loses nothing; tests/evidence/mirror/ kills
 * between each two.
 *
 * copy-keeper.ts compares once after the browser's start, before any command, and again when a view could not read,
 * found the list empty or the counts wrong; whenever the background starts again, it compares numbers and counts alone.
 * What one place lacks comes back from the other; before something readable is replaced, a snapshot is taken. `recoveryReport`
 * holds what the teacher is to be told until it is dismissed. What cannot be decided is left alone, and nothing is
 * tidied up until the teacher decides in the recovery view (components/recovery/).
 */
import * as v from 'valibot';
import type { Contents } from '../storage/contents.ts';
import { PIECE } from '../storage/pieces.ts';
import { isOf } from '../storage/record-kind.ts';
import { isSound } from '../storage/records.ts';
import type { RecoveryReport } from '../storage/recovery-report.ts';
import { timestamp } from '../values/timestamp.ts';
import { digestOf, markOf, printOf, sameDigest, sayingOf } from './digest.ts';
import type { MirrorContents } from './mirror-store.ts';
import type { Testimony } from './witness.ts';

/** What could be read of the list. */
export interface ListContents {
  readonly records: ReadonlyMap<string, unknown>;
  /** Keys under which something is that could not be read. */
  readonly failed: ReadonlySet<string>;
  /** Everything could be asked for. Where not even the keys can be read, more may lie there. */
  readonly complete: boolean;
  /** The number of its last change; undefined where it has none (yet). */
  readonly revision: number | undefined;
  /** What the last comparison left to tell. */
  readonly recoveryReport: RecoveryReport | undefined;
  /** How many live pieces its own summary counts; 0 where there is none. */
  readonly summarised: number;
}

/** The three places, as far as they could be read. */
export interface Places {
  readonly list: ListContents;
  /** undefined: there is none. */
  readonly mirror: MirrorContents | 'unreadable' | undefined;
  readonly witness: Testimony | undefined;
}

/** Why somebody has to decide. */
export interface Undecided {
  /** How many pieces there must have been that are in no place. */
  readonly missing: number;
  /** How many records lie somewhere and can be read nowhere. */
  readonly unreadable: number;
  /** How many pieces are readable twice and say two things. */
  readonly differing: number;
  /** Both places are older than the witness. */
  readonly outdated: boolean;
}

/** What is to be done. */
export interface Comparison {
  /** What the list lacks, or has damaged or older. */
  readonly toList: Contents;
  /** What was erased on purpose and is still in the list. */
  readonly fromList: readonly string[];
  /** What the copy lacks, or has damaged or older. */
  readonly toMirror: Contents;
  /** The marks of what the copy need not remember any more to have been erased. */
  readonly forget: readonly string[];
  /** What is readable in the list now and is replaced; a snapshot goes before. */
  readonly overwritten: readonly string[];
  /** How many records the list had lost, and how many the copy: what is worth a word. */
  readonly restored: { readonly list: number; readonly mirror: number };
  readonly undecided: Undecided | undefined;
}

/**
 * What is compared, and what is right where they differ:
 *
 * - Every change has a number, its turn. A change goes to the list, then to the copy, then to the witness; an
 *   erasure to the copy first. So whoever has the higher turn has the newer record, whatever the times in the
 *   records say: going back to a snapshot writes old ones.
 * - With the same turn, the later `updatedAt` is right (an older version of the extension changes only the
 *   list, and counts no turns). Of pieces with the same time, those of the place that the witness knows are, or
 *   nobody can tell; of settings and the like, those of the list.
 * - What is readable is right where the other is not.
 * - What one place lacks comes back from the other, unless the copy remembers that just this was erased.
 * - The witness counts: fewer pieces in both places together than it saw is for a human to decide.
 */
export function compare({ list, mirror: kept, witness }: Places): Comparison {
  const mirror = kept === 'unreadable' ? undefined : kept;
  const toList: Record<string, unknown> = {};
  const toMirror: Record<string, unknown> = {};
  const fromList: string[] = [];
  const overwritten: string[] = [];
  const restored = { list: 0, mirror: 0 };
  let [unreadable, differing] = [0, 0];

  const turns = { list: list.revision, mirror: mirror?.revision };
  // After the first change of all, which was cut short, there was none yet.
  const hadCopy = (turns.list ?? 0) > 1 || witness !== undefined;
  // What a copy has not got yet, the witness has not heard of either: it is told last.
  const mirrorIsBehind =
    turns.mirror !== undefined && (turns.list ?? 0) > turns.mirror && !isYounger(witness, turns.mirror);
  const newerSide = sideOf(turns.list, turns.mirror);
  const known = {
    list: witness !== undefined && sameDigest(digestOf(list.records), witness),
    mirror: witness !== undefined && mirror !== undefined && sameDigest(digestOf(mirror.records), witness),
  };

  /**
   * The copy had it, or should have: what came later than the witness is no loss. Where a record has no time,
   * an older version of the extension may have written it.
   */
  function mirrorLost(value: unknown): boolean {
    if (!hadCopy || mirrorIsBehind || kept === 'unreadable' || value === null) return false;
    const at = updatedAt(value);
    return witness === undefined || (at !== undefined && at <= witness.at);
  }

  function giveList(key: string, value: unknown): void {
    toList[key] = value;
    if (value !== null) restored.list += 1;
  }

  function giveCopy(key: string, value: unknown): void {
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
      if (mine !== undefined) giveCopy(key, mine);
      else unreadable += 1;
    } else if (mine === undefined) {
      if (good.mirror) giveList(key, other);
      else unreadable += 1;
    } else if (good.list !== good.mirror) {
      if (good.mirror) giveList(key, other);
      else giveCopy(key, mine);
    } else if (good.list) {
      const right = newerSide ?? laterSide(mine, other) ?? (isOf(PIECE, key) ? knownSide(known) : undefined);
      if (right === 'list') giveCopy(key, mine);
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
  const last = Math.max(turns.list ?? 0, turns.mirror ?? 0);
  const isOlder =
    witness !== undefined && (turns.list ?? turns.mirror) !== undefined && witness.revision > last;
  // Once both go on from where they are, nothing but what was told shows that they were older.
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

/** @returns the marks of what was erased from the copy and is not in the list any more, as far as can be told */
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

/** @returns how many pieces there were, by the witness that knows best, beyond those that can be read */
function missingFrom(result: ReadonlyMap<string, unknown>, { list, mirror, witness }: Places): number {
  const pieces = [...result].filter(([key, value]) => isOf(PIECE, key) && isSound(key, value));
  const mirrorRevision = typeof mirror === 'object' ? (mirror.revision ?? 0) : 0;
  if (witness) {
    // A change between the places and the witness: it has not heard of the newest.
    if (witness.revision < Math.max(list.revision ?? 0, mirrorRevision)) return 0;
    return Math.max(0, witness.pieces - pieces.length);
  }
  // Without it, the list's own summary speaks, which is wrong by one or two at times, but not about nothing.
  return pieces.length === 0 ? list.summarised : 0;
}
