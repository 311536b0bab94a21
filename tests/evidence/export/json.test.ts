import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { json } from '../../../evidence/export/json.ts';
import { readTeamJson } from '../../../evidence/import/read-json.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import { move } from '../../../evidence/piece/move.ts';
import type { Piece } from '../../../evidence/piece/piece.ts';
import { deletePiece, tag, takeOff } from '../../../evidence/piece/tagging.ts';
import { anyFullList, fullPiece, offlinePiece } from '../../support/full-pieces.ts';
import { byId, FIRST_ORIGIN, noteIn, piece } from '../../support/pieces.ts';
import { EXPORTED_AT, OPTIONS, wordsOf } from '../../support/words.ts';

const words = await wordsOf('pl');

function write(list: readonly Piece[], say = words): string {
  return json.write(arrange(list), say, OPTIONS) as string;
}

/** The backup of a list, some pieces of which are deleted. */
function writeDeleted(list: readonly Piece[]): string {
  const deleted = list.filter(({ deletedAt }) => deletedAt !== undefined);
  return json.write(arrange(list), words, { ...OPTIONS, deleted }) as string;
}

const DELETED_AT = '2026-04-01T09:00:00.000Z';

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

  it('holds of a deleted piece who said something, and not what', () => {
    const ion = { origin: 'ion', by: 'Ion', note: 'His.' };
    const live = fullPiece({ note: 'Hers.', contributions: [ion], 'x-school': 1 });
    const deleted = deletePiece(live, DELETED_AT, 'zofia');
    const { version, domain, url, taggedAt } = deleted;
    expect(JSON.parse(writeDeleted([deleted])).evidence).toEqual([
      {
        ...{ version, domain, url, title: '', taggedAt, updatedAt: DELETED_AT, deletedAt: DELETED_AT },
        removals: [{ at: DELETED_AT, by: 'zofia' }],
        contributions: [{ origin: FIRST_ORIGIN }, { origin: 'ion' }],
      },
    ]);
  });

  it('holds of a piece that moved where it went, with nobody’s words in the old place', () => {
    const { left, arrived } = move(fullPiece(), undefined, 'model-school', DELETED_AT, 'zofia');
    const { version, domain, url, taggedAt } = left;
    expect(JSON.parse(writeDeleted([arrived, left])).evidence).toEqual([
      arrived,
      {
        ...{ version, domain, url, title: '', taggedAt, updatedAt: DELETED_AT, deletedAt: DELETED_AT },
        removals: [{ at: DELETED_AT, by: 'zofia', to: 'model-school' }],
        contributions: [{ origin: FIRST_ORIGIN, isMoved: true }],
      },
    ]);
  });

  it('omits a piece that came only with a file whose import was undone', () => {
    const { contributions: _, ...emptied } = piece();
    expect(JSON.parse(writeDeleted([{ ...emptied, deletedAt: emptied.taggedAt }])).evidence).toEqual([]);
  });

  it('holds neither the note nor the name of a tag that its author took off', () => {
    const ion = { origin: 'ion', by: 'Ion', note: 'His.' };
    const off = takeOff(piece({ contributions: [ion] }), DELETED_AT, { origin: 'ion' });
    expect(JSON.parse(write([off])).evidence[0].contributions).toEqual([
      { origin: FIRST_ORIGIN, note: noteIn(off) },
      { origin: 'ion', at: DELETED_AT, isOff: true },
    ]);
  });

  it('holds neither the note nor the name of words that were deleted, if the page was tagged again since', () => {
    const hers = piece({ note: 'Hers.', taggedBy: 'Ana', origin: 'ana' });
    const deleted = deletePiece(hers, DELETED_AT, 'zofia');
    const again = tag(deleted, hers, hers.domain, EXPORTED_AT, { origin: 'ion', name: 'Ion' });
    expect(JSON.parse(write([again])).evidence[0].contributions).toEqual([
      { origin: 'ana', taggedAt: hers.taggedAt },
      { origin: 'ion', by: 'Ion' },
    ]);
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
