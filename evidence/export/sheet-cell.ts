/** Limits of the cells of an Excel sheet, and the conversion of our values for them. */
import { MAX_SHEET_CELL_LENGTH } from '../files/table-columns.ts';
import { cut } from '../values/clean-text.ts';

/** Longest address that Excel accepts as a link, in UTF-16 code units. */
export const MAX_LINK_LENGTH = 2_079;

/** Maximum number of links on one sheet (Microsoft, Excel specifications and limits: 65,530). */
export const MAX_LINKS = 65_530;

/**
 * Characters that XML 1.0 forbids (5th edition, 2.2), and lone surrogates. Without the `u` flag, the halves of
 * a valid pair would match too.
 */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

/** Text that Excel reads as the number of a character (ECMA-376, 22.4.2.4, `ST_Xstring`). */
const ESCAPE = /_(?=x[0-9A-Fa-f]{4}_)/g;

/**
 * @param shortened a remark for a text that does not fit
 * @returns text for a cell: line ends are LF, characters that XML forbids are removed, and it fits
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
 * Whether a text would become a formula once somebody edits the cell. As text it is safe, and it stays text
 * if the cell has the text format.
 */
export function looksLikeFormula(text: string): boolean {
  return /^\s*[=+\-@＝＋－＠]/.test(text);
}

/** Whether a text looks like an error value, such as `#N/A`, for which the library would take it. */
export function looksLikeError(text: string): boolean {
  return /^#[A-Z/0_!?]+$/.test(text);
}

/** The first day that Excel counts like every other program: it believes in 29 February 1900. */
const FIRST_DAY = '1900-03-01';

/** The serial number of 1 January 1970 (ECMA-376, 18.17.4.1), and the length of a day in milliseconds. */
const UNIX_EPOCH = 25_569;
const DAY_MS = 86_400_000;

/**
 * @param day YYYY-MM-DD
 * @returns the serial number of the day in a sheet; undefined for days that sheets do not support
 */
export function serialOfDay(day: string): number | undefined {
  const time = Date.parse(`${day}T00:00:00.000Z`);
  return Number.isNaN(time) || day < FIRST_DAY ? undefined : time / DAY_MS + UNIX_EPOCH;
}

/**
 * @param language BCP 47
 * @returns how the language writes a day in figures, as the code of a cell format: `dd\.mm\.yyyy`; English as
 *   in Europe, the day first
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
 * @returns the address as a URI of RFC 3986, because Excel removes any other when it repairs the file;
 *   undefined if it is too long
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
