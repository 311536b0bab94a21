import { beforeEach, expect, it, vi } from 'vitest';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { hash } from '../../../evidence/values/hash.ts';
import { itemsOf, openEvidence, openItems, ownPiece } from '../../support/evidence-store.ts';
import { idOf, piece } from '../../support/pieces.ts';

const here = ownPiece();
const LONG_AGO = { taggedAt: '2019-01-01T00:00:00.000Z', deletedAt: '2020-01-01T00:00:00.000Z' };

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  return () => vi.restoreAllMocks();
});

/** Queues a task behind everything that waits in the writer’s queue. */
const settled = (evidence: ReturnType<typeof openEvidence>) => evidence.writer.run({ type: 'recount' });

it('the first change of a day saves a snapshot, and later changes of that day save none', async () => {
  const evidence = openEvidence([here]);
  const writer = evidence.writer;
  await writer.run({ type: 'save-settings', change: { language: 'ro' } });
  await settled(evidence);
  expect(evidence.snapshots.kept.size).toBe(0);
  for (const note of ['One.', 'Two.']) await writer.run({ type: 'write-note', id: idOf(here), note });
  await settled(evidence);
  const [{ content = '' } = {}, ...more] = evidence.snapshots.kept.values();
  expect(more).toEqual([]);
  expect(JSON.parse(content)[`evidence:${idOf(here)}`].contributions).toMatchObject([{ note: 'One.' }]);
});

it('a merge that brings the first pieces saves the snapshot of the day, and a merge that brings nothing does not', async () => {
  const evidence = openEvidence();
  const writer = evidence.writer;
  for (const pieces of [[], [here]]) {
    expect(evidence.snapshots.kept.size).toBe(0);
    await writer.run({ type: 'merge', pieces });
    await settled(evidence);
  }
  expect([...evidence.snapshots.kept.values()]).toMatchObject([{ snapshot: { reason: 'daily' } }]);
});

it('the first change of a day erases what has expired, in earlier versions of the list too, and later changes do not', async () => {
  const old = piece({ domain: 'model-school', ...LONG_AGO });
  const evidence = openItems({ ...itemsOf([here, old]), 'known-date': { version: 1, day: '2026-05-31' } });
  const writer = evidence.writer;
  await writer.run({ type: 'write-note', id: idOf(here), note: 'One.' });
  await settled(evidence);
  expect([...(await readList(evidence.store)).pieces.keys()]).toEqual([idOf(here)]);
  expect(evidence.contents().gone).toEqual({ version: 1, pieces: { [hash(idOf(old))]: expect.any(String) } });
  const [{ content = '' } = {}] = evidence.snapshots.kept.values();
  expect(Object.keys(JSON.parse(content))).toEqual([`evidence:${idOf(here)}`, 'settings']);
  evidence.area.calls.length = 0;
  await writer.run({ type: 'write-note', id: idOf(here), note: 'Two.' });
  await writer.run({ type: 'write-note', id: idOf(here), note: 'Three.' });
  expect(evidence.area.calls.filter(({ keys }) => keys === null)).toEqual([]);
});

it('a command is answered if no snapshot can be saved, and nothing is erased that earlier versions still hold', async () => {
  const evidence = openEvidence([here, piece({ domain: 'model-school', ...LONG_AGO })]);
  evidence.snapshots.failing = new Error('disk');
  const writer = evidence.writer;
  expect(await writer.run({ type: 'write-note', id: idOf(here), note: 'One.' })).toMatchObject({ ok: true });
  expect(await writer.tidyUp()).toMatchObject({ ok: false });
  expect((await readList(evidence.store)).pieces.size).toBe(2);
  evidence.snapshots.failing = undefined;
  expect(await writer.tidyUp()).toMatchObject({ ok: true });
  expect((await readList(evidence.store)).pieces.size).toBe(1);
});
