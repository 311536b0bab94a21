import { expect, it } from 'vitest';
import { csvSeparatorFor } from '../../../evidence/export/csv-separator.ts';

it.each([
  ['ro', ';'],
  ['pl', ';'],
  ['it', ';'],
  ['et', ';'],
  ['de-AT', ';'],
  ['en', ','],
  ['en-GB', ','],
  ['de-CH', ','],
])('a spreadsheet in %s expects %s', (language, separator) => {
  expect(csvSeparatorFor(language)).toBe(separator);
});
