/**
 * References to pieces in the texts of an application. The stored form is a mark that identifies the page,
 * `[[9f…]]`. The form shown, typed and printed is the number that the piece has at that moment: `[3]` in the
 * text of its own domain, `[2.3]` elsewhere for the third piece of domain 2. So a reference stays right when
 * the order changes, and a typed one works as well as an inserted one.
 */
import type { ArrangedEvidence } from '../list/arrange.ts';
import { domainNumber, forEachDomain, MISSION_DOMAINS, type MissionDomain } from '../mission-domain.ts';
import { type Piece, pageOf, pieceId } from '../piece/piece.ts';
import { hash } from '../values/hash.ts';

/**
 * A page in a mark: sixteen hexadecimal digits made from its key, so that the mark is short whatever the
 * address.
 */
const MARK = /\[\[([0-9a-f]{16})\]\]/g;

/** A reference as shown: in its own domain, in another one, or to a page that is missing. */
const SHOWN = /\[(?:([1-5])\.([1-9]\d{0,5})|([1-9]\d{0,5})|\?([1-9]\d{0,3}))\]/g;

/** Numbers of the pieces, as in the documents: each domain counted from 1. */
export interface Numbering {
  /** The ids of the pages in marks, in order. */
  readonly pages: Readonly<Record<MissionDomain, readonly string[]>>;
  /** The reverse: the number of each page. */
  readonly numbers: Readonly<Record<MissionDomain, ReadonlyMap<string, number>>>;
}

/** A text to show. */
export interface ShownText {
  readonly text: string;
  /** The missing pages that the text refers to, in the order of their `[?1]`, `[?2]`. */
  readonly lost: readonly string[];
}

/** @param list the pieces in the order in which the documents number them */
export function numberingOf(list: ArrangedEvidence): Numbering {
  const pages = forEachDomain<string[]>(() => []);
  for (const { domain, pieces } of list) pages[domain] = pieces.map(pageIn);
  const numbers = forEachDomain((domain) => new Map(pages[domain].map((page, index) => [page, index + 1])));
  return { pages, numbers };
}

/** @returns a text with some number for each mark: enough to count its words as they will be read */
export function withAnyNumbers(stored: string): string {
  return stored.replace(MARK, '[1]');
}

/**
 * @param stored a text with marks
 * @param home the domain that the text belongs to; undefined for the text without a domain
 */
export function showReferences(
  stored: string,
  numbering: Numbering,
  home: MissionDomain | undefined,
): ShownText {
  const lost: string[] = [];
  const text = stored.replace(MARK, (_mark, page: string) => {
    const reference = referenceTo(page, numbering, home);
    if (reference) return reference;
    if (!lost.includes(page)) lost.push(page);
    return `[?${lost.indexOf(page) + 1}]`;
  });
  return { text, lost };
}

/**
 * Reverses {@link showReferences}.
 * @param shown the text after somebody edited it
 * @param lost the missing pages of the text before the edit
 * @returns the text to store; a number that no piece has is left unchanged
 */
export function keepReferences(
  shown: string,
  numbering: Numbering,
  home: MissionDomain | undefined,
  lost: readonly string[],
): string {
  return shown.replace(SHOWN, (same, otherDomain?: string, there?: string, here?: string, gone?: string) => {
    const domain = otherDomain ? MISSION_DOMAINS[Number(otherDomain) - 1] : home;
    const page = gone ? lost[Number(gone) - 1] : domain && numbering.pages[domain][Number(there ?? here) - 1];
    return page === undefined ? same : `[[${page}]]`;
  });
}

/** @returns the reference to a piece in a text of `home`; undefined if the piece has no number */
export function referenceToPiece(
  piece: Piece,
  numbering: Numbering,
  home: MissionDomain | undefined,
): string | undefined {
  return referenceTo(pageIn(piece), numbering, home ?? piece.domain, home === undefined);
}

/** @returns the text for a document; pages that are not in it get no number there */
export function printReferences(
  stored: string,
  numbering: Numbering,
  home: MissionDomain | undefined,
): string {
  return showReferences(stored, numbering, home).text.replace(/\[\?[1-9]\d{0,3}\]/g, '[?]');
}

function referenceTo(
  page: string,
  { numbers }: Numbering,
  first: MissionDomain | undefined,
  withDomain = first === undefined,
): string | undefined {
  const own = first && numbers[first].get(page);
  if (own !== undefined && !withDomain) return `[${own}]`;
  const domain =
    own !== undefined ? first : MISSION_DOMAINS.find((one) => numbers[one].get(page) !== undefined);
  return domain && `[${domainNumber(domain)}.${numbers[domain].get(page)}]`;
}

function pageIn({ domain, url }: Piece): string {
  return hash(pageOf(pieceId(domain, url)));
}
