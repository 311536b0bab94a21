/**
 * Every change to evidence as a pure function from what is stored to what will be. None of them
 * reads a clock or a store; the writer hands them both.
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

/** What a piece says from its beginning on. */
export interface Beginning {
  readonly note?: string;
  /** Passages of the page; a piece that is there already takes them in as well. */
  readonly quotes?: readonly Quote[];
  readonly facts?: Facts;
  /** The colleague who tags; '' for nobody in particular. */
  readonly taggedBy?: string;
}

/**
 * Tags a page under a domain.
 * @param current the piece stored under this page and domain, if any; one that was taken off comes
 *   back with its note and its corrected title, as if it were tagged now
 * @param now ISO 8601 UTC
 * @param beginning what a new piece says; one that comes back keeps its own note and takes in the rest
 * @returns the piece; `current` itself where the page is tagged already and has these quotes
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
  const kept = unlessMoved(current);
  const piece: Piece = kept
    ? { ...unplaced(revived(kept)), ...facts, url: page.url, taggedAt: now, updatedAt: now }
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

/** Takes a piece off. It stays stored, with everything in it, so that it can come back. */
export function deletePiece(current: Piece, now: string): Piece {
  if (!isLive(current)) return current;
  // A file may say that a live piece was moved: it would seem to have gone there now.
  const { movedTo: _, ...rest } = current;
  return { ...(rest as Piece), deletedAt: now, updatedAt: now };
}

/** Brings a piece back that was taken off; `current` itself where it is live or lives on elsewhere. */
export function restore(current: Piece, now: string): Piece {
  const isBack = isLive(current) || current.movedTo !== undefined;
  return isBack ? current : { ...revived(current), updatedAt: now };
}

/** Puts a piece at a place in the order made by hand; `current` itself where it is there. */
export function place(current: Piece, position: number, now: string): Piece {
  return current.position === position ? current : { ...current, position, updatedAt: now };
}

/**
 * Replaces the note of whoever writes; where only colleagues have said something yet, it stands beside theirs.
 * @param writer left out, it is whoever tagged the piece
 * @param from what the note was changed from, as in the command
 * @returns the piece; `current` itself where nothing changes
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

/** Corrects the title; `current` itself where nothing changes. */
export function writeTitle(current: Piece, title: string, now: string): Piece {
  const clean = cleanTitle(title);
  return clean === current.title ? current : { ...current, title: clean, updatedAt: now };
}

/**
 * Keeps passages of the page; `current` itself where they are there already or say nothing. There may
 * then be more of them than a piece can have: the caller checks.
 */
export function addQuotes(current: Piece, quotes: readonly Quote[], now: string): Piece {
  const had = current.quotes ?? [];
  const all = joinQuotes(had, quotes);
  return all === had ? current : { ...current, quotes: [...all], updatedAt: now };
}

/** Drops a passage; `current` itself where it is not there. */
export function removeQuote(current: Piece, quote: Quote, now: string): Piece {
  const { quotes = [], ...rest } = current;
  const left = withoutQuote(quotes, cleanQuote(quote) ?? quote);
  if (left === quotes) return current;
  const piece = { ...rest, updatedAt: now } as Piece;
  return left.length === 0 ? piece : { ...piece, quotes: [...left] };
}

/** Changes facts; `current` itself where they say the same. */
export function writeFacts(current: Piece, change: FactsChange, now: string): Piece {
  const before = factsOf(current);
  const after = changedFacts(before, change);
  return sameValue(before, after) ? current : { ...withFacts(current, after), updatedAt: now };
}

/**
 * Moves a piece to another domain. Where the page is tagged there already, that piece stays and takes
 * in what this one says beyond it. Notes, quotes and labels may then grow past their limits: the caller
 * checks.
 * @returns the piece left behind (taken off, saying where it went) and the one in the other domain
 */
export function move(
  current: Piece,
  there: Piece | undefined,
  to: MissionDomain,
  now: string,
): { readonly left: Piece; readonly arrived: Piece } {
  const left = { ...deletePiece(current, now), movedTo: to };
  const kept = unlessMoved(there);
  const mine = { ...unplaced(current), domain: to };
  const arrived = isLive(kept) ? joinPieces(kept, mine) : kept ? joinPieces(mine, kept) : mine;
  return { left, arrived: { ...arrived, updatedAt: now } };
}

/**
 * @returns the first piece with the notes, the quotes and the facts that the second has beyond it; what
 *   one colleague says in both is one note, what two say stays two
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

/** The first piece with what everybody says in either; it is then of whoever tagged it first. */
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

/** @returns the fields of a piece in which others' words lie, with more of them */
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

/** @returns both notes, the first first; one of them where it says all that the other does. */
export function joinNotes(first: string, second: string): string {
  if (first.includes(second)) return first;
  if (second.includes(first)) return second;
  return `${first}\n\n${second}`;
}

/** The fields in which two records may differ although a reader sees the same piece. */
export const CIRCUMSTANCES: ReadonlySet<string> = new Set([
  'url',
  'taggedAt',
  'updatedAt',
  'deletedAt',
  'movedTo',
  'position',
  'origin',
  'changedAt',
]);

/** One record's change, as the writer made it: enough to take it back. */
export interface Change {
  readonly id: string;
  /** What was stored before; null where there was nothing. */
  readonly before: Piece | null;
  readonly after: Piece;
}

/** A piece that was moved away lives on elsewhere: to its old place it is as good as gone. */
function unlessMoved(evidence: Piece | undefined): Piece | undefined {
  return isLive(evidence) || evidence?.movedTo === undefined ? evidence : undefined;
}

/** A piece that comes to the top of a domain: its place by hand was somewhere else. */
function unplaced(evidence: Piece): Piece {
  const { position: _, ...rest } = evidence;
  return rest as Piece;
}

function revived(evidence: Piece): Piece {
  const { deletedAt: _, ...rest } = evidence;
  return rest as Piece;
}
