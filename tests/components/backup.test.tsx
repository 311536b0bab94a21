import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { BackupSection } from '../../components/backup/BackupSection.tsx';
import { EvidencePage } from '../../components/evidence-page/EvidencePage.tsx';
import { ExportDialog } from '../../components/export/ExportDialog.tsx';
import { SavedLine } from '../../components/export/SavedLine.tsx';
import { useSavedFiles } from '../../components/export/use-saved-files.ts';
import { WithFaults } from '../../components/faults.tsx';
import type { Outcome } from '../../evidence/commands/command.ts';
import type { Command } from '../../evidence/commands/index.ts';
import { createWriter } from '../../evidence/commands/writer.ts';
import { readTeamJson } from '../../evidence/import/read-json.ts';
import type { Piece } from '../../evidence/piece/piece.ts';
import { createSafekeeping, type Safekeeping } from '../../evidence/snapshots/safekeeping.ts';
import { SNAPSHOT_VERSION } from '../../evidence/snapshots/snapshot.ts';
import { createSnapshotStore, type SnapshotStore } from '../../evidence/snapshots/snapshots.ts';
import { readContents } from '../../evidence/storage/contents.ts';
import { backedUp } from '../../evidence/storage/last-backup.ts';
import { createStore, type Store } from '../../evidence/storage/store.ts';
import { APPLICATION_ID, application } from '../support/applications.ts';
import { collaborators } from '../support/collaborators.ts';
import { itemsOf } from '../support/evidence-store.ts';
import { type MemoryArea, memoryArea } from '../support/memory-area.ts';
import { erased, type OwnDatabase, ownDatabase } from '../support/own-database.ts';
import { FIRST_ORIGIN, idOf, noteIn, picture, piece } from '../support/pieces.ts';
import { clear, find, show, text, until, untilText, violations } from '../support/show.tsx';

const here = piece();
const council = piece({ url: 'https://school.example/council', domain: 'student-agency', title: 'Council' });

const OURS = application({ school: 'Our school' });

/** Earlier versions of the list, except the one of each day. */
function withoutDaily(store: Store, kept: SnapshotStore): Safekeeping {
  return { ...createSafekeeping(store, kept), saveDaily: async () => {} };
}

let own: OwnDatabase;
let area: MemoryArea;
let snapshots: SnapshotStore;
let run: (command: Command) => Promise<Outcome>;
let saved: { name: string; content: string }[];

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  own = await ownDatabase('backup');
  area = memoryArea({
    ...itemsOf([here]),
    [`picture:${here.url}`]: picture(1),
    settings: { version: 1, language: 'en' },
  });
  snapshots = createSnapshotStore(own.factory);
  const store = createStore(area);
  run = createWriter(collaborators(store, { snapshots, safekeeping: withoutDaily(store, snapshots) })).run;
  saved = [];
});

afterEach(async () => {
  clear();
  vi.restoreAllMocks();
  vi.useRealTimers();
  await erased(own);
});

const services = () => ({
  run,
  saveFile: (name: string, content: string) => void saved.push({ name, content }),
});

/** Shows the section after a merge that added the council: there is a snapshot from before it. */
async function showSection(): Promise<void> {
  await run({ type: 'merge', pieces: [council] });
  show(
    <WithFaults>
      <BackupSection />
    </WithFaults>,
    { area, snapshots, services: services() },
  );
  await untilText('Before lists were put together');
}

/** The next click sees the state after the last one, as between two clicks of a hand. */
function rendered(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

/** A button by its words, in the open dialog if there is one. */
function button(words: string): HTMLButtonElement {
  const scope = document.querySelector('dialog[open]') ?? document;
  const found = [...scope.querySelectorAll('button')].find((one) => one.innerText.trim() === words);
  if (!found) throw new Error(`There is no button “${words}”; there is: ${text()}`);
  return found;
}

const focusIsOn = (role: string) => document.activeElement?.getAttribute('role') === role;

/** Waits until nothing fades any more: axe measures colours. */
async function calm(): Promise<void> {
  await Promise.all(document.getAnimations().map(({ finished }) => finished));
}

describe('earlier versions of the list', () => {
  it('are listed with time, reason and pieces, and axe finds nothing', async () => {
    await showSection();
    const [row] = document.querySelectorAll('li');
    expect(row?.innerText).toMatch(
      /\d{4}, \d\d:\d\d\s+Before lists were put together · 1 piece of evidence\s+Go back/,
    );
    expect(await violations()).toEqual([]);
  });

  it('preview going back, carry it out, and undo it', async () => {
    await showSection();
    const before = structuredClone(await readContents(createStore(area)));
    button('Go back').click();
    await untilText('This is what would happen.');
    const cells = [...document.querySelectorAll('dialog tr')].map((one) => one.textContent);
    expect(cells).toHaveLength(3);
    expect(cells[1]).toMatch(/^3.*001$/);
    expect(cells[2]).toBe('All001');
    await calm();
    expect(await violations()).toEqual([]);
    button('Go back').click();
    await untilText('Done. Your list is as it was on');
    await until('the focus on it', () => focusIsOn('status'));
    expect(area.items.has('evidence:student-agency:https://school.example/council')).toBe(false);
    await untilText('Before going back');
    button('Undo').click();
    await untilText('Undone. Your list is as it was before.');
    expect(await readContents(createStore(area))).toEqual(before);
    await until('the focus on it', () => focusIsOn('status'));
    expect([...document.querySelectorAll('dialog button')]).toHaveLength(1);
  });

  it('show that there is nothing to do if everything is as it was then', async () => {
    await showSection();
    const [{ id = '' } = {}] = await snapshots.list();
    await run({ type: 'go-back', id });
    await untilText('Before going back');
    const rows = [...document.querySelectorAll('li')];
    rows
      .find((row) => row.innerText.includes('Before lists were put together'))
      ?.querySelector('button')
      ?.click();
    await untilText('Your list is just as it was then.');
    expect([...document.querySelectorAll('dialog button')]).toHaveLength(1);
  });

  it.each([
    ['damaged', 'is damaged or gone', {}, ' '],
    ['of a newer version', 'was kept by a newer version', { version: SNAPSHOT_VERSION + 1 }, ''],
  ])('that are %s say so, and nothing changes', async (_, words, fields, more) => {
    await showSection();
    const [kept] = await snapshots.list();
    if (!kept) throw new Error('There is no snapshot');
    const { content = '' } = (await snapshots.read(kept.id)) ?? {};
    await snapshots.keep({ ...kept, ...fields }, content + more, []);
    const before = new Map(area.items);
    button('Go back').click();
    await untilText(words);
    await untilText('Nothing was changed.');
    expect([...document.querySelectorAll('dialog button')]).toHaveLength(1);
    await calm();
    expect(await violations()).toEqual([]);
    document.querySelector<HTMLButtonElement>('dialog button')?.click();
    await until('the dialog to close', () => !document.querySelector('dialog'));
    button('Save as a file').click();
    await untilText(words);
    expect(saved).toEqual([]);
    expect(area.items).toEqual(before);
  });

  it('say so when going back fails, and leave the list as it is', async () => {
    await showSection();
    button('Go back').click();
    await untilText('This is what would happen.');
    const before = new Map(area.items);
    area.failing.set = new Error('disk full');
    button('Go back').click();
    await untilText('The browser could not save this.');
    expect(area.items).toEqual(before);
    delete area.failing.set;
    button('Go back').click();
    await untilText('Done.');
  });

  it('are saved as a file that the import reads', async () => {
    await showSection();
    button('Save as a file').click();
    await untilText('Saved as mission-evidence-');
    const content = readTeamJson(new TextEncoder().encode(saved[0]?.content));
    expect(content).toMatchObject({ ok: true });
    expect(content.ok && [...content.pieces.values()]).toEqual([here]);
    // It is not the current list, so its age is not shown.
    expect(area.items.has('last-backup')).toBe(false);
  });

  it('show the latest five, and the older ones on request', async () => {
    await run({ type: 'merge', pieces: [council] });
    for (let number = 0; number < 6; number += 1) {
      const note = `${number}`;
      await run({ type: 'write-note', id: `collaboration:${here.url}`, note });
      const next = piece({ url: `https://school.example/${number}` });
      await run({ type: 'merge', pieces: [next] });
    }
    show(<BackupSection />, { area, snapshots, services: services() });
    await untilText('Older ones');
    const visible = () =>
      [...document.querySelectorAll<HTMLElement>('li')].filter((one) => one.checkVisibility());
    expect(visible()).toHaveLength(5);
    (await find('summary')).click();
    await until('all', () => visible().length === 7);
    expect(await violations()).toEqual([]);
  });

  it('are shown as none yet, and looking creates no database', async () => {
    show(<BackupSection />, { area, snapshots, services: services() });
    await untilText('There is none yet.');
    expect(await own.factory.databases()).toEqual([]);
  });

  it('say so when they can’t be read', async () => {
    const failing = { ...snapshots, list: () => Promise.reject(new Error('damaged')) };
    show(<BackupSection />, { area, snapshots: failing, services: services() });
    await untilText("The earlier versions can't be read right now.");
    expect(text()).not.toContain('There is none yet.');
    expect(await violations()).toEqual([]);
  });
});

describe('the backup file', () => {
  it('is saved, and its age is shown', async () => {
    await showSection();
    await untilText('Last backup file: none yet');
    button('Save a backup file').click();
    await untilText('Last backup file: today');
    expect(readTeamJson(new TextEncoder().encode(saved[0]?.content))).toMatchObject({ ok: true });
    expect(area.items.get('last-backup')).toMatchObject(await backedUp([here, council]));
    expect(await violations()).toEqual([]);
  });

  it('has the content of the JSON export: deletions, applications, and the school in its name', async () => {
    const gone = piece({
      url: 'https://school.example/gone',
      note: 'Words in the bin.',
      taggedBy: 'Binned name',
      removals: [{ at: '2026-04-01T00:00:00.000Z' }],
      deletedAt: '2026-04-01T00:00:00.000Z',
    });
    const items = { ...itemsOf([here, gone]), [`application:${APPLICATION_ID}`]: OURS };
    for (const [key, value] of Object.entries(items)) area.items.set(key, value);
    show(<BackupSection />, { area, snapshots, services: services() });
    await untilText('Save a backup file');
    button('Save a backup file').click();
    await until('the file', () => saved.length === 1);
    show(<ExportDialog onClose={() => {}} />, { area, services: services() });
    (await find<HTMLInputElement>('input[value=json]')).click();
    await rendered();
    button('Save the file').click();
    await until('the export', () => saved.length === 2);
    const [{ exportedAt: _a, ...backup }, { exportedAt: _b, ...exported }] = saved.map(({ content }) =>
      JSON.parse(content),
    );
    expect(backup).toEqual(exported);
    expect(backup.evidence).toMatchObject([
      { url: here.url },
      { url: gone.url, title: '', removals: gone.removals, deletedAt: gone.deletedAt },
    ]);
    // Of words in the bin, only whose they are goes into a file.
    expect(backup.evidence[1].contributions).toEqual([{ origin: FIRST_ORIGIN }]);
    expect(saved[0]?.content).toContain(noteIn(here));
    expect(saved[0]?.content).not.toMatch(/Words in the bin|Binned name/);
    expect(backup.applications).toEqual([OURS]);
    expect(saved[0]?.name).toMatch(/^mission-evidence-our-school-[\d-]+\.json$/);
    expect(saved[0]?.name).toBe(saved[1]?.name);
  });

  it('that has several files is saved one per click, and counts with the last', async () => {
    const files = [1, 2, 3].map((n) => ({
      name: `${n}-of-3.json`,
      content: `${n}`,
      mimeType: 'application/json',
    }));
    const whenAll = vi.fn(async () => {});
    function Several() {
      const saving = useSavedFiles();
      return (
        <main>
          <button type="button" onClick={() => void saving.begin(files, whenAll)}>
            Begin
          </button>
          <SavedLine saving={saving} />
        </main>
      );
    }
    show(<Several />, { area, services: services() });
    await untilText('Begin');
    button('Begin').click();
    await untilText('Saved as 1-of-3.json, which is file 1 of 3.');
    expect(text()).toContain('all of these files are needed to bring it back');
    expect(await violations()).toEqual([]);
    await until('the focus on the next step', () => document.activeElement === button('Save file 2 of 3'));
    button('Save file 2 of 3').click();
    await untilText('Save file 3 of 3');
    expect([saved.length, whenAll.mock.calls.length]).toEqual([2, 0]);
    button('Save file 3 of 3').click();
    await untilText('Saved as 3-of-3.json, the last of 3 files.');
    expect(saved.map(({ content }) => content)).toEqual(['1', '2', '3']);
    expect(whenAll).toHaveBeenCalledOnce();
    await until('the focus on what was said', () => focusIsOn('status'));
    expect(await violations()).toEqual([]);
  });

  it('counts when it was exported, and no other format does', async () => {
    show(<ExportDialog onClose={() => {}} />, { area, services: services() });
    for (const format of ['text', 'json']) {
      expect(area.items.has('last-backup')).toBe(false);
      (await find<HTMLInputElement>(`input[value=${format}]`)).click();
      await until(
        'the choice',
        () => document.querySelector<HTMLInputElement>(`input[value=${format}]`)?.checked === true,
      );
      button('Save the file').click();
      await until('the file', () => saved.length === (format === 'text' ? 1 : 2));
    }
    await until('its time', () => area.items.has('last-backup'));
  });

  it('does not count if it has only some of the list, and then includes no deletions', async () => {
    const gone = { ...council, url: 'https://school.example/gone', deletedAt: council.taggedAt };
    for (const [key, value] of Object.entries(itemsOf([here, council, gone]))) area.items.set(key, value);
    show(<ExportDialog only={[idOf(here)]} onClose={() => {}} />, { area, services: services() });
    (await find<HTMLInputElement>('input[value=json]')).click();
    await until(
      'the choice',
      () => document.querySelector<HTMLInputElement>('input[value=json]')?.checked === true,
    );
    button('Save the file').click();
    await untilText('Saved as');
    const { evidence } = JSON.parse(`${saved[0]?.content}`);
    expect(evidence).toMatchObject([{ url: here.url }]);
    expect(`${saved[0]?.content}`).not.toContain(gone.url);
    expect(area.items.has('last-backup')).toBe(false);
  });

  it('that could not be made says so, and has no age', async () => {
    await showSection();
    area.failing.get = new Error('IO error');
    button('Save a backup file').click();
    await untilText('The file could not be made.');
    expect(area.items.has('last-backup')).toBe(false);
  });
});

describe('the age of the last backup on the evidence page', () => {
  const DAY_MS = 24 * 60 * 60 * 1_000;

  /** @param days how long ago the file was saved; undefined: never */
  async function showPage(list: Piece[], days: number | undefined, inFile: Piece[] = list): Promise<void> {
    const savedAt = new Date(Date.now() - (days ?? 0) * DAY_MS).toISOString();
    area = memoryArea({
      ...itemsOf(list),
      settings: { version: 1, language: 'en' },
      ...(days !== undefined && { 'last-backup': { version: 1, savedAt, ...(await backedUp(inFile)) } }),
    });
    const store = createStore(area);
    run = createWriter(collaborators(store, { snapshots, safekeeping: withoutDaily(store, snapshots) })).run;
    show(<EvidencePage />, { area, snapshots, services: services() });
    await untilText('Not an official product');
  }

  const REMINDER = 'Your list has changed since.';

  it('is shown quietly at the end', async () => {
    await showPage([here], 3);
    expect(document.querySelector('footer')?.innerText).toContain('Last backup file: 3 days ago');
    expect(text()).not.toContain(REMINDER);
    expect(await violations()).toEqual([]);
  });

  it('becomes a reminder after a fortnight with changes, and one click ends it', async () => {
    await showPage([here, council], 15, [here]);
    await untilText(`Last backup file: 15 days ago. ${REMINDER}`);
    expect(await violations()).toEqual([]);
    button('Save a backup file').click();
    await untilText('Saved as mission-evidence-');
    await until('the focus on it', () => focusIsOn('status'));
    expect(document.querySelector('footer')?.innerText).toContain('Last backup file: today');
    expect(text()).not.toContain(REMINDER);
    expect(saved).toHaveLength(1);
  });

  it('shows no reminder if nothing changed, and shows one once something does', async () => {
    await showPage([here], 30);
    expect(text()).not.toContain(REMINDER);
    await run({ type: 'write-note', id: `collaboration:${here.url}`, note: 'Other.' });
    await untilText(REMINDER);
  });

  it('shows a reminder of the first file when there was time enough for one', async () => {
    const old = piece({ taggedAt: new Date(Date.now() - 20 * DAY_MS).toISOString() });
    await showPage([old], undefined);
    await untilText('There is no backup file of it yet.');
    clear();
    await showPage([piece({ taggedAt: new Date(Date.now() - DAY_MS).toISOString() })], undefined);
    expect(text()).toContain('Last backup file: none yet');
    expect(text()).not.toContain('There is no backup file of it yet.');
  });
});

describe('erasing everything', () => {
  it('says what is erased, offers a file, and needs a second step', async () => {
    await showSection();
    button('Erase everything').focus();
    button('Erase everything').click();
    await untilText('1 earlier version of your list');
    const losses = [...document.querySelectorAll<HTMLElement>('dialog li')].map((one) => one.innerText);
    expect(losses.slice(0, 3)).toEqual([
      '2 pieces of evidence',
      '1 picture',
      '1 earlier version of your list',
    ]);
    expect(button('Erase everything now').disabled).toBe(true);
    await calm();
    expect(await violations()).toEqual([]);
    button('Save a backup file').click();
    await untilText('Saved as mission-evidence-');
    expect(saved).toHaveLength(1);
    button('Cancel').click();
    await until('the dialog to close', () => !document.querySelector('dialog'));
    expect(area.items.size).toBeGreaterThan(0);
    expect((document.activeElement as HTMLElement).innerText).toBe('Erase everything');
  });

  it('leaves nothing, and says so, with the keyboard alone', async () => {
    await showSection();
    button('Erase everything').focus();
    await userEvent.keyboard('{Enter}');
    await untilText('1 earlier version of your list');
    await userEvent.tab();
    await userEvent.keyboard(' ');
    await until('the button', () => !button('Erase everything now').disabled);
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    await untilText('Everything was erased.');
    await until('the focus on it', () => focusIsOn('status'));
    expect(area.items.size).toBe(0);
    expect(await own.factory.databases()).toEqual([]);
    await untilText('There is none yet.');
    expect(await own.factory.databases()).toEqual([]);
  });

  it('that fails says so, and can be tried again', async () => {
    await showSection();
    button('Erase everything').click();
    await untilText('1 earlier version of your list');
    (await find<HTMLInputElement>('dialog input')).click();
    await until('the button', () => !button('Erase everything now').disabled);
    area.clear = () => Promise.reject(new Error('disk'));
    button('Erase everything now').click();
    await untilText('Not everything could be erased.');
    expect(area.items.size).toBeGreaterThan(0);
  });
});
