import type { CsvSeparator } from './format/contract.ts';

/**
 * @param language BCP 47
 * @returns the separator that a spreadsheet in that language expects: a semicolon if the decimal mark is a
 *   comma (Unicode CLDR, through Intl)
 */
export function csvSeparatorFor(language: string): CsvSeparator {
  const parts = new Intl.NumberFormat(language).formatToParts(1.5);
  return parts.some(({ type, value }) => type === 'decimal' && value === ',') ? ';' : ',';
}
