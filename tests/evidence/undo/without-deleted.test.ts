import { describe, expect, it } from 'vitest';
import { type PieceId, pageOf } from '../../../evidence/piece/piece.ts';
import type { ActionPart, LastAction } from '../../../evidence/storage/last-action.ts';
import { type Deleted, headWithout, partWithout } from '../../../evidence/undo/without-deleted.ts';
import { application } from '../../support/applications.ts';
import { ORIGIN, openEvidence, ownPiece, undoOf } from '../../support/evidence-store.ts';
import { idOf, noteIn, picture, piece } from '../../support/pieces.ts';

const AT = '2026-06-01T00:00:00.000Z';
const WORD = 'A word that nobody shall find.';
const gone = ownPiece({ note: WORD });
const sibling = piece({ domain: 'model-school' });
const other = ownPiece({ url: 'https://school.example/other' });
const page = pageOf(idOf(gone));
const otherPage = pageOf(idOf(other));

const onePiece: Deleted = {
  ids: new Set([idOf(gone)]),
  pages: new Set(),
  formerIds: new Map(),
  fromEditions: false,
};
const wholePage: Deleted = { ...onePiece, pages: new Set([page]) };
const alsoEditions: Deleted = { ...wholePage, fromEditions: true };

const change = (one: typeof gone) => ({ id: idOf(one), before: null, after: one });
const record = (key: string, before: unknown, after: unknown = null) => ({ key, before, after });
const part = (fields: Partial<ActionPart>): ActionPart => ({
  version: 1,
  id: 'a',
  part: 1,
  at: AT,
  pieces: [],
  records: [],
  ...fields,
});
const copyOf = (one: typeof gone) => ({
  version: 1,
  id: 'cccccccc-0000-4000-8000-000000000001',
  frozenAt: AT,
  application: application(),
  pieces: [one],
});
const kept = record('settings', { version: 1 });

describe('the rest of a part after pieces were deleted for good', () => {
  it.each<[string, Deleted, Partial<ActionPart>, Partial<ActionPart> | null]>([
    ['the piece', onePiece, { pieces: [change(gone), change(other)] }, { pieces: [change(other)] }],
    ['the piece alone', onePiece, { pieces: [change(gone)] }, null],
    [
      'every piece of a page that is erased as a whole',
      wholePage,
      { pieces: [change(sibling), change(other)] },
      { pieces: [change(other)] },
    ],
    [
      'the record of a piece, as going back leaves one that could not be read',
      onePiece,
      { records: [record(`evidence:${idOf(gone)}`, { title: 7 }, gone), kept] },
      { records: [kept] },
    ],
    [
      'the record of a piece of such a page',
      wholePage,
      { records: [record(`evidence:${idOf(sibling)}`, { title: 7 }, sibling), kept] },
      { records: [kept] },
    ],
    [
      'picture and draft of the page',
      wholePage,
      { records: [record(`picture:${page}`, picture(1)), record(`draft:${page}`, { title: 'x' }), kept] },
      { records: [kept] },
    ],
    [
      'the labels, among which may be some that nothing else has',
      onePiece,
      { records: [record('labels', ['Water'], ['Air']), kept] },
      { records: [kept] },
    ],
    [
      'an edition that had the piece before',
      alsoEditions,
      { records: [record('edition:x', copyOf(gone)), kept] },
      { records: [kept] },
    ],
    [
      'an edition that has it since',
      alsoEditions,
      { records: [record('edition:x', null, copyOf(gone)), kept] },
      { records: [kept] },
    ],
  ])('is the part without %s', (_, deleted, before, after) => {
    expect(partWithout(part(before), deleted)).toEqual(after && part(after));
  });

  it.each<[string, Deleted, Partial<ActionPart>]>([
    ['holds another piece', onePiece, { pieces: [change(sibling), change(other)] }],
    [
      'holds picture and draft of a page that stays',
      onePiece,
      { records: [record(`picture:${page}`, null)] },
    ],
    ['holds those of another page', wholePage, { records: [record(`draft:${otherPage}`, { title: 'x' })] }],
    ['holds an edition that stays as it is', wholePage, { records: [record('edition:x', copyOf(gone))] }],
    ['holds an edition without it', alsoEditions, { records: [record('edition:x', copyOf(other))] }],
    ['holds an edition that can’t be read', alsoEditions, { records: [record('edition:x', 'garbage')] }],
    ['is of settings and applications', alsoEditions, { records: [kept, record('application:x', {})] }],
  ])('is the part itself if it %s', (_, deleted, fields) => {
    const before = part(fields);
    expect(partWithout(before, deleted)).toBe(before);
  });
});

describe('the rest of the head', () => {
  const head: LastAction = { version: 1, id: 'a', kind: 'tagged', at: AT, parts: 1, count: 2 };
  const left = part({ pieces: [change(other)] });

  it('is nothing if nothing is left to undo', () => {
    expect(headWithout(head, null, wholePage)).toBeNull();
  });

  it('is the head without the page and its pictures', () => {
    const names = { pages: [page, otherPage], pictures: [{ page, id: picture(1).id }] };
    expect(headWithout({ ...head, ...names }, left, wholePage)).toEqual({
      ...head,
      pages: [otherPage],
      pictures: [],
    });
    expect(headWithout({ ...head, parts: 0, ...names }, undefined, wholePage)).toEqual({
      ...head,
      parts: 0,
      pages: [otherPage],
      pictures: [],
    });
  });

  it('names nothing if only earlier parts are left', () => {
    const names = { pages: [page], pictures: [{ page, id: picture(1).id }] };
    expect(headWithout({ ...head, parts: 2, ...names }, null, wholePage)).toEqual({
      ...head,
      parts: 2,
      pages: [],
      pictures: [],
    });
  });

  it.each([1, 0, 3])('is the head itself if it names none of the deleted records: with %i parts', (parts) => {
    const before = { ...head, parts, pages: [otherPage] };
    expect(headWithout(before, left, wholePage)).toBe(before);
    // No part is stored beside the list if the newest was already undone.
    expect(headWithout(before, undefined, wholePage)).toBe(before);
    expect(headWithout({ ...head, parts }, left, wholePage)).toEqual({ ...head, parts });
  });
});

describe('deleting for good', () => {
  it('leaves no word of the piece in the records of Undo, wherever they are stored', async () => {
    const evidence = openEvidence([gone, other]);
    const { writer, journal, area } = evidence;
    await writer.run({
      type: 'edit-facts',
      ids: [idOf(gone)],
      undoable: true,
      change: { place: 'Hidden shelf' },
    });
    await writer.run({ type: 'set-picture', url: gone.url, picture: picture(1) });
    await writer.run({ type: 'delete', ids: [idOf(gone), idOf(other)] });
    await writer.run({ type: 'delete-for-good', ids: [idOf(gone)] });
    const all = JSON.stringify([...area.items, ...journal.parts, ...journal.entries]);
    for (const word of [gone.url, WORD, 'Hidden shelf', picture(1).id]) expect(all).not.toContain(word);
  });

  it('leaves the rest of the action for Undo, and the answer to a repeated Undo', async () => {
    const { writer, livePieces } = openEvidence([gone, other]);
    const id = undoOf(await writer.run({ type: 'delete', ids: [idOf(gone), idOf(other)] }));
    await writer.run({ type: 'delete-for-good', ids: [idOf(gone)] });
    expect(await writer.run({ type: 'undo', id })).toEqual({ ok: true, count: 1, left: 0 });
    expect(await livePieces()).toMatchObject([{ url: other.url }]);
    const third = piece({ url: 'https://school.example/third', deletedAt: AT });
    await writer.run({ type: 'delete-for-good', ids: [idOf(third)] });
    expect(await writer.run({ type: 'undo', id })).toEqual({ ok: true, count: 0, left: 0 });
  });

  it('leaves no word of it in what Undo knows where it was moved and its page was tagged again in the old place', async () => {
    const { writer, journal, area, livePieces } = openEvidence([gone]);
    const there = { ...gone, domain: 'model-school' as const };
    const moving = undoOf(await writer.run({ type: 'move', ids: [idOf(gone)], to: there.domain }));
    const pages = [{ url: gone.url, title: gone.title }];
    const tagging = undoOf(await writer.run({ type: 'tag', domain: gone.domain, pages }));
    await writer.run({ type: 'delete', ids: [idOf(there)] });
    expect(JSON.stringify([...area.items])).toContain(WORD);
    expect(JSON.stringify([...journal.parts])).toContain(WORD);
    await writer.run({ type: 'delete-for-good', ids: [idOf(there)] });
    expect(JSON.stringify([...area.items, ...journal.parts])).not.toContain(WORD);
    for (const id of [moving, tagging]) await writer.run({ type: 'undo', id });
    expect(JSON.stringify([...area.items])).not.toContain(WORD);
    expect(await livePieces()).toMatchObject([{ domain: gone.domain, contributions: [{ origin: ORIGIN }] }]);
    expect((await livePieces()).map(({ contributions }) => noteIn({ ...gone, contributions }))).toEqual(['']);
  });

  it('leaves no word of such a piece in a snapshot or an action from before it was moved, and what is new', async () => {
    const evidence = openEvidence([gone, other]);
    const { writer, journal, area, snapshots } = evidence;
    const there = { ...gone, domain: 'model-school' as const };
    const everything = () => JSON.stringify([...area.items, ...journal.parts, ...snapshots.kept.values()]);
    await writer.run({ type: 'edit-facts', ids: [idOf(gone), idOf(other)], change: { labels: ['water'] } });
    await writer.run({ type: 'move', ids: [idOf(gone), idOf(other)], to: there.domain });
    await writer.run({ type: 'tag', domain: gone.domain, pages: [{ url: gone.url, title: gone.title }] });
    await writer.run({ type: 'write-note', id: idOf(gone), note: 'What is new.' });
    await writer.run({ type: 'delete', ids: [idOf(there)] });
    expect(snapshots.kept.size).toBeGreaterThan(0);
    expect(everything().split(WORD).length).toBeGreaterThan(3);
    await writer.run({ type: 'delete-for-good', ids: [idOf(there)] });
    expect(everything()).not.toContain(WORD);
    expect(await evidence.livePieces()).toMatchObject([
      { domain: gone.domain, contributions: [{ origin: ORIGIN, note: 'What is new.' }] },
      { url: other.url },
    ]);
  });

  it.each([
    ['is of a newer version', { version: 2 }],
    ['is damaged', { at: 'yesterday' }],
  ])('empties the newest action where it %s: the words may be in it', async (_, damage) => {
    const { writer, area, contents } = openEvidence([gone, other]);
    await writer.run({ type: 'delete', ids: [idOf(gone), idOf(other)] });
    for (const key of ['last-action', 'last-action-part'])
      await area.set({ [key]: { ...(contents()[key] as object), ...damage } });
    await writer.run({ type: 'delete-for-good', ids: [idOf(gone)] });
    expect(JSON.stringify([...area.items])).not.toContain(WORD);
    expect(contents()).toMatchObject({ 'last-action': null, 'last-action-part': null });
  });

  it('empties the newest action where only its part is damaged: it cannot be undone any more', async () => {
    const { writer, area, contents } = openEvidence([gone, other]);
    await writer.run({ type: 'delete', ids: [idOf(gone), idOf(other)] });
    await area.set({
      'last-action-part': { ...(contents()['last-action-part'] as object), at: 'yesterday' },
    });
    await writer.run({ type: 'delete-for-good', ids: [idOf(gone)] });
    expect(contents()).toMatchObject({ 'last-action': null, 'last-action-part': null });
  });

  it('says nothing of the last merge any more once nothing of it is left to undo', async () => {
    const { writer, contents } = openEvidence([other]);
    const brought = [gone.url, 'https://school.example/third'].map((url) =>
      piece({ url, note: WORD, origin: 'x' }),
    );
    await writer.run({ type: 'merge', pieces: brought, names: ['Ana'] });
    const [first, second] = brought.map(idOf) as [PieceId, PieceId];
    await writer.run({ type: 'delete', ids: brought.map(idOf) });
    await writer.run({ type: 'delete-for-good', ids: [first] });
    expect(contents()).toMatchObject({ 'last-merge': { names: ['Ana'] } });
    await writer.run({ type: 'delete-for-good', ids: [second] });
    expect(contents()).toMatchObject({ 'last-merge': null });
  });
});
