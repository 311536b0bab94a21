import { describe, expect, it } from 'vitest';
import { EVIDENCE_VERSION } from '../../evidence/evidence.ts';
import { summarise } from '../../evidence/summary.ts';
import { changesOf, openEvidence } from '../support/evidence-store.ts';
import { byId, labels, piece, quote, quotes } from '../support/pieces.ts';

const EARLIER = '2026-05-01T00:00:00.000Z';

describe('import', () => {
  const mine = piece({ note: 'Mine.' });
  const theirs = piece({ note: 'Theirs.', title: 'Their title', taggedAt: EARLIER });
  const fresh = piece({ url: 'https://school.example/new' });

  it.each(['keep', 'replace'] as const)('adds what is not there, as it is (%s)', async (differing) => {
    const { writer, store } = openEvidence();
    await writer.run({ type: 'import', pieces: [fresh, theirs], differing });
    const { pieces, summary } = await store.readAll();
    expect(pieces).toEqual(byId([fresh, theirs]));
    expect(summary).toEqual(summarise([fresh, theirs]));
  });

  it('keeps what the list says', async () => {
    const { writer, store } = openEvidence([mine]);
    await writer.run({ type: 'import', pieces: [theirs, fresh], differing: 'keep' });
    expect((await store.readAll()).pieces).toEqual(byId([mine, fresh]));
  });

  it('takes what the file says, and keeps fields that the file does not have', async () => {
    const { writer, livePieces } = openEvidence([{ ...mine, keywords: 'x' }]);
    await writer.run({ type: 'import', pieces: [theirs], differing: 'replace' });
    const { updatedAt: _, ...replaced } = { ...theirs, keywords: 'x' };
    expect(await livePieces()).toEqual([replaced]);
  });

  it.each([
    ['the same', {}],
    ['a field that only the list has', { keywords: 'x' }],
    ['a field with names in another order', { spot: { b: 1, a: 2 } }],
  ])('with replace changes nothing the second time: %s', async (_, extra) => {
    const { writer, contents } = openEvidence([{ ...mine, ...extra }]);
    const command = { type: 'import', differing: 'replace' } as const;
    const again = 'spot' in extra ? { ...theirs, ...extra } : theirs;
    await writer.run({ ...command, pieces: [again] });
    const once = contents();
    expect(await writer.run({ ...command, pieces: [again] })).toEqual({ ok: true, changes: [] });
    expect(contents()).toEqual(once);
  });

  it('brings back what was taken off', async () => {
    const { writer, store } = openEvidence([{ ...mine, deletedAt: EARLIER }]);
    await writer.run({ type: 'import', pieces: [theirs], differing: 'keep' });
    expect((await store.readAll()).pieces).toEqual(byId([theirs]));
  });

  it.each(['keep', 'replace'] as const)('taken back leaves the list as it was (%s)', async (differing) => {
    const gone = piece({ domain: 'student-agency', deletedAt: EARLIER });
    const { writer, livePieces } = openEvidence([mine, gone]);
    const before = await livePieces();
    const pieces = [theirs, fresh, piece({ domain: 'student-agency', note: 'Theirs.' })];
    const outcome = await writer.run({ type: 'import', pieces, differing });
    expect(await livePieces()).toHaveLength(3);
    await writer.run({ type: 'undo', changes: changesOf(outcome) });
    expect(await livePieces()).toEqual(before);
  });

  it('refuses all of a list with one piece of a newer version', async () => {
    const { writer, contents } = openEvidence([mine]);
    const before = contents();
    const pieces = [fresh, piece({ version: EVIDENCE_VERSION + 1, domain: 'model-school' })];
    const outcome = await writer.run({ type: 'import', pieces, differing: 'replace' });
    expect(outcome).toEqual({ ok: false, fault: 'newer-data' });
    expect(contents()).toEqual(before);
  });

  it('takes quotes and facts of the file, and keeps those that it does not have', async () => {
    const said = {
      ...mine,
      quotes: [quote('Mine.')],
      labels: ['Mine'],
      access: 'login',
      taggedBy: 'Ana',
    } as const;
    const { writer, livePieces } = openEvidence([
      { ...said, quotes: [...said.quotes], labels: [...said.labels] },
    ]);
    const file = piece({ note: 'Theirs.', quotes: [quote('Theirs.')], status: 'planned' });
    await writer.run({ type: 'import', pieces: [file], differing: 'replace' });
    expect(await livePieces()).toMatchObject([
      { quotes: [quote('Theirs.')], status: 'planned', labels: ['Mine'], access: 'login', taggedBy: 'Ana' },
    ]);
  });

  it('adds evidence without a web page, quotes and facts, as they are', async () => {
    const url = 'urn:uuid:3f2b8c1e-9a4d-4e6f-8b1a-5c7d9e0f1a2b';
    const pieces = [
      piece({ url, place: 'Cupboard', taggedBy: 'Ana' }),
      piece({ quotes: quotes(20), labels: labels(20) }),
    ];
    const { writer, store } = openEvidence();
    await writer.run({ type: 'import', pieces, differing: 'keep' });
    expect((await store.readAll()).pieces).toEqual(byId(pieces));
  });

  it('writes a thousand pieces and their counts in one call', async () => {
    const pieces = Array.from({ length: 1_000 }, (_, n) => piece({ url: `https://school.example/${n}` }));
    const { writer, area } = openEvidence();
    await writer.run({ type: 'import', pieces, differing: 'keep' });
    // Each has its record and its path; then there are the site and the summary.
    expect(area.calls.filter(({ name }) => name !== 'get')).toEqual([{ name: 'set', keys: 2_002 }]);
  });
});
