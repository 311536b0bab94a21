import { describe, expect, it } from 'vitest';
import { binOf } from '../../../evidence/list/bin.ts';
import { ownWords, storedContributions } from '../../../evidence/piece/contribution.ts';
import { MAX_LABELS } from '../../../evidence/piece/facts.ts';
import { isLive, pieceId } from '../../../evidence/piece/piece.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { LABELS } from '../../../evidence/storage/known-labels.ts';
import { LAST_ACTION } from '../../../evidence/storage/last-action.ts';
import { ORIGIN, openEvidence, ownPiece, undoOf } from '../../support/evidence-store.ts';
import { idOf, labels, piece, quote } from '../../support/pieces.ts';

const GARDEN = piece({ url: 'https://school.example/garden', title: 'Garden', labels: ['Water'] });
const CHOIR = piece({ url: 'https://school.example/choir', title: 'Choir', domain: 'student-agency' });
const BOTH = [idOf(GARDEN), idOf(CHOIR)];

async function stored(evidence: ReturnType<typeof openEvidence>) {
  return (await readList(evidence.store)).pieces;
}

describe('editing many pieces', () => {
  it('changes facts of each piece, in one call, and is undone as a whole', async () => {
    const evidence = openEvidence([GARDEN, CHOIR]);
    const change = { activityDate: '2026-03-02', status: 'planned', addLabels: ['eSafety'] } as const;
    const outcome = await evidence.writer.run({
      type: 'edit-facts',
      ids: BOTH,
      change: { ...change, addLabels: [...change.addLabels] },
      undoable: true,
    });
    expect(evidence.area.calls.filter(({ name }) => name === 'set')).toHaveLength(1);
    const pieces = await stored(evidence);
    expect(pieces.get(BOTH[0] ?? '')).toMatchObject({ labels: ['Water', 'eSafety'], status: 'planned' });
    expect(pieces.get(BOTH[1] ?? '')).toMatchObject({ labels: ['eSafety'], activityDate: '2026-03-02' });
    expect(await evidence.store.read(LABELS)).toEqual(['eSafety']);
    await evidence.writer.run({ type: 'undo', id: undoOf(outcome) });
    expect((await stored(evidence)).get(BOTH[0] ?? '')?.labels).toEqual(['Water']);
    expect((await stored(evidence)).get(BOTH[1] ?? '')).not.toHaveProperty('status');
  });

  it('removes a label whatever its case, and reaches the page in its other domains', async () => {
    const sibling = { ...GARDEN, domain: 'model-school' } as const;
    const evidence = openEvidence([GARDEN, sibling]);
    await evidence.writer.run({
      type: 'edit-facts',
      ids: [idOf(GARDEN)],
      change: { removeLabels: ['WATER'] },
    });
    for (const one of (await stored(evidence)).values()) expect(one).not.toHaveProperty('labels');
  });

  it.each([
    ['one is gone', piece({ ...CHOIR, deletedAt: CHOIR.updatedAt }), 'not-found'],
    ['one was written by a newer version', { ...CHOIR, version: 99 }, 'newer-data'],
    ['one would have too many labels', { ...CHOIR, labels: labels(MAX_LABELS) }, 'too-many'],
  ])('changes no piece if %s', async (_, other, fault) => {
    const evidence = openEvidence([GARDEN, other]);
    const before = evidence.contents();
    const change = { addLabels: ['eSafety'] };
    const outcome = await evidence.writer.run({ type: 'edit-facts', ids: BOTH, change });
    expect(outcome).toEqual({ ok: false, fault });
    expect(evidence.contents()).toEqual(before);
  });
});

describe('moving many pieces', () => {
  it('joins the two pieces of a page from two domains, and Undo separates them again', async () => {
    const one = ownPiece({ note: 'One.' });
    const two = ownPiece({ note: 'Two.', domain: 'student-agency' });
    const evidence = openEvidence([one, two]);
    const before = await evidence.livePieces();
    const ids = [idOf(one), idOf(two)];
    const outcome = await evidence.writer.run({ type: 'move', ids, to: 'model-school' });
    const [joined, ...others] = [...(await stored(evidence)).values()].filter(isLive);
    expect(joined?.domain).toBe('model-school');
    // Whoever wrote both has one field for both.
    expect(joined && ownWords(joined, { origin: ORIGIN })?.note).toBe('One.\n\nTwo.');
    expect(others).toEqual([]);
    await evidence.writer.run({ type: 'undo', id: undoOf(outcome) });
    expect(await evidence.livePieces()).toEqual(before);
  });

  it('joins their quotes, and Undo gives each piece its own again', async () => {
    const one = ownPiece({ quotes: [quote('First.')] });
    const two = ownPiece({ quotes: [quote('Second.')], domain: 'student-agency' });
    const evidence = openEvidence([one, two]);
    const before = await evidence.livePieces();
    const ids = [idOf(one), idOf(two)];
    const outcome = await evidence.writer.run({ type: 'move', ids, to: 'model-school' });
    expect(await evidence.livePieces()).toMatchObject([{ quotes: [quote('First.'), quote('Second.')] }]);
    await evidence.writer.run({ type: 'undo', id: undoOf(outcome) });
    expect(await evidence.livePieces()).toEqual(before);
  });

  it('leaves nothing in the bin when it is undone: nobody deleted anything', async () => {
    const evidence = openEvidence([GARDEN, CHOIR]);
    const outcome = await evidence.writer.run({ type: 'move', ids: BOTH, to: 'model-school' });
    await evidence.writer.run({ type: 'undo', id: undoOf(outcome) });
    expect(await evidence.livePieces()).toMatchObject([{ domain: GARDEN.domain }, { domain: CHOIR.domain }]);
    expect(binOf((await readList(evidence.store)).pieces)).toEqual([]);
  });

  it('leaves nothing in the bin when what came from two places is undone: the words of both went back', async () => {
    const both = [ownPiece({ note: 'One.' }), ownPiece({ note: 'Two.', domain: 'student-agency' })];
    const evidence = openEvidence(both);
    const outcome = await evidence.writer.run({ type: 'move', ids: both.map(idOf), to: 'model-school' });
    await evidence.writer.run({ type: 'undo', id: undoOf(outcome) });
    expect((await evidence.livePieces()).map(({ domain, contributions }) => [domain, contributions])).toEqual(
      [
        ['collaboration', [{ origin: ORIGIN, note: 'One.' }]],
        ['student-agency', [{ origin: ORIGIN, note: 'Two.' }]],
      ],
    );
    const pieces = await stored(evidence);
    expect(binOf(pieces)).toEqual([]);
    // The trace in the new domain holds no word of either.
    const trace = pieces.get(pieceId('model-school', piece().url));
    expect(isLive(trace)).toBe(false);
    expect(trace && storedContributions(trace).filter(({ note }) => note)).toEqual([]);
  });

  it('leaves pieces that are already in that domain', async () => {
    const evidence = openEvidence([GARDEN, CHOIR]);
    const outcome = await evidence.writer.run({ type: 'move', ids: BOTH, to: CHOIR.domain });
    expect(outcome).toMatchObject({ ok: true, count: 1 });
    expect((await evidence.livePieces()).map(({ domain }) => domain)).toEqual([CHOIR.domain, CHOIR.domain]);
  });

  it('puts a piece at the top of its new domain, whatever its position by hand was', async () => {
    const evidence = openEvidence([{ ...GARDEN, position: 5 }]);
    await evidence.writer.run({ type: 'move', ids: [idOf(GARDEN)], to: 'model-school' });
    const [moved] = await evidence.livePieces();
    expect(moved).not.toHaveProperty('position');
  });
});

it('deleting many pieces at once shows no Undo in the popup, and one Undo brings them all back', async () => {
  const evidence = openEvidence([GARDEN, CHOIR]);
  const outcome = await evidence.writer.run({ type: 'delete', ids: BOTH });
  expect(outcome).toMatchObject({ ok: true, count: 2 });
  expect(await evidence.livePieces()).toEqual([]);
  expect(await evidence.store.read(LAST_ACTION)).not.toHaveProperty('pages');
  await evidence.writer.run({ type: 'undo', id: undoOf(outcome) });
  expect(await evidence.livePieces()).toHaveLength(2);
});

it('ordering by hand stores the position of each piece', async () => {
  const evidence = openEvidence([GARDEN, CHOIR]);
  const places = BOTH.map((id, position) => ({ id, position }));
  await evidence.writer.run({ type: 'place', places });
  const pieces = await stored(evidence);
  expect(BOTH.map((id) => pieces.get(id)?.position)).toEqual([0, 1]);
});
