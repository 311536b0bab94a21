/**
 * Characters that never carry meaning in a title or a note but can hide or reorder what a reader
 * sees: C0/C1 controls (tab, line feed and carriage return are handled apart), the bidirectional
 * embeddings, overrides and isolates (Unicode UAX #9; CVE-2021-42574), the byte order mark,
 * interlinear annotation marks and noncharacters that XML 1.0 forbids. Left-to-right and
 * right-to-left *marks*, joiners and variation selectors stay: Arabic, Persian and emoji need them.
 */
const UNWANTED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFB\uFFFE\uFFFF]/g;

/** What there is to look at: most texts have none of it, and one look costs less than three rewritings. */
const SUSPECT = new RegExp(`[\\r\\uD800-\\uDFFF]|${UNWANTED.source}`);

/** White space other than one space between two words. */
const ODD_SPACE = /^\s|\s$|\s\s|[^\S ]/;

/** Longest title kept, in UTF-16 code units; pages exist whose title is a whole article. */
export const MAX_TITLE_LENGTH = 1_000;

/** Longest name of a colleague, in UTF-16 code units. */
export const MAX_NAME_LENGTH = 100;

/** Longest note kept, in UTF-16 code units: some six printed pages. */
export const MAX_NOTE_LENGTH = 20_000;

/**
 * Text on several lines (a note): unwanted characters and lone surrogates go, line ends become LF.
 * @returns the text, unchanged where it was clean; idempotent.
 */
export function cleanText(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(UNWANTED, '');
}

/**
 * Text on one line (a title): as {@link cleanText}, every run of white space becomes one space, and
 * it is cut to a length without splitting a character.
 * @returns the text; idempotent.
 */
export function cleanTitle(text: string, maxLength: number = MAX_TITLE_LENGTH): string {
  const clean = cleanText(text);
  const line = ODD_SPACE.test(clean) ? clean.replace(/\s+/g, ' ').trim() : clean;
  return line.length <= maxLength ? line : cut(line, maxLength).trimEnd();
}

/**
 * Cuts text to a length in UTF-16 code units, never through a surrogate pair.
 * @returns the beginning of `text`, at most `length` long.
 */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const beginning = text.slice(0, length);
  return beginning.isWellFormed() ? beginning : beginning.slice(0, -1);
}
