import { describe, expect, it } from 'vitest';
import type { Edition } from '../../../evidence/application/edition.ts';
import { createWriter } from '../../../evidence/commands/writer.ts';
import { isLive, pageOf } from '../../../evidence/piece/piece.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { ACTION_PART, LAST_ACTION } from '../../../evidence/storage/last-action.ts';
import { LIMITS } from '../../../evidence/undo/journal.ts';
import {
  air,
  DELETE,
  earth,
  NOT_UNDOABLE,
  NOTHING_LEFT,
  run,
  said,
  tagMany,
  water,
} from '../../support/actions.ts';
import { application } from '../../support/applications.ts';
import { collaborators } from '../../support/collaborators.ts';
import { itemsOf, openEvidence, openItems, START, undoAll, undoOf } from '../../support/evidence-store.ts';
import { idOf, noteIn, picture, piece, quote } from '../../support/pieces.ts';

const AT = '2026-05-01T00:00:00.000Z';
const DAY_MS = 24 * 60 * 60 * 1_000;

describe('Undo by one id', () => {
  it('undoes a merge with its pieces, applications, editions and pictures', async () => {
    const own = application({ school: 'Our school' });
    const evidence = openItems({
      ...itemsOf([water]),
      [`application:${own.id}`]: own,
      [`picture:${pageOf(idOf(water))}`]: picture(1),
    });
    const before = await said(evidence);
    const copy: Edition = {
      version: 1,
      id: 'cccccccc-0000-4000-8000-000000000001',
      frozenAt: AT,
      application: own,
      pieces: [air],
    };
    const outcome = await evidence.writer.run({
      type: 'merge',
      pieces: [air, piece({ origin: 'ana', taggedBy: 'Ana', note: 'Hers.', quotes: [quote('One.')] })],
      pictures: [{ page: pageOf(idOf(air)), picture: picture(2) }],
      applications: [application({ school: 'Our school', preparedBy: 'Ana', updatedAt: AT })],
      editions: [copy],
      names: ['Ana'],
    });
    expect(outcome).toMatchObject({ ok: true, count: 2, kind: 'merged' });
    expect((await said(evidence)).pieces).toMatchObject([
      { title: 'Air' },
      { contributions: [{ origin: 'ana', by: 'Ana', note: 'Hers.' }, { note: noteIn(water) }] },
    ]);
    // Another action follows, so that the merge is in the journal by then.
    const page = { url: 'https://school.example/since', title: 'Since' };
    const since = await run(evidence, { type: 'tag', domain: 'collaboration', pages: [page] });
    const id = undoOf(outcome);
    expect(await undoAll(evidence.writer, id)).toEqual([{ ok: true, count: 2, left: 0 }]);
    await evidence.writer.run({ type: 'undo', id: since });
    expect(await said(evidence)).toEqual(before);
    expect((await readList(evidence.store)).lastMerge).toBeUndefined();
  });

  it('undoes a merge of a colleague’s later words, though another merge followed', async () => {
    const words = { origin: 'ana', taggedBy: 'Ana', note: 'First.', taggedAt: AT, updatedAt: AT };
    const evidence = openEvidence([piece(words)]);
    const later = piece({ ...words, note: 'Corrected.', changedAt: { note: '2026-05-02T00:00:00.000Z' } });
    const id = await run(evidence, { type: 'merge', pieces: [later] });
    const his = { origin: 'ion', taggedBy: 'Ion', note: 'His.', taggedAt: '2026-04-01T00:00:00.000Z' };
    await run(evidence, { type: 'merge', pieces: [piece({ ...words, ...his })] });
    const said = async () => (await evidence.livePieces()).map(({ contributions }) => contributions);
    const ion = { origin: 'ion', by: 'Ion', note: 'His.' };
    const ana = { origin: 'ana', by: 'Ana', taggedAt: AT };
    expect(await said()).toEqual([[ion, { ...ana, note: 'Corrected.' }]]);
    await evidence.writer.run({ type: 'undo', id });
    expect(await said()).toEqual([[ion, { ...ana, note: 'First.' }]]);
  });

  it('undoes an older action from the journal, and leaves the newer ones', async () => {
    const evidence = openEvidence([water, air, earth]);
    const first = await run(evidence, DELETE);
    const second = await run(evidence, { type: 'remove-quote', id: idOf(water), quote: quote('One.') });
    const third = await run(evidence, { type: 'move', ids: [idOf(earth)], to: 'model-school' });
    expect(await evidence.writer.run({ type: 'undo', id: first })).toEqual({ ok: true, count: 1, left: 0 });
    const list = await evidence.livePieces();
    expect(list.map(({ title, domain }) => [title, domain])).toEqual([
      ['Air', 'collaboration'],
      [water.title, 'collaboration'],
      ['Earth', 'model-school'],
    ]);
    expect(list[1]).not.toHaveProperty('quotes');
    // The newest is still offered, and both that remain can be undone.
    expect(await evidence.store.read(LAST_ACTION)).toMatchObject({ id: third, parts: 1 });
    await evidence.writer.run({ type: 'undo', id: third });
    await evidence.writer.run({ type: 'undo', id: second });
    const pieces = (await readList(evidence.store)).pieces;
    for (const one of [water, air, earth]) {
      expect(pieces.get(idOf(one))).toMatchObject({ title: one.title, domain: one.domain });
      expect(isLive(pieces.get(idOf(one)))).toBe(true);
    }
    expect(pieces.get(idOf(water))?.quotes).toEqual(water.quotes);
  });

  it('still works after the background was stopped', async () => {
    const evidence = openEvidence([water, air]);
    const first = await run(evidence, DELETE);
    await run(evidence, { type: 'delete', ids: [idOf(water)] });
    const { store, journal } = evidence;
    const now = () => new Date('2026-06-02T00:00:00.000Z');
    const restarted = createWriter(collaborators(store, { journal, now }));
    expect(await restarted.run({ type: 'undo', id: first })).toEqual({ ok: true, count: 1, left: 0 });
    expect(await evidence.livePieces()).toMatchObject([{ title: 'Air' }]);
  });
});

describe('an action that is over the limits', () => {
  it(`is refused if ${LIMITS.actions} actions followed it in the journal, and changes nothing`, async () => {
    const evidence = openEvidence();
    // The newest of them is stored beside the list.
    const ids = await tagMany(evidence, LIMITS.actions + 2);
    const before = evidence.contents();
    expect(await evidence.writer.run({ type: 'undo', id: ids[0] ?? '' })).toEqual(NOT_UNDOABLE);
    expect(evidence.contents()).toEqual(before);
    expect(await evidence.writer.run({ type: 'undo', id: ids[1] ?? '' })).toMatchObject({ count: 1 });
    expect(evidence.journal.entries.size).toBe(LIMITS.actions);
  });

  it.each(['the newest', 'an earlier one'])('is refused after %s expired', async (which) => {
    const evidence = openEvidence([air]);
    const id = await run(evidence, DELETE);
    if (which !== 'the newest') await tagMany(evidence, 1);
    const { store, journal } = evidence;
    const on = (days: number) => {
      const now = new Date(Date.parse(START) + days * DAY_MS + 60_000);
      return createWriter(collaborators(store, { journal, now: () => now }));
    };
    await on(LIMITS.days - 1).tidyUp();
    expect([await store.read(ACTION_PART), [...journal.entries.keys()]]).not.toEqual([undefined, []]);
    await on(LIMITS.days + 1).tidyUp();
    expect([await store.read(ACTION_PART), [...journal.entries.keys()]]).toEqual([undefined, []]);
    const before = evidence.contents();
    expect(await on(LIMITS.days + 1).run({ type: 'undo', id })).toEqual(NOT_UNDOABLE);
    expect(evidence.contents()).toEqual(before);
  });

  it.each([
    ['replaced', picture(2)],
    ['removed', null],
  ])('is refused if it %s a picture and is no longer the newest: the pixels are gone', async (_, after) => {
    const evidence = openItems({ ...itemsOf([air]), [`picture:${air.url}`]: picture(1) });
    const id = await run(evidence, { type: 'set-picture', url: air.url, picture: after });
    await run(evidence, DELETE);
    const before = evidence.contents();
    expect(await evidence.writer.run({ type: 'undo', id })).toEqual(NOT_UNDOABLE);
    expect(evidence.contents()).toEqual(before);
  });

  it('is refused if it never happened', async () => {
    const evidence = openEvidence([air]);
    expect(await evidence.writer.run({ type: 'undo', id: '' })).toEqual(NOT_UNDOABLE);
    await run(evidence, DELETE);
    expect(await evidence.writer.run({ type: 'undo', id: 'another' })).toEqual(NOT_UNDOABLE);
  });
});

describe('an Undo whose answer was lost', () => {
  it.each<[string, number]>([
    ['the newest action', 0],
    ['an earlier action', 1],
  ])('changes nothing when it is repeated: %s', async (_, since) => {
    const evidence = openEvidence([water, air]);
    const id = await run(evidence, DELETE);
    await tagMany(evidence, since);
    expect(await evidence.writer.run({ type: 'undo', id })).toEqual({ ok: true, count: 1, left: 0 });
    const after = evidence.contents();
    expect(await evidence.writer.run({ type: 'undo', id })).toEqual(NOTHING_LEFT);
    expect(await evidence.writer.run({ type: 'undo', id })).toEqual(NOTHING_LEFT);
    expect(evidence.contents()).toEqual(after);
  });

  it('succeeds when it is repeated after it was written and the journal was not updated', async () => {
    const evidence = openEvidence([water, air]);
    const id = await run(evidence, DELETE);
    await tagMany(evidence, 1);
    const { dropLastPart } = evidence.journal;
    evidence.journal.dropLastPart = () => Promise.reject(new Error('The browser was closed'));
    await evidence.writer.run({ type: 'undo', id });
    const after = await evidence.livePieces();
    expect(after).toHaveLength(3);
    evidence.journal.dropLastPart = dropLastPart;
    expect(await evidence.writer.run({ type: 'undo', id })).toEqual({ ok: true, count: 0, left: 0 });
    expect(await evidence.livePieces()).toEqual(after);
    expect(await evidence.writer.run({ type: 'undo', id })).toEqual(NOTHING_LEFT);
  });
});
