import { describe, expect, it } from 'vitest';
import { binOf, daysLeft } from '../../../evidence/list/bin.ts';
import { move } from '../../../evidence/piece/move.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { LAST_ACTION } from '../../../evidence/storage/last-action.ts';
import { itemsOf, openEvidence, openItems, undoOf } from '../../support/evidence-store.ts';
import { byId, idOf, picture, piece } from '../../support/pieces.ts';

const MAY = '2026-05-01T00:00:00.000Z';
const LIVE = piece();
const GONE = piece({ url: 'https://school.example/gone', deletedAt: MAY });
const { left: MOVED } = move(piece({ url: 'https://school.example/moved' }), undefined, 'model-school', MAY);

describe('the bin', () => {
  it('lists deleted pieces, not moved ones, the last deleted first', () => {
    const later = piece({ url: 'https://school.example/later', deletedAt: '2026-05-02T00:00:00.000Z' });
    const ids = binOf(byId([LIVE, GONE, MOVED, later])).map(({ id }) => id);
    expect(ids).toEqual([idOf(later), idOf(GONE)]);
  });

  it.each([
    ['2026-05-01T00:00:00.000Z', 60],
    ['2026-05-01T23:59:59.999Z', 60],
    ['2026-05-02T00:00:00.000Z', 59],
    ['2026-06-30T00:00:00.000Z', 0],
    ['2027-06-30T00:00:00.000Z', 0],
    // It was deleted while a clock was ahead.
    ['2020-01-01T00:00:00.000Z', 60],
    // Deleted under a clock that was ahead of this one.
    ['2026-01-01T00:00:00.000Z', 60],
  ])('on %s holds the piece for this many more days: %i', (now, days) => {
    expect(daysLeft(MAY, new Date(now))).toBe(days);
  });
});

describe('restore', () => {
  it('brings pieces back as they were, with their time of tagging, and can be undone', async () => {
    const evidence = openEvidence([GONE]);
    const outcome = await evidence.writer.run({ type: 'restore', ids: [idOf(GONE)] });
    const { deletedAt: _, updatedAt: __, ...rest } = GONE;
    expect(await evidence.livePieces()).toEqual([rest]);
    await evidence.writer.run({ type: 'undo', id: undoOf(outcome) });
    expect(await evidence.livePieces()).toEqual([]);
  });

  it('leaves a piece that is live in another domain', async () => {
    const evidence = openEvidence([MOVED]);
    const outcome = await evidence.writer.run({ type: 'restore', ids: [idOf(MOVED)] });
    expect(outcome).toEqual({ ok: true, count: 0 });
  });
});

describe('erase', () => {
  it('erases only pieces in the bin', async () => {
    const evidence = openEvidence([LIVE, GONE, MOVED]);
    await evidence.writer.run({ type: 'delete-for-good', ids: [LIVE, GONE, MOVED].map(idOf) });
    expect([...(await readList(evidence.store)).pieces.keys()].sort()).toEqual(
      [LIVE, MOVED].map(idOf).sort(),
    );
  });

  it('erases the picture of a page with its last piece, and the Undo that would bring it back', async () => {
    const sibling = { ...GONE, domain: 'model-school' } as const;
    const evidence = openItems({
      ...itemsOf([piece({ url: GONE.url }), sibling]),
      [`picture:${GONE.url}`]: picture(1),
    });
    await evidence.writer.run({ type: 'delete', ids: [idOf(GONE)] });
    await evidence.writer.run({ type: 'delete-for-good', ids: [idOf(sibling)] });
    expect(evidence.area.items.has(`picture:${GONE.url}`)).toBe(true);
    expect(await evidence.store.read(LAST_ACTION)).toBeDefined();
    await evidence.writer.run({ type: 'delete-for-good', ids: [idOf(GONE)] });
    expect(evidence.contents()).toEqual({
      gone: expect.anything(),
      summary: expect.anything(),
      'last-action': null,
      'last-action-part': null,
    });
  });

  it('erases the pieces from what Undo of the last merge or of an earlier action would bring back', async () => {
    const stays = piece({ url: 'https://school.example/other' });
    const evidence = openItems(itemsOf([]));
    const merged = await evidence.writer.run({ type: 'merge', pieces: [piece({ url: GONE.url }), stays] });
    await evidence.writer.run({ type: 'delete', ids: [idOf(GONE)] });
    await evidence.writer.run({ type: 'delete', ids: [idOf(stays)] });
    await evidence.writer.run({ type: 'restore', ids: [idOf(stays)] });
    await evidence.writer.run({ type: 'delete-for-good', ids: [idOf(GONE)] });
    expect(JSON.stringify([...evidence.area.items])).not.toContain(GONE.url);
    expect(JSON.stringify([...evidence.journal.parts])).not.toContain(GONE.url);
    expect(await evidence.writer.run({ type: 'undo', id: undoOf(merged) })).toMatchObject({
      ok: true,
      left: 0,
    });
    expect((await readList(evidence.store)).pieces.has(idOf(GONE))).toBe(false);
  });

  it('forgets whose files a merge brought in of which nothing is left', async () => {
    const evidence = openItems(itemsOf([]));
    const names = ['A colleague'];
    await evidence.writer.run({ type: 'merge', pieces: [piece({ url: GONE.url })], names });
    await evidence.writer.run({ type: 'delete', ids: [idOf(GONE)] });
    expect((await readList(evidence.store)).lastMerge).toMatchObject({ names });
    await evidence.writer.run({ type: 'delete-for-good', ids: [idOf(GONE)] });
    expect((await readList(evidence.store)).lastMerge).toBeUndefined();
  });

  it.each([
    ['cannot be read', 'what?', 'unreadable-data'],
    ['a newer version wrote', { ...GONE, version: 99 }, 'newer-data'],
  ])('erases nothing if one of the pieces %s', async (_, record, fault) => {
    const other = piece({ url: 'https://school.example/other', deletedAt: MAY });
    const evidence = openItems({ ...itemsOf([other]), [`evidence:${idOf(GONE)}`]: record });
    const before = evidence.contents();
    const outcome = await evidence.writer.run({ type: 'delete-for-good', ids: [idOf(other), idOf(GONE)] });
    expect(outcome).toEqual({ ok: false, fault });
    expect(evidence.contents()).toEqual(before);
  });
});
