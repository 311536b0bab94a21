import { describe, expect, it } from 'vitest';
import type { Command } from '../../../evidence/commands/index.ts';
import { createWriter } from '../../../evidence/commands/writer.ts';
import { planMerge } from '../../../evidence/merge/merge-plan.ts';
import { pageOf } from '../../../evidence/piece/piece.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { ACTION_PART } from '../../../evidence/storage/last-action.ts';
import { LAST_MERGE } from '../../../evidence/storage/last-merge.ts';
import { LIMITS } from '../../../evidence/undo/journal.ts';
import { collaborators } from '../../support/collaborators.ts';
import {
  type EvidenceStore,
  openEvidence,
  START,
  under,
  undoAll,
  undoOf,
} from '../../support/evidence-store.ts';
import { byId, idOf, picture } from '../../support/pieces.ts';
import { anas, expectRightCounts, fresh, gone, lost, merge, mine } from '../../support/two-lists.ts';

/** @returns the snapshots that merging and its Undo took; the one of the day comes by itself */
async function beforeMerge({ snapshots }: EvidenceStore) {
  return (await snapshots.list()).filter(({ reason }) => reason === 'before-merge');
}

describe('Undo of a merge', () => {
  const merged = async ({ writer }: EvidenceStore, more: Partial<Extract<Command, { type: 'merge' }>> = {}) =>
    undoOf(await writer.run({ ...merge, pieces: [...merge.pieces], ...more }));

  it('puts everything back as it was, to the last time in it, in one call', async () => {
    const evidence = openEvidence([mine, lost]);
    const before = under('evidence:', evidence.contents());
    const id = await merged(evidence);
    evidence.area.calls.splice(0);
    expect(await evidence.writer.run({ type: 'undo', id })).toEqual({ ok: true, count: 3, left: 0 });
    expect(evidence.area.calls.filter(({ name }) => name !== 'get')).toHaveLength(1);
    const { [`evidence:${idOf(fresh)}`]: sent, ...rest } = under('evidence:', evidence.contents());
    expect(rest).toEqual(before);
    expect(sent).toMatchObject({ deletedAt: fresh.taggedAt });
    await expectRightCounts(evidence);
    const after = evidence.contents();
    expect(await evidence.writer.run({ type: 'undo', id })).toEqual({ ok: true, count: 0, left: 0 });
    expect(evidence.contents()).toEqual(after);
  });

  it('deletes nothing at the colleague’s, and the same files can be merged again', async () => {
    const evidence = openEvidence([mine, lost]);
    const id = await merged(evidence);
    const list = await evidence.livePieces();
    await evidence.writer.run({ type: 'undo', id });
    const back = (await readList(evidence.store)).pieces;
    expect(planMerge(byId([fresh]), [back]).removed).toEqual([]);
    expect(await evidence.writer.run({ ...merge, pieces: [...merge.pieces] })).toMatchObject({ count: 3 });
    expect(await evidence.livePieces()).toEqual(list);
  });

  it('leaves text that was written since', async () => {
    const evidence = openEvidence([mine]);
    const id = await merged(evidence);
    await evidence.writer.run({ type: 'write-title', id: idOf(mine), title: 'Corrected since' });
    await evidence.writer.run({ type: 'undo', id });
    const [left, ...others] = await evidence.livePieces();
    expect(left).toMatchObject({ title: 'Corrected since' });
    expect(left?.contributions).toEqual([expect.objectContaining({ origin: 'me', note: 'Mine.' })]);
    expect(others).toEqual([]);
  });

  it('undoes two messages by one id, and each piece returns to its first state', async () => {
    const evidence = openEvidence([mine, lost]);
    const before = await evidence.livePieces();
    const second = { ...anas, title: 'Corrected by Ana', changedAt: { title: START } };
    const id = await merged(evidence, { pieces: [anas, gone], names: ['Ana'] });
    const more = { pieces: [second, fresh], names: ['Ana', 'Ion'], continues: id };
    expect(await merged(evidence, more)).toBe(id);
    expect((await readList(evidence.store)).lastMerge).toMatchObject({ id, names: ['Ana', 'Ion'], count: 4 });
    expect(await beforeMerge(evidence)).toHaveLength(1);
    expect(await undoAll(evidence.writer, id)).toEqual([
      { ok: true, count: 2, left: 2 },
      { ok: true, count: 2, left: 0 },
    ]);
    expect(await evidence.livePieces()).toEqual(before);
    expect((await readList(evidence.store)).lastMerge).toBeUndefined();
    await expectRightCounts(evidence);
  });

  it('leaves text that somebody wrote between two parts, though the merge continued afterwards', async () => {
    const evidence = openEvidence([mine]);
    const other = { ...fresh, url: 'https://school.example/other' };
    const id = await merged(evidence, { pieces: [fresh], isPart: true });
    expect((await readList(evidence.store)).lastMerge).toMatchObject({ isPart: true });
    await evidence.writer.run({ type: 'write-title', id: idOf(fresh), title: 'Written between' });
    await merged(evidence, { pieces: [other], continues: id, isPart: false });
    expect((await readList(evidence.store)).lastMerge).toMatchObject({ isPart: false });
    await undoAll(evidence.writer, id);
    expect((await evidence.livePieces()).map(({ title }) => title).sort()).toEqual(
      [mine.title, 'Written between'].sort(),
    );
  });

  it('undoes all parts by one id, though another action came between them', async () => {
    const evidence = openEvidence([mine]);
    const other = { ...fresh, url: 'https://school.example/other' };
    const id = await merged(evidence, { pieces: [fresh], isPart: true });
    const page = { url: 'https://school.example/tagged', title: 'Tagged between' };
    await evidence.writer.run({ type: 'tag', domain: 'collaboration', pages: [page] });
    expect(await merged(evidence, { pieces: [other], continues: id })).toBe(id);
    expect(await undoAll(evidence.writer, id)).toEqual([
      { ok: true, count: 1, left: 1 },
      { ok: true, count: 1, left: 0 },
    ]);
    expect((await evidence.livePieces()).map(({ title }) => title).sort()).toEqual(
      [mine.title, 'Tagged between'].sort(),
    );
  });

  it('ends if the last part has nothing new', async () => {
    const evidence = openEvidence([mine]);
    const id = await merged(evidence, { pieces: [fresh], isPart: true });
    expect(await merged(evidence, { pieces: [mine], continues: id, isPart: false })).toBe(id);
    expect((await readList(evidence.store)).lastMerge).toMatchObject({ isPart: false, count: 1 });
  });

  it('undoes a merge in steps, with one snapshot, and the rest can be undone as well', async () => {
    const evidence = openEvidence([mine, lost]);
    const before = await evidence.livePieces();
    const page = pageOf(idOf(fresh));
    const pictures = [{ page, picture: picture(1) }];
    const id = await merged(evidence, { pieces: [fresh], pictures, isPart: true });
    await merged(evidence, { pieces: [anas, gone], continues: id });
    // The piece and its picture are left.
    expect(await evidence.writer.run({ type: 'undo', id })).toEqual({ ok: true, count: 2, left: 2 });
    const { pictures: still, lastMerge } = await readList(evidence.store);
    expect([still.size, lastMerge]).toMatchObject([1, { id, count: 1, isPart: true }]);
    const rest = { type: 'undo', id, continues: true } as const;
    expect(await evidence.writer.run(rest)).toEqual({ ok: true, count: 1, left: 0 });
    expect(await evidence.livePieces()).toEqual(before);
    expect((await readList(evidence.store)).pictures.size).toBe(0);
    expect(await beforeMerge(evidence)).toHaveLength(2);
    await expectRightCounts(evidence);
  });

  it('stores no second version of merged pieces, and leaves those that arrived deleted to whoever restores them', async () => {
    const off = { ...gone, url: 'https://school.example/off' };
    const evidence = openEvidence([mine]);
    const id = await merged(evidence, { pieces: [fresh, off] });
    expect(JSON.stringify(await evidence.store.read(ACTION_PART))).not.toContain(fresh.note);
    await evidence.writer.run({ type: 'restore', ids: [idOf(off)] });
    expect(JSON.stringify([...evidence.journal.parts])).not.toContain(fresh.note);
    await evidence.writer.run({ type: 'undo', id });
    expect((await evidence.livePieces()).map(({ url }) => url).sort()).toEqual([mine.url, off.url].sort());
  });

  it('removes the merged pictures, but not one that was replaced since', async () => {
    const other = { page: pageOf(idOf(fresh)), picture: picture(2) };
    const evidence = openEvidence([mine]);
    const pictures = [{ page: pageOf(idOf(mine)), picture: picture(1) }, other];
    const id = await merged(evidence, { pieces: [fresh], pictures });
    expect((await readList(evidence.store)).pictures.size).toBe(2);
    await evidence.writer.run({ type: 'set-picture', url: fresh.url, picture: picture(3) });
    await evidence.writer.run({ type: 'undo', id });
    const list = await readList(evidence.store);
    expect([...list.pictures]).toEqual([[other.page, picture(3)]]);
    expect(list.lastMerge).toBeUndefined();
  });

  it('is no longer offered once it is settled, or after going back', async () => {
    const evidence = openEvidence([mine]);
    await evidence.writer.run({ type: 'merge', pieces: [fresh] });
    await evidence.writer.run({ type: 'dismiss-merge' });
    expect((await readList(evidence.store)).lastMerge).toBeUndefined();
    await evidence.writer.run({ type: 'merge', pieces: [anas] });
    const [snapshot] = await evidence.snapshots.list();
    await evidence.writer.run({ type: 'go-back', id: snapshot?.id ?? '' });
    expect((await readList(evidence.store)).lastMerge).toBeUndefined();
  });

  it('is refused if nothing was merged, and writes nothing', async () => {
    const { writer, area } = openEvidence([mine]);
    expect(await writer.run({ type: 'undo', id: 'none' })).toEqual({ ok: false, fault: 'not-undoable' });
    expect(area.calls.some(({ name }) => name !== 'get')).toBe(false);
  });

  it.each([
    ['the newest action', []],
    ['an earlier one', [{ type: 'delete', ids: [idOf(mine)] }]],
  ] as [string, Command[]][])('is forgotten when its time is over: %s', async (_, since) => {
    const evidence = openEvidence([mine]);
    const { store, journal, area } = evidence;
    const id = await merged(evidence);
    for (const command of since) await evidence.writer.run(command);
    expect((await store.read(LAST_MERGE))?.count).toBe(3);
    const day = (days: number) => new Date(Date.parse(START) + days * 86_400_000);
    const on = (date: Date) => createWriter(collaborators(store, { now: () => date, journal }));
    await on(day(LIMITS.days - 1)).tidyUp();
    expect(await store.read(LAST_MERGE)).toMatchObject({ id });
    await on(day(LIMITS.days + 1)).tidyUp();
    expect(area.items.get('last-merge')).toBeNull();
    const outcome = await on(day(LIMITS.days + 1)).run({ type: 'undo', id });
    expect(outcome).toEqual({ ok: false, fault: 'not-undoable' });
  });
});
