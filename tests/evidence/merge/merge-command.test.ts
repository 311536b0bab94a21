import { describe, expect, it, vi } from 'vitest';
import { createWriter } from '../../../evidence/commands/writer.ts';
import { KEPT_AFTER_DELETION_DAYS } from '../../../evidence/list/bin.ts';
import { planMerge } from '../../../evidence/merge/merge-plan.ts';
import {
  EVIDENCE_VERSION,
  type Evidence,
  evidenceId,
  isLive,
  pageOf,
} from '../../../evidence/piece/evidence.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { LAST_MERGE } from '../../../evidence/storage/last-merge.ts';
import { SETTINGS } from '../../../evidence/storage/settings.ts';
import { summarise } from '../../../evidence/storage/summary.ts';
import { tallyAll } from '../../../evidence/storage/tally.ts';
import {
  type EvidenceStore,
  itemsOf,
  ORIGIN,
  openEvidence,
  openItems,
  START,
  under,
} from '../../support/evidence-store.ts';
import { byId, idOf, picture, piece } from '../../support/pieces.ts';

const [T1, T2] = ['2026-05-01T00:00:00.000Z', '2026-05-02T00:00:00.000Z'];
const mine = piece({ origin: 'me', note: 'Mine.', taggedBy: 'Maria', taggedAt: T1, updatedAt: T1 });
const anas = piece({ origin: 'ana', note: 'Theirs.', taggedBy: 'Ana', taggedAt: T2, updatedAt: T2 });
const fresh = piece({ ...anas, url: 'https://school.example/new' });
const lost = piece({ ...mine, domain: 'model-school' });
const gone = piece({
  domain: 'model-school',
  title: '',
  note: '',
  taggedAt: T1,
  updatedAt: T2,
  deletedAt: T2,
});
const merge = { type: 'merge', pieces: [anas, fresh, gone] } as const;

async function counts({ store }: EvidenceStore) {
  const { pieces, summary, tallies } = await readList(store);
  expect(summary).toEqual(summarise(pieces.values()));
  expect(new Map([...tallies].filter(([, count]) => count > 0))).toEqual(tallyAll(pieces.values()));
}

describe('merge', () => {
  it('writes everything in one call, with counts, and says only how much', async () => {
    const evidence = openEvidence([mine, lost]);
    const outcome = await evidence.writer.run({ ...merge, pieces: [...merge.pieces] });
    expect(outcome).toEqual({ ok: true, changes: [], count: 3 });
    const written = evidence.area.calls.filter(({ name }) => name !== 'get');
    expect(written).toMatchObject([{ name: 'set' }]);
    const { pieces } = await readList(evidence.store);
    expect(pieces.get(idOf(fresh))).toEqual(fresh);
    expect(pieces.get(idOf(mine))).toMatchObject({
      note: 'Mine.',
      taggedBy: 'Maria',
      contributions: [{ by: 'Ana', note: 'Theirs.' }],
    });
    expect(isLive(pieces.get(idOf(lost)))).toBe(false);
    await counts(evidence);
  });

  it('twice is the same as once, and the first one can still be taken back', async () => {
    const evidence = openEvidence([mine, lost]);
    const before = await evidence.livePieces();
    await evidence.writer.run({ ...merge, pieces: [...merge.pieces] });
    const once = evidence.contents();
    const again = await evidence.writer.run({ ...merge, pieces: [...merge.pieces] });
    expect(again).toEqual({ ok: true, changes: [], count: 0 });
    expect(evidence.contents()).toEqual(once);
    await evidence.writer.run({ type: 'undo-merge' });
    expect(await evidence.livePieces()).toEqual(before);
  });

  it('keeps what was typed between the preview and the merge', async () => {
    const evidence = openItems({ settings: { version: 1, origin: 'me' }, ...itemsOf([mine]) });
    const plan = planMerge((await readList(evidence.store)).pieces, [byId([anas])]);
    await evidence.writer.run({ type: 'write-note', id: idOf(mine), note: 'Typed since.' });
    await evidence.writer.run({ type: 'merge', pieces: [...plan.pieces.values()] });
    expect(await evidence.livePieces()).toMatchObject([
      { note: 'Typed since.', contributions: [{ note: 'Theirs.' }] },
    ]);
  });

  it.each<[string, Record<string, unknown>, Evidence[], string]>([
    ['a piece of a newer version', {}, [fresh, { ...anas, version: EVIDENCE_VERSION + 1 }], 'newer-data'],
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

  it('gives a page a picture that has none, and no other', async () => {
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

describe('undo-merge', () => {
  it('puts all back as it was, to the last time in it, in one call', async () => {
    const evidence = openEvidence([mine, lost]);
    const before = under('evidence:', evidence.contents());
    await evidence.writer.run({ ...merge, pieces: [...merge.pieces] });
    evidence.area.calls.splice(0);
    expect(await evidence.writer.run({ type: 'undo-merge' })).toEqual({
      ok: true,
      changes: [],
      count: 3,
      left: 0,
    });
    expect(evidence.area.calls.filter(({ name }) => name !== 'get')).toHaveLength(1);
    const { [`evidence:${idOf(fresh)}`]: sent, ...rest } = under('evidence:', evidence.contents());
    expect(rest).toEqual(before);
    expect(sent).toMatchObject({ deletedAt: fresh.taggedAt });
    await counts(evidence);
    expect(await evidence.writer.run({ type: 'undo-merge' })).toEqual({
      ok: true,
      changes: [],
      count: 0,
      left: 0,
    });
  });

  it('deletes nothing at the colleague’s, and the same files can be merged again', async () => {
    const evidence = openEvidence([mine, lost]);
    await evidence.writer.run({ ...merge, pieces: [...merge.pieces] });
    const merged = await evidence.livePieces();
    await evidence.writer.run({ type: 'undo-merge' });
    const back = (await readList(evidence.store)).pieces;
    expect(planMerge(byId([fresh]), [back]).removed).toEqual([]);
    expect(await evidence.writer.run({ ...merge, pieces: [...merge.pieces] })).toMatchObject({ count: 3 });
    expect(await evidence.livePieces()).toEqual(merged);
  });

  it('keeps what was written since', async () => {
    const evidence = openEvidence([mine]);
    await evidence.writer.run({ ...merge, pieces: [...merge.pieces] });
    await evidence.writer.run({ type: 'write-title', id: idOf(mine), title: 'Corrected since' });
    await evidence.writer.run({ type: 'undo-merge' });
    const [left, ...others] = await evidence.livePieces();
    expect(left).toMatchObject({ title: 'Corrected since', note: 'Mine.' });
    expect(left).not.toHaveProperty('contributions');
    expect(others).toEqual([]);
  });

  it('takes back in one step what came in two messages, each piece to what it was at first', async () => {
    const evidence = openEvidence([mine, lost]);
    const before = await evidence.livePieces();
    const second = { ...anas, title: 'Corrected by Ana', changedAt: { title: START } };
    await evidence.writer.run({ type: 'merge', pieces: [anas, gone], names: ['Ana'] });
    await evidence.writer.run({
      type: 'merge',
      pieces: [second, fresh],
      names: ['Ana', 'Ion'],
      continues: true,
    });
    expect((await readList(evidence.store)).lastMerge).toMatchObject({ names: ['Ana', 'Ion'], count: 3 });
    expect(await evidence.snapshots.list()).toHaveLength(1);
    expect(await evidence.writer.run({ type: 'undo-merge' })).toMatchObject({ count: 3 });
    expect(await evidence.livePieces()).toEqual(before);
  });

  it('leaves what somebody wrote between two parts, though the merge went on afterwards', async () => {
    const evidence = openEvidence([mine]);
    const other = { ...fresh, url: 'https://school.example/other' };
    await evidence.writer.run({ type: 'merge', pieces: [fresh], progress: { done: 1, total: 2 } });
    expect((await readList(evidence.store)).lastMerge).toMatchObject({ isPart: true });
    await evidence.writer.run({ type: 'write-title', id: idOf(fresh), title: 'Written between' });
    await evidence.writer.run({
      type: 'merge',
      pieces: [other],
      continues: true,
      progress: { done: 2, total: 2 },
    });
    expect((await readList(evidence.store)).lastMerge).toMatchObject({ isPart: false });
    await evidence.writer.run({ type: 'undo-merge' });
    expect((await evidence.livePieces()).map(({ title }) => title).sort()).toEqual(
      [mine.title, 'Written between'].sort(),
    );
  });

  it('comes to its end where the last part has nothing new', async () => {
    const evidence = openEvidence([mine]);
    await evidence.writer.run({ type: 'merge', pieces: [fresh], progress: { done: 1, total: 2 } });
    const last = { type: 'merge', pieces: [mine], continues: true, progress: { done: 2, total: 2 } } as const;
    await evidence.writer.run({ ...last, pieces: [...last.pieces] });
    expect((await readList(evidence.store)).lastMerge).toMatchObject({ isPart: false, count: 1 });
  });

  it('takes a merge back in steps, with one snapshot; what is left can be taken back as well', async () => {
    const evidence = openEvidence([mine, lost]);
    const before = await evidence.livePieces();
    const page = pageOf(idOf(fresh));
    const pictures = [{ page, picture: picture(1) }];
    await evidence.writer.run({ ...merge, pieces: [...merge.pieces], pictures });
    const step = { type: 'undo-merge', most: 2 } as const;
    expect(await evidence.writer.run(step)).toMatchObject({ count: 2, left: 1 });
    expect((await readList(evidence.store)).pictures.size).toBe(1);
    expect(await evidence.writer.run({ ...step, continues: true })).toMatchObject({ count: 1, left: 0 });
    expect(await evidence.livePieces()).toEqual(before);
    expect((await readList(evidence.store)).pictures.size).toBe(0);
    expect(await evidence.snapshots.list()).toHaveLength(2);
    await counts(evidence);
  });

  it('keeps no second copy of what came in, and leaves what came in as taken off to whoever brings it back', async () => {
    const off = { ...gone, url: 'https://school.example/off' };
    const evidence = openEvidence([mine]);
    await evidence.writer.run({ type: 'merge', pieces: [fresh, off] });
    expect(JSON.stringify(evidence.area.items.get('merge-undo'))).not.toContain(fresh.note);
    await evidence.writer.run({ type: 'restore', ids: [idOf(off)] });
    await evidence.writer.run({ type: 'undo-merge' });
    expect((await evidence.livePieces()).map(({ url }) => url).sort()).toEqual([mine.url, off.url].sort());
  });

  it('takes the pictures back that came in, but not one that is another since', async () => {
    const other = { page: pageOf(idOf(fresh)), picture: picture(2) };
    const evidence = openEvidence([mine]);
    await evidence.writer.run({
      type: 'merge',
      pieces: [fresh],
      pictures: [{ page: pageOf(idOf(mine)), picture: picture(1) }, other],
    });
    expect((await readList(evidence.store)).pictures.size).toBe(2);
    await evidence.writer.run({ type: 'set-picture', url: fresh.url, picture: picture(3) });
    await evidence.writer.run({ type: 'undo-merge' });
    const { pictures, lastMerge } = await readList(evidence.store);
    expect([...pictures]).toEqual([[other.page, picture(3)]]);
    expect(lastMerge).toBeUndefined();
  });

  it('is offered no longer once it is settled, or an earlier state was brought back', async () => {
    const evidence = openEvidence([mine]);
    await evidence.writer.run({ type: 'merge', pieces: [fresh] });
    await evidence.writer.run({ type: 'dismiss-merge' });
    expect((await readList(evidence.store)).lastMerge).toBeUndefined();
    await evidence.writer.run({ type: 'merge', pieces: [anas] });
    const [snapshot] = await evidence.snapshots.list();
    await evidence.writer.run({ type: 'go-back', id: snapshot?.id ?? '' });
    expect((await readList(evidence.store)).lastMerge).toBeUndefined();
  });

  it('has nothing to do where nothing was merged', async () => {
    const { writer, area } = openEvidence([mine]);
    expect(await writer.run({ type: 'undo-merge' })).toEqual({
      ok: true,
      changes: [],
      count: 0,
      left: 0,
    });
    expect(area.calls.some(({ name }) => name !== 'get')).toBe(false);
  });

  it('is forgotten when its time is over', async () => {
    const { writer, store, area } = openEvidence([mine]);
    await writer.run({ ...merge, pieces: [...merge.pieces] });
    expect((await store.read(LAST_MERGE))?.changes).toHaveLength(3);
    const later = Date.parse(START) + (KEPT_AFTER_DELETION_DAYS + 1) * 86_400_000;
    await createWriter(store, () => new Date(later)).tidyUp();
    expect(area.items.get('merge-undo')).toBeNull();
  });
});

describe('who tagged it', () => {
  const page = { url: 'https://school.example/projects/water', title: 'Water' };
  const id = evidenceId('collaboration', page.url);
  const tag = { type: 'tag', domain: 'collaboration', pages: [page] } as const;

  it('is said with the first piece, by an id that stays', async () => {
    const { writer, store, livePieces } = openItems({ settings: { version: 1, name: 'Maria' } });
    await writer.run(tag);
    await writer.run({ ...tag, domain: 'model-school' });
    expect((await store.read(SETTINGS)).origin).toBe(ORIGIN);
    expect((await readList(store)).pieces.get(id)).toMatchObject({ origin: ORIGIN, taggedBy: 'Maria' });
    expect(await livePieces()).toHaveLength(2);
  });

  it('is left open where a newer version keeps the settings, which stay as they are', async () => {
    const settings = { version: 99, name: 'Maria' };
    const { writer, store, contents } = openItems({ settings });
    expect(await writer.run(tag)).toMatchObject({ ok: true });
    expect(contents()).toMatchObject({ settings });
    expect((await readList(store)).pieces.get(id)).not.toHaveProperty('origin');
  });

  it('stays the colleague where I bring back what was hers, and I stand beside her', async () => {
    const hers = piece({ ...anas, deletedAt: T2, updatedAt: T2 });
    const { writer, store } = openItems({
      [`evidence:${idOf(hers)}`]: hers,
      settings: { version: 1, name: 'Maria' },
    });
    await writer.run(tag);
    expect((await readList(store)).pieces.get(id)).toMatchObject({
      origin: 'ana',
      taggedBy: 'Ana',
      note: 'Theirs.',
      taggedAt: T2,
      contributions: [{ origin: ORIGIN, by: 'Maria', note: '', taggedAt: START }],
    });
  });
});
