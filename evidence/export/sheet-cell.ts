/** What the cells of an Excel sheet can hold, and how our values get there. */
import { MAX_SHEET_CELL_LENGTH } from '../files/table-columns.ts';
import { cut } from '../values/clean-text.ts';

/** The longest address that Excel takes for a link, in UTF-16 code units. */
export const MAX_LINK_LENGTH = 2_079;

/** The most links of one sheet (Microsoft, Excel specifications and limits: 65,530). */
export const MAX_LINKS = 65_530;

/** What XML 1.0 forbids (5th edition, 2.2). Without the `u` flag halves of a pair would be whole ones' too. */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

/** What Excel reads as the number of a character (ECMA-376, 22.4.2.4, `ST_Xstring`). */
const ESCAPE = /_(?=x[0-9A-Fa-f]{4}_)/g;

/**
 * @param shortened what to say where the text does not fit
 * @returns text as a cell shows it: line ends are LF, what XML forbids is gone, it fits
 */
export function textForCell(text: string, shortened: string): string {
  const clean = text.replace(/\r\n?/g, '\n').replace(FORBIDDEN, '');
  const fitting =
    clean.length <= MAX_SHEET_CELL_LENGTH
      ? clean
      : `${cut(clean, MAX_SHEET_CELL_LENGTH - shortened.length)}${shortened}`;
  return fitting.replace(ESCAPE, '_x005F_');
}

/**
 * What would become a formula when somebody edits the cell and leaves it. As text it is safe, and stays
 * text when the cell has the format for text.
 */
export function looksLikeFormula(text: string): boolean {
  return /^\s*[=+\-@＝＋－＠]/.test(text);
}

/** What a sheet has instead of a result: `#N/A`. The library takes such a text for the error itself. */
export function looksLikeError(text: string): boolean {
  return /^#[A-Z/0_!?]+$/.test(text);
}

/** The first day that Excel and every other program count alike: Excel believes in 29 February 1900. */
const FIRST_DAY = '1900-03-01';

/** The number of 1 January 1970 (ECMA-376, 18.17.4.1), and the length of a day in milliseconds. */
const UNIX_EPOCH = 25_569;
const DAY_MS = 86_400_000;

/**
 * @param day YYYY-MM-DD
 * @returns the number that a sheet has for it; undefined for days that sheets do not know
 */
export function serialOfDay(day: string): number | undefined {
  const time = Date.parse(`${day}T00:00:00.000Z`);
  return Number.isNaN(time) || day < FIRST_DAY ? undefined : time / DAY_MS + UNIX_EPOCH;
}

/**
 * @param language BCP 47
 * @returns how the language writes a day in figures, as the code of a cell format: `dd\.mm\.yyyy`;
 *   English as in Europe, the day first
 */
export function dayFormatFor(language: string): string {
  const locale = language === 'en' ? 'en-GB' : language;
  const figures = { year: 'numeric', month: '2-digit', day: '2-digit', calendar: 'gregory' } as const;
  return new Intl.DateTimeFormat(locale, { ...figures, numberingSystem: 'latn' })
    .formatToParts(new Date(0))
    .map(
      ({ type, value }) => FORMAT_CODES[type] ?? value.replace(/\p{Cf}/gu, '').replace(/[^\w\s]/gu, '\\$&'),
    )
    .join('');
}

const FORMAT_CODES: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {
  year: 'yyyy',
  month: 'mm',
  day: 'dd',
};

/**
 * @param address a web address
 * @returns it as a URI of RFC 3986, because Excel repairs away what is none; undefined where it is too long
 */
export function linkTarget(address: string): string | undefined {
  const [beginning = '', ...fragment] = new URL(address).href.split('#');
  const { origin } = new URL(beginning);
  const rest = [beginning.slice(origin.length), ...(fragment.length > 0 ? [fragment.join('%23')] : [])];
  const target = origin + rest.map(escapeForUri).join('#');
  return target.length <= MAX_LINK_LENGTH ? target : undefined;
}

function escapeForUri(part: string): string {
  return part
    .replace(/%(?![0-9A-Fa-f]{2})/g, '%25')
    .replace(/[^\w\-.~:/?@!$&'()*+,;=%]/gu, (character) => encodeURIComponent(character));
}
