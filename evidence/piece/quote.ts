import { cleanText, cut, cutBefore } from '../values/clean-text.ts';

/** Longest passage, in UTF-16 code units: some two printed pages. */
export const MAX_QUOTE_LENGTH = 5_000;

/** Longest text stored before and after a passage, in UTF-16 code units: some ten words. */
export const MAX_CONTEXT_LENGTH = 64;

/** Maximum number of passages in one piece. */
export const MAX_QUOTES = 20;

/**
 * A passage of a page: the `TextQuoteSelector` of the W3C Web Annotation Data Model (section 4.2.4). `exact`
 * is the passage itself, `prefix` the text right before it and `suffix` the text right after it. The three
 * joined are the page's text as a reader sees it. A line break separates two blocks of the page (paragraphs,
 * list items, table cells).
 */
export interface Quote {
  exact: string;
  prefix: string;
  suffix: string;
  /** The passage is longer on the page; only its beginning is stored. */
  isShortened?: boolean | undefined;
  /** The passage is in a frame, which a text directive in the page's address cannot reach. */
  inFrame?: boolean | undefined;
  /** Unknown fields are preserved. */
  [field: string]: unknown;
}

/**
 * Turns a quote from a page or a file into one that may be stored. Removes unwanted characters and lone
 * surrogates. Turns each run of white space into one line break, if it contains one, else into one space.
 * Moves white space around the passage to its context. Cuts each part to its length without splitting a
 * character; the suffix begins with whatever the passage loses.
 * @returns the quote; undefined if it has nothing to read; idempotent
 */
export function cleanQuote(raw: Quote): Quote | undefined {
  const all = collapse(cleanText(raw.exact));
  const begun = all.trimStart();
  const exact = cut(begun, MAX_QUOTE_LENGTH).trimEnd();
  if (!hasText(exact)) return undefined;
  const before = `${cleanText(raw.prefix)}${all.slice(0, all.length - begun.length)}`;
  const after = `${begun.slice(exact.length)}${cleanText(raw.suffix)}`;
  return {
    ...raw,
    ...(begun.trimEnd().length > exact.length && { isShortened: true }),
    exact,
    prefix: cutBefore(collapse(before).trimStart(), MAX_CONTEXT_LENGTH).trimStart(),
    suffix: cut(collapse(after).trimEnd(), MAX_CONTEXT_LENGTH).trimEnd(),
  };
}

/**
 * @returns whether a clean text has anything visible, not only white space and characters that show nothing.
 */
export function hasText(text: string): boolean {
  return /[^\s\p{Default_Ignorable_Code_Point}]/u.test(text);
}

/** @returns whether both are the same passage at the same place on a page. */
export function sameQuote(a: Quote, b: Quote): boolean {
  return a.exact === b.exact && a.prefix === b.prefix && a.suffix === b.suffix;
}

/**
 * Adds a quote at the end, as the newest.
 * @returns the list; `list` itself if it has the quote already or is full: stored quotes are never pushed out
 */
export function withQuote(list: readonly Quote[], quote: Quote): readonly Quote[] {
  const isThere = list.some((one) => sameQuote(one, quote));
  return isThere || list.length >= MAX_QUOTES ? list : [...list, quote];
}

/** Removes a quote. @returns the list; `list` itself if the quote is not in it */
export function withoutQuote(list: readonly Quote[], quote: Quote): readonly Quote[] {
  const left = list.filter((one) => !sameQuote(one, quote));
  return left.length === list.length ? list : left;
}

/** Preserves a space of another kind: some browsers do not match a no-break space with a plain one. */
function collapse(text: string): string {
  return text.replace(/\s+/g, (space) => {
    return /[\n\u2028\u2029]/.test(space) ? '\n' : (/[^ \t]/.exec(space)?.[0] ?? ' ');
  });
}
