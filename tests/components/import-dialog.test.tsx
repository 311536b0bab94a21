import { afterEach, expect, it } from 'vitest';
import { ImportDialog } from '../../components/evidence-page/ImportDialog.tsx';
import type { Evidence } from '../../evidence/evidence.ts';
import { createStore } from '../../evidence/store.ts';
import { itemsOf } from '../support/evidence-store.ts';
import { fullPiece, offlinePiece, quote } from '../support/full-pieces.ts';
import { memoryArea } from '../support/memory-area.ts';
import { piece } from '../support/pieces.ts';
import { clear, find, show, untilText, violations } from '../support/show.tsx';

afterEach(clear);

/** Opens the dialog over a list and chooses a file with these pieces. */
async function choose(
  mine: readonly Evidence[],
  theirs: readonly Evidence[],
  language = 'en',
): Promise<void> {
  const area = memoryArea({ settings: { version: 1, language }, ...itemsOf(mine) });
  const list = await createStore(area).readAll();
  show(<ImportDialog list={list} onClose={() => {}} />, { area });
  const input = await find<HTMLInputElement>('input[type=file]');
  const content = JSON.stringify({ format: 'mission-evidence', version: 2, evidence: theirs });
  const files = new DataTransfer();
  files.items.add(new File([content], 'from Anna.json'));
  input.files = files.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** What is said of the first piece that differs. */
function difference(): string[] {
  return [...document.querySelectorAll('dl > *')].map((part) => part.textContent ?? '');
}

it('names what differs beside title and note', async () => {
  const mine = fullPiece({ labels: ['Water'] });
  const theirs = fullPiece({
    note: 'Other.',
    quotes: [quote('Another passage.')],
    labels: ['Air'],
    status: 'done',
    'x-school': 1,
  });
  await choose([mine], [theirs]);
  await untilText('1 piece is in your list but is different there');
  expect(difference()).toEqual([
    'Your list',
    'Water in our towns – Planned together by four teachers.',
    'The file',
    'Water in our towns – Other.',
    'Other differences',
    'Quotes, Labels, Planned or done, other details',
  ]);
  // The button that chooses the file fades to its other look.
  await Promise.all(document.getAnimations().map(({ finished }) => finished));
  expect(await violations()).toEqual([]);
});

it('names nothing else where only the note differs', async () => {
  await choose([piece()], [piece({ note: 'Other.' })]);
  await untilText('is different there');
  expect(difference()).not.toContain('Other differences');
});

it.each([
  ['ro', 'Alte diferențe', 'Unde se păstrează'],
  ['pl', 'Inne różnice', 'Gdzie się znajduje'],
])('says so in %s, and shows no name that stands for an address', async (language, head, place) => {
  await choose([offlinePiece({ title: '' })], [offlinePiece({ title: '', place: 'library' })], language);
  await untilText(head);
  expect(difference().slice(-2)).toEqual([head, place]);
  expect(difference().join(' ')).not.toContain('urn:');
});

it('finds nothing to do where the list says all that the file says, in whatever order', async () => {
  const theirs = fullPiece({
    labels: ['WATER', 'Erasmus+'],
    quotes: [...(fullPiece().quotes ?? [])].reverse(),
  });
  await choose([fullPiece()], [theirs]);
  await untilText('There is nothing to do.');
  expect(document.querySelectorAll('dl')).toHaveLength(0);
});
