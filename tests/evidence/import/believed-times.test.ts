import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withBelievedTimes } from '../../../evidence/import/believed-times.ts';
import { mergePiece, normalPiece } from '../../../evidence/merge/merge-pieces.ts';
import type { Piece } from '../../../evidence/piece/piece.ts';
import { byId, idOf, piece, quote } from '../../support/pieces.ts';

const NOW = new Date('2026-05-10T12:00:00.000Z');
const LATER = new Date('2026-05-20T12:00:00.000Z');
const MAY = '2026-05-01T00:00:00.000Z';
const IN_A_DAY = '2026-05-11T12:00:00.000Z';
const IN_TWO_DAYS = '2026-05-12T12:00:00.000Z';
const FAR = '2099-01-01T00:00:00.000Z';
const END = '9999-12-31T23:59:59.999Z';
const IONS = { origin: 'ion', taggedBy: 'Ion', taggedAt: MAY, updatedAt: MAY };

function believed(one: Piece, now = NOW): Piece {
  const [piece] = withBelievedTimes(byId([one]), now).pieces.values();
  if (!piece) throw new Error('There is no piece');
  return piece;
}

function clockOf(one: Piece) {
  return withBelievedTimes(byId([one]), NOW).wrongClock;
}

/** All times in a piece. */
function timesIn(value: unknown): string[] {
  return JSON.stringify(value).match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? [];
}

describe('a time in a file', () => {
  it('is trusted up to a day ahead, and such a piece is the same object', () => {
    const one = piece({ ...IONS, updatedAt: IN_A_DAY, changedAt: { title: IN_A_DAY } });
    expect(believed(one)).toBe(one);
    expect(clockOf(one)).toBeUndefined();
  });

  it('ranks as the time of tagging if a change is more than a day ahead', () => {
    const one = piece({ ...IONS, updatedAt: IN_TWO_DAYS, changedAt: { title: IN_TWO_DAYS, note: FAR } });
    expect(believed(one)).toEqual(normalPiece(piece(IONS)));
    expect(clockOf(one)).toEqual({ latest: FAR, names: ['Ion'], pieces: new Set([idOf(one)]) });
  });

  it('makes a deletion as old as the tagging, so that every live version wins', () => {
    const gone = piece({ ...IONS, updatedAt: FAR, deletedAt: FAR });
    expect(believed(gone)).toMatchObject({ deletedAt: MAY, updatedAt: MAY });
    expect(mergePiece(piece(IONS), believed(gone))).not.toHaveProperty('deletedAt');
  });

  it('names nobody if only a field has such a time: whoever changed it did not sign it', () => {
    expect(clockOf(piece({ ...IONS, updatedAt: FAR, changedAt: { title: FAR } }))?.names).toEqual([]);
  });

  it('names the colleague beside the first, too', () => {
    const zofias = { origin: 'zofia', by: 'Zofia', note: 'x', taggedAt: MAY, at: FAR };
    const one = piece({ ...IONS, contributions: [zofias] });
    expect(clockOf(one)?.names).toEqual(['Zofia']);
    expect(believed(one).contributions).toEqual([{ origin: 'zofia', by: 'Zofia', note: 'x', taggedAt: MAY }]);
  });

  it('counts as now if the piece was tagged ahead, and all in it loses against other people’s changes', () => {
    const ahead = { taggedAt: FAR, updatedAt: FAR };
    const one = piece({ ...IONS, ...ahead, title: 'Ion’s', labels: ['Water'], quotes: [quote('One.')] });
    expect(believed(one).taggedAt).toBe(NOW.toISOString());
    const anas = piece({ origin: 'ana', taggedAt: MAY, updatedAt: MAY, title: 'Ana’s' });
    expect(mergePiece(anas, believed(one))).toMatchObject({
      title: 'Ana’s',
      taggedAt: MAY,
      labels: ['Water'],
    });
  });

  it('changes nothing more when the file is read again later', () => {
    const one = piece({
      ...IONS,
      taggedAt: FAR,
      updatedAt: END,
      labels: ['Water'],
      contributions: [{ origin: 'zofia', by: 'Zofia', note: 'x', taggedAt: END }],
    });
    const first = believed(one);
    expect(mergePiece(first, believed(one, LATER))).toBe(first);
  });

  it('adds nobody’s words to a deletion without words', () => {
    const gone = piece({ title: '', note: '', taggedAt: FAR, updatedAt: FAR, deletedAt: FAR });
    expect(believed(gone).changedAt ?? {}).not.toHaveProperty('note');
    expect(believed(gone)).not.toHaveProperty('origin');
  });
});

it('no time is ahead afterwards, whatever the file says, and reading in any order gives the same', () => {
  const time = fc.constantFrom(MAY, IN_A_DAY, IN_TWO_DAYS, FAR, END);
  const anyPiece = fc
    .record(
      {
        taggedAt: time,
        updatedAt: time,
        deletedAt: time,
        title: fc.constantFrom('A', 'B', ''),
        labels: fc.constantFrom(['Water'], ['Air']),
        origin: fc.constantFrom('ion', 'ana'),
        changedAt: fc.dictionary(fc.constantFrom('title', 'note', 'deletedAt', 'labels/water'), time),
        contributions: fc.constantFrom(
          [{ origin: 'zofia', by: 'Zofia', note: 'x', taggedAt: END }],
          [{ origin: 'zofia', by: '', note: 'y', taggedAt: MAY, at: FAR }],
        ),
      },
      { requiredKeys: ['taggedAt', 'updatedAt'] },
    )
    .map((fields) => piece(fields as object));
  const property = fc.property(anyPiece, anyPiece, fc.constantFrom(NOW, LATER), (a, b, now) => {
    const [first, second] = [believed(a), believed(b, now)];
    for (const at of [...timesIn(first), ...timesIn(second)]) {
      expect(at <= new Date(LATER.getTime() + 24 * 60 * 60 * 1_000).toISOString()).toBe(true);
    }
    expect(normalPiece(mergePiece(first, second))).toEqual(normalPiece(mergePiece(second, first)));
    expect(mergePiece(mergePiece(first, second), second)).toEqual(mergePiece(first, second));
  });
  fc.assert(property, { numRuns: 1_000 });
});
