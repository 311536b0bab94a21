import { describe, expect, it } from 'vitest';
import type { Command } from '../../../evidence/commands/index.ts';
import { folded } from '../../../evidence/storage/last-action.ts';
import { readPage } from '../../../evidence/storage/page-evidence.ts';
import { itemsOf, openEvidence, openItems, START, undoOf } from '../../support/evidence-store.ts';
import { picture, piece, quote } from '../../support/pieces.ts';

const URL = 'https://school.example/projects/water/?utm_source=x#photos';
const PAGE = 'https://school.example/projects/water';
const EARLIER = '2026-05-01T00:00:00.000Z';
const shape = { crop: { left: 0, top: 0, width: 1, height: 0.5 }, blurs: [] };

describe('write-draft', () => {
  it('stores title, quotes and the shape of a picture for the page, each by itself', async () => {
    const { writer, store, contents } = openEvidence();
    const write = (change: object) => writer.run({ type: 'write-draft', url: URL, change });
    await write({ title: ' Typed\nbefore ' });
    expect(contents()[`draft:${PAGE}`]).toEqual({ version: 1, title: 'Typed before', updatedAt: START });
    await write({ quotes: [quote('One.\u202E')] });
    await write({ picture: shape });
    expect((await readPage(store, PAGE)).draft).toMatchObject({
      title: 'Typed before',
      quotes: [quote('One.')],
      picture: shape,
    });
    await write({ quotes: null });
    expect((await readPage(store, PAGE)).draft).toMatchObject({ title: 'Typed before', picture: shape });
    expect((await readPage(store, PAGE)).draft).not.toHaveProperty('quotes');
    await write({ title: null, picture: null });
    expect((await readPage(store, PAGE)).draft).toBeUndefined();
  });

  it('stores a separate draft for each page', async () => {
    const { writer, store } = openEvidence();
    await writer.run({ type: 'write-draft', url: URL, change: { title: 'Typed' } });
    expect((await readPage(store, 'https://school.example/other')).draft).toBeUndefined();
  });

  it('writes nothing if the draft already says so', async () => {
    const { writer, area } = openEvidence();
    await writer.run({ type: 'write-draft', url: URL, change: { title: 'Typed' } });
    area.calls.length = 0;
    await writer.run({ type: 'write-draft', url: URL, change: { title: 'Typed ' } });
    await writer.run({ type: 'write-draft', url: 'https://school.example/other', change: { title: null } });
    expect(area.calls.every(({ name }) => name === 'get')).toBe(true);
  });

  it('stores a typed title if the earlier draft can’t be read', async () => {
    const { writer, store } = openItems({ [`draft:${PAGE}`]: 'damaged' });
    await writer.run({ type: 'write-draft', url: URL, change: { title: 'Typed' } });
    expect((await readPage(store, PAGE)).draft).toMatchObject({ title: 'Typed' });
  });

  it.each(['about:blank', 'file:///plan.pdf', ''])('is refused for %j', async (url) => {
    const { writer, contents } = openEvidence();
    const before = contents();
    const outcome = await writer.run({ type: 'write-draft', url, change: { title: 'Typed' } });
    expect(outcome).toEqual({ ok: false, fault: 'untaggable' });
    expect(contents()).toEqual(before);
  });
});

describe('set-picture', () => {
  const set = (last: number | null, fields = {}): Command => ({
    type: 'set-picture',
    url: URL,
    picture: last === null ? null : picture(last, fields),
  });

  it('stores the picture, uses up its shape and remembers both for Undo, in one call', async () => {
    const draft = { version: 1, title: 'Typed', picture: shape, updatedAt: EARLIER };
    const { writer, area, contents } = openItems({ [`draft:${PAGE}`]: draft });
    expect(await writer.run(set(1))).toMatchObject({ ok: true, count: 0, undoId: 'action-0' });
    expect(area.calls.filter(({ name }) => name !== 'get')).toEqual([{ name: 'set', keys: 4 }]);
    const record = { key: `picture:${PAGE}`, before: null, after: picture(1) };
    expect(contents()).toEqual({
      [`draft:${PAGE}`]: { version: 1, title: 'Typed', updatedAt: START },
      [`picture:${PAGE}`]: picture(1),
      'last-action': {
        version: 1,
        id: 'action-0',
        kind: 'picture-saved',
        at: START,
        parts: 1,
        count: 1,
        pages: [PAGE],
        pictures: [{ page: PAGE, id: picture(1).id }],
      },
      'last-action-part': folded({
        version: 1,
        id: 'action-0',
        part: 1,
        at: START,
        pieces: [],
        records: [record],
      }),
    });
  });

  it('deletes the picture, and leaves the shape chosen for the next one', async () => {
    const draft = { version: 1, picture: shape, updatedAt: EARLIER };
    const { writer, store } = openItems({ [`draft:${PAGE}`]: draft, [`picture:${PAGE}`]: picture(1) });
    await writer.run(set(null));
    const page = await readPage(store, PAGE);
    expect(page.picture).toBeUndefined();
    expect(page.draft).toEqual(draft);
    expect(page.lastAction).toMatchObject({
      kind: 'picture-removed',
      pictures: [{ page: PAGE, id: picture(1).id }],
    });
  });

  it('marks the same picture as showing pupils, and offers no Undo for that', async () => {
    const { writer, store } = openItems({ [`picture:${PAGE}`]: picture(1) });
    await writer.run(set(1, { showsPupils: true }));
    const page = await readPage(store, PAGE);
    expect(page.picture).toEqual(picture(1, { showsPupils: true }));
    expect(page.lastAction).toBeUndefined();
  });

  it.each([1, null])('writes nothing if the picture is already as asked: %j', async (last) => {
    const { writer, area } = openItems(last === null ? {} : { [`picture:${PAGE}`]: picture(last) });
    await writer.run(set(last));
    expect(area.calls.every(({ name }) => name === 'get')).toBe(true);
  });
});

describe('undoing a change of a picture', () => {
  /** A page whose picture was changed, and the action that undoes the change. */
  async function changed(before: number | null, after: number | null) {
    const items = before === null ? {} : { [`picture:${PAGE}`]: picture(before) };
    const evidence = openItems({ ...itemsOf([piece()]), ...items });
    const id = undoOf(
      await evidence.writer.run({
        type: 'set-picture',
        url: URL,
        picture: after === null ? null : picture(after),
      }),
    );
    return { ...evidence, undo: () => evidence.writer.run({ type: 'undo', id }) };
  }

  it.each([
    ['the first one', null, 1],
    ['the replacement of one', 1, 2],
    ['the removal of one', 1, null],
  ])('brings back the picture from before %s, once only', async (_, before, after) => {
    const { undo, store, contents } = await changed(before, after);
    await undo();
    const page = await readPage(store, PAGE);
    expect(page.picture).toEqual(before === null ? undefined : picture(before));
    expect(page.lastAction).toBeUndefined();
    const once = contents();
    expect(await undo()).toEqual({ ok: true, count: 0, left: 0 });
    expect(contents()).toEqual(once);
  });

  it.each([
    ['another was stored since', picture(3), 1, 2],
    ['another was stored since the removal', picture(3), 1, null],
    ['it was deleted since', null, 1, 2],
  ])('changes no picture if %s', async (_, stored, before, after) => {
    const { undo, area, contents } = await changed(before, after);
    area.items.set(`picture:${PAGE}`, stored);
    expect(await undo()).toEqual({ ok: true, count: 0, left: 0 });
    expect(contents()[`picture:${PAGE}`]).toEqual(stored);
  });

  it('undoes the change of a picture that was since marked as showing pupils', async () => {
    const { undo, area, store } = await changed(1, 2);
    area.items.set(`picture:${PAGE}`, picture(2, { showsPupils: true }));
    await undo();
    expect((await readPage(store, PAGE)).picture).toEqual(picture(1));
  });
});
