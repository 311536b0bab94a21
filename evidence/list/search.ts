/** Finds pieces by their text, ignoring case and diacritics. */
import { contributionsOf } from '../piece/contribution.ts';
import type { Piece } from '../piece/piece.ts';

/**
 * The folded text of each piece. A piece is never changed but replaced, so a folded text stays valid, and
 * only pieces that changed are folded again.
 */
const folded = new WeakMap<Piece, string>();

/**
 * @param query the teacher's input: every word must occur, whatever its case or diacritics
 * @returns a test for a piece's text: title, address, quotes, labels, place, and every colleague's note and
 *   name
 */
export function matcher(query: string): (evidence: Piece) => boolean {
  const words = wordsOf(query);
  if (words.length === 0) return () => true;
  return (evidence) => {
    const text = foldedText(evidence);
    return words.every((word) => text.includes(word));
  };
}

/**
 * @param query as for {@link matcher}
 * @returns a test for any text
 */
export function textMatcher(query: string): (text: string) => boolean {
  const words = wordsOf(query);
  return (text) => {
    const said = fold(text);
    return words.every((word) => said.includes(word));
  };
}

function wordsOf(query: string): string[] {
  return fold(query).split(/\s+/).filter(Boolean);
}

/**
 * Prepares pieces for searching, so that the first letter of a search does not wait for all of them.
 * @param rest the remaining pieces; continues where an earlier call stopped
 * @param hasTime whether there is time for more
 * @returns whether all are prepared
 */
export function prepareSearch(rest: Iterator<Piece>, hasTime: () => boolean): boolean {
  while (hasTime()) {
    for (let count = 0; count < 50; count += 1) {
      const { done, value } = rest.next();
      if (done) return true;
      foldedText(value);
    }
  }
  return false;
}

function foldedText(evidence: Piece): string {
  const known = folded.get(evidence);
  if (known !== undefined) return known;
  const { title, url, quotes = [], labels = [], place = '' } = evidence;
  const people = contributionsOf(evidence).flatMap(({ by, note }) => [note, by]);
  const said = [title, url, ...quotes.map(({ exact }) => exact), ...labels, place, ...people];
  const text = fold(said.join('\n'));
  folded.set(evidence, text);
  return text;
}

/**
 * Converts to lower case without diacritics, so that `scoala` finds `școala`; `ł` and `ø` do not decompose.
 */
function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('đ', 'd');
}
