import { forEachDomain, MISSION_DOMAINS, type MissionDomain } from '../mission-domain.ts';
import { isLive, type Piece, type PieceId } from '../piece/piece.ts';
import { byHand } from './hand-order.ts';
import { dayOf, type Sort } from './list-view.ts';

/** Live evidence in Mission order; within a domain in the order made by hand, else newest first. */
export type ArrangedEvidence = readonly {
  readonly domain: MissionDomain;
  readonly pieces: readonly Piece[];
}[];

/** @returns the live pieces of a list, arranged; all five domains are present, even if empty. */
export function arrange(list: Iterable<Piece>): ArrangedEvidence {
  const byDomain = grouped([...list].filter(isLive), (evidence) => evidence, byHand);
  return MISSION_DOMAINS.map((domain) => ({ domain, pieces: byDomain[domain] }));
}

/** Sorts by time of tagging, newest first. The address decides between equals, so the order is stable. */
export function newestFirst(a: Piece, b: Piece): number {
  if (a.taggedAt !== b.taggedAt) return a.taggedAt < b.taggedAt ? 1 : -1;
  return a.url < b.url ? -1 : a.url > b.url ? 1 : 0;
}

/** A piece with its id, as lists show it. */
export interface ListedPiece {
  readonly id: PieceId;
  readonly evidence: Piece;
}

/** The pieces of each domain, in some order. */
export type ListByDomain = Readonly<Record<MissionDomain, readonly ListedPiece[]>>;

/**
 * @param order one of {@link orderOf}
 * @returns all pieces, by domain
 */
export function listByDomain(pieces: ReadonlyMap<PieceId, Piece>, order: Order = newestFirst): ListByDomain {
  return grouped(
    Array.from(pieces, ([id, evidence]) => ({ id, evidence })),
    ({ evidence }) => evidence,
    order,
  );
}

/** @returns the pieces that pass `isShown`, in the same order */
export function onlyShown(list: ListByDomain, isShown: (listed: ListedPiece) => boolean): ListByDomain {
  return forEachDomain((domain) => list[domain].filter(isShown));
}

/** Compares two pieces, as `Array.prototype.sort` expects. */
export type Order = (a: Piece, b: Piece) => number;

/**
 * @param compareTexts compares titles in the teacher's language, as `Intl.Collator` does
 * @returns the order; equals are sorted newest first, pieces without a title last
 */
export function orderOf(sort: Sort, compareTexts: (a: string, b: string) => number): Order {
  switch (sort) {
    case 'tagged':
      return newestFirst;
    case 'hand':
      return byHand;
    case 'activity':
      return (a, b) => descending(dayOf(a), dayOf(b)) || newestFirst(a, b);
    case 'title':
      return (a, b) =>
        Number(a.title === '') - Number(b.title === '') ||
        compareTexts(a.title, b.title) ||
        newestFirst(a, b);
  }
}

function descending(a: string, b: string): number {
  return a < b ? 1 : a > b ? -1 : 0;
}

function grouped<T>(
  items: Iterable<T>,
  evidenceOf: (item: T) => Piece,
  order: Order,
): Record<MissionDomain, T[]> {
  const byDomain = forEachDomain<T[]>(() => []);
  for (const item of items) byDomain[evidenceOf(item).domain].push(item);
  for (const list of Object.values(byDomain)) list.sort((a, b) => order(evidenceOf(a), evidenceOf(b)));
  return byDomain;
}
