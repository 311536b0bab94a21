/**
 * Changes to what a piece says of its page, as pure functions from the stored piece to the next one. None of them reads a
 * clock or a store; the writer passes both in.
 */
import { cleanTitle } from '../values/clean-text.ts';
import { sameValue } from '../values/same-value.ts';
import { changedFacts, type FactsChange, factsOf, withFacts } from './facts.ts';
import { joinQuotes } from './join-quotes.ts';
import type { Piece } from './piece.ts';
import { cleanQuote, type Quote, withoutQuote } from './quote.ts';

/** Puts a piece at a position in the order made by hand; returns `current` itself if it is there already. */
export function place(current: Piece, position: number, now: string): Piece {
  return current.position === position ? current : { ...current, position, updatedAt: now };
}

/** Corrects the title; returns `current` itself if nothing changes. */
export function writeTitle(current: Piece, title: string, now: string): Piece {
  const clean = cleanTitle(title);
  return clean === current.title ? current : { ...current, title: clean, updatedAt: now };
}

/**
 * Adds passages of the page; returns `current` itself if it has them already or they are empty. The result
 * may have more than a piece is allowed: the caller checks.
 */
export function addQuotes(current: Piece, quotes: readonly Quote[], now: string): Piece {
  const had = current.quotes ?? [];
  const all = joinQuotes(had, quotes);
  return all === had ? current : { ...current, quotes: [...all], updatedAt: now };
}

/** Removes a passage; returns `current` itself if it does not have it. */
export function removeQuote(current: Piece, quote: Quote, now: string): Piece {
  const { quotes = [], ...rest } = current;
  const left = withoutQuote(quotes, cleanQuote(quote) ?? quote);
  if (left === quotes) return current;
  const piece = { ...rest, updatedAt: now } as Piece;
  return left.length === 0 ? piece : { ...piece, quotes: [...left] };
}

/** Changes facts; returns `current` itself if they stay the same. */
export function writeFacts(current: Piece, change: FactsChange, now: string): Piece {
  const before = factsOf(current);
  const after = changedFacts(before, change);
  return sameValue(before, after) ? current : { ...withFacts(current, after), updatedAt: now };
}

/** The change of one record, as the writer made it: enough to undo it. */
export interface Change {
  readonly id: string;
  /** The record stored before; null if there was none. */
  readonly before: Piece | null;
  readonly after: Piece;
}
