/**
 * Reads days as spreadsheets write them: in the style of the country, in ISO 8601, or as the number of a day.
 */
import * as v from 'valibot';
import { daySchema } from '../piece/facts.ts';

/** Which of the first two numbers is the day, if both could be: that depends on the country. */
export type DayOrder = 'day-first' | 'month-first';

/** The day from which a spreadsheet counts (ECMA-376, 18.17.4.1). */
export type DayCount = '1899-12-30' | '1904-01-01';

/**
 * Days from 1927 to 2173 as plain numbers; a shorter number is a year, or no day at all. A fraction is a
 * time.
 */
const SERIAL = /^[1-9]\d{4}(?:[.,]\d{0,15})?$/;

/** A time after the day is ignored. */
const TIME = /[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?: ?[AP]M)?Z?$/i;

const YEAR_FIRST = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})\.?$/;
const YEAR_LAST = /^(\d{1,2})([-./]) ?(\d{1,2})[-./] ?(\d{4}|\d{2})\.?$/;

/**
 * @param order how to read a day that could be either
 * @returns the day as YYYY-MM-DD; undefined if no calendar has it
 */
export function readDay(cell: string, order: DayOrder, count: DayCount = '1899-12-30'): string | undefined {
  const text = cell.trim().replace(TIME, '');
  if (SERIAL.test(text)) return dayOfSerial(Number.parseInt(text, 10), count);
  const [, year = '', month = '', day = ''] = YEAR_FIRST.exec(text) ?? inOrder(text, order) ?? [];
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return v.is(daySchema, iso) ? iso : undefined;
}

function inOrder(text: string, order: DayOrder): string[] | undefined {
  const [all, one = '', , other = '', year = ''] = YEAR_LAST.exec(text) ?? [];
  if (all === undefined) return undefined;
  const isMonthFirst = Number(other) > 12 || (order === 'month-first' && Number(one) <= 12);
  const [month, day] = isMonthFirst ? [one, other] : [other, one];
  return [all, year.length === 2 ? `20${year}` : year, month, day];
}

function dayOfSerial(serial: number, count: DayCount): string {
  return new Date(Date.parse(`${count}T00:00:00Z`) + serial * 86_400_000).toISOString().slice(0, 10);
}

/**
 * @param cells all days of a table
 * @returns the order that explains them: the day first, as in Europe, unless a cell shows the opposite and
 *   none confirms it
 */
export function dayOrderOf(cells: Iterable<string>): DayOrder {
  let isMonthFirst = false;
  for (const cell of cells) {
    const [, one, sign, other] = YEAR_LAST.exec(cell.trim().replace(TIME, '')) ?? [];
    // With points and hyphens nobody writes the month first.
    if (sign !== '/') continue;
    if (Number(one) > 12) return 'day-first';
    if (Number(other) > 12) isMonthFirst = true;
  }
  return isMonthFirst ? 'month-first' : 'day-first';
}
