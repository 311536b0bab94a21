import { describe, expect, it, vi } from 'vitest';
import type { Command } from '../../../evidence/commands/index.ts';
import { planMerge } from '../../../evidence/merge/merge-plan.ts';
import { contributionsOf } from '../../../evidence/piece/contribution.ts';
import { isLive, PIECE_VERSION, type Piece, pageOf, pieceId } from '../../../evidence/piece/piece.ts';
import { deletePiece } from '../../../evidence/piece/tagging.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { SETTINGS } from '../../../evidence/storage/settings.ts';
import { itemsOf, ORIGIN, openEvidence, openItems, START, undoOf } from '../../support/evidence-store.ts';
import { byId, idOf, picture } from '../../support/pieces.ts';
import { anas, expectRightCounts, fresh, lost, merge, mine, T2 } from '../../support/two-lists.ts';

describe('merge', () => {
  it('writes everything in one call, with counts, and answers only with the number', async () => {
    const evidence = openEvidence([mine, lost]);
    const outcome = await evidence.writer.run({ ...merge, pieces: [...merge.pieces] });
    const said = { undoId: expect.any(String), at: expect.any(String), kind: 'merged' };
    expect(outcome).toEqual({ ok: true, count: 3, ...said });
    const written = evidence.area.calls.filter(({ name }) => name !== 'get');
    expect(written).toMatchObject([{ name: 'set' }]);
    const { pieces } = await readList(evidence.store);
    expect(pieces.get(idOf(fresh))).toEqual(fresh);
    expect(pieces.get(idOf(mine))).toMatchObject({
      contributions: [
        { by: 'Maria', note: 'Mine.' },
        { by: 'Ana', note: 'Theirs.' },
      ],
    });
    expect(isLive(pieces.get(idOf(lost)))).toBe(false);
    await expectRightCounts(evidence);
  });

  it('done twice is the same as once, and the first one can still be undone', async () => {
    const evidence = openEvidence([mine, lost]);
    const before = await evidence.livePieces();
    const id = undoOf(await evidence.writer.run({ ...merge, pieces: [...merge.pieces] }));
    const once = evidence.contents();
    const again = await evidence.writer.run({ ...merge, pieces: [...merge.pieces] });
    expect(again).toMatchObject({ ok: true, count: 0 });
    expect(again).not.toHaveProperty('undoId');
    expect(evidence.contents()).toEqual(once);
    await evidence.writer.run({ type: 'undo', id });
    expect(await evidence.livePieces()).toEqual(before);
  });

  it('preserves text typed between the preview and the merge', async () => {
    const evidence = openItems({ settings: { version: 1, origin: 'me' }, ...itemsOf([mine]) });
    const plan = planMerge((await readList(evidence.store)).pieces, [byId([anas])]);
    await evidence.writer.run({ type: 'write-note', id: idOf(mine), note: 'Typed since.' });
    await evidence.writer.run({ type: 'merge', pieces: [...plan.pieces.values()] });
    expect(await evidence.livePieces()).toMatchObject([
      { contributions: [{ note: 'Typed since.' }, { note: 'Theirs.' }] },
    ]);
  });

  it.each<[string, Record<string, unknown>, Piece[], string]>([
    ['a piece of a newer version', {}, [fresh, { ...anas, version: PIECE_VERSION + 1 }], 'newer-data'],
    [
      'a record that cannot be read',
      { [`evidence:${idOf(anas)}`]: 'damaged' },
      [fresh, anas],
      'unreadable-data',
    ],
    [
      'a record of a newer version',
      { [`evidence:${idOf(anas)}`]: { ...mine, version: 99 } },
      [fresh, anas],
      'newer-data',
    ],
  ])('does all or nothing: %s', async (_, items, pieces, fault) => {
    const { writer, contents } = openItems(items);
    const before = contents();
    expect(await writer.run({ type: 'merge', pieces })).toEqual({ ok: false, fault });
    expect(contents()).toEqual(before);
  });

  it('gives a picture to a page that has none, and to no other', async () => {
    const page = pageOf(idOf(mine));
    const own = picture(1, { showsPupils: true });
    const evidence = openItems({ ...itemsOf([mine]), [`picture:${page}`]: own });
    const pictures = [
      { page, picture: picture(2) },
      { page: pageOf(idOf(fresh)), picture: picture(3) },
    ];
    await evidence.writer.run({ type: 'merge', pieces: [], pictures });
    const stored = (await readList(evidence.store)).pictures;
    expect(stored.get(page)).toEqual(own);
    expect(stored.get(pageOf(idOf(fresh)))).toEqual(picture(3));
  });

  it('changes nothing when the storage fails', async () => {
    const { writer, area, contents } = openEvidence([mine]);
    const before = contents();
    vi.spyOn(console, 'error').mockImplementationOnce(() => {});
    area.failing.set = new Error('full');
    expect(await writer.run({ ...merge, pieces: [...merge.pieces] })).toEqual({
      ok: false,
      fault: 'storage-failed',
    });
    expect(contents()).toEqual(before);
  });
});

describe('the name of who tagged a piece', () => {
  const page = { url: 'https://school.example/projects/water', title: 'Water' };
  const id = pieceId('collaboration', page.url);
  const tag: Command = { type: 'tag', domain: 'collaboration', pages: [page] };

  it('is stored with the first piece, under an id that stays', async () => {
    const { writer, store, livePieces } = openItems({ settings: { version: 1, name: 'Maria' } });
    await writer.run(tag);
    await writer.run({ ...tag, domain: 'model-school' });
    expect((await store.read(SETTINGS)).origin).toBe(ORIGIN);
    expect((await readList(store)).pieces.get(id)).toMatchObject({
      contributions: [{ origin: ORIGIN, by: 'Maria' }],
    });
    expect(await livePieces()).toHaveLength(2);
  });

  it('is not stored in settings of a newer version, which stay as they are', async () => {
    const settings = { version: 99, name: 'Maria' };
    const { writer, store, contents } = openItems({ settings });
    expect(await writer.run(tag)).toMatchObject({ ok: true });
    expect(contents()).toMatchObject({ settings });
    expect((await readList(store)).pieces.get(id)).toMatchObject({ contributions: [{ origin: ORIGIN }] });
  });

  it('stays the colleague’s if I tag again what I deleted, and I am named beside her', async () => {
    const hers = deletePiece(anas, T2, ORIGIN);
    const { writer, store } = openItems({
      [`evidence:${idOf(hers)}`]: hers,
      settings: { version: 1, name: 'Maria', origin: ORIGIN },
    });
    await writer.run(tag);
    const back = (await readList(store)).pieces.get(id);
    expect(back && contributionsOf(back)).toEqual([
      { origin: 'ana', by: 'Ana', note: 'Theirs.', taggedAt: T2 },
      { origin: ORIGIN, by: 'Maria', note: '', taggedAt: START },
    ]);
  });
});
