/** Imitates how office programs save a table of ours again, as far as that is possible without them. */
import { csvRows } from '../../evidence/import/csv-rows.ts';

/** @returns the rows of a CSV file of ours as a spreadsheet shows them */
export function rowsIn(csv: string, separator: string): string[][] {
  return [...csvRows(csv.replace(/^\uFEFF/, ''), separator)].flatMap((row) => (row ? [[...row.cells]] : []));
}

/** @returns CSV as Excel writes it: a cell has quotation marks only if it needs them */
export function csvOf(rows: readonly (readonly string[])[], separator: string): string {
  const cell = (text: string) =>
    [separator, '"', '\n', '\r'].some((sign) => text.includes(sign))
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  return rows.map((row) => `${row.map(cell).join(separator)}\r\n`).join('');
}

/** @returns rows with each day written in another way */
export function withDays(
  rows: readonly (readonly string[])[],
  write: (year: string, month: string, day: string) => string,
): string[][] {
  return rows.map((row) =>
    row.map((cell) => {
      const [all, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(cell) ?? [];
      return all === undefined ? cell : write(year, month, day);
    }),
  );
}

/** @returns text in a code page of Windows; a character it lacks becomes `?`, as in Excel */
export function inCodePage(text: string, codePage: string): Uint8Array {
  const letters = new TextDecoder(codePage).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  const bytes = new Map([...letters].map((letter, byte) => [letter, byte]));
  return Uint8Array.from([...text], (letter) => bytes.get(letter) ?? 0x3f);
}

/** @returns text in UTF-16 with its mark, as Excel's "Unicode text" has it, or the other way round */
export function inUtf16(text: string, order: 'le' | 'be'): Uint8Array {
  const bytes = new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));
  if (order === 'le') return bytes;
  for (let at = 0; at < bytes.length; at += 2) bytes.subarray(at, at + 2).reverse();
  return bytes;
}
