import { afterEach, expect, it } from 'vitest';
import { EvidencePage } from '../../components/evidence-page/EvidencePage.tsx';
import { MergeDialog } from '../../components/merge/MergeDialog.tsx';
import type { Outcome } from '../../evidence/commands/command.ts';
import type { Command } from '../../evidence/commands/index.ts';
import { createWriter } from '../../evidence/commands/writer.ts';
import { isLive } from '../../evidence/piece/piece.ts';
import { readList } from '../../evidence/storage/evidence-list.ts';
import { createStore } from '../../evidence/storage/store.ts';
import { collaborators } from '../support/collaborators.ts';
import { memoryArea } from '../support/memory-area.ts';
import { memoryJournal } from '../support/memory-journal.ts';
import { piece } from '../support/pieces.ts';
import { clear, find, show, text, until, untilText, violations } from '../support/show.tsx';

/* Files with so many pieces that they are merged in several steps. */

afterEach(clear);

const TOTAL = 1_000;
const STEPS = 4;

const FILE = new File(
  [
    JSON.stringify({
      format: 'mission-evidence',
      version: 1,
      evidence: Array.from({ length: TOTAL }, (_, number) =>
        piece({ url: `https://school.example/${number}`, origin: 'ana' }),
      ),
    }),
  ],
  'ana.json',
);

const TAG: Command = {
  type: 'tag',
  domain: 'collaboration',
  pages: [{ url: 'https://school.example/mine', title: 'Mine' }],
};

const button = (words: string) =>
  [...document.querySelectorAll('button')].find(({ innerText }) => innerText === words);

/**
 * Opens the import over an empty list, with a hook before the writer that sees each command.
 * @param before is awaited before a command is carried out; it receives the number of commands of that kind so far
 * @param unheard the number of the merge command whose answer is lost
 */
async function open(before: (type: Command['type'], number: number) => Promise<void>, unheard?: number) {
  const area = memoryArea({ settings: { version: 1, language: 'en', origin: 'me' } });
  const store = createStore(area);
  const journal = memoryJournal();
  const { run } = createWriter(collaborators(store, { journal }));
  const counts = new Map<string, number>();
  const answered: string[] = [];
  const heard = async (command: Command): Promise<Outcome> => {
    const number = (counts.get(command.type) ?? 0) + 1;
    counts.set(command.type, number);
    await before(command.type, number);
    const outcome = await run(command);
    answered.push(command.type);
    const isUnheard = command.type === 'merge' && number === unheard;
    return isUnheard ? { ok: false, fault: 'no-answer' } : outcome;
  };
  const list = await readList(store);
  show(<MergeDialog list={list} dropped={[FILE]} isDragging={false} onClose={() => {}} />, {
    area,
    services: { run: heard },
  });
  await until('the preview', () => button('Import') !== undefined);
  const live = async () => [...(await readList(store)).pieces.values()].filter(isLive).length;
  return { area, store, journal, heard, answered, live };
}

it('a large merge lets a small command run after one step at the most', async () => {
  const { heard, answered, live } = await open(async (type, number) => {
    if (type === 'merge' && number === 2) void heard(TAG);
  });
  button('Import')?.click();
  await untilText('Done. New:');
  expect(answered.filter((type) => type === 'merge')).toHaveLength(STEPS);
  expect(answered.indexOf('tag')).toBeLessThanOrEqual(2);
  expect(await live()).toBe(TOTAL + 1);
  button('Undo')?.click();
  await untilText('Undone.');
  expect(answered.filter((type) => type === 'undo')).toHaveLength(STEPS);
  // A page tagged meanwhile stays.
  expect(await live()).toBe(1);
});

it('a large merge can be stopped, says what is merged, and one Undo reverts it', async () => {
  const gate = Promise.withResolvers<void>();
  const { live } = await open(async (type, number) => {
    if (type === 'merge' && number === 3) await gate.promise;
  });
  button('Import')?.click();
  await until('the way to stop', () => button('Stop') !== undefined);
  expect((await find<HTMLProgressElement>('progress')).value).toBe(0.5);
  expect(await violations()).toEqual([]);
  button('Stop')?.click();
  gate.resolve();
  await untilText('Not everything is in: 750 of 1,000 pieces of the files are in your list.');
  expect(document.activeElement?.getAttribute('role')).toBe('status');
  expect(await live()).toBe(750);
  button('Undo')?.click();
  await untilText('Undone.');
  expect(await live()).toBe(0);
});

it('a large merge that was interrupted is reported on the page, with its Undo', async () => {
  const { area, store, journal } = await open(async (type, number) => {
    if (type === 'merge' && number === 3) await new Promise(() => {});
  });
  button('Import')?.click();
  await until('two steps', () => area.items.size > 400 && button('Stop') !== undefined);
  expect((await readList(store)).lastMerge).toMatchObject({ isPart: true });
  clear();
  show(<EvidencePage />, { area, journal });
  await untilText('but not all of them are in');
  button('Undo')?.click();
  await untilText('Undone. Your list is as it was before the files');
  expect(text()).not.toContain('but not all');
});

it('a large merge whose background was stopped continues with the unanswered step', async () => {
  const { live } = await open(async () => {}, 2);
  button('Import')?.click();
  await untilText('Done. New:');
  expect(await live()).toBe(TOTAL);
});
