import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Command } from '../../../evidence/commands/index.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { air, DELETE, earth, NOT_UNDOABLE, run, said, tagMany, water } from '../../support/actions.ts';
import { openEvidence } from '../../support/evidence-store.ts';
import { idOf } from '../../support/pieces.ts';

const AT = '2026-05-01T00:00:00.000Z';

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a journal that fails', () => {
  it('loses no data and no command, only the Undo of earlier actions', async () => {
    const evidence = openEvidence([water, air, earth]);
    evidence.journal.failing = new Error('QuotaExceededError');
    const first = await run(evidence, DELETE);
    const second = await run(evidence, { type: 'delete', ids: [idOf(water)] });
    expect(await evidence.livePieces()).toMatchObject([{ title: 'Earth' }]);
    // The newest action is stored beside the list.
    expect(await evidence.writer.run({ type: 'undo', id: second })).toEqual({ ok: true, count: 1, left: 0 });
    expect(await evidence.livePieces()).toHaveLength(2);
    const before = evidence.contents();
    expect(await evidence.writer.run({ type: 'undo', id: first })).toMatchObject({ ok: false });
    expect(evidence.contents()).toEqual(before);
    evidence.journal.failing = undefined;
    expect(await evidence.writer.run({ type: 'undo', id: first })).toEqual(NOT_UNDOABLE);
    expect(await evidence.writer.run({ type: 'restore', ids: [idOf(air)] })).toMatchObject({ count: 1 });
    await said(evidence);
  });

  it('stops no other command, not even tidying up', async () => {
    const evidence = openEvidence([water, air]);
    evidence.journal.failing = new Error('Internal error');
    const [first, second] = await tagMany(evidence, 2);
    expect(first).not.toBe(second);
    for (const command of [
      { type: 'merge', pieces: [earth] },
      { type: 'write-note', id: idOf(water), note: 'New.' },
      { type: 'forget-drafts', pages: [air.url] },
      { type: 'recount' },
    ] satisfies Command[]) {
      expect(await evidence.writer.run(command)).toMatchObject({ ok: true });
    }
    expect(await evidence.writer.tidyUp()).toMatchObject({ ok: true });
    expect((await said(evidence)).pieces).toHaveLength(5);
  });

  it('lets a merge continue, and its last part can be undone', async () => {
    const evidence = openEvidence([water]);
    const id = await run(evidence, { type: 'merge', pieces: [air], isPart: true });
    evidence.journal.failing = new Error('Internal error');
    expect(await run(evidence, { type: 'merge', pieces: [earth], continues: id })).toBe(id);
    expect(await evidence.livePieces()).toHaveLength(3);
    expect(await evidence.writer.run({ type: 'undo', id })).toMatchObject({ ok: true, count: 1 });
    evidence.journal.failing = undefined;
    // The answer names the parts that can’t be undone any more, and everything stays.
    expect(await evidence.writer.run({ type: 'undo', id, continues: true })).toEqual(NOT_UNDOABLE);
    expect(await evidence.livePieces()).toHaveLength(2);
  });

  it('refuses to delete for good, because the journal may hold a word of the piece', async () => {
    const evidence = openEvidence([{ ...air, deletedAt: AT }]);
    evidence.journal.failing = new Error('Internal error');
    const outcome = await evidence.writer.run({ type: 'delete-for-good', ids: [idOf(air)] });
    expect(outcome).toEqual({ ok: false, fault: 'storage-failed' });
    expect((await readList(evidence.store)).pieces.has(idOf(air))).toBe(true);
  });
});

it('an action that could not be written does not exist, and the one before it can be undone', async () => {
  const evidence = openEvidence([water, air]);
  const id = await run(evidence, DELETE);
  evidence.area.failing.set = new Error('The disk is full');
  expect(await evidence.writer.run({ type: 'delete', ids: [idOf(water)] })).toEqual({
    ok: false,
    fault: 'storage-failed',
  });
  delete evidence.area.failing.set;
  expect(await evidence.writer.run({ type: 'undo', id })).toEqual({ ok: true, count: 1, left: 0 });
  await tagMany(evidence, 1);
  const after = await evidence.livePieces();
  // The journal holds it too: it was written there before the write that failed.
  expect(await evidence.writer.run({ type: 'undo', id })).toMatchObject({ ok: true, count: 0 });
  expect(await evidence.livePieces()).toEqual(after);
});
