import { describe, expect, it } from 'vitest';
import { forEachDomain } from '../../../evidence/mission-domain.ts';
import { pageOf } from '../../../evidence/piece/piece.ts';
import {
  ACTION_KINDS,
  ACTION_PART,
  type ActionPart,
  folded,
  LAST_ACTION,
} from '../../../evidence/storage/last-action.ts';
import { readPage } from '../../../evidence/storage/page-evidence.ts';
import { parsePage } from '../../../evidence/storage/parse-page.ts';
import stored from '../../fixtures/evidence-v1.json';
import { openEvidence, openItems, undoOf } from '../../support/evidence-store.ts';
import { idOf, picture, piece, quote } from '../../support/pieces.ts';

const after = piece({ quotes: [quote('One.')], keywords: 'x' });
const other = piece({ url: 'https://school.example/other' });
const [page, otherPage] = [pageOf(idOf(after)), pageOf(idOf(other))];
const AT = '2026-06-01T00:00:00.000Z';
const tagged = { version: 1, id: 'a', kind: 'tagged', at: AT, parts: 1, count: 1, pages: [page] };
const change = { id: idOf(after), before: null, after };
const part: ActionPart = { version: 1, id: 'a', part: 1, at: AT, pieces: [change], records: [] };

const before = piece({ quotes: [quote('One.')], labels: ['Water'], note: 'Before.' });

describe('the head of the last action', () => {
  it.each<[string, unknown]>([
    ...ACTION_KINDS.map((kind): [string, unknown] => [kind, { ...tagged, kind }]),
    ['one of several pages', { ...tagged, count: 2, pages: [page, otherPage] }],
    ['one under a domain', { ...tagged, domain: 'collaboration' }],
    ['one with pictures', { ...tagged, pictures: [{ page, id: picture(1).id }] }],
    ['one that was undone', { ...tagged, parts: 0, count: 0 }],
    ['one with a field of a newer version', { ...tagged, keywords: 'x' }],
    ['the stored one of version 1', stored['last-action']],
  ])('is read as stored: %s', (_, action) => {
    expect(LAST_ACTION.parse(action)).toEqual(action);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null, which says that there is nothing to undo', null],
    ['a newer version', { ...tagged, version: 2 }],
    ['another kind', { ...tagged, kind: 'imported' }],
    ['no id', { ...tagged, id: undefined }],
    ['no time', { ...tagged, at: 'yesterday' }],
    ['fewer than no parts', { ...tagged, parts: -1 }],
    ['half a part', { ...tagged, parts: 0.5 }],
    ['no count', { ...tagged, count: undefined }],
    ['another domain', { ...tagged, domain: 'sports' }],
    ['a page that is none', { ...tagged, pages: [7] }],
    ['a picture without an id', { ...tagged, pictures: [{ page }] }],
  ])('is rejected: %s', (_, value) => {
    expect(LAST_ACTION.parse(value)).toBeUndefined();
  });
});

const kept = folded(part);
const withChange = (one: unknown) => ({ ...kept, pieces: JSON.stringify([one]) });

describe('the newest part of the last action', () => {
  it.each<[string, ActionPart]>([
    ['a new piece', part],
    ['a piece with fields that changed, came and went', { ...part, pieces: [{ ...change, before }] }],
    ['a new piece with its id only', { ...part, pieces: [{ id: 'x', before: null }] }],
    ['an erased piece', { ...part, pieces: [{ id: 'x', before: after, after: null }] }],
    ['another record', { ...part, pieces: [], records: [{ key: 'draft:x', before: { a: 1 }, after: null }] }],
    ['a merge', { ...part, asItCame: true, part: 3 }],
  ])('is stored and read: %s', (_, value) => {
    expect(ACTION_PART.parse(folded(value))).toEqual(value);
  });

  it('is stored as in version 1', () => {
    const read = ACTION_PART.parse(stored['last-action-part']);
    expect(read?.pieces).toHaveLength(1);
    expect(read && folded(read)).toEqual(stored['last-action-part']);
  });

  it('has every field of a piece once, but for those that changed', () => {
    const { pieces } = folded({ ...part, pieces: [{ ...change, before }] });
    expect(JSON.parse(pieces)).toEqual([
      {
        id: change.id,
        before,
        set: { contributions: after.contributions, keywords: 'x' },
        removed: ['labels'],
      },
    ]);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a newer version', { ...kept, version: 2 }],
    ['a part of no number', { ...kept, part: 0 }],
    ['no time', { ...kept, at: undefined }],
    ['no pieces', { ...kept, pieces: undefined }],
    ['no number of pieces', { ...kept, pieceCount: undefined }],
    ['pieces that are no JSON', { ...kept, pieces: kept.pieces.slice(1) }],
    ['no records', { ...kept, records: undefined }],
    ['a change without an id', withChange({ before: null, after })],
    ['a change of something that is not a piece', withChange({ id: 'x', before: 'word', after })],
    [
      'a change to something that is not a piece',
      withChange({ id: 'x', before: null, after: { title: 'b' } }),
    ],
    ['a changed field that is not one of a piece', withChange({ id: 'x', before, set: { title: 7 } })],
    ['words that are nobody’s', withChange({ id: 'x', before, set: { contributions: [{ note: 'b' }] } })],
    ['a piece without a field that it needs', withChange({ id: 'x', before, set: {}, removed: ['domain'] })],
    ['a record without a key', { ...kept, records: [{ before: null, after: null }] }],
  ])('is rejected: %s', (_, value) => {
    expect(ACTION_PART.parse(value)).toBeUndefined();
  });

  it('is refused by Undo, which changes nothing, if a change in it is not a piece', async () => {
    const { writer, contents } = openItems({
      'last-action': tagged,
      'last-action-part': withChange({ ...change, after: { title: 7 } }),
    });
    const before = contents();
    expect(await writer.run({ type: 'undo', id: 'a' })).toEqual({ ok: false, fault: 'not-undoable' });
    expect(contents()).toEqual(before);
  });
});

describe('the last action of a page', () => {
  const nothing = { byDomain: forEachDomain(() => undefined), draft: null, waiting: null, picture: null };

  it.each<[string, unknown, string, boolean]>([
    ['is shown on the page it was on', tagged, page, true],
    ['is not shown on other pages', tagged, otherPage, false],
    ['is shown on each of several pages', { ...tagged, pages: [page, otherPage] }, otherPage, true],
    ['is not shown once it was undone', { ...tagged, parts: 0 }, page, false],
    ['is not shown if it concerned no page', { ...tagged, pages: undefined }, page, false],
  ])('%s', (_, lastAction, asked, expected) => {
    const { lastAction: said } = parsePage({ ...nothing, page: asked, lastAction });
    expect(said !== undefined).toBe(expected);
  });

  it('is shown for a piece, for a quote and for a picture, and no longer after Undo', async () => {
    const { writer, store } = openEvidence([after]);
    const said = async (url: string) => (await readPage(store, url)).lastAction?.kind;
    await writer.run({ type: 'remove-quote', id: idOf(after), quote: quote('One.') });
    expect([await said(after.url), await said(other.url)]).toEqual(['quote-removed', undefined]);
    await writer.run({ type: 'add-quotes', id: idOf(after), quotes: [quote('Two.')] });
    expect(await said(after.url)).toBe('quote-added');
    await writer.run({ type: 'delete', ids: [idOf(after)] });
    expect(await said(after.url)).toBe('deleted');
    const outcome = await writer.run({ type: 'set-picture', url: after.url, picture: picture(1) });
    expect([await said(after.url), await said(other.url)]).toEqual(['picture-saved', undefined]);
    await writer.run({ type: 'undo', id: undoOf(outcome) });
    expect(await said(after.url)).toBeUndefined();
  });
});

it('the last action names the pictures that are needed before and after its Undo', async () => {
  const { writer, store } = openItems({ [`picture:${page}`]: picture(1) });
  const named = async () => (await store.read(LAST_ACTION))?.pictures;
  await writer.run({ type: 'set-picture', url: after.url, picture: picture(2) });
  expect(await named()).toEqual([picture(1), picture(2)].map(({ id }) => ({ page, id })));
  await writer.run({ type: 'set-picture', url: after.url, picture: null });
  expect(await named()).toEqual([{ page, id: picture(2).id }]);
  await writer.run({ type: 'tag', domain: 'collaboration', pages: [after] });
  expect(await named()).toBeUndefined();
});
