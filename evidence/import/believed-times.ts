/**
 * Handles impossible times in a colleague's file: a clock was wrong, or somebody wants to win every
 * comparison. Such a time never decides anything. Pure.
 */

import { normalPiece } from '../merge/merge-pieces.ts';
import { type Contribution, contributionsOf, storedContributions } from '../piece/contribution.ts';
import type { Piece, PieceId } from '../piece/piece.ts';
import { registersOf } from '../piece/registers.ts';
import { atOnce, type Steps } from '../values/in-slices.ts';

/**
 * How far in the future a time may be. Time zones don't matter here, but clocks are often some minutes wrong.
 */
const MOST_AHEAD_MS = 24 * 60 * 60 * 1_000;

/**
 * The time given to values whose own time is impossible, if even the time of tagging can't be believed:
 * before every other.
 */
const BEFORE_ALL = '1970-01-01T00:00:00.000Z';

/** The future times in a file. */
export interface WrongClock {
  /** The latest of them, ISO 8601 UTC. */
  readonly latest: string;
  /** Names of the authors with such times, if they have names. */
  readonly names: readonly string[];
  /** The pieces with such times. */
  readonly pieces: ReadonlySet<PieceId>;
}

/** @returns the latest time that a file may say, ISO 8601 UTC */
export function latestBelieved(now: Date): string {
  return new Date(now.getTime() + MOST_AHEAD_MS).toISOString();
}

/** How many pieces with such times are one slice. */
const SLICE_PIECES = 100;

/** The pieces of a file with possible times, and what was wrong. */
export interface BelievedPieces {
  readonly pieces: ReadonlyMap<PieceId, Piece>;
  readonly wrongClock?: WrongClock;
}

/**
 * @returns a file's pieces in two groups: those with possible times only, and those with an impossible time
 */
export function partsByClock(
  pieces: ReadonlyMap<PieceId, Piece>,
  wrongClock: WrongClock | undefined,
): { readonly sure: ReadonlyMap<PieceId, Piece>; readonly doubted: ReadonlyMap<PieceId, Piece> } {
  if (!wrongClock) return { sure: pieces, doubted: new Map() };
  const [doubted = [], sure = []] = [true, false].map((isAhead) =>
    [...pieces].filter(([id]) => wrongClock.pieces.has(id) === isAhead),
  );
  return { sure: new Map(sure), doubted: new Map(doubted) };
}

/**
 * Replaces impossible times in a file. A time more than a day in the future becomes the time of tagging. If
 * the time of tagging is in the future too, the piece counts as tagged now, and everything in it with a
 * future time ranks before everything else. So it loses against whatever anybody said, in any order of files,
 * and a second reading adds nothing.
 * @param pieces the pieces of a file
 * @returns the pieces, each the same object if it has no such time; and what was wrong, if anything was
 */
export function withBelievedTimes(pieces: ReadonlyMap<PieceId, Piece>, now: Date): BelievedPieces {
  return atOnce(believingTimes(pieces, now));
}

/** Works as {@link withBelievedTimes} does, with a stop now and then. */
export function* believingTimes(pieces: ReadonlyMap<PieceId, Piece>, now: Date): Steps<BelievedPieces> {
  const limit = latestBelieved(now);
  const ahead = new Map<PieceId, Piece>();
  const names = new Set<string>();
  let latest = limit;
  for (const [id, piece] of pieces) {
    const last = latestOf(piece);
    if (last <= limit) continue;
    ahead.set(id, believed(piece, limit, now.toISOString()));
    if (ahead.size % SLICE_PIECES === 0) yield;
    if (last > latest) latest = last;
    for (const { by, taggedAt, at } of contributionsOf(piece)) {
      if (by !== '' && (taggedAt > limit || (at !== undefined && at > limit))) names.add(by);
    }
  }
  if (ahead.size === 0) return { pieces };
  return {
    pieces: new Map([...pieces].map(([id, piece]) => [id, ahead.get(id) ?? piece])),
    wrongClock: { latest, names: [...names], pieces: new Set(ahead.keys()) },
  };
}

function latestOf({
  taggedAt,
  updatedAt,
  deletedAt = '',
  changedAt,
  contributions,
  removals,
}: Piece): string {
  let latest = taggedAt > updatedAt ? taggedAt : updatedAt;
  if (deletedAt > latest) latest = deletedAt;
  for (const name in changedAt) {
    const at = changedAt[name];
    if (at !== undefined && at > latest) latest = at;
  }
  for (const { taggedAt: since = '', at = '', cameAt = '' } of contributions ?? []) {
    for (const time of [since, at, cameAt]) if (time > latest) latest = time;
  }
  for (const { at, since = '' } of removals ?? []) {
    for (const time of [at, since]) if (time > latest) latest = time;
  }
  return latest;
}

function believed(piece: Piece, limit: string, now: string): Piece {
  const { taggedAt, updatedAt, deletedAt, removals } = piece;
  const isTaggedAhead = taggedAt > limit;
  const rank = isTaggedAhead ? BEFORE_ALL : taggedAt;
  const believedTime = (time: string) => (time > limit ? rank : time);
  const changedAt = Object.fromEntries(
    Object.entries(piece.changedAt ?? {}).map(([name, at]) => [name, believedTime(at)]),
  );
  if (isTaggedAhead) {
    // Values without a time of their own are as old as the tagging.
    for (const name of registersOf(piece).keys()) {
      if (!Object.hasOwn(changedAt, name)) changedAt[name] = BEFORE_ALL;
    }
  }
  if (deletedAt !== undefined && deletedAt > limit) {
    // Nobody knows when it was deleted: it is asked about, and takes nothing away by itself.
    const { contributions: _, ...rest } = piece;
    return {
      ...(rest as Piece),
      taggedAt: rank,
      updatedAt: rank,
      deletedAt: rank,
      removals: [{ at: rank }],
      changedAt,
    };
  }
  const words = storedContributions(piece).map((one) => believedWords(one, limit, now));
  return normalPiece({
    ...piece,
    taggedAt: isTaggedAhead ? now : taggedAt,
    updatedAt: believedTime(updatedAt),
    ...(deletedAt !== undefined && { deletedAt: believedTime(deletedAt) }),
    changedAt,
    ...(removals && { removals: removals.filter(({ at, since = '' }) => at <= limit && since <= limit) }),
    ...(words.length > 0 && { contributions: words }),
  });
}

function believedWords(words: Contribution, limit: string, now: string): Contribution {
  const { at, taggedAt, cameAt } = words;
  const isAhead = at !== undefined && at > limit;
  const came = cameAt !== undefined && cameAt > limit ? { cameAt: taggedAt > limit ? now : taggedAt } : {};
  if (taggedAt > limit) {
    return { ...words, ...came, taggedAt: now, at: at === undefined || isAhead ? BEFORE_ALL : at };
  }
  return { ...words, ...came, ...(isAhead && { at: taggedAt }) };
}
