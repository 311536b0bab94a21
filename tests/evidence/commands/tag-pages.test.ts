import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Command } from '../../../evidence/commands/index.ts';
import { pageKey } from '../../../evidence/page/page-address.ts';
import { pieceId } from '../../../evidence/piece/piece.ts';
import { type Draft, draftParts } from '../../../evidence/storage/draft.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { LAST_ACTION } from '../../../evidence/storage/last-action.ts';
import { LAST_DOMAIN } from '../../../evidence/storage/last-domain.ts';
import { readPage } from '../../../evidence/storage/page-evidence.ts';
import { SETTINGS } from '../../../evidence/storage/settings.ts';
import {
  itemsOf,
  ORIGIN,
  openEvidence,
  openItems,
  ownPiece,
  START,
  undoOf,
} from '../../support/evidence-store.ts';
import { byId, piece, quote, quotes } from '../../support/pieces.ts';

const PAGE = { url: 'https://school.example/projects/water', title: 'Of the page' };
const OTHER = { url: 'https://school.example/other', title: 'Other' };
const ID = pieceId('collaboration', PAGE.url);
const EARLIER = '2026-05-01T00:00:00.000Z';
const shape = { crop: { left: 0, top: 0, width: 1, height: 0.5 }, blurs: [] };
const draft: Draft = { version: 1, title: 'Typed', quotes: [quote('One.')], updatedAt: EARLIER };
const DRAFT_KEY = `draft:${PAGE.url}`;

/** A draft of the page as it is stored. */
function stored(whole: Draft): Record<string, unknown> {
  const { kept, waiting } = draftParts(whole);
  return { [DRAFT_KEY]: kept, [`waiting:${PAGE.url}`]: waiting };
}

describe('tagging several pages', () => {
  const command = { type: 'tag', domain: 'collaboration', pages: [PAGE, OTHER] } as const;
  const fresh = (fields: object) =>
    piece({ note: '', taggedAt: START, updatedAt: START, origin: ORIGIN, ...fields });

  it('tags each page, in one call', async () => {
    const { writer, store, area } = openEvidence();
    const outcome = await writer.run({ ...command, pages: [...command.pages] });
    const tagged = [fresh(PAGE), fresh(OTHER)];
    expect(outcome).toMatchObject({ ok: true, count: 2, kind: 'tagged' });
    expect((await readList(store)).pieces).toEqual(byId(tagged));
    expect(area.calls.filter(({ name }) => name !== 'get')).toHaveLength(1);
    expect(await store.read(LAST_ACTION)).toMatchObject({
      kind: 'tagged',
      count: 2,
      pages: [PAGE, OTHER].map(({ url }) => pageKey(url)),
    });
    expect(await store.read(LAST_DOMAIN)).toBe('collaboration');
  });

  it('tags a page once if it is sent under several addresses, and leaves a page that is already tagged', async () => {
    const mine = ownPiece();
    const { writer, store } = openEvidence([mine]);
    const again = [`${OTHER.url}/?fbclid=1`, OTHER.url, `${OTHER.url}#b`];
    const pages = [PAGE, ...again.map((url) => ({ url, title: url }))];
    const outcome = await writer.run({ ...command, pages });
    expect(outcome).toMatchObject({ ok: true, count: 1 });
    const id = pieceId('collaboration', OTHER.url);
    expect((await readList(store)).pieces.get(id)).toMatchObject({ url: again[0], title: again[0] });
    expect((await readList(store)).pieces.get(ID)).toEqual(mine);
    expect(await writer.run({ ...command, pages })).toEqual({ ok: true, count: 0 });
  });

  it.each(['about:blank', 'file:///plan.pdf', 'urn:uuid:3f2b8c1e-9a4d-4e6f-8b1a-5c7d9e0f1a2b', ''])(
    'tags none if one is %j',
    async (url) => {
      const { writer, contents } = openEvidence();
      const before = contents();
      const outcome = await writer.run({ ...command, pages: [PAGE, { url, title: '' }] });
      expect(outcome).toEqual({ ok: false, fault: 'untaggable' });
      expect(contents()).toEqual(before);
    },
  );

  it('tags no page if the record of one can’t be read', async () => {
    const { writer, contents } = openItems({ ...itemsOf([]), [`evidence:${ID}`]: 'damaged' });
    const before = contents();
    const outcome = await writer.run({ ...command, pages: [OTHER, PAGE] });
    expect(outcome).toEqual({ ok: false, fault: 'unreadable-data' });
    expect(contents()).toEqual(before);
  });

  it('gives each page its own draft, and the facts and title of the page’s other pieces', async () => {
    const other = piece({ ...OTHER, domain: 'model-school', title: 'Corrected', labels: ['Water'] });
    const { writer, store } = openItems({ ...itemsOf([other]), ...stored(draft) });
    await writer.run({ ...command, pages: [OTHER, PAGE] });
    const { pieces } = await readList(store);
    expect(pieces.get(ID)).toEqual(fresh({ ...PAGE, title: 'Typed', quotes: [quote('One.')] }));
    expect(pieces.get(pieceId('collaboration', OTHER.url))).toEqual(
      fresh({ ...OTHER, title: 'Corrected', labels: ['Water'] }),
    );
  });

  it('reads the storage in eight calls, however many pages there are', async () => {
    const { writer, area } = openEvidence();
    const pages = Array.from({ length: 200 }, (_, n) => ({ url: `https://school.example/${n}`, title: '' }));
    expect(await writer.run({ ...command, pages })).toMatchObject({ ok: true });
    // Settings, drafts, pieces, summary, tallies; the date; and the last action, for Undo and for its pixels.
    expect(area.calls.filter(({ name }) => name === 'get')).toHaveLength(8);
    expect(area.calls.every(({ keys }) => keys !== null)).toBe(true);
  });
});

describe('tagging a page that has a draft', () => {
  const command: Command = { type: 'tag', domain: 'collaboration', pages: [PAGE] };

  it('moves title and quotes from the draft into the piece, in one call', async () => {
    const { writer, store, area, livePieces } = openItems({ ...itemsOf([]), ...stored(draft) });
    await writer.run(command);
    expect(await livePieces()).toMatchObject([{ title: 'Typed', quotes: [quote('One.')] }]);
    expect((await readPage(store, PAGE.url)).draft).toBeUndefined();
    expect(area.calls.filter(({ name }) => name !== 'get')).toHaveLength(1);
  });

  it('leaves the shape chosen for the picture in the draft', async () => {
    const { writer, store } = openItems({
      ...itemsOf([]),
      ...stored({ ...draft, picture: shape, note: 'x' }),
    });
    await writer.run(command);
    const left = { version: 1, picture: shape, note: 'x', updatedAt: START };
    expect((await readPage(store, PAGE.url)).draft).toEqual(left);
  });

  it('leaves a draft alone if it holds nothing for the piece', async () => {
    const chosen = { version: 1, picture: shape, updatedAt: EARLIER };
    const { writer, contents } = openItems({ ...itemsOf([]), [DRAFT_KEY]: chosen });
    await writer.run(command);
    expect(contents()[DRAFT_KEY]).toEqual(chosen);
  });

  it('uses the title in a draft of version 1', async () => {
    const old = { version: 1, title: 'Typed', updatedAt: EARLIER };
    const { writer, store, livePieces } = openItems({ ...itemsOf([]), [DRAFT_KEY]: old });
    await writer.run(command);
    expect(await livePieces()).toMatchObject([{ title: 'Typed' }]);
    expect((await readPage(store, PAGE.url)).draft).toBeUndefined();
  });

  it('prefers the title of the draft to that of other pieces and of the restored piece', async () => {
    const gone = piece({ deletedAt: EARLIER, title: 'Gone', quotes: [quote('Old.')] });
    const items = itemsOf([gone, piece({ domain: 'model-school', title: 'There' })]);
    const { writer, store } = openItems({ ...items, ...stored(draft) });
    await writer.run(command);
    const { pieces } = await readList(store);
    expect(pieces.get(ID)).toMatchObject({ title: 'Typed', quotes: [quote('Old.'), quote('One.')] });
  });

  it('adds title and quotes to a piece that already exists, as when two views tag at once', async () => {
    const { writer, store, livePieces } = openItems({ ...itemsOf([ownPiece()]), ...stored(draft) });
    await writer.run(command);
    expect(await livePieces()).toMatchObject([
      { title: 'Typed', quotes: [quote('One.')], contributions: ownPiece().contributions },
    ]);
    expect((await readPage(store, PAGE.url)).draft).toBeUndefined();
  });

  it.each([
    ['of the draft and of the command', itemsOf([]), quotes(15, 'a'), quotes(6, 'b')],
    [
      'of the draft and of the piece that is restored',
      itemsOf([piece({ deletedAt: EARLIER, quotes: quotes(15) })]),
      quotes(6, 'a'),
      [],
    ],
  ])('is refused if the quotes %s are too many, and loses none of them', async (_, items, typed, chosen) => {
    const { writer, contents } = openItems({ ...items, ...stored({ ...draft, quotes: typed }) });
    const before = contents();
    const outcome = await writer.run({ ...command, quotes: chosen });
    expect(outcome).toEqual({ ok: false, fault: 'too-many' });
    expect(contents()).toEqual(before);
  });

  describe('while any one call of the storage fails', () => {
    beforeEach(() => {
      vi.spyOn(console, 'error').mockImplementation(() => {});
      return () => vi.restoreAllMocks();
    });

    it.each([0, 1, 2, 3, 4, 5, 6])('loses nothing that was typed: call %i', async (succeeding) => {
      const { writer, area, contents, livePieces } = openItems({ ...itemsOf([]), ...stored(draft) });
      const before = contents();
      area.succeeding = succeeding;
      expect(await writer.run(command)).toEqual({ ok: false, fault: 'storage-failed' });
      expect(contents()).toEqual(before);
      expect(await writer.run(command)).toMatchObject({
        ok: true,
        count: 1,
      });
      expect(await livePieces()).toMatchObject([{ title: 'Typed', quotes: [quote('One.')] }]);
    });
  });
});

describe('tagging a page that only a colleague tagged', () => {
  const hers = piece({ origin: 'ana', taggedBy: 'Ana', note: 'Hers.' });
  const command: Command = { type: 'tag', domain: 'collaboration', pages: [PAGE] };

  it('adds the own tag to that of the colleague, and Undo takes off only the own one', async () => {
    const { writer, livePieces, store } = openEvidence([hers]);
    const outcome = await writer.run(command);
    expect(outcome).toMatchObject({ ok: true, count: 1 });
    const own = { origin: ORIGIN, taggedAt: START };
    const { updatedAt: _, ...rest } = hers;
    expect(await livePieces()).toEqual([{ ...rest, contributions: [...(hers.contributions ?? []), own] }]);
    expect((await store.read(SETTINGS)).origin).toBe(ORIGIN);
    expect(await writer.run(command)).toEqual({ ok: true, count: 0 });
    await writer.run({ type: 'undo', id: undoOf(outcome) });
    expect(await livePieces()).toEqual([rest]);
  });
});

describe('tagging with quotes', () => {
  const command = {
    type: 'tag',
    domain: 'collaboration',
    pages: [PAGE],
    quotes: [quote('One.\u202E')],
  } satisfies Command;

  it('stores them with the new piece, cleaned', async () => {
    const { writer, livePieces, store } = openEvidence();
    await writer.run(command);
    expect(await livePieces()).toMatchObject([{ quotes: [quote('One.')] }]);
    expect(await store.read(LAST_ACTION)).toMatchObject({ kind: 'tagged' });
  });

  it('adds them to a piece that already exists, and Undo removes only the new ones', async () => {
    const mine = ownPiece({ quotes: [quote('Old.')] });
    const { writer, livePieces, store } = openEvidence([mine]);
    const outcome = await writer.run(command);
    const { updatedAt: _, ...rest } = mine;
    expect(await livePieces()).toEqual([{ ...rest, quotes: [quote('Old.'), quote('One.')] }]);
    expect(await store.read(LAST_ACTION)).toMatchObject({ kind: 'quote-added', count: 1 });
    await writer.run({ type: 'undo', id: undoOf(outcome) });
    expect(await livePieces()).toEqual([rest]);
  });
});
