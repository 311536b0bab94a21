/**
 * Addresses that lead to a passage: the text directive of the WICG draft “URL Fragment Text Directives”
 * (https://wicg.github.io/scroll-to-text-fragment/). Chrome supports it since 80, Safari since 16.1, Firefox
 * since 131; other browsers just open the page.
 */
import { countWords, firstWords, lastWords } from '../values/few-words.ts';
import { cleanQuote, hasText, type Quote } from './quote.ts';

/** Begins the directives in a fragment. */
const DELIMITER = ':~:';

/**
 * A passage up to this many words and UTF-16 code units is named whole; a longer one by its two ends. The
 * draft advises naming up to 300 characters whole, so that the address shows what it meant after the page has
 * changed. Here the quote is stored beside the address, and something else matters more: a browser searches
 * for each term within one uninterrupted run of text, and an icon, a footnote or a field in the middle of a
 * sentence interrupts it. Two short ends meet few of these.
 */
const WHOLE_WORDS = 6;
const WHOLE_LENGTH = 120;

/** Number of words that name an end of a passage, and the text before or after it. */
const END_WORDS = 3;
const CONTEXT_WORDS = 5;

/**
 * Longest directive, in characters: programs that store the address (spreadsheets, mail, forms) often allow
 * some 2,000 in all.
 */
const MAX_DIRECTIVE_LENGTH = 1_500;

/**
 * Makes the address of a page lead to a passage: `#:~:text=[prefix-,]start[,end][,-suffix]`.
 *
 * The draft advises context only if a passage is ambiguous, because context breaks when the page changes
 * around it. This code cannot see whether it is. So a passage named whole, which is short, gets both sides. A
 * passage named by its ends gets the words before it, so that it begins at the right place. It gets the words
 * after it only if its end would otherwise be found too early or in mid-word.
 * @param url the page's address; its fragment stays, a text directive in it is replaced
 * @param quote the passage, cleaned or not
 * @returns the address with the directive; `url` itself if it is not http(s), if there is nothing to search
 *   for, or if even the words alone are too long
 */
export function linkToQuote(url: string, quote: Quote): string {
  const protocol = URL.parse(url)?.protocol;
  const isReached = (protocol === 'http:' || protocol === 'https:') && !quote.inFrame;
  const clean = isReached ? cleanQuote(quote) : undefined;
  if (!clean) return url;
  const directives = [textDirective(clean), textDirective({ ...clean, prefix: '', suffix: '' })];
  const directive = directives.find(({ length }) => length <= MAX_DIRECTIVE_LENGTH);
  return directive === undefined ? url : withDirective(url, directive);
}

function withDirective(url: string, directive: string): string {
  const [address, fragment] = splitAt(url, '#');
  const [element, directives] = splitAt(fragment, DELIMITER);
  const others = directives.split('&').filter((other) => other !== '' && !other.startsWith('text='));
  // A fragment that ends with half a delimiter would complete one, too early.
  const escaped = element.replace(/:~$/, ':%7E');
  return `${address}#${escaped}${DELIMITER}${[directive, ...others].join('&')}`;
}

function splitAt(text: string, mark: string): [string, string] {
  const place = text.indexOf(mark);
  return place < 0 ? [text, ''] : [text.slice(0, place), text.slice(place + mark.length)];
}

function textDirective({ exact, prefix, suffix }: Quote): string {
  const { start, end } = endsOf(exact);
  const before = wordsBefore(prefix);
  const after = end === undefined || needsSuffix(exact, start, end, suffix) ? wordsAfter(suffix) : '';
  const terms = [
    before && `${encode(before)}-`,
    encode(start),
    end === undefined ? '' : encode(end),
    after && `-${encode(after)}`,
  ];
  return `text=${terms.filter(Boolean).join(',')}`;
}

/** @returns the whole passage as its start, or its first and last words; no term crosses a line break */
function endsOf(exact: string): { start: string; end?: string } {
  const [first = '', ...more] = exact.split('\n').filter(hasText);
  const isOneLine = more.length === 0;
  if (isOneLine && first.length <= WHOLE_LENGTH && countWords(first) <= WHOLE_WORDS) return { start: first };
  const start = firstWords(first, END_WORDS);
  const end = lastWords(more.at(-1) ?? first, END_WORDS);
  // If words are too long to be split, the two ends would be the same text.
  return isOneLine && start.length + end.length >= first.length ? { start: first } : { start, end };
}

/**
 * Whether the end needs context: browsers take its first match after the start, which should be the right
 * one.
 */
function needsSuffix(exact: string, start: string, end: string, suffix: string): boolean {
  const isCutInWord = /^\S/.test(suffix);
  const [rest, sought] = [fold(exact.slice(start.length)), fold(end)];
  return isCutInWord || rest.indexOf(sought) < rest.length - sought.length;
}

/** Folds text as browsers do to compare it: without case and accents. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** @returns the last words before a passage, within the adjacent block, or '' */
function wordsBefore(prefix: string): string {
  const lines = prefix.trimEnd().split('\n');
  const line = lines.at(-1) ?? '';
  // A prefix may begin with half a word, which no browser would find.
  const whole = lines.length > 1 ? line : line.replace(/^\S+\s+(?=\S)/, '');
  return isFollowed(prefix.at(-1)) && isTelling(whole) ? lastWords(whole, CONTEXT_WORDS) : '';
}

/** @returns the first words after a passage, within the adjacent block, or '' */
function wordsAfter(suffix: string): string {
  const lines = suffix.trimStart().split('\n');
  const [line = ''] = lines;
  const whole = lines.length > 1 ? line : line.replace(/(?<=\S)\s+\S+$/, '');
  return isFollowed(suffix[0]) && isTelling(whole) ? firstWords(whole, CONTEXT_WORDS) : '';
}

/** Firefox (153) skips white space between a passage and its context, but not a no-break space. */
function isFollowed(between: string | undefined): boolean {
  return between !== undefined && /[\S \n]/.test(between);
}

/** Context made of punctuation alone does not tell one place from another. */
function isTelling(context: string): boolean {
  return /[\p{L}\p{N}]/u.test(context);
}

/**
 * Percent-encodes a term. It also encodes the characters that separate terms (`&`, `-`, `,`) and those at
 * which mail programs and Markdown end an address.
 */
function encode(term: string): string {
  return encodeURIComponent(term.toWellFormed()).replace(
    /[-!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
