import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../evidence/piece/edits.ts';
import { type Evidence, isLive } from '../../../evidence/piece/evidence.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import type { ActionPart, PieceChange } from '../../../evidence/storage/last-action.ts';
import { storedAsItCame, storedChange, wholeChange } from '../../../evidence/undo/piece-changes.ts';
import { piecesUndone } from '../../../evidence/undo/undone.ts';
import { sameValue } from '../../../evidence/values/same-value.ts';
import { anyCommand, anyStart, anySteps, take } from '../../support/commands.ts';
import { type EvidenceStore, openEvidence } from '../../support/evidence-store.ts';
import { anyStored, idOf, piece } from '../../support/pieces.ts';

const AT = '2026-06-01T08:00:00.000Z';
const NOW = '2026-07-01T08:00:00.000Z';
const id = idOf(piece());

/** @returns what undoing changes of pieces makes of the list, without what it leaves as it is */
function undone(pieces: PieceChange[], current: ReadonlyMap<string, Evidence>, asItCame?: true) {
  const part = { version: 1, id: 'a', part: 1, at: AT, pieces, records: [], ...(asItCame && { asItCame }) };
  const back = piecesUndone(part as ActionPart, current, NOW);
  return new Map([...back].filter(([key, value]) => !sameValue(value, current.get(key))));
}

/** Looks whether undoing changes as they are stored does what undoing them whole does, by a command and by a merge. */
function expectTheSame(changes: Change[], current: ReadonlyMap<string, Evidence>) {
  expect(undone(changes.map(storedChange), current)).toEqual(undone(changes, current));
  expect(undone(changes.map(storedAsItCame), current, true)).toEqual(undone(changes, current, true));
}

const piecesOf = async ({ store }: EvidenceStore) => (await readList(store)).pieces;

describe('undoing a change as it is stored', () => {
  it('gives what undoing the whole change gives, whatever was done before and since', async () => {
    const property = fc.asyncProperty(
      anyStart,
      anySteps,
      anyCommand,
      anySteps,
      async (start, earlier, command, later) => {
        const evidence = openEvidence(start);
        await take(evidence, earlier);
        const before = await piecesOf(evidence);
        await take(evidence, [command]);
        const after = await piecesOf(evidence);
        await take(evidence, later);
        const changes = [...after]
          .map(([key, one]) => ({ id: key, before: before.get(key) ?? null, after: one }))
          .filter((one) => !sameValue(one.before, one.after));
        const current = await piecesOf(evidence);
        expectTheSame(changes, current);
      },
    );
    await fc.assert(property, { numRuns: 1_000 });
  });

  it('gives the same for any three states of one piece, however unlike each other', () => {
    const anyState = anyStored.map((one) => ({ ...one, domain: piece().domain, url: piece().url }));
    fc.assert(
      fc.property(fc.option(anyState), anyState, anyState, (before, after, current) => {
        const changes = [{ id, before, after }];
        expectTheSame(changes, new Map([[id, current]]));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('what is stored of a change', () => {
  const before = piece({ note: 'One.', labels: ['Water'], place: 'Shelf' });

  it('is the whole piece where it was not in the list before', () => {
    expect(storedChange({ id, before: null, after: before })).toEqual({ id, before: null, after: before });
    const gone = { ...before, deletedAt: AT };
    expect(storedChange({ id, before: gone, after: before })).toEqual({ id, before: gone, after: before });
  });

  it('is no more than what differs where it was', () => {
    const { place: _, ...rest } = before;
    const after = { ...rest, note: 'Two.', status: 'planned' as const };
    expect(storedChange({ id, before, after })).toEqual({
      id,
      before: { note: 'One.', place: 'Shelf' },
      after: { note: 'Two.', status: 'planned' },
      isPart: true,
    });
  });

  it('is also who says what, and when, where it came in with a merge', () => {
    const { version: _, domain: __, url: ___, title: ____, labels: _____, place, ...said } = before;
    const after = { ...said, ...before, place: 'Cupboard' };
    expect(storedAsItCame({ id, before, after })).toEqual({
      id,
      before: { ...said, place },
      after: { ...said, place: 'Cupboard' },
      isPart: true,
    });
  });

  it('is read as it was made on a piece that nobody changed since', () => {
    fc.assert(
      fc.property(anyStored, anyStored, (one, after) => {
        const change = { id, before: { ...one, domain: after.domain, url: after.url }, after };
        fc.pre(isLive(change.before));
        expect(wholeChange(storedChange(change), after)).toEqual(change);
        expect(wholeChange(storedAsItCame(change), after, true)).toEqual(change);
      }),
    );
  });

  it('can be undone on nothing where the piece is gone', () => {
    const change = storedChange({ id, before, after: { ...before, note: 'Two.' } });
    expect(wholeChange(change, undefined)).toBeUndefined();
    expect(undone([change], new Map())).toEqual(new Map());
    expect(undone([change], new Map(), true)).toEqual(new Map());
  });

  it.each<[string, PieceChange]>([
    ['a field', { id, before: { note: 7 }, after: { note: 'Two.' }, isPart: true }],
    ['the piece before', { id, before: { title: 'x' }, after: null }],
    ['the piece after', { id, before: null, after: { title: 'x' } }],
  ])('is refused where it is no piece any more: %s', (_, change) => {
    expect(() => wholeChange(change, before)).toThrow('unreadable-data');
  });
});
