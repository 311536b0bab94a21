/**
 * Splits a piece into registers: single values, each with a name and the time at which it was set. A merge
 * joins two versions of a piece one register at a time (merge/merge-pieces.ts). Every change is stamped here,
 * the one place that compares before and after.
 */

import { hash } from '../values/hash.ts';
import { sameValue } from '../values/same-value.ts';
import { laterThan } from '../values/timestamp.ts';
import { labelWording } from './facts.ts';
import { isTrace, type Piece } from './piece.ts';
import type { Quote } from './quote.ts';

/** Fields that are no registers: they identify the piece, say whether it is live, or hold people's words. */
const NOT_REGISTERS: ReadonlySet<string> = new Set([
  'version',
  'domain',
  'taggedAt',
  'updatedAt',
  'deletedAt',
  'removals',
  'contributions',
  'changedAt',
  'quotes',
  'labels',
]);

/** Separates the field from the entry, in the register name of a label or a quote. */
const ENTRY = '/';

/**
 * @returns the name of a label's register; each wording has its own. It is a hash, because it stays after the
 *   label is removed and travels with every backup, where the removed word must not appear.
 */
export function labelRegister(label: string): string {
  return `labels${ENTRY}${hash(labelWording(label))}`;
}

/** @returns the name of a quote's register. */
export function quoteRegister({ exact, prefix, suffix }: Quote): string {
  return `quotes${ENTRY}${hash([exact, prefix, suffix].join('\u0000'))}`;
}

/** @returns the field of a piece that a register belongs to. */
export function fieldOf(register: string): string {
  return /^(quotes|labels)\//.exec(register)?.[1] ?? register;
}

/** @returns the values of a piece by register, without people's words. */
export function registersOf(piece: Piece): Map<string, unknown> {
  const said = new Map<string, unknown>();
  for (const [field, value] of Object.entries(piece)) {
    if (!NOT_REGISTERS.has(field) && value !== undefined) said.set(field, value);
  }
  // An empty title must not win over a colleague's version that has one.
  if (piece.title === '') said.delete('title');
  for (const label of piece.labels ?? []) said.set(labelRegister(label), label);
  for (const quote of piece.quotes ?? []) said.set(quoteRegister(quote), quote);
  return said;
}

/** @returns when a register's value was set or removed. */
export function timeOf(piece: Piece, register: string): string {
  return ownTimeOf(piece, register) ?? piece.taggedAt;
}

/** Looks up own properties only: a register may have the name of a method that every object inherits. */
function ownTimeOf({ changedAt }: Piece, register: string): string | undefined {
  return changedAt && Object.hasOwn(changedAt, register) ? changedAt[register] : undefined;
}

/**
 * Records when each register was changed or removed; a contribution has its own time. A time equal to that of
 * the tagging is left out.
 * @param before the stored piece; null if there was none
 * @param after the piece to store; its `updatedAt` is the time of the change
 */
export function stamped(before: Piece | null, after: Piece): Piece {
  // Moving changes no register, and a move has its own time.
  // Where a piece was moved from, a page is tagged anew.
  if (!before || isTrace(before) || isTrace(after)) return after;
  const now = laterThan(before.updatedAt, after.updatedAt);
  const [had, has] = [registersOf(before), registersOf(after)];
  const changedAt: Record<string, string> = {};
  const names = new Set([...had.keys(), ...has.keys(), ...Object.keys(before.changedAt ?? {})]);
  for (const name of names) {
    const past = timeOf(before, name);
    const at = sameValue(had.get(name), has.get(name)) ? past : laterThan(past, now);
    // A removal is always recorded: elsewhere the value still exists.
    if (!has.has(name) || at !== after.taggedAt) changedAt[name] = at;
  }
  const { changedAt: _, ...rest } = after;
  return {
    ...(rest as Piece),
    updatedAt: now,
    ...(Object.keys(changedAt).length > 0 && { changedAt }),
  };
}
