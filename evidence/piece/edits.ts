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
  changeOf,
  contributionsOf,
  firstTagged,
  isOwn,
  isOwnTag,
  isSeen,
  joinNotes,
  keyOfContribution,
  ownWords,
  type Reader,
  storedContributions,
  takenBy,
  toStore,
  wentAway,
} from './contribution.ts';
import { changedFacts, cleanLabels, type Facts, type FactsChange, factsOf, withFacts } from './facts.ts';
import { joinQuotes } from './join-quotes.ts';
import { isLive, isTrace, PIECE_VERSION, type Piece } from './piece.ts';
import { cleanQuote, type Quote, withoutQuote } from './quote.ts';
import { joinRemovals, lastRemoval, withUndone } from './removals.ts';

/** A page as the browser shows it. */
export interface Page {
  readonly url: string;
  readonly title: string;
}

/** Whoever changes a piece: the installation and the name in its settings. */
export interface Writer extends Reader {
  readonly origin: string;
  /** '' for nobody in particular. */
  readonly name: string;
}

/** The content that a new piece starts with. */
export interface Beginning {
  readonly note?: string;
  /** Passages of the page. They are added to a piece that exists already as well. */
  readonly quotes?: readonly Quote[];
  readonly facts?: Facts;
}

/**
 * Tags a page under a domain. If colleagues tagged it there, the writer's own tag is added to theirs.
 * @param current the piece stored under this page and domain, if any. A deleted one comes back with all that
 *   was said of it, as if the writer tagged it now
 * @param now ISO 8601 UTC
 * @param beginning the content of a new piece; one that comes back keeps its own note and adds the rest
 * @returns the piece; `current` itself if the writer's tag is on already and it has these quotes
 */
export function tag(
  current: Piece | undefined,
  page: Page,
  domain: MissionDomain,
  now: string,
  writer: Writer,
  beginning: Beginning = {},
): Piece {
  const { note = '', quotes = [], facts = {} } = beginning;
  if (isLive(current)) {
    return addQuotes(
      isOwnTag(current, writer) ? current : withOwnTag(current, writer, now, true),
      quotes,
      now,
    );
  }
  // Later than the deletion or the move, even if the clock was set back.
  const at = afterAll(now, current);
  if (current && !isTrace(current)) {
    const { deletedAt: _, ...rest } = unplaced(current);
    // The writer's own deletion is taken back; what others deleted stays so, apart from the writer's words.
    const removals = withUndone(rest.removals, ({ by, to }) => to === undefined && by === writer.origin);
    const back = { ...(rest as Piece), ...facts, url: page.url, ...(rest.removals && { removals }) };
    return addQuotes(withOwnTag(back, writer, at, true), quotes, at);
  }
  const fresh: Piece = {
    version: PIECE_VERSION,
    domain,
    url: page.url,
    title: cleanTitle(titleWithoutSecrets(page.title)),
    taggedAt: at,
    updatedAt: at,
    ...facts,
    ...(current?.removals && { removals: current.removals }),
  };
  const others = current ? storedContributions(current) : [];
  const mine = { origin: writer.origin, by: writer.name, note: cleanText(note), taggedAt: at };
  return addQuotes(withContributions(fresh, [...except(others, [mine]), mine]), quotes, at);
}

/**
 * Puts the writer's own tag on, with the words that it had.
 * @param isAnew it counts as tagged now, and not on the day on which it was tagged before
 */
function withOwnTag(piece: Piece, { origin, name }: Writer, now: string, isAnew: boolean): Piece {
  const at = afterAll(now, piece);
  const all = storedContributions(piece);
  const own = all.filter((one) => one.origin === origin && !wentAway(one, piece));
  const back = own.map(({ isOff: _, cameAt, at: _at, ...one }): Contribution => {
    if (isAnew && one.from === undefined) return { ...one, by: name, taggedAt: at };
    return { ...one, by: name, at, ...(cameAt !== undefined && { cameAt }) };
  });
  const mine = back.length > 0 ? back : [{ origin, by: name, note: '', taggedAt: at }];
  return { ...withContributions(piece, [...except(all, mine), ...mine]), updatedAt: at };
}

/** @returns the piece with these contributions, and no others */
export function withContributions(piece: Piece, contributions: readonly Contribution[]): Piece {
  const { contributions: _, ...rest } = piece;
  const all = [...contributions].sort(firstTagged);
  const first = all.find((one) => isSeen(one, piece));
  const taggedAt = first?.taggedAt ?? piece.taggedAt;
  return {
    ...(rest as Piece),
    taggedAt,
    ...(all.length > 0 && { contributions: all.map((one) => toStore(one, taggedAt)) }),
  };
}

/** @returns the contributions of `all` that aren't among `others`, whatever they say */
function except(all: readonly Contribution[], others: readonly Contribution[]): readonly Contribution[] {
  const keys = new Set(others.map(keyOfContribution));
  return all.filter((one) => !keys.has(keyOfContribution(one)));
}

/**
 * Makes the words that the writer brought from another domain words of this domain, before the writer tags
 * the page in that domain again: there, the tag begins anew.
 * @returns the piece; `current` itself if it has no such words
 */
export function settle(current: Piece, writer: Reader, from: MissionDomain, now: string): Piece {
  const all = storedContributions(current);
  const came = all.find((one) => one.origin === writer.origin && one.from === from);
  if (!came) return current;
  const here = all.find(
    (one) => one.origin === came.origin && one.from === undefined && !wentAway(one, current),
  );
  const [seen, ...more] = [here, came].filter((one) => one !== undefined && isSeen(one, current));
  const { from: _, cameAt: _came, ...words } = seen ?? came;
  const mine: Contribution = {
    ...words,
    note: more.reduce((note, one) => joinNotes(note, one?.note ?? ''), words.note),
    cameAt: laterThan(current.updatedAt, now),
    at: laterThan(changeOf(came), now),
  };
  return { ...withContributions(current, [...except(all, [came, mine]), mine]), updatedAt: now };
}

/**
 * Deletes a piece, for everybody whose tag is on it. It stays stored with all its content, so that it can be restored.
 * @param by the installation that deletes it. If only its own tag is on the piece, that tag is taken off: what a
 *   colleague has tagged without anybody here knowing is not meant
 */
export function deletePiece(current: Piece, now: string, by?: string): Piece {
  if (!isLive(current)) return current;
  const isOthers = contributionsOf(current).some(({ origin }) => origin !== by);
  if (!isOthers) return withOwnTagOff(current, now, { origin: by });
  const at = afterAll(now, current);
  const removals = [...joinRemovals(current.removals, [{ at, ...(by !== undefined && { by }) }])];
  return { ...current, removals, deletedAt: at, updatedAt: at };
}

/** Takes off the writer's own tag. The tags of colleagues stay; if there are none, the piece is deleted. */
export function takeOff(current: Piece, now: string, writer: Reader): Piece {
  return isLive(current) && isOwnTag(current, writer) ? withOwnTagOff(current, now, writer) : current;
}

function withOwnTagOff(current: Piece, now: string, writer: Reader): Piece {
  const at = laterThan(current.updatedAt, now);
  const all = storedContributions(current).map((one): Contribution => {
    return isOwn(one, writer) && isSeen(one, current)
      ? { ...one, isOff: true, at: laterThan(changeOf(one), at) }
      : one;
  });
  return withLife({ ...withContributions(current, all), updatedAt: at }, at);
}

/**
 * @returns the piece, off the list if none of its words can be seen, and else on it
 * @param at since when, if it goes off the list now
 */
export function withLife(piece: Piece, at: string): Piece {
  const { deletedAt = at, ...rest } = piece;
  const isOn = storedContributions(piece).some((one) => isSeen(one, piece));
  return isOn ? (rest as Piece) : { ...(rest as Piece), deletedAt };
}

/**
 * Counts a change of something else than words as the writer's work: a colleague's deletion that was made before it,
 * without knowing of it, does not take the writer's tag off.
 */
export function withWork(piece: Piece, writer: Reader): Piece {
  const all = storedContributions(piece).map((one): Contribution => {
    if (!isOwn(one, writer) || !isSeen(one, piece)) return one;
    return { ...one, at: laterThan(changeOf(one), piece.updatedAt) };
  });
  return withContributions(piece, all);
}

/** @returns the piece, with a removal if it is deleted and does not say how: a file may leave that out */
export function explained(piece: Piece): Piece {
  const { deletedAt, removals, taggedAt } = piece;
  if (deletedAt === undefined) return piece;
  const words = storedContributions(piece);
  const isOpen =
    words.length === 0 ? !removals && deletedAt !== taggedAt : words.some((one) => isSeen(one, piece));
  return isOpen ? { ...piece, removals: [...joinRemovals(removals, [{ at: deletedAt }])] } : piece;
}

/** @returns `now`, or a moment that is later than everything in these pieces, even if a clock was wrong */
function afterAll(now: string, ...pieces: readonly (Piece | undefined)[]): string {
  const times = pieces.flatMap((piece) => {
    if (!piece) return [];
    const said = storedContributions(piece).flatMap((one) => [changeOf(one), one.cameAt ?? '']);
    return [...said, piece.updatedAt, ...(piece.removals ?? []).map(({ at }) => at)];
  });
  return laterThan(
    times.reduce((a, b) => (a > b ? a : b), ''),
    now,
  );
}

/**
 * Restores a deleted piece. If nobody's tag is on it then, the writer's is from now on.
 * @returns the piece; `current` itself if it is live or was moved to another domain
 */
export function restore(current: Piece, now: string, writer: Writer): Piece {
  if (isLive(current) || isTrace(current)) return current;
  const at = afterAll(now, current);
  const removals = withUndone(current.removals, ({ to }) => to === undefined);
  const back = { ...current, ...(current.removals && { removals }) };
  const all = storedContributions(back);
  const isOn = all.some((one) => isSeen(one, back)) && !all.some((one) => isOwn(one, writer) && one.isOff);
  return withLife(isOn ? { ...back, updatedAt: at } : withOwnTag(back, writer, now, false), at);
}

/** Puts a piece at a position in the order made by hand; returns `current` itself if it is there already. */
export function place(current: Piece, position: number, now: string): Piece {
  return current.position === position ? current : { ...current, position, updatedAt: now };
}

/**
 * Replaces the writer's own note. If only colleagues have written one so far, it is added beside theirs.
 * @param from the texts that the note was changed from, as in the command
 * @returns the piece; `current` itself if nothing changes
 */
export function writeNote(
  current: Piece,
  note: string,
  now: string,
  writer: Writer,
  from?: readonly string[],
): Piece {
  const own = ownWords(current, writer);
  const said = own?.note ?? '';
  const clean = textOver(said, note, from, cleanText);
  if (clean === said) return current;
  const tagged = own ? current : withOwnTag(current, writer, now, true);
  let rest = clean;
  const all = storedContributions(tagged).map((one): Contribution => {
    const isShown = isLive(current) ? isSeen(one, tagged) : !wentAway(one, tagged);
    if (!isOwn(one, writer) || !isShown) return one;
    const changed = { ...one, by: writer.name || one.by, note: rest };
    // Two notes that came together when the piece moved become one.
    rest = '';
    const at = laterThan(changeOf(one), now);
    return isLive(current) ? { ...changed, at } : stillRemoved(changed, current, at);
  });
  const { taggedAt } = isLive(current) ? tagged : current;
  return { ...withContributions({ ...tagged, taggedAt }, all), updatedAt: now };
}

/**
 * What is in the bin stays there, with the note that was typed meanwhile: it counts as typed right before the deletion,
 * so that undoing that brings it back.
 */
function stillRemoved(one: Contribution, current: Piece, at: string): Contribution {
  const removal = lastRemoval(current.removals);
  if (one.isOff || !removal) return { ...one, isOff: true, at };
  const before = new Date(Date.parse(removal.at) - 1).toISOString();
  if (one.taggedAt > removal.at) return { origin: one.origin, by: one.by, note: one.note, taggedAt: before };
  return changeOf(one) <= before ? { ...one, at: before } : { ...one, isOff: true, at };
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
 * Moves a piece to another domain, with everybody's words. If the page is tagged there already, that piece
 * stays and takes over whatever this one adds. Quotes and labels may then exceed their limits: the caller
 * checks.
 * @returns the piece left behind (deleted, naming its new domain) and the one in the other domain
 */
export function move(
  current: Piece,
  there: Piece | undefined,
  to: MissionDomain,
  now: string,
  by?: string,
): { readonly left: Piece; readonly arrived: Piece } {
  const all = storedContributions(current);
  // A move takes along what was there before it.
  const at = afterAll(now, current, there);
  const isMoving = (one: Contribution) => !one.isMoved && takenBy(one, current) === undefined;
  const removals = [...joinRemovals(current.removals, [{ at, to, ...(by !== undefined && { by }) }])];
  const stay = all.flatMap((one) => {
    if (!isMoving(one)) return one;
    return one.from === undefined ? leftBehind(one) : [];
  });
  const left = { ...withContributions({ ...current, removals }, stay), deletedAt: at, updatedAt: at };
  const arrived = all.filter(isMoving).map(({ from = current.domain, ...one }): Contribution => {
    return { ...one, ...(from !== to && { from }), cameAt: at };
  });
  const { removals: _, ...mine } = { ...unplaced(current), domain: to };
  const present = there && !isTrace(there) ? there : undefined;
  const joined = isLive(present)
    ? joinPieces(present, mine as Piece)
    : present
      ? joinPieces(mine as Piece, present)
      : (mine as Piece);
  const kept = there ? except(storedContributions(there), arrived) : [];
  const { deletedAt: _off, ...whole } = {
    ...joined,
    ...(there?.removals && { removals: there.removals }),
    updatedAt: at,
  };
  return { left, arrived: withContributions(whole as Piece, [...kept, ...arrived]) };
}

/** @returns what stays of a contribution in the domain in which it was written, when its words leave */
export function leftBehind({ origin, taggedAt }: Contribution): Contribution {
  return { origin, by: '', note: '', taggedAt, isMoved: true };
}

/** @returns the first piece, with the quotes and fields that only the second has; people's words aside */
export function joinPieces(first: Piece, second: Piece): Piece {
  const quotes = joinQuotes(first.quotes ?? [], second.quotes ?? []);
  const labels = cleanLabels([...(first.labels ?? []), ...(second.labels ?? [])]);
  return {
    ...second,
    ...first,
    title: first.title || second.title,
    ...(quotes.length > 0 && { quotes: [...quotes] }),
    ...(labels.length > 0 && { labels }),
  };
}

/** The change of one record, as the writer made it: enough to undo it. */
export interface Change {
  readonly id: string;
  /** The record stored before; null if there was none. */
  readonly before: Piece | null;
  readonly after: Piece;
}

/**
 * Drops the position made by hand, which belonged to another place: the piece goes to the top of a domain.
 */
function unplaced(piece: Piece): Piece {
  const { position: _, ...rest } = piece;
  return rest as Piece;
}
