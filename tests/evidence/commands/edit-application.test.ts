import { describe, expect, it } from 'vitest';
import { MAX_TEXT_LENGTH, parseApplication } from '../../../evidence/application/application.ts';
import { parseEdition, piecesOfEdition } from '../../../evidence/application/edition.ts';
import { type Command, parseCommand } from '../../../evidence/commands/index.ts';
import { planRestore } from '../../../evidence/snapshots/restore.ts';
import { readContents } from '../../../evidence/storage/contents.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import stored1 from '../../fixtures/application-v1.json';
import { application, APPLICATION_ID as id } from '../../support/applications.ts';
import { itemsOf, openItems } from '../../support/evidence-store.ts';
import { idOf, piece } from '../../support/pieces.ts';

const EDITION = 'cccccccc-0000-4000-8000-000000000001';
const GARDEN = piece();

function open(items: Record<string, unknown> = { [`application:${id}`]: application() }) {
  const opened = openItems({ ...itemsOf([GARDEN]), ...items });
  return {
    ...opened,
    run: (command: Command) => {
      expect(parseCommand(structuredClone(command))).toBeDefined();
      return opened.writer.run(command);
    },
    stored: () => opened.area.items.get(`application:${id}`),
  };
}

describe('an application', () => {
  it('is created and chosen by the first text that is written into it', async () => {
    const { run, store, area } = open({ settings: { version: 1 } });
    await run({ type: 'save-application', id, change: { school: ' Our\nschool ', from: '2024-09-01' } });
    expect((await readList(store)).applications.all.get(id)).toMatchObject({
      school: 'Our school',
      from: '2024-09-01',
      texts: {},
    });
    expect(area.items.get('settings')).toMatchObject({ application: id });
    await run({ type: 'save-application', id, change: { from: null } });
    expect((await readList(store)).applications.all.get(id)).not.toHaveProperty('from');
  });

  it('stores each text in one call, and writes nothing the second time', async () => {
    const { run, area, stored } = open();
    const command: Command = {
      type: 'write-application-text',
      id,
      field: 'collaboration.plan',
      text: 'More partners. \u202E',
    };
    area.calls.length = 0;
    expect(await run(command)).toEqual({ ok: true, count: 0 });
    expect(stored()).toMatchObject({ texts: { 'collaboration.plan': 'More partners. ' } });
    const after = structuredClone(stored());
    await run(command);
    expect(stored()).toEqual(after);
    expect(area.calls.filter(({ name }) => name === 'set')).toEqual([{ name: 'set', keys: 1 }]);
    await run({ ...command, text: '' });
    expect(stored()).toMatchObject({ texts: {} });
  });

  it('refuses a text that is too long, and a text for something that does not exist', async () => {
    const { run, stored } = open();
    const command = { type: 'write-application-text', id, field: 'eSafety' } as const;
    const before = structuredClone(stored());
    expect(await run({ ...command, text: 'x'.repeat(MAX_TEXT_LENGTH + 1) })).toEqual({
      ok: false,
      fault: 'too-long',
    });
    expect(await run({ ...command, id: EDITION, text: 'x' })).toEqual({ ok: false, fault: 'no-application' });
    expect(stored()).toEqual(before);
  });

  it.each([
    ['newer-data', { ...application(), version: 2, deadline: '2027-01-31' }],
    ['unreadable-data', { version: 1, id }],
  ])('is shown at most, and never written to, if it is %s', async (fault, value) => {
    const { run, contents, store } = open({ [`application:${id}`]: value });
    const before = contents();
    for (const command of [
      { type: 'save-application', id, change: { school: 'x' } },
      { type: 'write-application-text', id, field: 'eSafety', text: 'x' },
      { type: 'delete-application', id },
      { type: 'restore-application', id },
      { type: 'save-edition', id, edition: EDITION },
      { type: 'merge', pieces: [], applications: [application({ school: 'x' })] },
    ] satisfies Command[]) {
      if (fault === 'newer-data' && command.type === 'merge') continue;
      expect(await run(command)).toEqual({ ok: false, fault });
    }
    expect(contents()).toEqual(before);
    const { all, unreadable } = (await readList(store)).applications;
    expect([all.has(id), unreadable.has(id)]).toEqual([fault === 'newer-data', fault !== 'newer-data']);
  });

  it('preserves fields that it does not know', async () => {
    const { run, stored } = open({ [`application:${id}`]: { ...application(), 'x-label': 'gold' } });
    await run({ type: 'write-application-text', id, field: 'eSafety', text: 'Ours.' });
    expect(stored()).toMatchObject({ 'x-label': 'gold', texts: { eSafety: 'Ours.' } });
  });

  it('can be removed and restored, and is erased after sixty days', async () => {
    const { run, store, writer } = open();
    await run({ type: 'delete-application', id });
    expect((await readList(store)).applications.all.get(id)?.deletedAt).toBeDefined();
    expect(await run({ type: 'save-application', id, change: { name: 'x' } })).toMatchObject({ ok: false });
    await run({ type: 'restore-application', id });
    expect((await readList(store)).applications.all.get(id)).toEqual(application());

    const old = open({ [`application:${id}`]: application({ deletedAt: '2026-01-01T00:00:00.000Z' }) });
    await old.writer.tidyUp();
    expect(old.stored()).toBeUndefined();
    await writer.tidyUp();
    expect((await readList(store)).applications.all.has(id)).toBe(true);
  });
});

describe('an edition', () => {
  const freeze: Command = { type: 'save-edition', id, edition: EDITION };

  it('stays as it was, whatever changes later', async () => {
    const { run, store } = open();
    await run({ type: 'write-application-text', id, field: 'eSafety', text: 'As it was.' });
    await run(freeze);
    const then = (await readList(store)).applications.editions.get(EDITION);
    await run({ type: 'write-note', id: idOf(GARDEN), note: 'Another note.' });
    await run({ type: 'delete', ids: [idOf(GARDEN)] });
    await run({ type: 'write-application-text', id, field: 'eSafety', text: 'Changed.' });
    await run({ type: 'delete-application', id });
    await run(freeze);
    const now = (await readList(store)).applications.editions.get(EDITION);
    expect(now).toEqual(then);
    expect(now?.application.texts).toEqual({ eSafety: 'As it was.' });
    expect(now && [...piecesOfEdition(now).values()]).toEqual([GARDEN]);
  });

  it('is not erased by going back to a snapshot from before it', async () => {
    const { run, store } = open();
    const then = await readContents(store);
    await run(freeze);
    await run({ type: 'save-application', id: EDITION, change: {} });
    const { erase } = planRestore(await readContents(store), then, '2026-06-02T00:00:00.000Z');
    expect(erase).toContain(`application:${EDITION}`);
    expect(erase).not.toContain(`edition:${EDITION}`);
  });

  it('is erased on request', async () => {
    const { run, area } = open();
    await run(freeze);
    await run({ type: 'delete-edition', id: EDITION });
    expect([...area.items.keys()].filter((key) => key.startsWith('edition:'))).toEqual([]);
  });
});

it('an application is read as version 1 stored it', () => {
  const { application: one, copy } = stored1;
  expect(parseApplication(one)).toEqual({ state: 'ok', application: one });
  expect(parseEdition(copy)).toEqual({ state: 'ok', edition: copy });
});

it('reading an application never throws, whatever is stored', () => {
  for (const value of [
    null,
    1,
    'x',
    [],
    {},
    { ...application(), texts: null },
    { ...application(), from: '1' },
  ]) {
    expect(parseApplication(value)).toEqual({ state: 'unreadable' });
  }
});
