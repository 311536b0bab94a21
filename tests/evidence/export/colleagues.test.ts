import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { noteOf, taggersOf } from '../../../evidence/export/format/piece-in-words.ts';
import { EXPORT_FORMATS } from '../../../evidence/export/index.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import { matcher } from '../../../evidence/list/search.ts';
import { noteIn, piece } from '../../support/pieces.ts';
import { OPTIONS, wordsOf } from '../../support/words.ts';

const [T1, T2, T3] = ['2026-05-01T00:00:00.000Z', '2026-05-02T00:00:00.000Z', '2026-05-03T00:00:00.000Z'];
const ANA = { note: 'We measured.', taggedBy: 'Ana', origin: 'ana' };
const ION = { origin: 'ion', by: 'Ion', note: '=We presented.', taggedAt: T1 };
const merged = piece({ ...ANA, contributions: [ION] });
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
    expect(noteOf(piece({ taggedBy: 'Ana' }))).toBe(noteIn(piece()));
    expect(noteOf(piece({ ...ANA, note: '', contributions: [ION] }))).toBe('Ion: =We presented.');
    expect(noteOf(piece(ANA))).toBe('We measured.');
    expect(noteOf(piece({ note: ' \n' }))).toBe('');
    const again = { origin: 'x', by: 'Ana', note: 'We measured.', taggedAt: T1 };
    expect(noteOf(piece({ ...ANA, contributions: [again] }))).toBe('We measured.');
    expect(taggersOf(merged)).toBe('Ana; Ion');
    expect(taggersOf(piece())).toBe('');
  });

  it('have no note and no name of a colleague whose tag is off, was deleted or moved away', () => {
    const said = ['We measured.', 'Ana'];
    for (const hidden of [
      piece({ ...ANA, contributions: [{ ...ION, isOff: true }] }),
      piece({ ...ANA, contributions: [{ ...ION, isMoved: true }] }),
      // Ana tagged it again after somebody had deleted it or moved it away.
      piece({ ...ANA, taggedAt: T3, contributions: [ION], removals: [{ at: T2, by: 'zofia' }] }),
      piece({ ...ANA, taggedAt: T3, contributions: [ION], removals: [{ at: T2, to: 'model-school' }] }),
    ]) {
      expect([noteOf(hidden), taggersOf(hidden)]).toEqual(said);
    }
    const undone = piece({
      ...ANA,
      contributions: [ION],
      removals: [{ at: T2, by: 'zofia', isUndone: true }],
    });
    expect(taggersOf(undone)).toBe('Ana; Ion');
  });

  it.each(EXPORT_FORMATS.map((format) => [format.id, format] as const))(
    'are in no document once their author has taken the own tag off: %s',
    async (_, format) => {
      const hidden = piece({ ...ANA, contributions: [{ ...ION, isOff: true }] });
      const content = await format.write(arrange([hidden]), words, OPTIONS);
      const text = typeof content === 'string' ? content : textIn(content);
      expect(text).toContain('We measured.');
      for (const said of ['We presented.', 'Ion']) expect(text).not.toContain(said);
    },
  );

  it('are found by the search', () => {
    expect(matcher('ion presented')(merged)).toBe(true);
    expect(matcher('zofia')(merged)).toBe(false);
  });
});
