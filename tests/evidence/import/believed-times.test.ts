import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withBelievedTimes } from '../../../evidence/import/believed-times.ts';
import { mergePiece, normalPiece } from '../../../evidence/merge/merge-pieces.ts';
import { MISSION_DOMAINS } from '../../../evidence/mission-domain.ts';
import { type Piece, parsePiece } from '../../../evidence/piece/piece.ts';
import { byId, FIRST_ORIGIN, idOf, noteIn, type PieceFields, piece, quote } from '../../support/pieces.ts';

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
    expect(believed(one).contributions).toEqual([
      { origin: 'ion', by: 'Ion', note: noteIn(one) },
      { origin: 'zofia', by: 'Zofia', note: 'x' },
    ]);
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

  it('takes nothing away as a removal that is ahead, and is not kept', () => {
    const removals = [{ at: FAR, by: 'zofia' }];
    const words = [{ origin: 'ion', by: 'Ion', note: 'x', at: END }];
    const one = { ...piece(IONS), removals, contributions: words };
    expect(parsePiece(one).state).toBe('ok');
    expect(believed(one)).toEqual(normalPiece(piece({ ...IONS, note: 'x' })));
    expect(clockOf(one)).toEqual({ latest: END, names: ['Ion'], pieces: new Set([idOf(one)]) });
  });

  it('is not kept as the time from which on a move took things along, either', () => {
    const removals = [{ at: MAY, to: 'model-school' as const, since: FAR }];
    const one = piece({ ...IONS, removals });
    expect(timesIn(believed(one)).filter((time) => time > IN_A_DAY)).toEqual([]);
    expect(clockOf(one)?.latest).toBe(FAR);
  });

  it('is as old as the tagging as the time at which words came', () => {
    const came = { origin: 'zofia', from: 'model-school' as const, cameAt: FAR };
    const one = piece({ ...IONS, contributions: [came] });
    expect(believed(one).contributions?.at(-1)).toEqual({ ...came, cameAt: MAY });
    const ahead = piece({ ...IONS, contributions: [{ ...came, taggedAt: FAR }] });
    const { cameAt, taggedAt } = believed(ahead).contributions?.at(-1) ?? {};
    expect([cameAt, taggedAt]).toEqual([NOW.toISOString(), NOW.toISOString()]);
  });

  it('adds nobody’s words to a deletion without words', () => {
    const gone = piece({ title: '', note: '', taggedAt: FAR, updatedAt: FAR, deletedAt: FAR });
    expect(believed(gone)).not.toHaveProperty('contributions');
    const long = piece({ title: '', note: '', taggedAt: MAY, updatedAt: FAR, deletedAt: IN_A_DAY });
    expect(believed(long).contributions).toEqual([{ origin: FIRST_ORIGIN }]);
    const { contributions: _, ...bare } = long;
    expect(believed(bare as Piece)).not.toHaveProperty('contributions');
  });
});

it('no time is ahead afterwards, whatever the file says, and reading in any order gives the same', () => {
  const time = fc.constantFrom(MAY, IN_A_DAY, IN_TWO_DAYS, FAR, END);
  const domain = fc.constantFrom(...MISSION_DOMAINS);
  const really = fc.constant(true as const);
  const anyWords = fc.record(
    {
      origin: fc.constantFrom('zofia', 'eva'),
      by: fc.constantFrom('Zofia', ''),
      note: fc.constantFrom('x', 'y'),
      taggedAt: time,
      at: time,
      cameAt: time,
      from: domain,
      isOff: really,
    },
    { requiredKeys: ['origin'] },
  );
  const anyRemoval = fc.record(
    { at: time, by: fc.constantFrom('zofia', 'eva'), to: domain, since: time, isUndone: really },
    { requiredKeys: ['at'] },
  );
  const anyPiece = fc
    .record(
      {
        taggedAt: time,
        updatedAt: time,
        deletedAt: time,
        title: fc.constantFrom('A', 'B', ''),
        labels: fc.constantFrom('Water', 'Air').map((label) => [label]),
        origin: fc.constantFrom('ion', 'ana'),
        changedAt: fc.dictionary(fc.constantFrom('title', 'note', 'labels/water'), time),
        contributions: fc.array(anyWords, { maxLength: 2 }),
        removals: fc.array(anyRemoval, { maxLength: 2 }),
      },
      { requiredKeys: ['taggedAt', 'updatedAt'] },
    )
    .map((fields) => piece(fields as PieceFields))
    // Only what a reader accepts, and as it reads it.
    .map(parsePiece)
    .filter((read) => read.state === 'ok')
    .map((read) => read.piece);
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
