/**
 * A piece as a join-semilattice, the state of a convergent replicated data type (Shapiro et al.,
 * "Conflict-free Replicated Data Types", 2011): its values are last-writer-wins registers, each colleague's
 * words are one register that only that colleague writes, and its removals are a set that grows. Joining takes
 * the greater of each, so it doesn't matter who merges what when, or how often.
 */

import type { MissionDomain } from '../mission-domain.ts';
import {
  type Contribution,
  changeOf,
  firstTagged,
  isSeen,
  keyOfContribution,
  MAX_CONTRIBUTIONS,
  storedContributions,
  takenBy,
  toStore,
} from '../piece/contribution.ts';
import { labelWording, MAX_LABELS } from '../piece/facts.ts';
import { MAX_CHANGES, PIECE_VERSION, type Piece } from '../piece/piece.ts';
import { MAX_QUOTES, type Quote } from '../piece/quote.ts';
import { fieldOf, registersOf, timeOf } from '../piece/registers.ts';
import { joinRemovals, lastRemoval, type Removal } from '../piece/removals.ts';
import { fieldBytes, isKnownField, MAX_UNKNOWN_BYTES } from '../piece/unknown-fields.ts';
import { explained } from '../piece/with-contributions.ts';
import { MAX_NOTE_LENGTH } from '../values/clean-text.ts';
import { canonical } from '../values/same-value.ts';
import { latestOf } from '../values/timestamp.ts';

/** A value and the time it was set; undefined means deleted. */
export interface Register {
  readonly at: string;
  readonly value: unknown;
}

/** See the head of this file. Immutable. */
export interface PieceState {
  readonly domain: MissionDomain;
  readonly registers: ReadonlyMap<string, Register>;
  /** By the keys of {@link keyOfContribution}. */
  readonly words: ReadonlyMap<string, Contribution>;
  readonly removals: readonly Removal[];
  readonly updatedAt: string;
  /** For a piece of which nobody's words are here. */
  readonly taggedAt: string;
}

/** @returns the state of a piece */
export function stateOf(piece: Piece): PieceState {
  const registers = new Map<string, Register>();
  const said = registersOf(piece);
  for (const [name, value] of said) registers.set(name, { at: timeOf(piece, name), value });
  for (const [name, at] of Object.entries(piece.changedAt ?? {})) {
    if (!said.has(name)) registers.set(name, { at, value: undefined });
  }
  const words = new Map<string, Contribution>();
  for (const one of storedContributions(piece).map(withoutOwnTime)) {
    const key = keyOfContribution(one);
    const known = words.get(key);
    words.set(key, known ? greater(known, one, compareWords) : one);
  }
  const { domain, updatedAt, taggedAt } = piece;
  const removals = joinRemovals(explained(piece).removals);
  return { domain, registers, words, removals, updatedAt, taggedAt };
}

/** @returns since when nothing of a piece can be seen; the time of tagging if nothing ever was */
function goneSince({ words, removals, taggedAt }: PieceState): string {
  const times = [...words.values()].map((one) => takenBy(one, { removals })?.at ?? changeOf(one));
  const last = words.size > 0 ? undefined : lastRemoval(removals)?.at;
  return latestOf([last ?? taggedAt, ...times]);
}

/** @returns when anything of a piece was last changed, ISO 8601 UTC */
function lastChange({ words, updatedAt }: PieceState): string {
  const said = [...words.values()].filter(({ isMoved }) => !isMoved).map(changeOf);
  return latestOf([updatedAt, ...said]);
}

/** @returns the words of a state that can be seen, beginning with those of whoever tagged first */
export function seenWords({ words, removals }: PieceState): readonly Contribution[] {
  return [...words.values()].filter((one) => isSeen(one, { removals })).sort(firstTagged);
}

/** @returns both states merged; commutative, associative and idempotent */
export function joined(a: PieceState, b: PieceState): PieceState {
  return {
    domain: a.domain,
    registers: joinRegisters(a.registers, b.registers),
    words: joinMaps(a.words, b.words, compareWords),
    removals: joinRemovals(a.removals, b.removals),
    updatedAt: a.updatedAt > b.updatedAt ? a.updatedAt : b.updatedAt,
    taggedAt: a.taggedAt < b.taggedAt ? a.taggedAt : b.taggedAt,
  };
}

/**
 * @returns the piece of a state; its state is the same again, unless there is more than a piece can hold.
 *   Then the oldest quotes, labels and unknown fields stay ({@link overflows} detects that); every
 *   colleague's words stay
 */
export function pieceOf(state: PieceState): Piece {
  const words = [...state.words.values()].sort(firstTagged);
  const [first] = seenWords(state);
  const { taggedAt } = first ?? words[0] ?? state;
  const fields: Record<string, unknown> = {};
  const times: [string, Register][] = [];
  const lists: Record<string, (Register & { readonly name: string })[]> = {};
  const tooMuch = unknownBeyondLimit(state);
  for (const [name, register] of state.registers) {
    if (tooMuch.has(name)) continue;
    const field = fieldOf(name);
    if (register.value === undefined) times.push([name, register]);
    else {
      if (field === name) fields[name] = register.value;
      else lists[field] = [...(lists[field] ?? []), { ...register, name }];
      if (register.at !== taggedAt) times.push([name, register]);
    }
  }
  const quotes = entriesOf<Quote>(lists.quotes, MAX_QUOTES);
  const labels = entriesOf<string>(lists.labels, MAX_LABELS);
  const kept = times.length > MAX_CHANGES ? times.sort(mostTelling).slice(0, MAX_CHANGES) : times;
  return {
    title: '',
    ...fields,
    ...(quotes.length > 0 && { quotes }),
    ...(labels.length > 0 && { labels }),
    version: PIECE_VERSION,
    domain: state.domain,
    taggedAt,
    updatedAt: lastChange(state),
    ...(!first && { deletedAt: goneSince(state) }),
    ...(state.removals.length > 0 && { removals: [...state.removals] }),
    ...(words.length > 0 && { contributions: words.map((one) => toStore(one, taggedAt)) }),
    ...(kept.length > 0 && { changedAt: Object.fromEntries(kept.map(([name, one]) => [name, one.at])) }),
  } as Piece;
}

/** @returns whether a state has more than a piece can hold, so that some of it is left out */
export function overflows(state: PieceState): boolean {
  const count = (field: string) =>
    [...state.registers].filter(
      ([name, { value }]) => value !== undefined && name !== field && fieldOf(name) === field,
    ).length;
  return (
    count('quotes') > MAX_QUOTES ||
    count('labels') > MAX_LABELS ||
    state.words.size > MAX_CONTRIBUTIONS ||
    unknownBeyondLimit(state).size > 0 ||
    [...state.words.values()].some(({ note }) => note.length > MAX_NOTE_LENGTH)
  );
}

/**
 * @returns the unknown fields that don't fit into a piece, the latest ones. Nobody deleted them, so they
 *   leave no time
 */
function unknownBeyondLimit({ registers }: PieceState): ReadonlySet<string> {
  const unknown = [...registers].filter(
    ([name, { value }]) => !isKnownField(name) && value !== undefined && fieldOf(name) === name,
  );
  const beyond = new Set<string>();
  if (unknown.length === 0) return beyond;
  let left = MAX_UNKNOWN_BYTES;
  for (const [name, { value }] of unknown.sort(
    ([a, one], [b, other]) => compare(one.at, other.at) || compare(a, b),
  )) {
    left -= fieldBytes(name, value);
    if (left < 0) beyond.add(name);
  }
  return beyond;
}

/** Orders the entries of a list by time, and entries of the same time by name. */
function entriesOf<T>(entries: readonly (Register & { readonly name: string })[] = [], most: number): T[] {
  return [...entries]
    .sort((a, b) => compare(a.at, b.at) || compare(orderOf(a), orderOf(b)))
    .slice(0, most)
    .map(({ value }) => value as T);
}

/** Orders labels of the same time by their wording, because the names of their registers have no meaning. */
function orderOf({ name, value }: Register & { readonly name: string }): string {
  return typeof value === 'string' ? labelWording(value) : name;
}

/** If there are too many times, keeps those of existing values first, then the latest. */
function mostTelling([aName, a]: [string, Register], [bName, b]: [string, Register]): number {
  const isThere = Number(b.value !== undefined) - Number(a.value !== undefined);
  return isThere || compare(b.at, a.at) || compare(aName, bName);
}

function withoutOwnTime({ at, ...rest }: Contribution): Contribution {
  return at === undefined || at === rest.taggedAt ? rest : { ...rest, at };
}

/** @returns the registers of both; of each, the one that was set later */
export function joinRegisters(
  a: PieceState['registers'],
  b: PieceState['registers'],
): PieceState['registers'] {
  return joinMaps(a, b, compareRegisters);
}

function joinMaps<T>(
  a: ReadonlyMap<string, T>,
  b: ReadonlyMap<string, T>,
  order: (a: T, b: T) => number,
): ReadonlyMap<string, T> {
  const all = new Map(a);
  for (const [name, value] of b) {
    const mine = all.get(name);
    all.set(name, mine === undefined ? value : greater(mine, value, order));
  }
  return all;
}

function greater<T>(a: T, b: T, order: (a: T, b: T) => number): T {
  return order(a, b) < 0 ? b : a;
}

/** Compares by time; at the same time, a value wins over a deletion, and then the values decide. */
function compareRegisters(a: Register, b: Register): number {
  return compare(a.at, b.at) || compare(textOf(a.value), textOf(b.value));
}

/**
 * Compares by the author's own order; what is left of words that moved says nothing. Of two that the author changed at
 * once, the one that says more wins.
 */
export function compareWords(a: Contribution, b: Contribution): number {
  return (
    Number(b.isMoved ?? false) - Number(a.isMoved ?? false) ||
    compare(changeOf(a), changeOf(b)) ||
    Number(b.isOff ?? false) - Number(a.isOff ?? false) ||
    compare(a.note, b.note) ||
    compare(a.by, b.by) ||
    // For the same words, the earlier tagging is the real one; a later one is a copy of it.
    compare(b.taggedAt, a.taggedAt) ||
    compare(a.cameAt ?? '', b.cameAt ?? '')
  );
}

function textOf(value: unknown): string {
  return value === undefined ? '' : typeof value === 'string' ? `"${value}` : canonical(value);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
