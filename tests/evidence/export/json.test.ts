import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { json } from '../../../evidence/export/json.ts';
import { readTeamJson } from '../../../evidence/import/read-json.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import type { Piece } from '../../../evidence/piece/piece.ts';
import { anyFullList, fullPiece, offlinePiece } from '../../support/full-pieces.ts';
import { byId, piece } from '../../support/pieces.ts';
import { EXPORTED_AT, OPTIONS, wordsOf } from '../../support/words.ts';

const words = await wordsOf('pl');

function write(list: readonly Piece[], say = words): string {
  return json.write(arrange(list), say, OPTIONS) as string;
}

describe('the backup', () => {
  it('is a versioned envelope around the pieces as they are stored, in Mission order', () => {
    const shared = piece({ domain: 'shared-leadership', quote: { text: 'x' } });
    const text = write([fullPiece(), offlinePiece(), shared]);
    expect(JSON.parse(text)).toEqual({
      format: 'mission-evidence',
      version: 1,
      exportedAt: EXPORTED_AT,
      evidence: [shared, fullPiece(), offlinePiece()],
    });
    expect(text).toMatch(/^\{\n {2}"format": "mission-evidence",\n {2}"version": 1,\n.*\n$/s);
  });

  it('omits deleted pieces', () => {
    expect(JSON.parse(write([piece({ deletedAt: EXPORTED_AT })])).evidence).toEqual([]);
  });

  it('lists pieces that were deleted for good by hash and time, without a word or an address', () => {
    const gone = { version: 1, pieces: { '0123456789abcdef': EXPORTED_AT } } as const;
    const text = json.write(arrange([piece()]), words, { ...OPTIONS, gone }) as string;
    expect(JSON.parse(text).deletedForGood).toEqual([{ id: '0123456789abcdef', at: EXPORTED_AT }]);
    expect(readTeamJson(new TextEncoder().encode(text))).toEqual({
      ok: true,
      pieces: byId([piece()]),
      gone: gone.pieces,
    });
  });

  it('holds no pictures', () => {
    const pictures = new Map([
      [piece().url, { dataUrl: 'data:image/webp;base64,AA==', width: 1, height: 1, takenAt: EXPORTED_AT }],
    ]);
    const text = json.write(arrange([piece()]), words, { ...OPTIONS, pictures });
    expect(text).toBe(write([piece()]));
  });

  it('is the same in every language', async () => {
    const list = [piece(), piece({ title: '' })];
    expect(write(list)).toBe(write(list, await wordsOf('ro')));
  });

  it('reads back as the same pieces, unknown fields included, for any list', () => {
    fc.assert(
      fc.property(anyFullList, (list) => {
        expect(readTeamJson(new TextEncoder().encode(write(list)))).toEqual({ ok: true, pieces: byId(list) });
      }),
      { numRuns: 200 },
    );
  });
});
