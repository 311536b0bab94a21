import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createWriter } from '../../../evidence/commands/writer.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { PICTURE } from '../../../evidence/storage/pictures.ts';
import { collaborators } from '../../support/collaborators.ts';
import { itemsOf, openItems, undoOf } from '../../support/evidence-store.ts';
import { idOf, picture, piece } from '../../support/pieces.ts';

const GONE = piece({ deletedAt: '2026-05-01T00:00:00.000Z' });
const OTHER = 'https://school.example/other';

function open(pixels: (ids: Iterable<string>) => Promise<void>) {
  const evidence = openItems({
    ...itemsOf([GONE, piece({ url: OTHER })]),
    [`picture:${GONE.url}`]: picture(1),
    [`picture:${OTHER}`]: picture(2),
  });
  const { store, snapshots, journal } = evidence;
  const pictures = { erase: pixels, sweep: async () => 0 };
  const now = () => new Date('2026-06-01');
  const writer = createWriter(collaborators(store, { snapshots, journal, pictures, now }));
  return { ...evidence, writer, run: writer.run };
}

/** As {@link open}, with the pixels erased so far. */
function opened() {
  const erased: string[] = [];
  return { erased, ...open(async (ids) => void erased.push(...ids)) };
}

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

afterEach(() => {
  vi.restoreAllMocks();
});

it('deleting a piece for good erases its pixels, and no others', async () => {
  const { erased, run } = opened();
  await run({ type: 'delete', ids: [idOf(piece({ url: OTHER }))] });
  expect(erased).toEqual([]);
  expect(await run({ type: 'delete-for-good', ids: [idOf(GONE)] })).toEqual({ ok: true, count: 0 });
  expect(erased).toEqual([picture(1).id]);
});

it('the pixels of a picture that was replaced and then removed are erased as soon as Undo does not need them', async () => {
  const { erased, run } = opened();
  await run({ type: 'set-picture', url: OTHER, picture: picture(3) });
  expect(erased).toEqual([]);
  await run({ type: 'set-picture', url: OTHER, picture: null });
  expect(erased).toEqual([picture(2).id]);
  await run({ type: 'delete', ids: [idOf(piece({ url: OTHER }))] });
  expect(erased).toEqual([picture(2).id, picture(3).id]);
});

it('Undo leaves the pixels it brings back, and erases those of the picture it removes', async () => {
  const { erased, run, store } = opened();
  const id = undoOf(await run({ type: 'set-picture', url: OTHER, picture: picture(3) }));
  expect(await run({ type: 'undo', id })).toMatchObject({ ok: true, left: 0 });
  expect(await store.read(PICTURE, OTHER)).toEqual(picture(2));
  await run({ type: 'delete', ids: [idOf(piece({ url: OTHER }))] });
  expect(erased).toEqual([picture(3).id]);
});

it('marking a picture erases no pixels', async () => {
  const { erased, run } = opened();
  await run({ type: 'set-picture', url: OTHER, picture: picture(2, { showsPupils: true }) });
  expect(erased).toEqual([]);
});

it('releasing pixels does not read the whole list', async () => {
  const { area, run } = opened();
  await run({ type: 'set-picture', url: OTHER, picture: null });
  await run({ type: 'delete-for-good', ids: [idOf(GONE)] });
  expect(area.calls.filter(({ keys }) => keys === null)).toEqual([]);
});

it('an erasure is carried out before commands sent after it', async () => {
  const { run, store } = open(async () => {});
  const [erased, restored] = await Promise.all([
    run({ type: 'delete-for-good', ids: [idOf(GONE)] }),
    run({ type: 'restore', ids: [idOf(GONE)] }),
  ]);
  expect([erased, restored]).toEqual([
    { ok: true, count: 0 },
    { ok: false, fault: 'not-found' },
  ]);
  expect((await readList(store)).pieces.has(idOf(GONE))).toBe(false);
});

it('the records are erased even if the pixels can’t be', async () => {
  const { run, area } = open(() => Promise.reject(new Error('IO error')));
  expect(await run({ type: 'delete-for-good', ids: [idOf(GONE)] })).toEqual({ ok: true, count: 0 });
  expect(area.items.has(`evidence:${idOf(GONE)}`)).toBe(false);
});

it('no pixels are erased if nothing else could be', async () => {
  const pixels = vi.fn(async () => {});
  const { run, area } = open(pixels);
  area.failing.remove = new Error('IO error');
  expect(await run({ type: 'delete-for-good', ids: [idOf(GONE)] })).toEqual({
    ok: false,
    fault: 'storage-failed',
  });
  expect(pixels).not.toHaveBeenCalled();
});
