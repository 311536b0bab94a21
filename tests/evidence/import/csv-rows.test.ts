import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvRows } from '../../../evidence/import/csv-rows.ts';

function read(text: string, separator = ';'): (readonly string[])[] {
  return [...csvRows(text, separator)].flatMap((row) => (row ? [row.cells] : []));
}

it('any table is read as an independent reader reads it', () => {
  const cell = fc.array(fc.constantFrom(...'a;,\t"\n\r =é'), { maxLength: 8 }).map((signs) => signs.join(''));
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(
      table,
      fc.constantFrom(';', ',', '\t'),
      fc.constantFrom('\n', '\r\n', '\r'),
      (rows, separator, end) => {
        const text = rows
          .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(separator) + end)
          .join('');
        const others = parse(text, { delimiter: separator, record_delimiter: end, relax_column_count: true });
        expect(read(text, separator)).toEqual(
          others.filter((row: string[]) => row.some((one) => one.trim() !== '')),
        );
      },
    ),
  );
});

it('rows are counted as a spreadsheet counts them, including those without a word', () => {
  expect([...csvRows('a\r\n\r\n;;\n"b\nb";"c"d\n"e', ';')]).toEqual([
    { number: 1, cells: ['a'] },
    { number: 4, cells: ['b\nb', 'cd'] },
    { number: 5, cells: ['e'] },
  ]);
});

/** Counts how often a text is looked at, character by character. */
class Counted extends String {
  looks = 0;
  override charCodeAt(at: number): number {
    this.looks += 1;
    return super.charCodeAt(at);
  }
  override indexOf(sign: string, at: number): number {
    const found = super.indexOf(sign, at);
    this.looks += (found === -1 ? this.length : found) - at + 1;
    return found;
  }
}

it.each([
  ['a quoted cell full of quotation marks', (size: number) => `1;"${'"x'.repeat(size)} ;b`],
  ['a quoted cell that never ends', (size: number) => `"${'a\n'.repeat(size)}`],
  ['doubled quotation marks', (size: number) => `"${'""'.repeat(size)}"`],
  ['separators', (size: number) => ';'.repeat(size)],
  ['line ends', (size: number) => '\r\n'.repeat(size)],
  ['spaces before quotation marks', (size: number) => ' "'.repeat(size)],
])('reading looks at each character of %s a fixed number of times, however many there are', (_, make) => {
  const looks = (size: number) => {
    const text = new Counted(make(size));
    for (const _row of csvRows(text as unknown as string, ';'));
    return text.looks / text.length;
  };
  expect(looks(40_000)).toBeLessThan(2 * looks(10_000));
  expect(looks(40_000)).toBeLessThan(4);
});

it('reading yields to the page within one cell, too', () => {
  expect(
    [...csvRows(`"${'""'.repeat(300_000)}"`, ';')].filter((row) => row === undefined).length,
  ).toBeGreaterThan(4);
});
