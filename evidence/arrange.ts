import { contributionsOf } from './contribution.ts';
import { type Evidence, type EvidenceId, isLive } from './evidence.ts';
import { forEachDomain, MISSION_DOMAINS, type MissionDomain } from './mission-domain.ts';

/** Live evidence in Mission order, newest first within a domain. */
export type ArrangedEvidence = readonly {
  readonly domain: MissionDomain;
  readonly pieces: readonly Evidence[];
}[];

/** @returns the live pieces of a list, arranged; all five domains are there, empty ones too. */
export function arrange(list: Iterable<Evidence>): ArrangedEvidence {
  const byDomain = grouped([...list].filter(isLive), (evidence) => evidence);
  return MISSION_DOMAINS.map((domain) => ({ domain, pieces: byDomain[domain] }));
}

/** Order by time of tagging, newest first; the address decides between equals, so it is stable. */
export function newestFirst(a: Evidence, b: Evidence): number {
  if (a.taggedAt !== b.taggedAt) return a.taggedAt < b.taggedAt ? 1 : -1;
  return a.url < b.url ? -1 : a.url > b.url ? 1 : 0;
}

/** A piece with its id, as lists show it. */
export interface ListedEvidence {
  readonly id: EvidenceId;
  readonly evidence: Evidence;
}

/** @returns the pieces that `isShown` lets through, by domain, newest first. */
export function listByDomain(
  pieces: ReadonlyMap<EvidenceId, Evidence>,
  isShown: (listed: ListedEvidence) => boolean,
): Record<MissionDomain, ListedEvidence[]> {
  const listed = Array.from(pieces, ([id, evidence]) => ({ id, evidence }));
  return grouped(listed.filter(isShown), ({ evidence }) => evidence);
}

/** @returns the items by the domain of their evidence, newest first. */
function grouped<T>(items: Iterable<T>, evidenceOf: (item: T) => Evidence): Record<MissionDomain, T[]> {
  const byDomain = forEachDomain<T[]>(() => []);
  for (const item of items) byDomain[evidenceOf(item).domain].push(item);
  for (const list of Object.values(byDomain)) list.sort((a, b) => newestFirst(evidenceOf(a), evidenceOf(b)));
  return byDomain;
}

/**
 * @param query what the teacher typed: every word must occur, whatever its case or diacritics
 * @returns a test for what a piece says: title, address, quotes, labels, place, and every colleague's note
 *   and name
 */
export function matcher(query: string): (evidence: Evidence) => boolean {
  const words = fold(query).split(/\s+/).filter(Boolean);
  return (piece) => {
    const { title, url, quotes = [], labels = [], place = '' } = piece;
    const people = contributionsOf(piece).flatMap(({ by, note }) => [note, by]);
    const said = [title, url, ...quotes.map(({ exact }) => exact), ...labels, place, ...people];
    const text = fold(said.join('\n'));
    return words.every((word) => text.includes(word));
  };
}

/** Lower case without diacritics, so that `scoala` finds `școala`; `ł` and `ø` do not decompose. */
function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('đ', 'd');
}
