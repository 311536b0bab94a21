import { describe, expect, it } from 'vitest';
import type { Command } from '../../../evidence/commands/index.ts';
import type { Draft } from '../../../evidence/storage/draft.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { readPage } from '../../../evidence/storage/page-evidence.ts';
import { untaggedOf } from '../../../evidence/storage/untagged.ts';
import { itemsOf, openItems, undoOf } from '../../support/evidence-store.ts';
import { byId, piece, quote } from '../../support/pieces.ts';

const A = 'https://school.example/a';
const B = 'https://school.example/b';
const EARLIER = '2026-05-01T00:00:00.000Z';
const LATER = '2026-05-02T00:00:00.000Z';
const typed = (title: string, updatedAt = EARLIER): Draft => ({ version: 1, title, updatedAt });

describe('the list of untagged pages', () => {
  it('has every page with something begun on it and no piece, the last first', () => {
    const drafts = new Map([
      [A, typed('A')],
      [piece().url, typed('Tagged')],
      [B, typed('B', LATER)],
    ]);
    const pieces = byId([piece(), piece({ url: A, deletedAt: LATER })]);
    expect(untaggedOf({ drafts, pieces }).map(({ page }) => page)).toEqual([B, A]);
  });

  it('has no page with only a label typed: that label waits for the page’s pieces in the bin', () => {
    const label: Draft = { version: 1, label: { text: 'Wat', at: 0 }, updatedAt: EARLIER };
    const drafts = new Map([
      [A, label],
      [B, { ...typed('B'), ...label }],
    ]);
    const pieces = byId([piece({ url: A, deletedAt: LATER })]);
    expect(untaggedOf({ drafts, pieces }).map(({ page }) => page)).toEqual([B]);
  });

  it('is empty if nothing was begun', () => {
    expect(untaggedOf({ drafts: new Map(), pieces: byId([piece()]) })).toEqual([]);
  });
});

describe('forgetting typed text', () => {
  const forget = (...pages: string[]): Command => ({ type: 'forget-drafts', pages });

  it('is one call for all pages, and Undo brings the text back as it was', async () => {
    const items = { ...itemsOf([]), [`draft:${A}`]: typed('A'), [`draft:${B}`]: typed('B', LATER) };
    const { writer, store, area } = openItems(items);
    const before = (await readList(store)).drafts;
    area.calls.length = 0;
    const outcome = await writer.run(forget(A, B));
    // The two drafts and the two records of the action.
    expect(area.calls.filter(({ name }) => name !== 'get')).toEqual([{ name: 'set', keys: 4 }]);
    expect((await readList(store)).drafts.size).toBe(0);
    const id = undoOf(outcome);
    expect(await writer.run({ type: 'undo', id })).toMatchObject({ ok: true, left: 0 });
    expect(await writer.run({ type: 'undo', id })).toEqual({ ok: true, count: 0, left: 0 });
    expect((await readList(store)).drafts).toEqual(before);
  });

  it('leaves waiting passages, and text typed since', async () => {
    const waiting = { version: 1, quotes: [quote('One.')], updatedAt: EARLIER };
    const { writer, store } = openItems({
      ...itemsOf([]),
      [`draft:${A}`]: typed('A'),
      [`waiting:${A}`]: waiting,
    });
    const id = undoOf(await writer.run(forget(A)));
    expect((await readPage(store, A)).draft).toEqual(waiting);
    await writer.run({ type: 'write-draft', url: A, change: { title: 'Since' } });
    expect(await writer.run({ type: 'undo', id })).toMatchObject({ ok: true });
    expect((await readPage(store, A)).draft).toMatchObject({ title: 'Since', quotes: [quote('One.')] });
  });

  it('is refused if a newer version wrote one of the drafts, and forgets none', async () => {
    const items = { ...itemsOf([]), [`draft:${A}`]: typed('A'), [`draft:${B}`]: { version: 2 } };
    const { writer, contents } = openItems(items);
    const before = contents();
    const outcome = await writer.run(forget(A, B));
    expect(outcome).toEqual({ ok: false, fault: 'newer-data' });
    expect(contents()).toEqual(before);
  });

  it('of no page is not an action', async () => {
    const { writer, contents } = openItems(itemsOf([]));
    const before = contents();
    expect(await writer.run(forget(A))).toMatchObject({ ok: true, count: 0 });
    expect(contents()).toEqual(before);
  });
});
