/**
 * Takes a few words from either end of a line, for a program to search for. Cuts at white space, which ends a
 * word in every language, or at the end of a word if none is near (Thai, Japanese).
 */

/** Longest text taken, in UTF-16 code units, unless a single word is longer. */
const MAX_LENGTH = 60;

/** Length of the part of a line that is examined; no word of a taken text could end beyond it. */
const LOOKED_AT = 4 * MAX_LENGTH;

/**
 * Maximum length of punctuation, or of the rest of a compound, between a word's end and white space near it.
 */
const NEAR = 12;

/** `und`: not by the rules of any one language. */
const SEGMENTER = new Intl.Segmenter('und', { granularity: 'word' });

/** @returns how many words a text has; punctuation and emoji do not count */
export function countWords(text: string): number {
  return wordsOf(text).length;
}

/**
 * @param line text without line breaks that does not begin with white space
 * @returns its first words, at most `count`, fewer if they are long
 */
export function firstWords(line: string, count: number): string {
  const ends = wordsOf(line.slice(0, LOOKED_AT))
    .slice(0, count)
    .map(({ end }) => end + withoutSpace(line.slice(end, end + NEAR + 1), /^\S*/));
  const end = ends.findLast((place) => place <= MAX_LENGTH);
  return end === undefined ? (line.split(' ', 1)[0] ?? '') : line.slice(0, end);
}

/**
 * @param line text without line breaks that does not end with white space
 * @returns its last words, at most `count`, fewer if they are long
 */
export function lastWords(line: string, count: number): string {
  const from = Math.max(0, line.length - LOOKED_AT);
  const starts = wordsOf(line.slice(from))
    .map(({ start }) => from + start)
    .slice(-count)
    .map((start) => start - withoutSpace(line.slice(Math.max(0, start - NEAR - 1), start), /(?<!\S)\S*$/));
  const start = starts.find((place) => line.length - place <= MAX_LENGTH);
  return line.slice(start ?? line.lastIndexOf(' ') + 1);
}

/**
 * @returns the length of the text next to a word that is taken with it: everything up to white space, or
 *   nothing
 */
function withoutSpace(beside: string, pattern: RegExp): number {
  const length = pattern.exec(beside)?.[0].length ?? 0;
  return length <= NEAR ? length : 0;
}

function wordsOf(text: string): { start: number; end: number }[] {
  return [...SEGMENTER.segment(text)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ index, segment }) => ({ start: index, end: index + segment.length }));
}
