/**
 * Fields of a piece that this code does not know, from a newer version or another tool. They are preserved
 * and travel in every backup, snapshot and message, so data from outside may not bring large ones. Pure.
 */
import { cut } from '../values/clean-text.ts';
import { messageBytes } from '../values/in-parts.ts';
import { PIECE_FIELDS, type Piece } from './piece.ts';
import { quoteSchema } from './quote-schema.ts';
import { fieldOf } from './registers.ts';

/** Maximum size of all unknown fields of one piece, in bytes of JSON. */
export const MAX_UNKNOWN_BYTES = 10_000;

/** The same limit for one quote: all quotes of a piece together stay below {@link MAX_UNKNOWN_BYTES}. */
export const MAX_UNKNOWN_QUOTE_BYTES = 500;

/**
 * Deepest nesting of an unknown field. In an edition of an application it is then no deeper than a file may
 * be.
 */
export const MAX_UNKNOWN_DEPTH = 12;

/** Longest name of a field or a register (registers.ts), in UTF-16 code units. */
export const MAX_FIELD_NAME_LENGTH = 200;

/** How much of a name to show in a sentence, in UTF-16 code units. */
const SHOWN_LENGTH = 60;

const KNOWN: ReadonlySet<string> = new Set(PIECE_FIELDS);
const KNOWN_OF_QUOTE: ReadonlySet<string> = new Set(Object.keys(quoteSchema.entries));

/** @returns whether this code knows a field of a piece */
export function isKnownField(name: string): boolean {
  return KNOWN.has(name);
}

/**
 * @returns whether a name is inherited by every object (`__proto__`, `toString`) or could reach its
 *   prototype: a careless lookup of such a field finds it in objects that lack it. No piece may have one, at
 *   any depth
 */
export function isForbiddenName(name: string): boolean {
  return name in Object.prototype || name === 'prototype';
}

/** @returns the size of a field, in bytes of JSON */
export function fieldBytes(name: string, value: unknown): number {
  return messageBytes({ [name]: value });
}

/**
 * @returns the name of a field that makes a piece unacceptable, such as an unknown one that is too large or
 *   nests too deep, to show in a message; undefined if there is none
 */
export function unfitField(piece: Piece): string | undefined {
  const unknown = Object.entries(piece).filter(([name]) => !isKnownField(name));
  const unfit = unknown.find(([name, value]) => isUnfit(name, value))?.[0];
  if (unfit !== undefined) return cut(unfit, SHOWN_LENGTH);
  const bytes = unknown.map(([name, value]) => fieldBytes(name, value));
  if (sum(bytes) > MAX_UNKNOWN_BYTES) {
    return cut(unknown[bytes.indexOf(Math.max(...bytes))]?.[0] ?? '', SHOWN_LENGTH);
  }
  if (Object.keys(piece.changedAt ?? {}).some((name) => name.length > MAX_FIELD_NAME_LENGTH)) {
    return 'changedAt';
  }
  return piece.quotes?.some(isUnfitQuote) ? 'quotes' : undefined;
}

/**
 * Rejects a field named like a register of a list entry: a merge would turn it into such an entry, past every
 * check.
 */
function isUnfit(name: string, value: unknown): boolean {
  if (name.length > MAX_FIELD_NAME_LENGTH || fieldOf(name) !== name) return true;
  return !isPlain({ [name]: value }, MAX_UNKNOWN_DEPTH + 1);
}

function isUnfitQuote(quote: Readonly<Record<string, unknown>>): boolean {
  const unknown = Object.entries(quote).filter(([name]) => !KNOWN_OF_QUOTE.has(name));
  if (unknown.length === 0) return false;
  const bytes = sum(unknown.map(([name, value]) => fieldBytes(name, value)));
  // A quote is two levels deeper than a field of the piece.
  return bytes > MAX_UNKNOWN_QUOTE_BYTES || !isPlain(Object.fromEntries(unknown), MAX_UNKNOWN_DEPTH - 1);
}

/** @returns whether a value nests no deeper than this and has no forbidden name */
function isPlain(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return (
    levels > 0 &&
    Object.entries(value).every(([name, child]) => !isForbiddenName(name) && isPlain(child, levels - 1))
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
