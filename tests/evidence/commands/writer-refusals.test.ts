import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Command } from '../../../evidence/commands/index.ts';
import { PIECE_VERSION, pieceId } from '../../../evidence/piece/piece.ts';
import { readPage } from '../../../evidence/storage/page-evidence.ts';
import { itemsOf, openEvidence, openItems, under, undoOf } from '../../support/evidence-store.ts';
import { noteIn, picture, piece, quote } from '../../support/pieces.ts';

const here = piece({ quotes: [quote('One.')] });
const there = piece({ domain: 'model-school' });
const gone = piece({ deletedAt: '2026-05-01T00:00:00.000Z' });
const id = pieceId(here.domain, here.url);
const page = { url: here.url, title: 'Other' };
const NEWER = PIECE_VERSION + 1;

/** Every command that would change the piece `here`. */
const COMMANDS: Command[] = [
  { type: 'delete', ids: [id] },
  { type: 'write-note', id, note: 'Other' },
  { type: 'write-title', id, title: 'Other' },
  { type: 'add-quotes', id, quotes: [quote('Two.')] },
  { type: 'remove-quote', id, quote: quote('One.') },
  { type: 'edit-facts', ids: [id], change: { labels: ['Water'] } },
  { type: 'move', ids: [id], to: 'model-school' },
  { type: 'merge', pieces: [piece({ note: 'Other', changedAt: { note: '2026-05-01T00:00:00.000Z' } })] },
];

/** Commands that read and write another piece, or none. */
const OTHERS: Command[] = [
  { type: 'tag', domain: 'student-agency', pages: [page] },
  {
    type: 'tag',
    domain: 'student-agency',
    pages: [page, { ...page, url: 'https://school.example/b' }],
  },
  {
    type: 'add',
    uuid: '3f2b8c1e-9a4d-4e6f-8b1a-5c7d9e0f1a2b',
    domain: 'collaboration',
    title: 'Minutes',
    note: '',
    facts: { labels: ['Water'] },
  },
  { type: 'write-draft', url: page.url, change: { title: 'Other' } },
  { type: 'set-picture', url: page.url, picture: picture(1) },
  { type: 'recount' },
  { type: 'save-settings', change: { language: 'ro' } },
];

describe('while the storage fails', () => {
  beforeEach(() => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    return () => vi.restoreAllMocks();
  });

  describe.each(['get', 'set'] as const)('to %s', (call) => {
    // One count is wrong, so that there is something to rebuild.
    const start = { ...itemsOf([here]), 'tally:site:school.example': 7 };

    it.each([...COMMANDS, ...OTHERS])(
      '$type reports it, changes nothing, and works afterwards',
      async (command) => {
        const { writer, area, contents } = openItems(start);
        const before = contents();
        area.failing[call] = new Error('QuotaExceededError');
        expect(await writer.run(command)).toEqual({ ok: false, fault: 'storage-failed' });
        expect(contents()).toEqual(before);
        delete area.failing[call];
        expect(await writer.run(command)).toMatchObject({ ok: true });
        expect(contents()).not.toEqual(before);
      },
    );

    it('tidyUp reports it and changes nothing', async () => {
      const { writer, area, contents } = openItems({ [`evidence:${id}`]: here });
      const before = contents();
      area.failing[call] = new Error('QuotaExceededError');
      expect(await writer.tidyUp()).toEqual({ ok: false, fault: 'storage-failed' });
      expect(contents()).toEqual(before);
    });
  });

  it('to remove, tidyUp reports it', async () => {
    const { writer, area } = openEvidence([piece({ deletedAt: '2020-01-01T00:00:00.000Z' })]);
    area.failing.remove = new Error('disk');
    expect(await writer.tidyUp()).toEqual({ ok: false, fault: 'storage-failed' });
  });

  it('commands queued behind a failed one are carried out', async () => {
    const { writer, area, livePieces } = openEvidence([here]);
    area.failing.set = new Error('QuotaExceededError');
    const failed = writer.run({ type: 'write-note', id, note: 'Lost' });
    void failed.then(() => delete area.failing.set);
    const next = writer.run({ type: 'write-note', id, note: 'Kept' });
    expect(await failed).toMatchObject({ ok: false });
    expect(await next).toMatchObject({ ok: true });
    const [{ contributions = [] } = {}, ...others] = await livePieces();
    expect(contributions.map((one) => one.note)).toEqual([noteIn(here), 'Kept']);
    expect(others).toEqual([]);
  });
});

describe('Undo', () => {
  beforeEach(() => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    return () => vi.restoreAllMocks();
  });

  it.each(['get', 'set'] as const)(
    'reports that the storage fails to %s, changes nothing, and works afterwards',
    async (call) => {
      const { writer, area, contents, livePieces } = openEvidence([here]);
      const undo = { type: 'undo', id: undoOf(await writer.run({ type: 'delete', ids: [id] })) } as const;
      const before = contents();
      area.failing[call] = new Error('QuotaExceededError');
      expect(await writer.run(undo)).toEqual({ ok: false, fault: 'storage-failed' });
      expect(contents()).toEqual(before);
      delete area.failing[call];
      expect(await writer.run(undo)).toMatchObject({ ok: true });
      expect(await livePieces()).toHaveLength(1);
    },
  );

  it.each([['that a newer version wrote since', { version: NEWER }, 'newer-data']])(
    'is refused for a piece %s',
    async (_, fields, fault) => {
      const { writer, area, contents } = openEvidence([here]);
      const undo = { type: 'undo', id: undoOf(await writer.run({ type: 'delete', ids: [id] })) } as const;
      area.items.set(`evidence:${id}`, { ...(area.items.get(`evidence:${id}`) as object), ...fields });
      const before = contents();
      expect(await writer.run(undo)).toEqual({ ok: false, fault });
      expect(contents()).toEqual(before);
    },
  );

  it('leaves a picture alone if a newer version wrote it since', async () => {
    const { writer, area, contents } = openEvidence([here]);
    const outcome = await writer.run({ type: 'set-picture', url: page.url, picture: picture(1) });
    area.items.set(`picture:${here.url}`, { ...picture(3), version: 2 });
    const before = under('picture:', contents());
    await writer.run({ type: 'undo', id: undoOf(outcome) });
    expect(under('picture:', contents())).toEqual(before);
  });
});

describe('a record of a newer version', () => {
  const newer = { ...here, version: NEWER, shape: 'unknown' };

  it.each(COMMANDS)('is not touched by $type', async (command) => {
    const { writer, contents } = openItems(itemsOf([newer]));
    const before = contents();
    expect(await writer.run(command)).toEqual({ ok: false, fault: 'newer-data' });
    expect(contents()).toEqual(before);
  });

  it('that was deleted is not tagged again', async () => {
    const { writer, contents } = openItems(itemsOf([{ ...gone, version: NEWER }]));
    const before = contents();
    const outcome = await writer.run({ type: 'tag', domain: here.domain, pages: [page] });
    expect(outcome).toEqual({ ok: false, fault: 'newer-data' });
    expect(contents()).toEqual(before);
  });

  it('in the target domain of a move leaves both pieces as they are', async () => {
    const { writer, contents } = openItems(itemsOf([here, { ...there, version: NEWER }]));
    const before = contents();
    const outcome = await writer.run({ type: 'move', ids: [id], to: 'model-school' });
    expect(outcome).toEqual({ ok: false, fault: 'newer-data' });
    expect(contents()).toEqual(before);
  });
});

describe('a draft, a picture or settings of a newer version', () => {
  const pageOfHere = 'https://school.example/projects/water';
  const newer = {
    [`draft:${pageOfHere}`]: { version: 2, words: { title: 'Typed' } },
    [`picture:${pageOfHere}`]: { ...picture(1), version: 2 },
    settings: { version: 2, language: { interface: 'ro' } },
  };

  it.each<Command>([
    { type: 'write-draft', url: page.url, change: { title: 'Other' } },
    { type: 'write-draft', url: page.url, change: { title: null } },
    { type: 'set-picture', url: page.url, picture: picture(2) },
    { type: 'set-picture', url: page.url, picture: null },
    { type: 'save-settings', change: { name: 'Ana' } },
  ])('is not touched by %j', async (command) => {
    const { writer, contents } = openItems({ ...itemsOf([here]), ...newer });
    const before = contents();
    expect(await writer.run(command)).toEqual({ ok: false, fault: 'newer-data' });
    expect(contents()).toEqual(before);
  });

  it('does not prevent the page from being tagged', async () => {
    const { writer, contents, livePieces } = openItems({ ...itemsOf([]), ...newer });
    expect(await writer.run({ type: 'tag', domain: here.domain, pages: [page] })).toMatchObject({ ok: true });
    expect(await livePieces()).toMatchObject([{ title: 'Other' }]);
    expect(contents()).toMatchObject(newer);
  });

  it('does not prevent the page from getting a picture', async () => {
    const { [`picture:${pageOfHere}`]: _, ...rest } = newer;
    const { writer, contents, store } = openItems({ ...itemsOf([]), ...rest });
    await writer.run({ type: 'set-picture', url: page.url, picture: picture(2) });
    expect((await readPage(store, page.url)).picture).toEqual(picture(2));
    expect(contents()).toMatchObject(rest);
  });
});

describe('a record that can’t be read', () => {
  const unreadable = { ...itemsOf([]), [`evidence:${id}`]: { ...here, url: 'damaged' } };
  it.each([...COMMANDS, { type: 'tag', domain: here.domain, pages: [page] } as Command])(
    'is not touched by $type, which reports why',
    async (command) => {
      const { writer, contents } = openItems(unreadable);
      const before = contents();
      const outcome = await writer.run(command);
      expect(contents()).toEqual(before);
      expect(outcome).toEqual({ ok: false, fault: 'unreadable-data' });
    },
  );

  it('is not touched by undo', async () => {
    const { writer, area, contents } = openEvidence([here]);
    const outcome = await writer.run({ type: 'delete', ids: [id] });
    area.items.set(`evidence:${id}`, { ...here, url: 'damaged' });
    const before = under('evidence:', contents());
    await writer.run({ type: 'undo', id: undoOf(outcome) });
    expect(under('evidence:', contents())).toEqual(before);
  });

  it('in the target domain of a move leaves both pieces as they are', async () => {
    const target = pieceId('model-school', here.url);
    const { writer, contents } = openItems({ ...itemsOf([here]), [`evidence:${target}`]: null });
    const before = contents();
    const outcome = await writer.run({ type: 'move', ids: [id], to: 'model-school' });
    expect(outcome).toEqual({ ok: false, fault: 'unreadable-data' });
    expect(contents()).toEqual(before);
  });
});

describe('a piece that does not exist', () => {
  const commands = COMMANDS.filter(({ type }) => type !== 'merge');

  it.each(commands)('makes $type report it', async (command) => {
    const { writer, contents } = openEvidence();
    const before = contents();
    expect(await writer.run(command)).toEqual({ ok: false, fault: 'not-found' });
    expect(contents()).toEqual(before);
  });

  it.each(['nonsense', '', ':', '__proto__'])('makes every command report it for the id %j', async (id) => {
    const { writer, contents } = openEvidence([here]);
    const before = contents();
    for (const command of commands) {
      expect(
        await writer.run({ ...command, ...('ids' in command ? { ids: [id] } : { id }) } as Command),
      ).toEqual({ ok: false, fault: 'not-found' });
    }
    expect(contents()).toEqual(before);
  });
});
