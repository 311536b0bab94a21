/**
 * Puts everybody's words where the moves of a page lead. A move takes along what was in a domain before it,
 * also words that come to be known only later. Where words are follows from all the moves of the page alone, so
 * it doesn't matter in which order files are merged, or how often.
 */
import type { MissionDomain } from '../mission-domain.ts';
import { type Contribution, changeOf, keyOfContribution, wentAway } from '../piece/contribution.ts';
import { MAX_LABELS } from '../piece/facts.ts';
import { leftBehind } from '../piece/move.ts';
import { PIECE_VERSION, type Piece, type PieceId, pageOf, pieceId } from '../piece/piece.ts';
import { MAX_QUOTES } from '../piece/quote.ts';
import { fieldOf } from '../piece/registers.ts';
import { hasMoved, lastMove, removalOf } from '../piece/removals.ts';
import { sameValue } from '../values/same-value.ts';
import { normalPiece } from './merge-pieces.ts';
import { compareWords, joinRegisters, type PieceState, pieceOf, stateOf } from './piece-state.ts';

type Pieces = ReadonlyMap<PieceId, Piece>;
type Page = ReadonlyMap<MissionDomain, PieceState>;

/** One colleague's words, and where they are to be found. */
interface Found {
  readonly words: Contribution;
  /** The domain in which they were written. */
  readonly home: MissionDomain;
  readonly at: MissionDomain;
  /** When they came there with a move, ISO 8601 UTC. */
  readonly cameAt: string | undefined;
}

/**
 * @param pieces all pieces of some pages, by id
 * @param stored the pieces as they are stored
 * @returns all of them; a piece that ends as it is stored is that object. A domain that words come to may get a new
 *   piece. Pages with a piece of a newer version stay as they are
 */
export function withMovesFollowed(pieces: Pieces, stored: Pieces): Pieces {
  const moved = new Set<string>();
  for (const [id, piece] of pieces) if (hasMoved(piece)) moved.add(pageOf(id));
  if (moved.size === 0) return pieces;
  const pages = new Map<string, Piece[]>();
  for (const [id, piece] of pieces) {
    const key = pageOf(id);
    if (moved.has(key)) pages.set(key, [...(pages.get(key) ?? []), piece]);
  }
  const all = new Map<PieceId, Piece>(pieces);
  for (const page of pages.values()) {
    if (page.some(({ version }) => version > PIECE_VERSION)) continue;
    const states = new Map(page.map((piece) => [piece.domain, stateOf(piece)]));
    for (const [domain, state] of followMoves(states)) {
      const is = pieceOf(state);
      const id = pieceId(domain, is.url);
      const [was, piece] = [stored.get(id), pieces.get(id)];
      if (was && sameValue(normalPiece(was), is)) all.set(id, was);
      else all.set(id, piece ? inOrderOf(piece, is) : is);
    }
  }
  return all;
}

/** @returns a piece with its quotes and labels in the order that they had, and new ones behind them */
function inOrderOf(piece: Piece, { quotes = [], labels = [], ...rest }: Piece): Piece {
  const sorted = <T>(was: readonly T[] = [], is: readonly T[]) => {
    const left = was.filter((one) => is.some((other) => sameValue(one, other)));
    return [...left, ...is.filter((one) => !left.some((other) => sameValue(one, other)))];
  };
  return {
    ...(rest as Piece),
    ...(quotes.length > 0 && { quotes: sorted(piece.quotes, quotes) }),
    ...(labels.length > 0 && { labels: sorted(piece.labels, labels) }),
  };
}

/** @returns the states of a page's pieces, with everybody's words where the moves lead */
export function followMoves(page: Page): Page {
  const found = [...latestWords(page)].map(([, { words, home, seenIn }]) =>
    placed(page, words, home, seenIn),
  );
  const after = new Map(page);
  for (const { at, home } of found) {
    const from = page.get(home);
    if (from && !after.has(at)) after.set(at, newPlace(from, at));
  }
  for (const [domain, state] of after) {
    const words = new Map<string, Contribution>();
    for (const one of found) {
      if (one.at === domain && !one.words.isMoved) {
        const { from: _, cameAt: _came, ...said } = one.words;
        const here: Contribution = {
          ...said,
          ...(one.home !== domain && { from: one.home }),
          ...(one.cameAt !== undefined && { cameAt: one.cameAt }),
        };
        words.set(keyOfContribution(here), here);
      } else if (one.home === domain && page.has(domain)) {
        words.set(one.words.origin, leftBehind(one.words));
      }
    }
    after.set(domain, { ...state, words });
  }
  return withRegistersFollowed(after);
}

/** @returns the latest version of everybody's words, by author and home, and where it was seen */
function latestWords(
  page: Page,
): ReadonlyMap<string, { words: Contribution; home: MissionDomain; seenIn: MissionDomain }> {
  const latest = new Map<string, { words: Contribution; home: MissionDomain; seenIn: MissionDomain }>();
  for (const [domain, { words }] of page) {
    for (const one of words.values()) {
      const home = one.from ?? domain;
      const key = `${one.origin} ${home}`;
      const known = latest.get(key);
      if (!known || compareWords(known.words, one) < 0) latest.set(key, { words: one, home, seenIn: domain });
    }
  }
  return latest;
}

/** Follows the moves, one after another, from the place and the time of the tag. */
function placed(page: Page, words: Contribution, home: MissionDomain, seenIn: MissionDomain): Found {
  // The words themselves are not among these pieces.
  if (words.isMoved) return { words, home, at: home, cameAt: undefined };
  const isHomeKnown = page.has(home);
  let at = isHomeKnown ? home : seenIn;
  let cameAt = isHomeKnown ? undefined : words.cameAt;
  for (;;) {
    const moments = { there: cameAt ?? words.taggedAt, changed: changeOf(words) };
    const removal = removalOf(page.get(at)?.removals, moments);
    if (removal?.to === undefined) return { words, home, at, cameAt };
    at = removal.to;
    cameAt = removal.at;
  }
}

/** @returns a domain that had nothing of the page before a move */
function newPlace({ registers, updatedAt, taggedAt }: PieceState, domain: MissionDomain): PieceState {
  const kept = new Map(registers);
  kept.delete('position');
  return { domain, registers: kept, words: new Map(), removals: [], updatedAt, taggedAt };
}

/**
 * Quotes and facts that a colleague added to a piece before knowing that it was moved come along, too.
 */
function withRegistersFollowed(page: Map<MissionDomain, PieceState>): Page {
  for (const [domain, state] of [...page]) {
    const isHere = [...state.words.values()].some((one) => !wentAway(one, state));
    const last = lastMove(state.removals);
    const there = last && page.get(last.to);
    if (isHere || !last || !there || last.to === domain) continue;
    if (last.since !== undefined) {
      // All of it goes back, with what was changed there meanwhile.
      const back = new Map([...state.registers].filter(([name]) => !STAYING.has(name)));
      const joined = joinRegisters(there.registers, back);
      if (!sameValue([...joined], [...there.registers])) page.set(last.to, { ...there, registers: joined });
      continue;
    }
    const added = [...state.registers].filter(([name]) => isToFollow(name, there));
    if (added.length > 0) page.set(last.to, { ...there, registers: new Map([...there.registers, ...added]) });
  }
  return page;
}

/** Registers that belong to one place. */
const STAYING: ReadonlySet<string> = new Set(['position', 'url']);

/** What the new domain says itself stays; a full list takes nothing more. */
function isToFollow(name: string, { registers }: PieceState): boolean {
  if (STAYING.has(name) || registers.has(name)) return false;
  const field = fieldOf(name);
  const most = field === 'quotes' ? MAX_QUOTES : field === 'labels' ? MAX_LABELS : undefined;
  if (most === undefined) return true;
  const count = [...registers].filter(
    ([one, { value }]) => fieldOf(one) === field && value !== undefined,
  ).length;
  return count < most;
}
