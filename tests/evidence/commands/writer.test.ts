import { describe, expect, it } from 'vitest';
import type { Command } from '../../../evidence/commands/index.ts';
import { notesOf } from '../../../evidence/piece/contribution.ts';
import type { Facts } from '../../../evidence/piece/facts.ts';
import { PIECE_VERSION, type Piece, pieceId } from '../../../evidence/piece/piece.ts';
import { deletePiece } from '../../../evidence/piece/tagging.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { LAST_DOMAIN } from '../../../evidence/storage/last-domain.ts';
import { readPage } from '../../../evidence/storage/page-evidence.ts';
import { SUMMARY } from '../../../evidence/storage/parse-summary.ts';
import { SETTINGS } from '../../../evidence/storage/settings.ts';
import { summarise } from '../../../evidence/storage/summary.ts';
import { MAX_NOTE_LENGTH } from '../../../evidence/values/clean-text.ts';
import {
  type EvidenceStore,
  itemsOf,
  ORIGIN,
  openEvidence,
  openItems,
  ownPiece,
  START,
  undoOf,
} from '../../support/evidence-store.ts';
import { byId, idOf, labels, noteIn, piece, quote, quotes } from '../../support/pieces.ts';

const PAGE = { url: 'https://school.example/projects/water/?utm_source=x#photos', title: ' Water\n' };
const ID = pieceId('collaboration', PAGE.url);
const THERE = pieceId('model-school', PAGE.url);
const EARLIER = '2026-05-01T00:00:00.000Z';

describe('tag', () => {
  it('stores the page as visited, under the page’s key', async () => {
    const { writer, store } = openEvidence();
    const outcome = await writer.run({ type: 'tag', domain: 'collaboration', pages: [PAGE] });
    const times = { taggedAt: START, updatedAt: START };
    const tagged = piece({ url: PAGE.url, title: 'Water', note: '', ...times, origin: ORIGIN });
    expect(outcome).toEqual({ ok: true, count: 1, kind: 'tagged', undoId: 'action-0', at: START });
    expect((await readList(store)).pieces).toEqual(byId([tagged]));
  });

  it('writes the record, the counts and the action to remember in one call, and nothing else', async () => {
    const { writer, area, contents } = openEvidence();
    await writer.run({ type: 'tag', domain: 'collaboration', pages: [PAGE] });
    expect(area.calls.filter(({ name }) => name !== 'get')).toEqual([{ name: 'set', keys: 8 }]);
    expect(Object.keys(contents())).toEqual([
      `evidence:${ID}`,
      'last-action',
      'last-action-part',
      'last-domain',
      'settings',
      'summary',
      'tally:path:school.example/projects/water',
      'tally:site:school.example',
    ]);
  });

  it.each([0, 2_000])('reads the same sixteen keys with %i pieces stored', async (count) => {
    const pieces = Array.from({ length: count }, (_, n) => piece({ url: `https://school.example/${n}` }));
    const { writer, area } = openEvidence(pieces);
    await writer.run({ type: 'tag', domain: 'collaboration', pages: [PAGE] });
    // The settings, the draft and the waiting text, the summary, five pieces of the page and two tallies; the date;
    // and the last action: whole, once more for the pixels of its picture, and the last merge.
    const read = area.calls.filter(({ name }) => name === 'get').map(({ keys }) => keys);
    expect(read.every((keys) => keys !== null)).toBe(true);
    expect(read.reduce((total, keys) => (total ?? 0) + (keys ?? 0), 0)).toBe(16);
  });

  it('remembers the domain for the shortcut', async () => {
    const { writer, store } = openEvidence();
    expect(await store.read(LAST_DOMAIN)).toBeUndefined();
    await writer.run({ type: 'tag', domain: 'model-school', pages: [PAGE] });
    expect(await store.read(LAST_DOMAIN)).toBe('model-school');
  });

  it('records who tagged the page, if the settings name somebody', async () => {
    const { writer, livePieces } = openItems({ settings: { version: 1, name: 'Ana' } });
    await writer.run({ type: 'tag', domain: 'collaboration', pages: [PAGE] });
    expect(await livePieces()).toMatchObject([{ contributions: [{ origin: ORIGIN, by: 'Ana' }] }]);
  });

  it.each(['', undefined])('records nobody as the tagger if the name is %j', async (name) => {
    const { writer, livePieces } = openItems({
      settings: { version: 1, ...(name === undefined ? {} : { name }) },
    });
    await writer.run({ type: 'tag', domain: 'collaboration', pages: [PAGE] });
    expect((await livePieces()).map(({ contributions }) => contributions)).toEqual([[{ origin: ORIGIN }]]);
  });

  it('copies the facts that the page has under its other domains', async () => {
    const facts: Facts = {
      activityDate: '2026-03-01',
      labels: ['Water'],
      status: 'planned',
      access: 'login',
    };
    const gone = piece({ domain: 'student-agency', deletedAt: EARLIER, labels: ['Old'] });
    const { writer, livePieces } = openEvidence([
      gone,
      piece({ ...facts, quotes: [quote('Here.')], taggedBy: 'Ion' }),
    ]);
    await writer.run({ type: 'tag', domain: 'model-school', pages: [PAGE] });
    const [, tagged] = await livePieces();
    expect(tagged).toEqual({
      ...facts,
      version: PIECE_VERSION,
      domain: 'model-school',
      url: PAGE.url,
      title: piece().title,
      taggedAt: START,
      contributions: [{ origin: ORIGIN }],
    });
  });

  it('stores a hostile title on one line, without characters that hide or reorder text', async () => {
    const { writer, livePieces } = openEvidence();
    const title = ` \u202Egnp.exe\u0000\n${'a\u2067'.repeat(1_000_000)}`;
    await writer.run({ type: 'tag', domain: 'collaboration', pages: [{ ...PAGE, title }] });
    expect(await livePieces()).toMatchObject([{ title: `gnp.exe ${'a'.repeat(992)}` }]);
  });

  it('copies the title that the page has under its other domains', async () => {
    const { writer, livePieces } = openEvidence([piece({ title: 'Corrected' })]);
    await writer.run({ type: 'tag', domain: 'model-school', pages: [PAGE] });
    expect(await livePieces()).toMatchObject([{ title: 'Corrected' }, { title: 'Corrected' }]);
  });

  it('stores no user name or password', async () => {
    const { writer, livePieces } = openEvidence();
    const page = { url: 'https://anna:secret@School.example/a', title: '' };
    await writer.run({ type: 'tag', domain: 'collaboration', pages: [page] });
    expect(await livePieces()).toMatchObject([{ url: 'https://school.example/a' }]);
  });

  it('writes nothing if the page is already tagged, by whatever address', async () => {
    const { writer, area } = openEvidence([ownPiece()]);
    const outcome = await writer.run({ type: 'tag', domain: 'collaboration', pages: [PAGE] });
    expect(outcome).toEqual({ ok: true, count: 0 });
    expect(area.calls.some(({ name }) => name === 'set')).toBe(false);
  });

  it('adds the own tag to those of colleagues, which Undo takes off again', async () => {
    const anas = piece({ origin: 'ana', taggedBy: 'Ana' });
    const { writer, livePieces } = openEvidence([anas]);
    const before = await livePieces();
    const outcome = await writer.run({ type: 'tag', domain: 'collaboration', pages: [PAGE] });
    expect(outcome).toMatchObject({ ok: true, count: 1, kind: 'tagged' });
    const { updatedAt: _, ...rest } = anas;
    const both = [...(anas.contributions ?? []), { origin: ORIGIN, taggedAt: START }];
    expect(await livePieces()).toEqual([{ ...rest, contributions: both }]);
    await writer.run({ type: 'undo', id: undoOf(outcome) });
    expect(await livePieces()).toEqual(before);
  });

  it('brings a deleted piece back, with its note', async () => {
    const { writer, livePieces } = openEvidence([deletePiece(ownPiece(), EARLIER, ORIGIN)]);
    await writer.run({ type: 'tag', domain: 'collaboration', pages: [PAGE] });
    const { updatedAt: _, ...rest } = ownPiece({ url: PAGE.url, taggedAt: START });
    expect(await livePieces()).toEqual([rest]);
  });

  it('brings a piece back that a colleague deleted, with the own note and without the tags of others', async () => {
    const both = ownPiece({ note: 'Mine.', contributions: [{ origin: 'ana', by: 'Ana', note: 'Hers.' }] });
    const { writer, livePieces } = openEvidence([deletePiece(both, EARLIER, 'ana')]);
    await writer.run({ type: 'tag', domain: 'collaboration', pages: [PAGE] });
    const { updatedAt: _, ...rest } = ownPiece({ url: PAGE.url, note: 'Mine.', taggedAt: START });
    expect(await livePieces()).toEqual([{ ...rest, removals: [{ at: EARLIER, by: 'ana' }] }]);
  });

  it('stores a separate piece of the page under each domain', async () => {
    const { writer, store } = openEvidence([piece()]);
    await writer.run({ type: 'tag', domain: 'model-school', pages: [PAGE] });
    expect([...(await readList(store)).pieces.keys()].sort()).toEqual([ID, THERE]);
  });

  it.each(['file:///plan.pdf', 'about:blank', 'javascript:alert(1)', 'nonsense', ''])(
    'refuses %j',
    async (url) => {
      const { writer, contents } = openEvidence();
      const before = contents();
      const outcome = await writer.run({ type: 'tag', domain: 'collaboration', pages: [{ url, title: '' }] });
      expect(outcome).toEqual({ ok: false, fault: 'untaggable' });
      expect(contents()).toEqual(before);
    },
  );

  it('stores all of 200 pages that are tagged at once', async () => {
    const { writer, store } = openEvidence();
    const urls = Array.from({ length: 200 }, (_, number) => `https://school.example/${number}`);
    const outcomes = await Promise.all(
      urls.map((url) => writer.run({ type: 'tag', domain: 'collaboration', pages: [{ url, title: '' }] })),
    );
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    const { pieces, summary } = await readList(store);
    expect([...pieces.values()].map(({ url }) => url).sort()).toEqual(urls.sort());
    expect(summary?.counts.collaboration).toBe(200);
  });
});

describe('delete', () => {
  it('removes the piece from the list and preserves everything in it', async () => {
    const { writer, store, livePieces } = openEvidence([piece()]);
    await writer.run({ type: 'delete', ids: [ID] });
    expect(await livePieces()).toEqual([]);
    const gone = piece({ deletedAt: START, updatedAt: START, removals: [{ at: START }] });
    const { pieces, summary } = await readList(store);
    expect(pieces).toEqual(byId([gone]));
    expect(summary).toEqual(summarise([gone]));
  });

  it('takes off the own tag where nobody else tagged the page, and preserves everything in the piece', async () => {
    const { writer, store, livePieces } = openEvidence([ownPiece()]);
    await writer.run({ type: 'delete', ids: [ID] });
    expect(await livePieces()).toEqual([]);
    const off = { origin: ORIGIN, note: noteIn(piece()), at: START, isOff: true };
    const gone = { ...ownPiece({ deletedAt: START, updatedAt: START }), contributions: [off] };
    const { pieces, summary } = await readList(store);
    expect([...pieces.values()]).toEqual([gone]);
    expect(summary).toEqual(summarise([gone as Piece]));
  });

  it('of only the own tag leaves the tags of colleagues', async () => {
    const hers = { origin: 'ana', by: 'Ana', note: 'Hers.' };
    const { writer, livePieces } = openEvidence([ownPiece({ contributions: [hers] })]);
    const own: Command = { type: 'delete', ids: [ID], onlyMine: true };
    expect(await writer.run(own)).toMatchObject({ ok: true, count: 1, kind: 'deleted' });
    expect(await livePieces()).toMatchObject([{ contributions: [hers] }]);
    expect(await writer.run(own)).toEqual({ ok: true, count: 0 });
  });
});

describe('write-note', () => {
  it('stores the note, cleaned', async () => {
    const { writer, livePieces } = openEvidence([ownPiece()]);
    await writer.run({ type: 'write-note', id: ID, note: 'New\r\nnote' });
    expect(await livePieces()).toMatchObject([{ contributions: [{ origin: ORIGIN, note: 'New\nnote' }] }]);
  });

  it('stores the longest note and refuses a longer one', async () => {
    const { writer, livePieces } = openEvidence([ownPiece()]);
    const longest = 'a'.repeat(MAX_NOTE_LENGTH);
    await writer.run({ type: 'write-note', id: ID, note: longest });
    const outcome = await writer.run({ type: 'write-note', id: ID, note: `${longest}b` });
    expect(outcome).toEqual({ ok: false, fault: 'too-long' });
    expect(await livePieces()).toMatchObject([{ contributions: [{ note: longest }] }]);
  });

  it('adds the note to those of colleagues, under the teacher’s own name', async () => {
    const anas = piece({ origin: 'ana', taggedBy: 'Ana', note: 'Ana’s.' });
    const evidence = openItems({ settings: { version: 1, name: 'Maria' }, ...itemsOf([anas]) });
    await evidence.writer.run({ type: 'write-note', id: ID, note: 'M' });
    await evidence.writer.run({ type: 'write-note', id: ID, note: 'Mine.' });
    const own = { origin: ORIGIN, by: 'Maria', note: 'Mine.', taggedAt: START };
    const hers = { origin: 'ana', by: 'Ana', note: 'Ana’s.' };
    expect((await evidence.livePieces()).map(({ contributions }) => contributions)).toEqual([[hers, own]]);
    expect(await evidence.store.read(SETTINGS)).toMatchObject({ origin: ORIGIN });
  });

  it('stores the last of many notes that come at once', async () => {
    const { writer, livePieces } = openEvidence([ownPiece()]);
    const notes = Array.from({ length: 50 }, (_, number) => 'a'.repeat(number));
    await Promise.all(notes.map((note) => writer.run({ type: 'write-note', id: ID, note })));
    expect(await livePieces()).toMatchObject([{ contributions: [{ note: notes.at(-1) }] }]);
  });

  it('follows the piece if it was moved while the note was typed', async () => {
    const { writer, livePieces } = openEvidence([ownPiece()]);
    await writer.run({ type: 'move', ids: [ID], to: 'model-school' });
    await writer.run({ type: 'move', ids: [THERE], to: 'student-agency' });
    expect(await writer.run({ type: 'write-note', id: ID, note: 'Typed.' })).toMatchObject({
      ok: true,
      count: 1,
    });
    expect(await livePieces()).toMatchObject([
      { domain: 'student-agency', contributions: [{ origin: ORIGIN, note: 'Typed.' }] },
    ]);
  });
});

describe('write-title', () => {
  it('corrects the title of the page in every domain, deleted or not', async () => {
    const gone = piece({ domain: 'student-agency', deletedAt: EARLIER });
    const other = piece({ url: 'https://school.example/other' });
    const { writer, store } = openEvidence([piece(), piece({ domain: 'model-school' }), gone, other]);
    await writer.run({ type: 'write-title', id: ID, title: 'Corrected' });
    const { pieces } = await readList(store);
    const titles = new Map([...pieces].map(([id, { title }]) => [id, title]));
    expect(titles).toEqual(
      new Map([
        [ID, 'Corrected'],
        [THERE, 'Corrected'],
        [idOf(gone), 'Corrected'],
        [idOf(other), other.title],
      ]),
    );
  });
});

describe('the last action', () => {
  const lastActionOf = async ({ store }: EvidenceStore) => (await readPage(store, PAGE.url)).lastAction;

  it.each([
    ['tagged', { type: 'tag', domain: 'model-school', pages: [PAGE] }],
    ['deleted', { type: 'delete', ids: [ID] }],
  ] satisfies [string, Command][])(
    'is stored with the pieces %s, so that it can be undone later',
    async (kind, command) => {
      const evidence = openEvidence([piece()]);
      const before = await evidence.livePieces();
      await evidence.writer.run(command);
      const action = await lastActionOf(evidence);
      expect(action).toMatchObject({ version: 1, kind, count: 1, parts: 1 });
      await evidence.writer.run({ type: 'undo', id: action?.id ?? '' });
      expect(await evidence.livePieces()).toEqual(before);
      expect(await lastActionOf(evidence)).toBeUndefined();
    },
  );

  it('is shown only for the page it was on', async () => {
    const { writer, store } = openEvidence([piece()]);
    await writer.run({ type: 'delete', ids: [ID] });
    expect((await readPage(store, 'https://school.example/other')).lastAction).toBeUndefined();
    expect((await readPage(store, undefined)).lastAction).toBeUndefined();
  });

  it('stays as it was when the page is already tagged', async () => {
    const evidence = openEvidence([ownPiece()]);
    await evidence.writer.run({ type: 'tag', domain: 'collaboration', pages: [PAGE] });
    expect(await lastActionOf(evidence)).toBeUndefined();
  });
});

describe('move', () => {
  /** A piece as it is seen in the domain to which its words moved. */
  function movedThere({ updatedAt: _, contributions, ...here }: Piece) {
    const came = { from: here.domain, cameAt: START };
    return {
      ...here,
      domain: 'model-school',
      contributions: contributions?.map((one) => ({ ...one, ...came })),
    };
  }

  it('writes both domains and the summary in one call', async () => {
    const { writer, area, livePieces, store } = openEvidence([ownPiece()]);
    await writer.run({ type: 'move', ids: [ID], to: 'model-school' });
    // The tallies stay the same: the page still counts once.
    expect(area.calls.filter(({ name }) => name === 'set')).toEqual([{ name: 'set', keys: 5 }]);
    expect(await livePieces()).toEqual([movedThere(ownPiece())]);
    expect((await store.read(SUMMARY))?.counts).toMatchObject({ collaboration: 0, 'model-school': 1 });
  });

  it('changes nothing if the piece is already there', async () => {
    const { writer, contents } = openEvidence([piece()]);
    const before = contents();
    expect(await writer.run({ type: 'move', ids: [ID], to: 'collaboration' })).toEqual({
      ok: true,
      count: 0,
    });
    expect(contents()).toEqual(before);
  });

  it('moves quotes and facts along', async () => {
    const said = { quotes: [quote('Here.')], labels: ['Water'], access: 'login', taggedBy: 'Ana' } as const;
    const here = piece({ ...said, quotes: [...said.quotes], labels: [...said.labels] });
    const { writer, livePieces } = openEvidence([here]);
    await writer.run({ type: 'move', ids: [ID], to: 'model-school' });
    expect(await livePieces()).toEqual([movedThere(here)]);
  });

  it('joins the quotes with those already there', async () => {
    const there = piece({ domain: 'model-school', quotes: [quote('Both.'), quote('There.')] });
    const { writer, livePieces } = openEvidence([piece({ quotes: [quote('Here.'), quote('Both.')] }), there]);
    await writer.run({ type: 'move', ids: [ID], to: 'model-school' });
    const quotes = [quote('Both.'), quote('There.'), quote('Here.')];
    expect(await livePieces()).toMatchObject([{ quotes }]);
  });

  it.each([
    ['quotes', 'live', { quotes: quotes(12, 'a') }, { quotes: quotes(12, 'b') }],
    ['quotes', 'deleted', { quotes: quotes(12, 'a') }, { quotes: quotes(12, 'b'), deletedAt: EARLIER }],
    ['labels', 'live', { labels: labels(12, 'a') }, { labels: labels(12, 'b') }],
  ])('is refused if the %s of both pieces would be too many (%s there)', async (_, __, mine, theirs) => {
    const there = piece({ domain: 'model-school', ...theirs });
    const { writer, contents } = openEvidence([piece(mine), there]);
    const before = contents();
    const outcome = await writer.run({ type: 'move', ids: [ID], to: 'model-school' });
    expect(outcome).toEqual({ ok: false, fault: 'too-many' });
    expect(contents()).toEqual(before);
  });

  it('moves the words of everybody, which stay each author’s own, and leaves no word behind', async () => {
    const anas = { origin: 'ana', by: 'Ana', note: 'Hers.' };
    const here = ownPiece({ note: 'Mine.', contributions: [anas] });
    const { writer, livePieces, contents } = openEvidence([here]);
    await writer.run({ type: 'move', ids: [ID], to: 'model-school' });
    expect(await livePieces()).toEqual([movedThere(here)]);
    const left = contents()[`evidence:${ID}`];
    expect(left).toMatchObject({
      deletedAt: START,
      removals: [{ at: START, to: 'model-school', by: ORIGIN }],
    });
    expect(JSON.stringify(left)).not.toMatch(/Ana|Hers|Mine/);
  });

  it('keeps both notes whole if they would be too long as one, and Undo separates them', async () => {
    const longest = 'a'.repeat(MAX_NOTE_LENGTH);
    const { writer, livePieces } = openEvidence([
      ownPiece({ note: longest }),
      ownPiece({ note: 'There.', domain: 'model-school' }),
    ]);
    const notes = async () =>
      (await livePieces()).map(({ contributions = [] }) => contributions.map(({ note }) => note).sort());
    const outcome = await writer.run({ type: 'move', ids: [ID], to: 'model-school' });
    expect(outcome).toMatchObject({ ok: true, count: 1 });
    expect(await notes()).toEqual([['There.', longest]]);
    await writer.run({ type: 'undo', id: undoOf(outcome) });
    expect(await notes()).toEqual([[longest], ['There.']]);
  });

  it('makes the page untaggable in the old domain while its two notes would be too long as one', async () => {
    const longest = 'a'.repeat(MAX_NOTE_LENGTH);
    const { writer, contents, livePieces } = openEvidence([
      ownPiece({ note: longest }),
      ownPiece({ note: 'There.', domain: 'model-school' }),
    ]);
    await writer.run({ type: 'move', ids: [ID], to: 'model-school' });
    const before = contents();
    const again: Command = { type: 'tag', domain: 'collaboration', pages: [PAGE] };
    expect(await writer.run(again)).toEqual({ ok: false, fault: 'too-long' });
    expect(contents()).toEqual(before);
    await writer.run({ type: 'write-note', id: THERE, note: 'Shortened.' });
    expect(await writer.run(again)).toMatchObject({ ok: true });
    expect((await livePieces()).map((one) => notesOf(one as Piece).map(({ note }) => note))).toEqual([
      [],
      ['Shortened.'],
    ]);
  });
});

describe('the counts', () => {
  it.each([
    ['missing', undefined],
    ['not a summary', { version: 1, counts: 'many' }],
  ])('of the domains are rebuilt from the records by the next change if they are %s', async (_, summary) => {
    const others = [piece({ url: 'https://school.example/b' }), piece({ domain: 'model-school' })];
    const { writer, store } = openItems({ ...itemsOf(others), summary });
    await writer.run({ type: 'tag', domain: 'collaboration', pages: [PAGE] });
    expect((await store.read(SUMMARY))?.counts).toMatchObject({ collaboration: 2, 'model-school': 1 });
  });

  it.each([
    ['a wrong summary', { summary: summarise([]) }],
    ['a tally too low', { 'tally:path:school.example/projects/water': 0 }],
    ['a tally too high', { 'tally:site:school.example': 7 }],
    ['a tally that is none', { 'tally:site:school.example': 'many' }],
    ['a tally of nothing', { 'tally:site:gone.example': 2 }],
  ])('are rebuilt from the records on request: %s', async (_, wrong) => {
    const { writer, contents } = openItems({ ...itemsOf([piece()]), ...wrong });
    expect(await writer.run({ type: 'recount' })).toEqual({ ok: true, count: 0 });
    expect(contents()).toEqual(itemsOf([piece()]));
  });

  it('of a list that has no tallies yet are created on request', async () => {
    const { summary } = itemsOf([piece()]);
    const { writer, contents } = openItems({ [`evidence:${ID}`]: piece(), summary });
    await writer.run({ type: 'recount' });
    expect(contents()).toEqual(itemsOf([piece()]));
  });
});

describe('save-settings', () => {
  it('changes only the settings it names and preserves fields it does not know', async () => {
    const { writer, store } = openItems({ settings: { version: 1, language: 'ro', school: 'x' } });
    await writer.run({ type: 'save-settings', change: { secondLanguage: 'pl', showSecondLanguage: true } });
    expect(await store.read(SETTINGS)).toEqual({
      version: 1,
      language: 'ro',
      secondLanguage: 'pl',
      showSecondLanguage: true,
      school: 'x',
    });
  });

  it('stores the name on one line, cut to its length', async () => {
    const { writer, store } = openEvidence();
    await writer.run({ type: 'save-settings', change: { name: ' Ana\n\u202EMaria\u0000 ' } });
    expect((await store.read(SETTINGS)).name).toBe('Ana Maria');
    await writer.run({ type: 'save-settings', change: { name: `${'a'.repeat(99)} ${'b'.repeat(99)}` } });
    expect((await store.read(SETTINGS)).name).toBe('a'.repeat(99));
    await writer.run({ type: 'save-settings', change: { name: '' } });
    expect((await store.read(SETTINGS)).name).toBe('');
  });

  it('ignores undefined values', async () => {
    const { writer, store } = openItems({ settings: { version: 1, language: 'ro', name: 'Ana' } });
    await writer.run({
      type: 'save-settings',
      change: { language: undefined, name: undefined, contextMenu: false },
    });
    expect(await store.read(SETTINGS)).toEqual({
      version: 1,
      language: 'ro',
      name: 'Ana',
      contextMenu: false,
    });
  });

  it('clears a choice', async () => {
    const { writer, store } = openItems({ settings: { version: 1, language: 'ro' } });
    await writer.run({ type: 'save-settings', change: { language: null } });
    expect((await store.read(SETTINGS)).language).toBeNull();
  });

  it.each([
    ['like ours', { version: 2, language: 'ro' }],
    ['of another shape', { version: 2, language: { interface: 'ro' } }],
  ])('refuses to change newer settings %s', async (_, settings) => {
    const { writer, contents } = openItems({ settings });
    const outcome = await writer.run({ type: 'save-settings', change: { language: 'pl' } });
    expect(contents()).toEqual({ settings });
    expect(outcome).toEqual({ ok: false, fault: 'newer-data' });
  });
});
