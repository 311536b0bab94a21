/**
 * Cleans text from a page or a file, and limits its length. Higher rooms do their own cleaning on top:
 * addresses lose passwords, tokens and sessions (page/page-address.ts), quotes are cut (piece/quote.ts).
 */
/**
 * Characters that never carry meaning in a title or a note but can hide or reorder what a reader sees. These
 * are C0/C1 controls (tab, line feed and carriage return are handled separately), the bidirectional
 * embeddings, overrides and isolates (Unicode UAX #9; CVE-2021-42574), the byte order mark, interlinear
 * annotation marks and noncharacters that XML 1.0 forbids. Some are invisible: the word joiner, the invisible
 * operators of mathematics (U+2061–2064) and the fillers of old Korean encodings (U+3164, U+FFA0). Characters
 * that scripts need stay: left-to-right and right-to-left *marks*, variation selectors, and the joiners ZWJ
 * and ZWNJ, used in Persian, the scripts of India and emoji (The Unicode Standard, section 23.2; UTS #51,
 * ED-16). So do the fillers U+115F and U+1160, which hold together syllables of Old Korean (section 18.6).
 */
const UNWANTED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2060-\u2064\u2066-\u2069\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\uFFFE\uFFFF]/g;

/**
 * Tags (U+E0000–E007F), which spell invisible letters. They stay in the three flags written with them, those
 * of England, Scotland and Wales (UTS #51, ED-14a: the only sequences for general interchange).
 */
const FLAG_OR_TAG =
  /(?<flag>\u{1F3F4}\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F})|[\u{E0000}-\u{E007F}]/gu;

/** The beginning of a flag whose rest was cut off. */
const CUT_FLAG = /\u{1F3F4}[\u{E0000}-\u{E007E}]*$/u;

/** The first code unit of the surrogate pairs that encode tags. */
const TAG = '\uDB40';

/**
 * Anything that needs cleaning. Most texts have none of it, and one test costs less than three replacements.
 */
const SUSPECT = new RegExp(`[\\r\\uD800-\\uDFFF]|${UNWANTED.source}`);

/** White space other than a single space between two words. */
const ODD_SPACE = /^\s|\s$|\s\s|[^\S ]/;

/** Longest title stored, in UTF-16 code units; some pages have a whole article as their title. */
export const MAX_TITLE_LENGTH = 1_000;

/** Longest name of a colleague, in UTF-16 code units. */
export const MAX_NAME_LENGTH = 100;

/** Longest id of an installation, in UTF-16 code units. */
export const MAX_ORIGIN_LENGTH = 64;

/** Longest note stored, in UTF-16 code units: some six printed pages. */
export const MAX_NOTE_LENGTH = 20_000;

/**
 * Cleans text on several lines (a note): removes unwanted characters and lone surrogates, turns line ends
 * into LF.
 * @returns the text, unchanged if it was clean; idempotent.
 */
export function cleanText(text: string): string {
  if (!SUSPECT.test(text)) return text;
  const clean = text.toWellFormed().replace(/\r\n?/g, '\n').replace(UNWANTED, '');
  return clean.includes(TAG) ? clean.replace(FLAG_OR_TAG, '$<flag>') : clean;
}

/**
 * Cleans text on one line (a title): like {@link cleanText}, but also turns every run of white space into one
 * space and cuts the text to a length without splitting a character.
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
 * Cuts text like {@link cut}, but keeps its end.
 * @returns the end of `text`, at most `length` long.
 */
export function cutBefore(text: string, length: number): string {
  if (text.length <= length) return text;
  const half = text.slice(-length);
  const end = half.isWellFormed() ? half : half.slice(1);
  return end.startsWith(TAG) ? end.replace(/^[\u{E0000}-\u{E007F}]+/u, '') : end;
}
