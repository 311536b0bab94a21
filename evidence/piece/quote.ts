import { cleanText, cut, cutBefore } from '../values/clean-text.ts';

/** Longest passage kept, in UTF-16 code units: some two printed pages. */
export const MAX_QUOTE_LENGTH = 5_000;

/** Longest text kept before and after a passage, in UTF-16 code units: some ten words. */
export const MAX_CONTEXT_LENGTH = 64;

/** Most passages kept with one piece of evidence. */
export const MAX_QUOTES = 20;

/**
 * A passage of a page: the `TextQuoteSelector` of the W3C Web Annotation Data Model (section 4.2.4).
 * `exact` is the passage itself, `prefix` the text right before it and `suffix` the text right after
 * it, each as it is read, so that the three put together are the page's text. A line break in them
 * stands between two blocks of the page (paragraphs, items of a list, cells of a table).
 */
export interface Quote {
  exact: string;
  prefix: string;
  suffix: string;
  /** The passage goes on in the page: only its beginning is kept. */
  isShortened?: boolean | undefined;
  /** It is in a frame, where no text directive of the page's address finds it. */
  inFrame?: boolean | undefined;
  /** Fields that this version does not know are kept. */
  [field: string]: unknown;
}

/**
 * Makes of what a page or a file says is a quote one that may be stored: unwanted characters and
 * lone surrogates go; a run of white space becomes one line break, if it has one, else one space; white
 * space around the passage goes to its context; each part is cut to its length, without splitting a
 * character. What the passage loses by it, its suffix begins with.
 * @returns the quote; undefined where there is nothing in it to read; idempotent
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

/** @returns whether a clean text has something to see: more than white space and characters that show nothing. */
export function hasText(text: string): boolean {
  return /[^\s\p{Default_Ignorable_Code_Point}]/u.test(text);
}

/** @returns whether both are the same passage at the same place of a page. */
export function sameQuote(a: Quote, b: Quote): boolean {
  return a.exact === b.exact && a.prefix === b.prefix && a.suffix === b.suffix;
}

/**
 * Adds a quote as the newest, at the end.
 * @returns the list; `list` itself where the quote is in it already, or where it is full: what was kept
 *   is never pushed out
 */
export function withQuote(list: readonly Quote[], quote: Quote): readonly Quote[] {
  const isThere = list.some((one) => sameQuote(one, quote));
  return isThere || list.length >= MAX_QUOTES ? list : [...list, quote];
}

/** Takes a quote out. @returns the list; `list` itself where the quote is not in it */
export function withoutQuote(list: readonly Quote[], quote: Quote): readonly Quote[] {
  const left = list.filter((one) => !sameQuote(one, quote));
  return left.length === list.length ? list : left;
}

/** A space of another kind stays one: to some browsers a no-break space is not a plain one. */
function collapse(text: string): string {
  return text.replace(/\s+/g, (space) => {
    return /[\n\u2028\u2029]/.test(space) ? '\n' : (/[^ \t]/.exec(space)?.[0] ?? ' ');
  });
}
