/** Tagging a page, and taking it off again: what several people do to one piece. Pure. */
import type { MissionDomain } from '../mission-domain.ts';
import { titleWithoutSecrets } from '../page/address-secrets.ts';
import { cleanText, cleanTitle } from '../values/clean-text.ts';
import { laterThan } from '../values/timestamp.ts';
import {
  type Contribution,
  changeOf,
  contributionsOf,
  isAnySeen,
  isOwn,
  isOwnTag,
  isSeen,
  joinNotes,
  type Reader,
  storedContributions,
  wentAway,
} from './contribution.ts';
import { addQuotes } from './edits.ts';
import type { Facts } from './facts.ts';
import { isLive, isTrace, PIECE_VERSION, type Piece } from './piece.ts';
import type { Quote } from './quote.ts';
import { joinRemovals, withUndone } from './removals.ts';
import { afterAll, except, withContributions, withLife } from './with-contributions.ts';

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
export function withOwnTag(piece: Piece, { origin, name }: Writer, now: string, isAnew: boolean): Piece {
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

/**
 * Drops the position made by hand, which belonged to another place: the piece goes to the top of a domain.
 */
export function unplaced(piece: Piece): Piece {
  const { position: _, ...rest } = piece;
  return rest as Piece;
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
  const removals = joinRemovals(current.removals, [{ at, ...(by !== undefined && { by }) }]);
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
 * Restores a deleted piece. If nobody's tag is on it then, the writer's is from now on.
 * @returns the piece; `current` itself if it is live or was moved to another domain
 */
export function restore(current: Piece, now: string, writer: Writer): Piece {
  if (isLive(current) || isTrace(current)) return current;
  const at = afterAll(now, current);
  const removals = withUndone(current.removals, ({ to }) => to === undefined);
  const back = { ...current, ...(current.removals && { removals }) };
  const all = storedContributions(back);
  const isOn = isAnySeen(back) && !all.some((one) => isOwn(one, writer) && one.isOff);
  return withLife(isOn ? { ...back, updatedAt: at } : withOwnTag(back, writer, now, false), at);
}
