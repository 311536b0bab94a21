/**
 * References to pieces in the texts of an application. Stored is a mark that names the page, `[[9f…]]`; shown,
 * typed and printed is the number that the piece has at that moment: `[3]` in the text of its own domain,
 * `[2.3]` for the third piece of domain 2 elsewhere. So a reference stays right when the order changes, and
 * one that is typed by hand is as good as one that is inserted.
 */
import type { ArrangedEvidence } from '../list/arrange.ts';
import { domainNumber, forEachDomain, MISSION_DOMAINS, type MissionDomain } from '../mission-domain.ts';
import { type Piece, pageOf, pieceId } from '../piece/piece.ts';
import { hash } from '../values/hash.ts';

/** A page in a mark: sixteen hexadecimal digits made of its key, so that it is short whatever the address. */
const MARK = /\[\[([0-9a-f]{16})\]\]/g;

/** A reference as it is shown: in its own domain, in another, or to what is not there any more. */
const SHOWN = /\[(?:([1-5])\.([1-9]\d{0,5})|([1-9]\d{0,5})|\?([1-9]\d{0,3}))\]/g;

/** The numbers that pieces have: those of the documents, each domain counted from 1. */
export interface Numbering {
  /** The names of the pages in marks, in their order. */
  readonly pages: Readonly<Record<MissionDomain, readonly string[]>>;
  /** The same the other way round. */
  readonly numbers: Readonly<Record<MissionDomain, ReadonlyMap<string, number>>>;
}

/** A text as it is to be read. */
export interface ShownText {
  readonly text: string;
  /** The pages to which it refers and that are not there (any more), in the order of their `[?1]`, `[?2]`. */
  readonly lost: readonly string[];
}

/** @param list the pieces in the order in which the documents number them */
export function numberingOf(list: ArrangedEvidence): Numbering {
  const pages = forEachDomain<string[]>(() => []);
  for (const { domain, pieces } of list) pages[domain] = pieces.map(pageIn);
  const numbers = forEachDomain((domain) => new Map(pages[domain].map((page, index) => [page, index + 1])));
  return { pages, numbers };
}

/** @returns a text in which each mark is some number: enough to count its words as they will be read */
export function withAnyNumbers(stored: string): string {
  return stored.replace(MARK, '[1]');
}

/**
 * @param stored a text with marks
 * @param home the domain to which the text belongs; undefined for the one that belongs to none
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
 * The other way round; see {@link showReferences}.
 * @param shown a text as somebody left it
 * @param lost of the text before it was changed
 * @returns the text to store; a number that no piece has is left as it is
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

/** @returns how a piece is referred to in a text of `home`; undefined where it has no number */
export function referenceToPiece(
  piece: Piece,
  numbering: Numbering,
  home: MissionDomain | undefined,
): string | undefined {
  return referenceTo(pageIn(piece), numbering, home ?? piece.domain, home === undefined);
}

/** @returns the text for a document: what is not in it has no number there */
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
