/**
 * A piece as the things it says, each under a name and with the time at which it came to say it. Two
 * copies of a piece are merged one such thing at a time (merge/merge-pieces.ts), and every change is
 * stamped here, in the one place that compares before and after.
 */

import { hash } from '../values/hash.ts';
import { sameValue } from '../values/same-value.ts';
import { laterThan } from '../values/timestamp.ts';
import { originOf } from './contribution.ts';
import { labelWording } from './facts.ts';
import { isLive, type Piece } from './piece.ts';
import type { Quote } from './quote.ts';

/** The fields that are no things of their own: what names the piece, when it lives, and who says what. */
const NOT_REGISTERS: ReadonlySet<string> = new Set([
  'version',
  'domain',
  'taggedAt',
  'updatedAt',
  'deletedAt',
  'movedTo',
  'note',
  'taggedBy',
  'origin',
  'contributions',
  'changedAt',
  'quotes',
  'labels',
]);

/** What stands between the field and the entry, in the name of a label or a quote. */
const ENTRY = '/';

/**
 * @returns the name of a label's register: each wording is a thing of its own. It is a hash, because it stays
 *   when the label was taken out and travels with every backup: the word must not.
 */
export function labelRegister(label: string): string {
  return `labels${ENTRY}${hash(labelWording(label))}`;
}

/** @returns the name of a quote's register. */
export function quoteRegister({ exact, prefix, suffix }: Quote): string {
  return `quotes${ENTRY}${hash([exact, prefix, suffix].join('\u0000'))}`;
}

/** @returns the field of a piece in which a register lies. */
export function fieldOf(register: string): string {
  return /^(quotes|labels)\//.exec(register)?.[1] ?? register;
}

/** @returns what a piece says, by register, apart from the words that are somebody's. */
export function registersOf(piece: Piece): Map<string, unknown> {
  const said = new Map<string, unknown>();
  for (const [field, value] of Object.entries(piece)) {
    if (!NOT_REGISTERS.has(field) && value !== undefined) said.set(field, value);
  }
  // A page without a title says nothing that a colleague's copy with one should give way to.
  if (piece.title === '') said.delete('title');
  for (const label of piece.labels ?? []) said.set(labelRegister(label), label);
  for (const quote of piece.quotes ?? []) said.set(quoteRegister(quote), quote);
  return said;
}

/** @returns when a register got its value, or lost it. */
export function timeOf(piece: Piece, register: string): string {
  return ownTimeOf(piece, register) ?? piece.taggedAt;
}

/** A register may bear any name, so that one of a method of every object must not be found there. */
function ownTimeOf({ changedAt }: Piece, register: string): string | undefined {
  return changedAt && Object.hasOwn(changedAt, register) ? changedAt[register] : undefined;
}

/** @returns since when a piece is off the list; undefined where it is in it */
export function offSince({ deletedAt, changedAt }: Piece): string | undefined {
  return deletedAt && (changedAt?.deletedAt ?? deletedAt);
}

/**
 * Writes down when each thing in a piece was changed or taken out, and whose the piece is. A time that is
 * that of the tagging goes without saying.
 * @param before what was stored; null where there was nothing
 * @param after what will be stored; its `updatedAt` is the time of the change
 */
export function stamped(before: Piece | null, after: Piece): Piece {
  if (!before) return after;
  const origin = after.origin ?? originOf(before);
  const now = laterThan(before.updatedAt, after.updatedAt);
  const [had, has] = [withWords(before), withWords({ ...after, origin })];
  const changedAt: Record<string, string> = {};
  const names = new Set([...had.keys(), ...has.keys(), ...Object.keys(before.changedAt ?? {})]);
  for (const name of names) {
    const past = timeOf(before, name);
    const at = sameValue(had.get(name), has.get(name)) ? past : laterThan(past, now);
    // That something was taken out has to be said: elsewhere it is still in.
    if (!has.has(name) || at !== after.taggedAt) changedAt[name] = at;
  }
  const goesOff = isLive(before) && !isLive(after);
  const isTakenOff = goesOff && after.deletedAt === after.updatedAt;
  // Undo puts the earlier time back, but it is off the list from now on.
  if (goesOff && !isTakenOff) changedAt.deletedAt = now;
  if (isLive(after)) delete changedAt.deletedAt;
  const { changedAt: _, ...rest } = after;
  return {
    ...(rest as Piece),
    origin,
    updatedAt: now,
    ...(isTakenOff && { deletedAt: now }),
    ...(Object.keys(changedAt).length > 0 && { changedAt }),
  };
}

/** Name, note and time of tagging are one thing: a colleague's word. */
function withWords(piece: Piece): Map<string, unknown> {
  const { note, taggedBy, taggedAt } = piece;
  return registersOf(piece).set('note', [originOf(piece), note, taggedBy, taggedAt]);
}
