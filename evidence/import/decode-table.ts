/**
 * Detects the encoding of a table: spreadsheets save CSV in the code page that their country used before
 * Unicode.
 */
import type { CodePage } from './known-words.ts';

/** A text, and the code page it was decoded with if it isn't Unicode. */
export interface DecodedTable {
  readonly text: string;
  readonly codePage?: CodePage;
}

/** How well a text reads as one of our tables. */
export interface Reading {
  /** How many heads are known; 0 if it isn't one of our tables. */
  readonly heads: number;
  /** The code page of the countries that speak the language of the heads. */
  readonly codePage: CodePage | undefined;
}

/** Byte order marks (Unicode Standard, 23.8). */
const MARKS: readonly (readonly [label: string, ...mark: number[]])[] = [
  ['utf-8', 0xef, 0xbb, 0xbf],
  ['utf-16le', 0xff, 0xfe],
  ['utf-16be', 0xfe, 0xff],
];
const WIDE = ['utf-16le', 'utf-16be'];
const CODE_PAGES: readonly CodePage[] = ['windows-1250', 'windows-1252', 'windows-1257'];

/** The heads are within this many bytes. */
const BEGINNING_BYTES = 65_536;

/**
 * @param readingOf rates how well the beginning of a text reads
 * @returns the text, decoded as its byte order mark declares; else as UTF-8 if it is valid; else with the
 *   code page that makes most heads known and, of several, the one used in the country of the heads.
 *   undefined if it is none of our tables
 */
export function decodeTable(
  bytes: Uint8Array,
  readingOf: (beginning: string) => Reading,
): DecodedTable | undefined {
  const [marked] = MARKS.find(([, ...mark]) => mark.every((byte, index) => bytes[index] === byte)) ?? [];
  if (marked) {
    const decoded = textAs(marked, bytes);
    // Files of other kinds are read only if they are UTF-8.
    const isOurs =
      marked === 'utf-8' || (decoded && readingOf(decoded.text.slice(0, BEGINNING_BYTES)).heads > 0);
    return isOurs ? decoded : undefined;
  }
  const utf8 = textAs('utf-8', bytes);
  if (utf8 && readingOf(utf8.text.slice(0, BEGINNING_BYTES)).heads > 0) return utf8;
  const isWide = bytes.subarray(0, BEGINNING_BYTES).includes(0);
  const readings = (isWide ? WIDE : CODE_PAGES).map((label) => {
    const beginning = new TextDecoder(label).decode(bytes.subarray(0, BEGINNING_BYTES));
    return { label, ...readingOf(beginning) };
  });
  const most = Math.max(...readings.map(({ heads }) => heads));
  if (most === 0) return utf8;
  const best = readings.filter(({ heads }) => heads === most);
  const { label } = best.find((one) => one.label === one.codePage) ?? best[0] ?? { label: 'utf-8' };
  const decoded = textAs(label, bytes);
  const codePage = CODE_PAGES.find((one) => one === label);
  return decoded && { ...decoded, ...(codePage && { codePage }) };
}

function textAs(label: string, bytes: Uint8Array): DecodedTable | undefined {
  try {
    return { text: new TextDecoder(label, { fatal: true }).decode(bytes) };
  } catch {
    return undefined;
  }
}
