/**
 * Cleans text that comes from a page or a file, and says how long it may be. Rooms above clean what is theirs with it:
 * addresses lose passwords, tokens and sessions (page/page-address.ts), quotes are cut (piece/quote.ts).
 */
/**
 * Characters that never carry meaning in a title or a note but can hide or reorder what a reader
 * sees: C0/C1 controls (tab, line feed and carriage return are handled apart), the bidirectional
 * embeddings, overrides and isolates (Unicode UAX #9; CVE-2021-42574), the byte order mark,
 * interlinear annotation marks and noncharacters that XML 1.0 forbids; and what nobody sees: the word
 * joiner, the invisible operators of mathematics (U+2061–2064) and the fillers of old Korean encodings
 * (U+3164, U+FFA0). What scripts need stays: left-to-right and right-to-left *marks*, variation selectors,
 * and the joiners ZWJ and ZWNJ, which Persian, the scripts of India and emoji are written with (The Unicode
 * Standard, section 23.2; UTS #51, ED-16). So do the fillers U+115F and U+1160: they hold together syllables
 * of Old Korean (section 18.6).
 */
const UNWANTED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2060-\u2064\u2066-\u2069\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\uFFFE\uFFFF]/g;

/**
 * Tags (U+E0000–E007F), which spell letters that nobody sees. They stay in the three flags that are written
 * with them, those of England, Scotland and Wales (UTS #51, ED-14a: the only sequences for general interchange).
 */
const FLAG_OR_TAG =
  /(?<flag>\u{1F3F4}\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F})|[\u{E0000}-\u{E007F}]/gu;

/** The beginning of a flag, where the rest of it was cut off. */
const CUT_FLAG = /\u{1F3F4}[\u{E0000}-\u{E007E}]*$/u;

/** The first code unit of the pairs that tags are. */
const TAG = '\uDB40';

/** What there is to look at: most texts have none of it, and one look costs less than three rewritings. */
const SUSPECT = new RegExp(`[\\r\\uD800-\\uDFFF]|${UNWANTED.source}`);

/** White space other than one space between two words. */
const ODD_SPACE = /^\s|\s$|\s\s|[^\S ]/;

/** Longest title kept, in UTF-16 code units; pages exist whose title is a whole article. */
export const MAX_TITLE_LENGTH = 1_000;

/** Longest name of a colleague, in UTF-16 code units. */
export const MAX_NAME_LENGTH = 100;

/** Longest id of an installation, in UTF-16 code units. */
export const MAX_ORIGIN_LENGTH = 64;

/** Longest note kept, in UTF-16 code units: some six printed pages. */
export const MAX_NOTE_LENGTH = 20_000;

/**
 * Text on several lines (a note): unwanted characters and lone surrogates go, line ends become LF.
 * @returns the text, unchanged where it was clean; idempotent.
 */
export function cleanText(text: string): string {
  if (!SUSPECT.test(text)) return text;
  const clean = text.toWellFormed().replace(/\r\n?/g, '\n').replace(UNWANTED, '');
  return clean.includes(TAG) ? clean.replace(FLAG_OR_TAG, '$<flag>') : clean;
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
 * Cuts text to a length in UTF-16 code units, never through a surrogate pair or a flag of tags.
 * @returns the beginning of `text`, at most `length` long.
 */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const half = text.slice(0, length);
  const beginning = half.isWellFormed() ? half : half.slice(0, -1);
  return text[beginning.length] === TAG ? beginning.replace(CUT_FLAG, '') : beginning;
}

/**
 * Cuts text from its other end, as {@link cut} does.
 * @returns the end of `text`, at most `length` long.
 */
export function cutBefore(text: string, length: number): string {
  if (text.length <= length) return text;
  const half = text.slice(-length);
  const end = half.isWellFormed() ? half : half.slice(1);
  return end.startsWith(TAG) ? end.replace(/^[\u{E0000}-\u{E007F}]+/u, '') : end;
}
