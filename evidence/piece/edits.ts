/**
 * Every change to a piece, as a pure function from the stored piece to the next one. None of them reads a
 * clock or a store; the writer passes both in.
 */

import type { MissionDomain } from '../mission-domain.ts';
import { titleWithoutSecrets } from '../page/address-secrets.ts';
import { cleanText, cleanTitle } from '../values/clean-text.ts';
import { textOver } from '../values/merge-texts.ts';
import { sameValue } from '../values/same-value.ts';
import { laterThan } from '../values/timestamp.ts';
import {
  type Contribution,
  contributionsOf,
  firstTagged,
  originOf,
  ownWords,
  type Reader,
} from './contribution.ts';
import { changedFacts, cleanLabels, type Facts, type FactsChange, factsOf, withFacts } from './facts.ts';
import { joinQuotes } from './join-quotes.ts';
import { isLive, PIECE_VERSION, type Piece } from './piece.ts';
import { cleanQuote, type Quote, withoutQuote } from './quote.ts';

/** A page as the browser shows it. */
export interface Page {
  readonly url: string;
  readonly title: string;
}

/** The content that a new piece starts with. */
export interface Beginning {
  readonly note?: string;
  /** Passages of the page. They are added to a piece that exists already as well. */
  readonly quotes?: readonly Quote[];
  readonly facts?: Facts;
  /** The colleague who tags; '' for nobody in particular. */
  readonly taggedBy?: string;
}

/**
 * Tags a page under a domain.
 * @param current the piece stored under this page and domain, if any. A deleted one comes back with its note
 *   and its corrected title, as if it were tagged now
 * @param now ISO 8601 UTC
 * @param beginning the content of a new piece; one that comes back keeps its own note and adds the rest
 * @returns the piece; `current` itself if the page is tagged already and has these quotes
 */
export function tag(
  current: Piece | undefined,
  page: Page,
  domain: MissionDomain,
  now: string,
  beginning: Beginning = {},
): Piece {
  const { note = '', quotes = [], facts = {}, taggedBy = '' } = beginning;
  if (isLive(current)) return addQuotes(current, quotes, now);
  const previous = unlessMoved(current);
  const piece: Piece = previous
    ? { ...unplaced(revived(previous)), ...facts, url: page.url, taggedAt: now, updatedAt: now }
    : {
        version: PIECE_VERSION,
        domain,
        url: page.url,
        title: cleanTitle(titleWithoutSecrets(page.title)),
        note: cleanText(note),
        taggedAt: now,
        updatedAt: now,
        ...facts,
      };
  return addQuotes(taggedBy ? { ...piece, taggedBy } : piece, quotes, now);
}

/** Deletes a piece. It stays stored with all its content, so that it can be restored. */
export function deletePiece(current: Piece, now: string): Piece {
  if (!isLive(current)) return current;
  // A file may give a live piece a `movedTo`. If it stayed, the piece would seem to have been moved just now.
  const { movedTo: _, ...rest } = current;
  return { ...(rest as Piece), deletedAt: now, updatedAt: now };
}

/** Restores a deleted piece; returns `current` itself if it is live or was moved to another domain. */
export function restore(current: Piece, now: string): Piece {
  const isBack = isLive(current) || current.movedTo !== undefined;
  return isBack ? current : { ...revived(current), updatedAt: now };
}

/** Puts a piece at a position in the order made by hand; returns `current` itself if it is there already. */
export function place(current: Piece, position: number, now: string): Piece {
  return current.position === position ? current : { ...current, position, updatedAt: now };
}

/**
 * Replaces the writer's own note. If only colleagues have written one so far, it is added beside theirs.
 * @param writer by default whoever tagged the piece
 * @param from the texts that the note was changed from, as in the command
 * @returns the piece; `current` itself if nothing changes
 */
export function writeNote(
  current: Piece,
  note: string,
  now: string,
  writer: Reader = { origin: originOf(current) },
  from?: readonly string[],
): Piece {
  const [first, ...others] = contributionsOf(current);
  const own = ownWords(current, writer) ?? (writer.origin === undefined ? first : undefined);
  const clean = textOver(own?.note ?? '', note, from, cleanText);
  if (clean === (own?.note ?? '')) return current;
  if (own && own.origin === first?.origin) return { ...current, note: clean, updatedAt: now };
  const words: Contribution = own
    ? { ...own, note: clean, at: laterThan(own.at ?? own.taggedAt, now) }
    : { origin: writer.origin ?? '', by: writer.name ?? '', note: clean, taggedAt: now };
  const contributions = [...others.filter((one) => one !== own), words].sort(firstTagged);
  return { ...current, contributions, updatedAt: now };
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

/**
 * Moves a piece to another domain. If the page is tagged there already, that piece stays and takes over
 * whatever this one adds. Notes, quotes and labels may then exceed their limits: the caller checks.
 * @returns the piece left behind (deleted, naming its new domain) and the one in the other domain
 */
export function move(
  current: Piece,
  there: Piece | undefined,
  to: MissionDomain,
  now: string,
): { readonly left: Piece; readonly arrived: Piece } {
  const left = { ...deletePiece(current, now), movedTo: to };
  const present = unlessMoved(there);
  const mine = { ...unplaced(current), domain: to };
  const arrived = isLive(present) ? joinPieces(present, mine) : present ? joinPieces(mine, present) : mine;
  return { left, arrived: { ...arrived, updatedAt: now } };
}

/**
 * @returns the first piece, with the notes, quotes and facts that only the second has. The words of one
 *   colleague in both become one note; those of two colleagues stay two
 */
export function joinPieces(first: Piece, second: Piece): Piece {
  const quotes = joinQuotes(first.quotes ?? [], second.quotes ?? []);
  const labels = cleanLabels([...(first.labels ?? []), ...(second.labels ?? [])]);
  return {
    ...factsOf(second),
    ...withJoinedWords(first, second),
    ...(quotes.length > 0 && { quotes: [...quotes] }),
    ...(labels.length > 0 && { labels }),
  };
}

/** Gives the first piece everybody's words from both. The piece then belongs to whoever tagged it first. */
function withJoinedWords(first: Piece, second: Piece): Piece {
  if (first.origin === second.origin) {
    const note = joinNotes(first.note, second.note);
    return { ...first, ...joinContributions(first, second.contributions ?? []), note };
  }
  const { taggedBy: _, ...rest } = first;
  const all = joinContributions(first, contributionsOf(second));
  const [lead, ...others] = [...contributionsOf({ ...first, ...all })].sort(firstTagged);
  if (!lead) return first;
  return {
    ...(rest as Piece),
    note: lead.note,
    taggedAt: lead.taggedAt,
    origin: lead.origin,
    ...(lead.by && { taggedBy: lead.by }),
    ...(others.length > 0 && { contributions: others }),
  };
}

/** @returns the fields of a piece that hold people's words, with more words added */
function joinContributions(
  piece: Piece,
  more: readonly Contribution[],
): Pick<Piece, 'note' | 'contributions'> {
  const all = new Map(contributionsOf(piece).map((one) => [one.origin, one]));
  for (const one of more) {
    const mine = all.get(one.origin);
    all.set(one.origin, mine ? { ...mine, note: joinNotes(mine.note, one.note) } : one);
  }
  const [first, ...others] = [...all.values()];
  return { note: first?.note ?? piece.note, ...(others.length > 0 && { contributions: others }) };
}

/** @returns both notes, the first one first; only one of them if it contains the other. */
export function joinNotes(first: string, second: string): string {
  if (first.includes(second)) return first;
  if (second.includes(first)) return second;
  return `${first}\n\n${second}`;
}

/** The change of one record, as the writer made it: enough to undo it. */
export interface Change {
  readonly id: string;
  /** The record stored before; null if there was none. */
  readonly before: Piece | null;
  readonly after: Piece;
}

/** Ignores a piece that was moved away: it lives on in another domain, so here it counts as missing. */
function unlessMoved(piece: Piece | undefined): Piece | undefined {
  return isLive(piece) || piece?.movedTo === undefined ? piece : undefined;
}

/**
 * Drops the position made by hand, which belonged to another place: the piece goes to the top of a domain.
 */
function unplaced(piece: Piece): Piece {
  const { position: _, ...rest } = piece;
  return rest as Piece;
}

function revived(piece: Piece): Piece {
  const { deletedAt: _, ...rest } = piece;
  return rest as Piece;
}
