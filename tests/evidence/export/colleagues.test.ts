import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { noteOf, taggersOf } from '../../../evidence/export/format/piece-in-words.ts';
import { EXPORT_FORMATS } from '../../../evidence/export/index.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import { matcher } from '../../../evidence/list/search.ts';
import { piece } from '../../support/pieces.ts';
import { OPTIONS, wordsOf } from '../../support/words.ts';

const T1 = '2026-05-01T00:00:00.000Z';
const merged = piece({
  note: 'We measured.',
  taggedBy: 'Ana',
  origin: 'ana',
  contributions: [{ origin: 'ion', by: 'Ion', note: '=We presented.', taggedAt: T1 }],
});
const words = await wordsOf('en');

/** The text in the parts of a packed file. */
function textIn(packed: Uint8Array): string {
  return Object.values(unzipSync(packed))
    .map((part) => strFromU8(part))
    .join('\n');
}

describe('the words of several colleagues about one page', () => {
  it.each(EXPORT_FORMATS.map((format) => [format.id, format] as const))(
    'are all in the document, with the names: %s',
    async (_, format) => {
      const content = await format.write(arrange([merged]), words, OPTIONS);
      const text = typeof content === 'string' ? content : textIn(content);
      for (const said of ['We measured.', 'We presented.', 'Ana', 'Ion']) expect(text).toContain(said);
    },
  );

  it('have a name before each note only if there are several people', () => {
    expect(noteOf(merged)).toBe('Ana: We measured.\n\nIon: =We presented.');
    expect(noteOf(piece({ taggedBy: 'Ana' }))).toBe(piece().note);
    expect(noteOf(piece({ ...merged, note: '' }))).toBe('Ion: =We presented.');
    expect(noteOf({ ...merged, contributions: [] })).toBe('We measured.');
    expect(noteOf(piece({ note: ' \n' }))).toBe('');
    const again = { origin: 'x', by: 'Ana', note: 'We measured.', taggedAt: T1 };
    expect(noteOf({ ...merged, contributions: [again] })).toBe('We measured.');
    expect(taggersOf(merged)).toBe('Ana; Ion');
    expect(taggersOf(piece())).toBe('');
  });

  it('are found by the search', () => {
    expect(matcher('ion presented')(merged)).toBe(true);
    expect(matcher('zofia')(merged)).toBe(false);
  });
});
