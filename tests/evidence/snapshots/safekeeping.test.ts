import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Command } from '../../../evidence/commands/index.ts';
import { createSafekeeping } from '../../../evidence/snapshots/safekeeping.ts';
import { contentOf } from '../../../evidence/snapshots/snapshot.ts';
import { readContents } from '../../../evidence/storage/contents.ts';
import { SUMMARY } from '../../../evidence/storage/parse-summary.ts';
import { PIECE } from '../../../evidence/storage/pieces.ts';
import { put } from '../../../evidence/storage/puts.ts';
import { summarise } from '../../../evidence/storage/summary.ts';
import { sha256Of } from '../../../evidence/values/sha256.ts';
import {
  type EvidenceStore,
  itemsOf,
  ORIGIN,
  openEvidence,
  openItems,
  undoOf,
} from '../../support/evidence-store.ts';
import { daily, MERGE, merged, reasons, risks, some } from '../../support/merge-with-snapshots.ts';
import { idOf, noteIn, piece } from '../../support/pieces.ts';

const here = piece({ origin: ORIGIN });
const id = idOf(here);

let evidence: EvidenceStore;

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  evidence = openEvidence([here]);
  return () => vi.restoreAllMocks();
});

describe('before a risky change', () => {
  it('a snapshot of the whole stored list is saved', async () => {
    const before = await readContents(evidence.store);
    const { content, snapshot } = evidence.snapshots.kept.get(await merged(evidence)) ?? {};
    expect(content).toBe(contentOf(before));
    expect(snapshot).toMatchObject({
      reason: 'before-merge',
      counts: { collaboration: 1 },
      hash: await sha256Of(content ?? ''),
    });
  });

  it('a merge does not begin if no snapshot can be saved', async () => {
    const before = evidence.contents();
    evidence.snapshots.failing = new Error('QuotaExceededError');
    expect(await evidence.writer.run(MERGE)).toEqual({ ok: false, fault: 'no-snapshot' });
    expect(evidence.contents()).toEqual(before);
    evidence.snapshots.failing = undefined;
    expect(await evidence.writer.run(MERGE)).toMatchObject({ ok: true });
  });

  it('a snapshot is saved if many changes are undone, and none if one click is', async () => {
    evidence = openEvidence();
    const pages = some.map(({ url, title }) => ({ url, title }));
    const tag = { type: 'tag', domain: 'collaboration' } as const;
    const two = await evidence.writer.run({ ...tag, pages: pages.slice(0, 2) });
    await evidence.writer.run({ type: 'undo', id: undoOf(two) });
    const all = await evidence.writer.run({ ...tag, pages });
    expect(await risks(evidence)).toEqual([]);
    await evidence.writer.run({ type: 'write-note', id, note: 'Since.' });
    const before = await readContents(evidence.store);
    await evidence.writer.run({ type: 'undo', id: undoOf(all) });
    expect(await risks(evidence)).toEqual(['before-bulk']);
    const kept = [...evidence.snapshots.kept.values()].find(({ snapshot }) => snapshot.reason !== 'daily');
    expect(kept?.content).toBe(contentOf(before));
  });

  it.each<[string, (ids: string[]) => Command]>([
    ['moving', (ids) => ({ type: 'move', ids, to: 'model-school' })],
    ['deleting', (ids) => ({ type: 'delete', ids })],
    ['editing', (ids) => ({ type: 'edit-facts', ids, change: { addLabels: ['Water'] } })],
    ['restoring', (ids) => ({ type: 'restore', ids })],
    ['placing', (ids) => ({ type: 'place', places: ids.map((id, position) => ({ id, position })) })],
  ])('a snapshot is saved for %s many pieces, not for two', async (_, command) => {
    evidence = openEvidence(some);
    const before = await readContents(evidence.store);
    expect(await evidence.writer.run(command(some.slice(0, 2).map(idOf)))).toMatchObject({ ok: true });
    expect(await risks(evidence)).toEqual([]);
    evidence = openEvidence(some);
    expect(await evidence.writer.run(command(some.map(idOf)))).toMatchObject({ ok: true });
    expect(await risks(evidence)).toEqual(['before-bulk']);
    const [kept] = evidence.snapshots.kept.values();
    expect(kept?.content).toBe(contentOf(before));
  });

  it('no snapshot is saved of pieces that are to be erased for good', async () => {
    const gone = some.map((one) => ({ ...one, deletedAt: one.taggedAt }));
    evidence = openEvidence(gone);
    expect(await evidence.writer.run({ type: 'delete-for-good', ids: gone.map(idOf) })).toMatchObject({
      ok: true,
    });
    expect(await risks(evidence)).toEqual([]);
    for (const { content } of evidence.snapshots.kept.values()) {
      for (const { url } of some) expect(content).not.toContain(url);
    }
  });

  it('no snapshot is saved if the last one is the same', async () => {
    await merged(evidence);
    expect(await reasons(evidence)).toEqual(['daily', 'before-merge']);
    await evidence.writer.run(MERGE);
    await evidence.writer.run(MERGE);
    expect(await reasons(evidence)).toEqual(['daily', 'before-merge']);
    await evidence.writer.run({ type: 'write-note', id, note: 'Since.' });
    await evidence.writer.run(MERGE);
    await evidence.writer.run(MERGE);
    expect(await reasons(evidence)).toEqual(['before-merge', 'daily', 'before-merge']);
  });
});

describe('the snapshot of the day', () => {
  function onDays(...days: string[]) {
    const store = evidence.store;
    let index = 0;
    return createSafekeeping(store, evidence.snapshots, () => new Date(`${days[index++] ?? days.at(-1)}`));
  }

  /** Changes the list as no writer does: without a snapshot of its own. */
  const change = (note: string) => evidence.store.write([put(PIECE, piece({ origin: ORIGIN, note }), id)]);

  it('is saved once a day, even by a background that was restarted', async () => {
    const safekeeping = onDays('2026-11-22T08:00:00Z');
    await safekeeping.saveDaily();
    await change('One.');
    await safekeeping.saveDaily();
    await onDays('2026-11-22T20:00:00Z').saveDaily();
    expect(await reasons(evidence)).toEqual(['daily']);
    await onDays('2026-11-23T08:00:00Z').saveDaily();
    expect(await reasons(evidence)).toEqual(['daily', 'daily']);
  });

  it('is saved on the first change of a day that began without one', async () => {
    await onDays('2026-11-22T08:00:00Z').saveDaily();
    const safekeeping = onDays('2026-11-23T08:00:00Z');
    await safekeeping.saveDaily();
    expect(await reasons(evidence)).toEqual(['daily']);
    await change('One.');
    await safekeeping.saveDaily();
    expect(await reasons(evidence)).toEqual(['daily', 'daily']);
  });

  it('is not saved of an empty list', async () => {
    evidence.area.items.clear();
    await onDays('2026-11-22T08:00:00Z').saveDaily();
    expect(evidence.snapshots.kept.size).toBe(0);
  });

  it('that fails is logged, and nothing else waits for it', async () => {
    evidence.snapshots.failing = new Error('disk');
    expect(await evidence.writer.run({ type: 'write-note', id, note: 'One.' })).toMatchObject({ ok: true });
    await daily(evidence);
    expect(console.error).toHaveBeenCalled();
    expect(await evidence.writer.run({ type: 'write-note', id, note: 'Two.' })).toMatchObject({ ok: true });
    evidence.snapshots.failing = undefined;
    expect(await evidence.writer.run({ type: 'write-note', id, note: 'Three.' })).toMatchObject({ ok: true });
    await daily(evidence);
    expect(await reasons(evidence)).toEqual(['daily']);
  });

  it('is saved by the writer itself behind the first change, which is answered before', async () => {
    await evidence.writer.run({ type: 'write-note', id, note: 'One.' });
    expect(await reasons(evidence)).toEqual([]);
    await daily(evidence);
    await evidence.writer.run({ type: 'write-note', id, note: 'Two.' });
    await daily(evidence);
    expect(await reasons(evidence)).toEqual(['daily']);
    const [kept] = evidence.snapshots.kept.values();
    expect(kept?.content).toContain('One.');
  });

  it('is not saved for a command that changed nothing', async () => {
    await evidence.writer.run({ type: 'write-note', id, note: noteIn(here) });
    await daily(evidence);
    expect(await reasons(evidence)).toEqual([]);
  });
});

describe('the snapshot after an update', () => {
  it('shows the list as the version before left it, waits in the queue, and is the one of the day, too', async () => {
    const old = { ...here, version: 1 };
    evidence = openItems(itemsOf([old]));
    const before = await readContents(evidence.store);
    const { writer } = evidence;
    await Promise.all([
      writer.saveBeforeMigration(),
      writer.tidyUp(),
      writer.run({ type: 'write-note', id, note: 'One.' }),
    ]);
    expect(await reasons(evidence)).toEqual(['before-migration']);
    const [kept] = evidence.snapshots.kept.values();
    expect(kept?.content).toBe(contentOf(before));
  });

  it('that fails is logged, and the counts are corrected all the same', async () => {
    evidence = openItems({ ...itemsOf([here]), summary: 'damaged' });
    evidence.snapshots.failing = new Error('disk');
    const [kept, tidied] = await Promise.all([
      evidence.writer.saveBeforeMigration(),
      evidence.writer.tidyUp(),
    ]);
    expect([kept, tidied]).toEqual([
      { ok: false, fault: 'no-snapshot' },
      { ok: false, fault: 'storage-failed' },
    ]);
    expect(console.error).toHaveBeenCalled();
    expect(await evidence.store.read(SUMMARY)).toEqual(summarise([here]));
  });
});
