import { beforeEach, expect, it, vi } from 'vitest';
import { keepingDaily } from '../../evidence/keeping-daily.ts';
import { openEvidence } from '../support/evidence-store.ts';
import { idOf, piece } from '../support/pieces.ts';

const here = piece();

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  return () => vi.restoreAllMocks();
});

/** What is put behind all that waits in the writer's queue. */
const settled = (evidence: ReturnType<typeof openEvidence>) =>
  evidence.writer.run({ type: 'rebuild-summary' });

it('keeps the snapshot of the day after its first change, and no more that day', async () => {
  const evidence = openEvidence([here]);
  const writer = keepingDaily(evidence.writer);
  await writer.run({ type: 'save-settings', change: { language: 'ro' } });
  await settled(evidence);
  expect(evidence.snapshots.kept.size).toBe(0);
  for (const note of ['One.', 'Two.']) await writer.run({ type: 'write-note', id: idOf(here), note });
  await settled(evidence);
  const [{ content = '' } = {}, ...more] = evidence.snapshots.kept.values();
  expect(more).toEqual([]);
  expect(JSON.parse(content)[`evidence:${idOf(here)}`].note).toBe('One.');
});

it('keeps it after a merge, too, which brings the first pieces, and not after one that brought nothing', async () => {
  const evidence = openEvidence();
  const writer = keepingDaily(evidence.writer);
  for (const pieces of [[], [here]]) {
    expect(evidence.snapshots.kept.size).toBe(0);
    await writer.run({ type: 'merge', pieces });
    await settled(evidence);
  }
  expect([...evidence.snapshots.kept.values()]).toMatchObject([{ snapshot: { reason: 'daily' } }]);
});

it('keeps what is past its time before that is erased', async () => {
  const old = piece({ deletedAt: '2020-01-01T00:00:00.000Z' });
  const evidence = openEvidence([old]);
  expect(await keepingDaily(evidence.writer).tidyUp()).toMatchObject({ ok: true });
  expect((await evidence.store.readAll()).pieces.size).toBe(0);
  const [{ content = '' } = {}] = evidence.snapshots.kept.values();
  expect(JSON.parse(content)).toEqual({ [`evidence:${idOf(old)}`]: old });
});

it('answers and tidies up also where no snapshot can be kept', async () => {
  const evidence = openEvidence([
    here,
    piece({ domain: 'model-school', deletedAt: '2020-01-01T00:00:00.000Z' }),
  ]);
  evidence.snapshots.failing = new Error('disk');
  const writer = keepingDaily(evidence.writer);
  expect(await writer.run({ type: 'write-note', id: idOf(here), note: 'One.' })).toMatchObject({ ok: true });
  expect(await writer.tidyUp()).toMatchObject({ ok: true });
  expect((await evidence.store.readAll()).pieces.size).toBe(1);
});
