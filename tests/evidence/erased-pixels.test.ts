import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { withoutErasedPixels } from '../../evidence/sweep-pictures.ts';
import { itemsOf, openItems } from '../support/evidence-store.ts';
import { idOf, picture, piece } from '../support/pieces.ts';

const GONE = piece({ deletedAt: '2026-05-01T00:00:00.000Z' });
const OTHER = 'https://school.example/other';

function open(pixels: (ids: Iterable<string>) => Promise<void>) {
  const evidence = openItems({
    ...itemsOf([GONE, piece({ url: OTHER })]),
    [`picture:${GONE.url}`]: picture(1),
    [`picture:${OTHER}`]: picture(2),
  });
  return { ...evidence, run: withoutErasedPixels(evidence.writer.run, evidence.store, { erase: pixels }) };
}

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

afterEach(() => {
  vi.restoreAllMocks();
});

it('erases the pixels of what is deleted for good, and no others', async () => {
  const erased: string[] = [];
  const { run } = open(async (ids) => void erased.push(...ids));
  await run({ type: 'take-off', id: idOf(piece({ url: OTHER })) });
  expect(erased).toEqual([]);
  expect(await run({ type: 'erase', ids: [idOf(GONE)] })).toEqual({ ok: true, changes: [] });
  expect(erased).toEqual([picture(1).id]);
});

it('is carried out before what was sent after it', async () => {
  const { run, store } = open(async () => {});
  const [erased, restored] = await Promise.all([
    run({ type: 'erase', ids: [idOf(GONE)] }),
    run({ type: 'restore', ids: [idOf(GONE)] }),
  ]);
  expect([erased, restored]).toEqual([
    { ok: true, changes: [] },
    { ok: false, fault: 'not-found' },
  ]);
  expect((await store.readAll()).pieces.has(idOf(GONE))).toBe(false);
});

it('tells that the records are gone also where the pixels could not be erased', async () => {
  const { run, area } = open(() => Promise.reject(new Error('IO error')));
  expect(await run({ type: 'erase', ids: [idOf(GONE)] })).toEqual({ ok: true, changes: [] });
  expect(area.items.has(`evidence:${idOf(GONE)}`)).toBe(false);
});

it('erases no pixels where nothing could be erased', async () => {
  const pixels = vi.fn(async () => {});
  const { run, area } = open(pixels);
  area.failing.remove = new Error('IO error');
  expect(await run({ type: 'erase', ids: [idOf(GONE)] })).toEqual({ ok: false, fault: 'storage-failed' });
  expect(pixels).not.toHaveBeenCalled();
});
