import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { arrange } from '../../../evidence/arrange.ts';
import type { ExportFormat } from '../../../evidence/export/contract.ts';
import { EXPORT_FORMATS, exportFileName } from '../../../evidence/export/index.ts';
import english from '../../../locales/en/ui.json';
import { fullPiece, offlinePiece } from '../../support/full-pieces.ts';
import { piece } from '../../support/pieces.ts';
import { OPTIONS, wordsOf } from '../../support/words.ts';

it('offers each format once, with a name and a use in the locales', () => {
  const ids = EXPORT_FORMATS.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
  expect(ids.sort()).toEqual(Object.keys(english.export.formats).sort());
});

it.each(['csv', 'html', 'md', 'txt', 'json'])('names a file with the extension %s', (extension) => {
  const format = EXPORT_FORMATS.find((one) => one.extension === extension);
  expect(exportFileName(format as ExportFormat, '2026-11-22')).toBe(
    `mission-evidence-2026-11-22.${extension}`,
  );
});

it.each(EXPORT_FORMATS)('says that what $id writes is UTF-8 or JSON', ({ mimeType }) => {
  expect(mimeType).toMatch(/^(text\/[a-z]+;charset=utf-8|application\/json)$/);
});

it.each(EXPORT_FORMATS)('writes the same for the same list: $id', async (format: ExportFormat) => {
  const words = await wordsOf('ro');
  const list = arrange([fullPiece(), offlinePiece(), piece({ domain: 'model-school', title: '', note: '' })]);
  expect(await format.write(list, words, OPTIONS)).toEqual(await format.write(list, words, OPTIONS));
});

it.each(EXPORT_FORMATS)(
  'asks for pictures if and only if it shows them: $id',
  async (format: ExportFormat) => {
    const words = await wordsOf('ro');
    const list = arrange([piece()]);
    const picture = { dataUrl: 'data:image/webp;base64,UklGRg==', width: 1280, height: 900 };
    const options = { ...OPTIONS, pictures: new Map([[piece().url, picture]]) };
    const without = await format.write(list, words, OPTIONS);
    expect(isDeepStrictEqual(await format.write(list, words, options), without)).toBe(!format.wantsPictures);
  },
);
