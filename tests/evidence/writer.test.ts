import { describe, expect, it } from 'vitest';
import { MAX_NOTE_LENGTH } from '../../evidence/clean-text.ts';
import type { Outcome } from '../../evidence/command.ts';
import type { Change } from '../../evidence/edits.ts';
import { evidenceId } from '../../evidence/evidence.ts';
import { summarise } from '../../evidence/summary.ts';
import { type EvidenceStore, itemsOf, openEvidence, openItems, START } from '../support/evidence-store.ts';
import { byId, idOf, piece } from '../support/pieces.ts';

const PAGE = { url: 'https://school.example/projects/water/?utm_source=x#photos', title: ' Water\n' };
const ID = evidenceId('collaboration', PAGE.url);
const THERE = evidenceId('model-school', PAGE.url);
const EARLIER = '2026-05-01T00:00:00.000Z';

function changesOf(outcome: Outcome): Change[] {
  expect(outcome).toMatchObject({ ok: true });
  return outcome.ok ? [...outcome.changes] : [];
}

describe('tag', () => {
  it('stores the page as visited, under the key of the page', async () => {
    const { writer, store } = openEvidence();
    const outcome = await writer.run({ type: 'tag', domain: 'collaboration', page: PAGE });
    const tagged = piece({ url: PAGE.url, title: 'Water', note: '', taggedAt: START, updatedAt: START });
    expect(outcome).toEqual({ ok: true, changes: [{ id: ID, before: null, after: tagged }] });
    expect((await store.readAll()).pieces).toEqual(byId([tagged]));
  });

  it('writes the record, the summary and what Undo needs in one call, and nothing else', async () => {
    const { writer, area } = openEvidence();
    await writer.run({ type: 'tag', domain: 'collaboration', page: PAGE });
    expect(area.calls.filter(({ name }) => name !== 'get')).toEqual([{ name: 'set', keys: 3 }]);
    expect([...area.items.keys()].sort()).toEqual([`evidence:${ID}`, 'last-action', 'summary']);
  });

  it('takes the title that the page has under its other domains', async () => {
    const { writer, livePieces } = openEvidence([piece({ title: 'Corrected' })]);
    await writer.run({ type: 'tag', domain: 'model-school', page: PAGE });
    expect(await livePieces()).toMatchObject([{ title: 'Corrected' }, { title: 'Corrected' }]);
  });

  it('stores no user name or password', async () => {
    const { writer, livePieces } = openEvidence();
    const page = { url: 'https://anna:secret@School.example/a', title: '' };
    await writer.run({ type: 'tag', domain: 'collaboration', page });
    expect(await livePieces()).toMatchObject([{ url: 'https://school.example/a' }]);
  });

  it('writes nothing where the page is tagged already, by whatever address', async () => {
    const { writer, area } = openEvidence([piece()]);
    const outcome = await writer.run({ type: 'tag', domain: 'collaboration', page: PAGE });
    expect(outcome).toEqual({ ok: true, changes: [] });
    expect(area.calls.some(({ name }) => name === 'set')).toBe(false);
  });

  it('brings a piece back that was taken off, with its note', async () => {
    const { writer, livePieces } = openEvidence([piece({ deletedAt: EARLIER })]);
    await writer.run({ type: 'tag', domain: 'collaboration', page: PAGE });
    expect(await livePieces()).toMatchObject([{ note: piece().note, taggedAt: START }]);
  });

  it('keeps the page apart under each domain', async () => {
    const { writer, store } = openEvidence([piece()]);
    await writer.run({ type: 'tag', domain: 'model-school', page: PAGE });
    expect([...(await store.readAll()).pieces.keys()].sort()).toEqual([ID, THERE]);
  });

  it.each(['file:///plan.pdf', 'about:blank', 'javascript:alert(1)', 'nonsense', ''])(
    'refuses %j',
    async (url) => {
      const { writer, contents } = openEvidence();
      const before = contents();
      const outcome = await writer.run({ type: 'tag', domain: 'collaboration', page: { url, title: '' } });
      expect(outcome).toEqual({ ok: false, fault: 'untaggable' });
      expect(contents()).toEqual(before);
    },
  );

  it('keeps all of 200 pages that are tagged at once', async () => {
    const { writer, store } = openEvidence();
    const urls = Array.from({ length: 200 }, (_, number) => `https://school.example/${number}`);
    const outcomes = await Promise.all(
      urls.map((url) => writer.run({ type: 'tag', domain: 'collaboration', page: { url, title: '' } })),
    );
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    const { pieces, summary } = await store.readAll();
    expect([...pieces.values()].map(({ url }) => url).sort()).toEqual(urls.sort());
    expect(summary?.counts.collaboration).toBe(200);
  });
});

describe('take-off', () => {
  it('takes the piece off the list and keeps everything in it', async () => {
    const { writer, store, livePieces } = openEvidence([piece()]);
    await writer.run({ type: 'take-off', id: ID });
    expect(await livePieces()).toEqual([]);
    const gone = piece({ deletedAt: START, updatedAt: START });
    expect(await store.readAll()).toMatchObject({ pieces: byId([gone]), summary: summarise([gone]) });
  });
});

describe('write-note', () => {
  it('keeps the note, cleaned', async () => {
    const { writer, livePieces } = openEvidence([piece()]);
    await writer.run({ type: 'write-note', id: ID, note: 'New\r\nnote' });
    expect(await livePieces()).toMatchObject([{ note: 'New\nnote' }]);
  });

  it('keeps the longest note and refuses a longer one', async () => {
    const { writer, livePieces } = openEvidence([piece()]);
    const longest = 'a'.repeat(MAX_NOTE_LENGTH);
    await writer.run({ type: 'write-note', id: ID, note: longest });
    const outcome = await writer.run({ type: 'write-note', id: ID, note: `${longest}b` });
    expect(outcome).toEqual({ ok: false, fault: 'too-long' });
    expect(await livePieces()).toMatchObject([{ note: longest }]);
  });

  it('keeps the last of many that come at once', async () => {
    const { writer, livePieces } = openEvidence([piece()]);
    const notes = Array.from({ length: 50 }, (_, number) => 'a'.repeat(number));
    await Promise.all(notes.map((note) => writer.run({ type: 'write-note', id: ID, note })));
    expect(await livePieces()).toMatchObject([{ note: notes.at(-1) }]);
  });
});

describe('write-title', () => {
  it('corrects the title of the page in every domain, taken off or not', async () => {
    const gone = piece({ domain: 'student-agency', deletedAt: EARLIER });
    const other = piece({ url: 'https://school.example/other' });
    const { writer, store } = openEvidence([piece(), piece({ domain: 'model-school' }), gone, other]);
    await writer.run({ type: 'write-title', id: ID, title: 'Corrected' });
    const { pieces } = await store.readAll();
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

describe('write-draft', () => {
  const page = { url: 'https://school.example/projects/water', title: 'Of the page' };
  const draft = { type: 'write-draft', url: PAGE.url, title: ' Typed\nbefore ' } as const;

  it('keeps a title for the page, which tagging takes, once', async () => {
    const { writer, store, livePieces } = openEvidence();
    await writer.run(draft);
    expect((await store.readPage(page.url)).draftTitle).toBe('Typed before');
    await writer.run({ type: 'tag', domain: 'collaboration', page });
    expect(await livePieces()).toMatchObject([{ title: 'Typed before' }]);
    expect((await store.readPage(page.url)).draftTitle).toBeUndefined();
  });

  it('keeps the title apart for each page', async () => {
    const { writer, livePieces } = openEvidence();
    await writer.run(draft);
    const other = { url: 'https://school.example/other', title: 'Of the page' };
    await writer.run({ type: 'tag', domain: 'collaboration', page: other });
    expect(await livePieces()).toMatchObject([{ title: 'Of the page' }]);
  });

  it('is refused for a page that cannot be tagged', async () => {
    const { writer, contents } = openEvidence();
    const before = contents();
    const outcome = await writer.run({ ...draft, url: 'about:blank' });
    expect(outcome).toEqual({ ok: false, fault: 'untaggable' });
    expect(contents()).toEqual(before);
  });
});

describe('the last action', () => {
  const lastActionOf = async ({ store }: EvidenceStore) => (await store.readPage(PAGE.url)).lastAction;

  it.each([
    ['tagged', { type: 'tag', domain: 'model-school', page: PAGE }],
    ['taken-off', { type: 'take-off', id: ID }],
  ] as const)('is kept with what was %s, so that it can be taken back later', async (kind, command) => {
    const evidence = openEvidence([piece()]);
    const before = await evidence.livePieces();
    const [change] = changesOf(await evidence.writer.run(command));
    const action = await lastActionOf(evidence);
    expect(action).toEqual({ version: 1, kind, change });
    await evidence.writer.run({ type: 'undo', changes: action ? [action.change] : [] });
    expect(await evidence.livePieces()).toEqual(before);
    expect(await lastActionOf(evidence)).toBeUndefined();
  });

  it('is told only for the page it was on', async () => {
    const { writer, store } = openEvidence([piece()]);
    await writer.run({ type: 'take-off', id: ID });
    expect((await store.readPage('https://school.example/other')).lastAction).toBeUndefined();
    expect((await store.readPage(undefined)).lastAction).toBeUndefined();
  });

  it('stays what it was when the page is tagged already', async () => {
    const evidence = openEvidence([piece()]);
    await evidence.writer.run({ type: 'tag', domain: 'collaboration', page: PAGE });
    expect(await lastActionOf(evidence)).toBeUndefined();
  });
});

describe('move', () => {
  it('writes both places and the summary in one call', async () => {
    const { writer, area, livePieces, store } = openEvidence([piece()]);
    await writer.run({ type: 'move', id: ID, to: 'model-school' });
    expect(area.calls.filter(({ name }) => name === 'set')).toEqual([{ name: 'set', keys: 3 }]);
    const { updatedAt: _, ...moved } = piece({ domain: 'model-school' });
    expect(await livePieces()).toEqual([moved]);
    expect((await store.readSummary())?.counts).toMatchObject({ collaboration: 0, 'model-school': 1 });
  });

  it('to where it is changes nothing', async () => {
    const { writer, contents } = openEvidence([piece()]);
    const before = contents();
    expect(await writer.run({ type: 'move', id: ID, to: 'collaboration' })).toEqual({
      ok: true,
      changes: [],
    });
    expect(contents()).toEqual(before);
  });

  it('is refused where the two notes together would be too long', async () => {
    const note = 'a'.repeat(MAX_NOTE_LENGTH);
    const { writer, contents } = openEvidence([piece({ note }), piece({ domain: 'model-school' })]);
    const before = contents();
    const outcome = await writer.run({ type: 'move', id: ID, to: 'model-school' });
    expect(outcome).toEqual({ ok: false, fault: 'too-long' });
    expect(contents()).toEqual(before);
  });
});

describe('import', () => {
  const mine = piece({ note: 'Mine.' });
  const theirs = piece({ note: 'Theirs.', title: 'Their title', taggedAt: EARLIER });
  const fresh = piece({ url: 'https://school.example/new' });

  it.each(['keep', 'replace'] as const)('adds what is not there, as it is (%s)', async (differing) => {
    const { writer, store } = openEvidence();
    await writer.run({ type: 'import', pieces: [fresh, theirs], differing });
    const { pieces, summary } = await store.readAll();
    expect(pieces).toEqual(byId([fresh, theirs]));
    expect(summary).toEqual(summarise([fresh, theirs]));
  });

  it('keeps what the list says', async () => {
    const { writer, store } = openEvidence([mine]);
    await writer.run({ type: 'import', pieces: [theirs, fresh], differing: 'keep' });
    expect((await store.readAll()).pieces).toEqual(byId([mine, fresh]));
  });

  it('takes what the file says, and keeps fields that the file does not have', async () => {
    const { writer, store } = openEvidence([{ ...mine, quote: 'x' }]);
    await writer.run({ type: 'import', pieces: [theirs], differing: 'replace' });
    const replaced = { ...theirs, quote: 'x', updatedAt: START };
    expect((await store.readAll()).pieces).toEqual(byId([replaced]));
  });

  it.each([
    ['the same', {}],
    ['a field that only the list has', { quote: 'x' }],
    ['a field with names in another order', { place: { b: 1, a: 2 } }],
  ])('with replace changes nothing the second time: %s', async (_, extra) => {
    const { writer, contents } = openEvidence([{ ...mine, ...extra }]);
    const command = { type: 'import', differing: 'replace' } as const;
    const again = 'place' in extra ? { ...theirs, ...extra } : theirs;
    await writer.run({ ...command, pieces: [again] });
    const once = contents();
    expect(await writer.run({ ...command, pieces: [again] })).toEqual({ ok: true, changes: [] });
    expect(contents()).toEqual(once);
  });

  it('brings back what was taken off', async () => {
    const { writer, store } = openEvidence([{ ...mine, deletedAt: EARLIER }]);
    await writer.run({ type: 'import', pieces: [theirs], differing: 'keep' });
    expect((await store.readAll()).pieces).toEqual(byId([theirs]));
  });

  it.each(['keep', 'replace'] as const)('taken back leaves the list as it was (%s)', async (differing) => {
    const gone = piece({ domain: 'student-agency', deletedAt: EARLIER });
    const { writer, livePieces } = openEvidence([mine, gone]);
    const before = await livePieces();
    const pieces = [theirs, fresh, piece({ domain: 'student-agency', note: 'Theirs.' })];
    const outcome = await writer.run({ type: 'import', pieces, differing });
    expect(await livePieces()).toHaveLength(3);
    await writer.run({ type: 'undo', changes: changesOf(outcome) });
    expect(await livePieces()).toEqual(before);
  });

  it('refuses all of a list with one piece of a newer version', async () => {
    const { writer, contents } = openEvidence([mine]);
    const before = contents();
    const pieces = [fresh, piece({ version: 2, domain: 'model-school' })];
    const outcome = await writer.run({ type: 'import', pieces, differing: 'replace' });
    expect(outcome).toEqual({ ok: false, fault: 'newer-data' });
    expect(contents()).toEqual(before);
  });

  it('writes a thousand pieces and the summary in one call', async () => {
    const pieces = Array.from({ length: 1_000 }, (_, n) => piece({ url: `https://school.example/${n}` }));
    const { writer, area } = openEvidence();
    await writer.run({ type: 'import', pieces, differing: 'keep' });
    expect(area.calls.filter(({ name }) => name !== 'get')).toEqual([{ name: 'set', keys: 1_001 }]);
  });
});

describe('undo', () => {
  it.each([
    ['a deletion', { type: 'take-off', id: ID }],
    ['a move', { type: 'move', id: ID, to: 'model-school' }],
    ['a move to where the page was tagged', { type: 'move', id: ID, to: 'student-agency' }],
    ['a note', { type: 'write-note', id: ID, note: 'Other' }],
    ['a title', { type: 'write-title', id: ID, title: 'Other' }],
  ] as const)('of %s leaves the list as it was', async (_, command) => {
    const { writer, livePieces } = openEvidence([
      piece(),
      piece({ domain: 'student-agency', note: 'There.' }),
    ]);
    const before = await livePieces();
    const outcome = await writer.run(command);
    expect(await livePieces()).not.toEqual(before);
    await writer.run({ type: 'undo', changes: changesOf(outcome) });
    expect(await livePieces()).toEqual(before);
  });

  it('of a tag takes the page off again', async () => {
    const { writer, livePieces } = openEvidence();
    const outcome = await writer.run({ type: 'tag', domain: 'collaboration', page: PAGE });
    await writer.run({ type: 'undo', changes: changesOf(outcome) });
    expect(await livePieces()).toEqual([]);
  });

  it('of a deletion brings the note back that was typed at the last moment', async () => {
    const { writer, livePieces } = openEvidence([piece()]);
    const outcome = await writer.run({ type: 'take-off', id: ID });
    await writer.run({ type: 'write-note', id: ID, note: 'Typed at the last moment.' });
    await writer.run({ type: 'undo', changes: changesOf(outcome) });
    expect(await livePieces()).toMatchObject([{ note: 'Typed at the last moment.' }]);
  });

  const typed = 'Typed after the move.';
  it.each([
    ['was never tagged', [], [typed]],
    ['was taken off', [piece({ domain: 'model-school', note: 'There.', deletedAt: EARLIER })], [typed]],
    ['is tagged', [piece({ domain: 'model-school', note: 'There.' })], [piece().note, typed]],
  ])('of a move to where the page %s keeps in the list what was typed since', async (_, there, notes) => {
    const { writer, livePieces } = openEvidence([piece(), ...there]);
    const outcome = await writer.run({ type: 'move', id: ID, to: 'model-school' });
    await writer.run({ type: 'write-note', id: THERE, note: typed });
    await writer.run({ type: 'undo', changes: changesOf(outcome) });
    expect((await livePieces()).map(({ note }) => note)).toEqual(notes);
  });

  it('of a move takes what was typed since back to where the piece was, as changed just now', async () => {
    const { writer, store } = openEvidence([piece({ quote: 'x' })]);
    const outcome = await writer.run({ type: 'move', id: ID, to: 'model-school' });
    await writer.run({ type: 'write-note', id: THERE, note: 'Typed after the move.' });
    await writer.run({ type: 'undo', changes: changesOf(outcome) });
    const back = piece({ quote: 'x', note: 'Typed after the move.', updatedAt: '2026-06-01T00:02:00.000Z' });
    expect((await store.readAll()).pieces.get(ID)).toEqual(back);
  });

  it('of a move changes nothing where the piece moved on since', async () => {
    const { writer, livePieces } = openEvidence([piece()]);
    const outcome = await writer.run({ type: 'move', id: ID, to: 'model-school' });
    await writer.run({ type: 'move', id: THERE, to: 'student-agency' });
    const before = await livePieces();
    await writer.run({ type: 'undo', changes: changesOf(outcome) });
    expect(await livePieces()).toEqual(before);
  });

  it('of a move keeps the note in the list where the page was tagged again since', async () => {
    const { writer, livePieces } = openEvidence([piece()]);
    const outcome = await writer.run({ type: 'move', id: ID, to: 'model-school' });
    await writer.run({ type: 'tag', domain: 'collaboration', page: PAGE });
    await writer.run({ type: 'undo', changes: changesOf(outcome) });
    const notes = (await livePieces()).map(({ note }) => note).join('\n');
    expect(notes).toContain(piece().note);
  });

  it('of something that was erased since changes nothing', async () => {
    const { writer, contents } = openEvidence();
    const before = contents();
    const changes = [{ id: ID, before: piece(), after: piece({ deletedAt: EARLIER }) }];
    expect(await writer.run({ type: 'undo', changes })).toEqual({ ok: true, changes: [] });
    expect(contents()).toEqual(before);
  });
});

describe('the summary', () => {
  it.each([
    ['missing', undefined],
    ['not a summary', { version: 1, counts: 'many' }],
  ])('is made from the records by the next change where it is %s', async (_, summary) => {
    const others = [piece({ url: 'https://school.example/b' }), piece({ domain: 'model-school' })];
    const { writer, store } = openItems({ ...itemsOf(others), summary });
    await writer.run({ type: 'tag', domain: 'collaboration', page: PAGE });
    expect((await store.readSummary())?.counts).toMatchObject({ collaboration: 2, 'model-school': 1 });
  });

  it('is made from the records on request, where it is wrong', async () => {
    const { writer, store } = openItems({ ...itemsOf([piece()]), summary: summarise([]) });
    expect(await writer.run({ type: 'rebuild-summary' })).toEqual({ ok: true, changes: [] });
    expect(await store.readSummary()).toEqual(summarise([piece()]));
  });
});

describe('save-settings', () => {
  it('changes only what it names and keeps fields it does not know', async () => {
    const { writer, store } = openItems({ settings: { version: 1, language: 'ro', school: 'x' } });
    await writer.run({ type: 'save-settings', change: { secondLanguage: 'pl', showSecondLanguage: true } });
    expect(await store.readSettings()).toEqual({
      version: 1,
      language: 'ro',
      secondLanguage: 'pl',
      showSecondLanguage: true,
      school: 'x',
    });
  });

  it('takes a choice back', async () => {
    const { writer, store } = openItems({ settings: { version: 1, language: 'ro' } });
    await writer.run({ type: 'save-settings', change: { language: null } });
    expect((await store.readSettings()).language).toBeNull();
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

describe('tidyUp', () => {
  const DAY = 24 * 60 * 60 * 1_000;
  const ago = (days: number, more = 0) => new Date(Date.parse(START) - days * DAY - more).toISOString();
  const at = (path: string, fields = {}) => piece({ url: `https://school.example/${path}`, ...fields });

  it('erases what was taken off more than 60 days ago, and nothing else', async () => {
    const kept = [
      at('live', { taggedAt: ago(900), updatedAt: ago(900) }),
      at('yesterday', { deletedAt: ago(1) }),
      at('60-days-ago', { deletedAt: ago(60) }),
      at('newer', { version: 2, deletedAt: ago(900) }),
    ];
    const expired = [at('old', { deletedAt: ago(60, 1) }), at('older', { deletedAt: ago(900) })];
    const unreadable = { 'evidence:collaboration:https://school.example/bad': { deletedAt: ago(900) } };
    const { writer, contents } = openItems({ ...itemsOf([...kept, ...expired]), ...unreadable, settings: 1 });
    expect(await writer.tidyUp()).toEqual({ ok: true, changes: [] });
    expect(contents()).toEqual({ ...itemsOf(kept), ...unreadable, settings: 1 });
  });

  it('erases drafts that nobody touched for 60 days', async () => {
    const draft = (updatedAt: string) => ({ version: 1, title: 'Typed', updatedAt });
    const { writer, contents } = openItems({
      ...itemsOf([]),
      'draft:https://school.example/new': draft(ago(60)),
      'draft:https://school.example/old': draft(ago(60, 1)),
    });
    await writer.tidyUp();
    expect(Object.keys(contents())).toEqual(['draft:https://school.example/new', 'summary']);
  });

  it('mends a summary that is wrong', async () => {
    const { writer, store } = openItems({ ...itemsOf([piece()]), summary: summarise([]) });
    await writer.tidyUp();
    expect(await store.readSummary()).toEqual(summarise([piece()]));
  });

  it('writes nothing where all is well', async () => {
    const { writer, area } = openEvidence([piece(), at('gone', { deletedAt: ago(1) })]);
    await writer.tidyUp();
    expect(area.calls.filter(({ name }) => name !== 'get')).toEqual([]);
  });
});
