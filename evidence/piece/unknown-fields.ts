/**
 * The fields of a piece that this code does not know: a newer version's or another tool's. They are kept, and travel in
 * every backup, snapshot and message, so what comes in from outside may not make much of them. Pure.
 */
import { cut } from '../values/clean-text.ts';
import { messageBytes } from '../values/in-parts.ts';
import { type Piece, storedPieceSchema } from './piece.ts';
import { quoteSchema } from './quote-schema.ts';
import { fieldOf } from './registers.ts';

/** The most that the unknown fields of one piece may take together, in bytes of JSON. */
export const MAX_UNKNOWN_BYTES = 10_000;

/** The same for one of its quotes: all quotes of a piece together stay below {@link MAX_UNKNOWN_BYTES}. */
export const MAX_UNKNOWN_QUOTE_BYTES = 500;

/** How deep an unknown field may nest. In a copy of an application it is then no deeper than a file may be. */
export const MAX_UNKNOWN_DEPTH = 12;

/** The longest name of a field, and of a register (registers.ts), in UTF-16 code units. */
export const MAX_FIELD_NAME_LENGTH = 200;

/** How much of a name a sentence about it shows, in UTF-16 code units. */
const SHOWN_LENGTH = 60;

const KNOWN: ReadonlySet<string> = new Set(Object.keys(storedPieceSchema.entries));
const KNOWN_OF_QUOTE: ReadonlySet<string> = new Set(Object.keys(quoteSchema.entries));

/** @returns whether this code knows a field of a piece */
export function isKnownField(name: string): boolean {
  return KNOWN.has(name);
}

/**
 * @returns whether a name is that of something every object has (`__proto__`, `toString`), or could reach it: a field
 *   of that name, looked up carelessly, is found in objects that have none. No piece may have one, at any depth
 */
export function isForbiddenName(name: string): boolean {
  return name in Object.prototype || name === 'prototype';
}

/** @returns how much a field takes, in bytes of JSON */
export function fieldBytes(name: string, value: unknown): number {
  return messageBytes({ [name]: value });
}

/**
 * @returns the name of a field because of which a piece may not come in, such as an unknown one that is too large
 *   or nests too deep, to tell it to people; undefined where there is none
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

/** A field that is named like an entry of a list would become one when lists are merged, past every check. */
function isUnfit(name: string, value: unknown): boolean {
  if (name.length > MAX_FIELD_NAME_LENGTH || fieldOf(name) !== name) return true;
  return !isPlain({ [name]: value }, MAX_UNKNOWN_DEPTH + 1);
}

function isUnfitQuote(quote: Readonly<Record<string, unknown>>): boolean {
  const unknown = Object.entries(quote).filter(([name]) => !KNOWN_OF_QUOTE.has(name));
  if (unknown.length === 0) return false;
  const bytes = sum(unknown.map(([name, value]) => fieldBytes(name, value)));
  // A quote lies two levels deeper than a field of the piece.
  return bytes > MAX_UNKNOWN_QUOTE_BYTES || !isPlain(Object.fromEntries(unknown), MAX_UNKNOWN_DEPTH - 1);
}

/** @returns whether a value nests at most so deep and has no forbidden name */
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
