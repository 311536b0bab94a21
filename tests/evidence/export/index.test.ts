import { isDeepStrictEqual } from 'node:util';
import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import type { ExportFormat, ExportWords } from '../../../evidence/export/format/contract.ts';
import { EXPORT_FORMATS, exportFileName } from '../../../evidence/export/index.ts';
import { type ArrangedEvidence, arrange } from '../../../evidence/list/arrange.ts';
import english from '../../../locales/en/desk.json';
import { fullPiece, offlinePiece } from '../../support/full-pieces.ts';
import { piece } from '../../support/pieces.ts';
import { EXPORTED_AT, OPTIONS, wordsOf } from '../../support/words.ts';

/** The output of a format; of a packed file its parts, because the pack has the time in it. */
async function contentOf(
  format: ExportFormat,
  list: ArrangedEvidence,
  words: ExportWords,
  options = OPTIONS,
): Promise<unknown> {
  const content = await format.write(list, words, options);
  return typeof content === 'string' ? content : unzipSync(content);
}

it('each format is offered once, with a name and a use in the locales', () => {
  const ids = EXPORT_FORMATS.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
  expect(EXPORT_FORMATS.map(({ extension }) => extension)).toEqual([
    ...new Set(EXPORT_FORMATS.map(({ extension }) => extension)),
  ]);
  expect(ids.sort()).toEqual(Object.keys(english.export.formats).sort());
});

it.each(['docx', 'html', 'xlsx', 'csv', 'txt', 'md', 'json', 'zip', 'bookmarks.html'])(
  'an exported file has the extension %s',
  (extension) => {
    const format = EXPORT_FORMATS.find((one) => one.extension === extension);
    expect(exportFileName(format as ExportFormat, '2026-11-22')).toBe(
      `mission-evidence-2026-11-22.${extension}`,
    );
  },
);

it.each(EXPORT_FORMATS)('$id has a MIME type, which for text names UTF-8', ({ mimeType }) => {
  expect(mimeType).toMatch(/^(text\/[a-z]+;charset=utf-8|application\/[a-z.-]+)$/);
});

it.each(EXPORT_FORMATS)('$id writes the same for the same list', async (format: ExportFormat) => {
  const words = await wordsOf('ro');
  const list = arrange([fullPiece(), offlinePiece(), piece({ domain: 'model-school', title: '', note: '' })]);
  expect(await contentOf(format, list, words)).toEqual(await contentOf(format, list, words));
});

it.each(EXPORT_FORMATS)(
  '$id asks for pictures if and only if it shows them',
  async (format: ExportFormat) => {
    const words = await wordsOf('ro');
    const list = arrange([piece()]);
    const dataUrl = `data:${format.pictureType ?? 'image/webp'};base64,UklGRg==`;
    const picture = { dataUrl, width: 1280, height: 900, takenAt: EXPORTED_AT };
    const options = { ...OPTIONS, pictures: new Map([[piece().url, picture]]) };
    const without = await contentOf(format, list, words);
    const same = isDeepStrictEqual(await contentOf(format, list, words, options), without);
    expect(same).toBe(!format.wantsPictures);
  },
);
