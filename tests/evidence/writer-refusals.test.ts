import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Command } from '../../evidence/command.ts';
import { evidenceId } from '../../evidence/evidence.ts';
import { itemsOf, openEvidence, openItems } from '../support/evidence-store.ts';
import { piece } from '../support/pieces.ts';

const here = piece();
const there = piece({ domain: 'model-school' });
const gone = piece({ deletedAt: '2026-05-01T00:00:00.000Z' });
const id = evidenceId(here.domain, here.url);
const page = { url: here.url, title: 'Other' };

/** Every command that would change the piece `here`. */
const COMMANDS: Command[] = [
  { type: 'take-off', id },
  { type: 'write-note', id, note: 'Other' },
  { type: 'write-title', id, title: 'Other' },
  { type: 'move', id, to: 'model-school' },
  { type: 'import', pieces: [piece({ note: 'Other' })], differing: 'replace' },
  { type: 'undo', changes: [{ id, before: piece({ note: 'Before' }), after: here }] },
];

/** Commands that read and write, but another piece or none. */
const OTHERS: Command[] = [
  { type: 'tag', domain: 'student-agency', page },
  { type: 'write-draft', url: page.url, title: 'Other' },
  { type: 'rebuild-summary' },
  { type: 'save-settings', change: { language: 'ro' } },
];

describe('while the storage fails', () => {
  beforeEach(() => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    return () => vi.restoreAllMocks();
  });

  describe.each(['get', 'set'] as const)('to %s', (call) => {
    // A draft is written without reading.
    const commands = [...COMMANDS, ...OTHERS].filter(({ type }) => call !== 'get' || type !== 'write-draft');

    it.each(commands)('$type says so, changes nothing, and works again after', async (command) => {
      const { writer, area, contents } = openEvidence([here]);
      const before = contents();
      area.failing[call] = new Error('QuotaExceededError');
      expect(await writer.run(command)).toEqual({ ok: false, fault: 'storage-failed' });
      expect(contents()).toEqual(before);
      delete area.failing[call];
      expect(await writer.run(command)).toMatchObject({ ok: true });
      if (command.type !== 'rebuild-summary') expect(contents()).not.toEqual(before);
    });

    it('tidyUp says so and changes nothing', async () => {
      const { writer, area, contents } = openItems({ [`evidence:${id}`]: here });
      const before = contents();
      area.failing[call] = new Error('QuotaExceededError');
      expect(await writer.tidyUp()).toEqual({ ok: false, fault: 'storage-failed' });
      expect(contents()).toEqual(before);
    });
  });

  it('to remove, tidyUp says so', async () => {
    const { writer, area } = openEvidence([piece({ deletedAt: '2020-01-01T00:00:00.000Z' })]);
    area.failing.remove = new Error('disk');
    expect(await writer.tidyUp()).toEqual({ ok: false, fault: 'storage-failed' });
  });

  it('to remove, a page is tagged all the same, and its draft is left for later', async () => {
    const { writer, area, livePieces } = openEvidence();
    await writer.run({ type: 'write-draft', url: page.url, title: 'Typed' });
    area.failing.remove = new Error('disk');
    const outcome = await writer.run({ type: 'tag', domain: here.domain, page });
    expect(await livePieces()).toMatchObject([{ title: 'Typed' }]);
    expect(outcome).toMatchObject({ ok: true, changes: [{ id }] });
  });

  it('the commands that wait behind a failed one are carried out', async () => {
    const { writer, area, livePieces } = openEvidence([here]);
    area.failing.set = new Error('QuotaExceededError');
    const failed = writer.run({ type: 'write-note', id, note: 'Lost' });
    void failed.then(() => delete area.failing.set);
    const next = writer.run({ type: 'write-note', id, note: 'Kept' });
    expect(await failed).toMatchObject({ ok: false });
    expect(await next).toMatchObject({ ok: true });
    expect(await livePieces()).toMatchObject([{ note: 'Kept' }]);
  });
});

describe('a record of a newer version', () => {
  const newer = { ...here, version: 2, shape: 'unknown' };

  it.each(COMMANDS)('is not touched by $type', async (command) => {
    const { writer, contents } = openItems(itemsOf([newer]));
    const before = contents();
    expect(await writer.run(command)).toEqual({ ok: false, fault: 'newer-data' });
    expect(contents()).toEqual(before);
  });

  it('that was taken off is not tagged again', async () => {
    const { writer, contents } = openItems(itemsOf([{ ...gone, version: 2 }]));
    const before = contents();
    const outcome = await writer.run({ type: 'tag', domain: here.domain, page });
    expect(outcome).toEqual({ ok: false, fault: 'newer-data' });
    expect(contents()).toEqual(before);
  });

  it('where a piece should move to leaves both as they are', async () => {
    const { writer, contents } = openItems(itemsOf([here, { ...there, version: 2 }]));
    const before = contents();
    const outcome = await writer.run({ type: 'move', id, to: 'model-school' });
    expect(outcome).toEqual({ ok: false, fault: 'newer-data' });
    expect(contents()).toEqual(before);
  });
});

describe('a record that cannot be read', () => {
  const unreadable = { ...itemsOf([]), [`evidence:${id}`]: { ...here, url: 'damaged' } };
  const commands = COMMANDS.filter(({ type }) => type !== 'undo');

  it.each([...commands, { type: 'tag', domain: here.domain, page } as Command])(
    'is not touched by $type, which says why',
    async (command) => {
      const { writer, contents } = openItems(unreadable);
      const before = contents();
      const outcome = await writer.run(command);
      expect(contents()).toEqual(before);
      expect(outcome).toEqual({ ok: false, fault: 'unreadable-data' });
    },
  );

  it('is not touched by undo', async () => {
    const { writer, contents } = openItems(unreadable);
    const before = contents();
    await writer.run({ type: 'undo', changes: [{ id, before: null, after: here }] });
    expect(contents()).toEqual(before);
  });

  it('where a piece should move to leaves both as they are', async () => {
    const target = evidenceId('model-school', here.url);
    const { writer, contents } = openItems({ ...itemsOf([here]), [`evidence:${target}`]: null });
    const before = contents();
    const outcome = await writer.run({ type: 'move', id, to: 'model-school' });
    expect(outcome).toEqual({ ok: false, fault: 'unreadable-data' });
    expect(contents()).toEqual(before);
  });
});

describe('a piece that is not there', () => {
  const commands = COMMANDS.filter(({ type }) => type !== 'undo' && type !== 'import');

  it.each(commands)('makes $type say so', async (command) => {
    const { writer, contents } = openEvidence();
    const before = contents();
    expect(await writer.run(command)).toEqual({ ok: false, fault: 'not-found' });
    expect(contents()).toEqual(before);
  });

  it.each(['nonsense', '', ':', '__proto__'])('with the id %j makes every command say so', async (id) => {
    const { writer, contents } = openEvidence([here]);
    const before = contents();
    for (const command of commands) {
      expect(await writer.run({ ...command, id } as Command)).toEqual({ ok: false, fault: 'not-found' });
    }
    expect(contents()).toEqual(before);
  });
});
