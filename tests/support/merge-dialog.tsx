/** The import dialog, over a list in memory, and the ways to use it. */
import { expect } from 'vitest';
import { MergeDialog } from '../../components/merge/MergeDialog.tsx';
import type { Piece } from '../../evidence/piece/piece.ts';
import { readList } from '../../evidence/storage/evidence-list.ts';
import { createStore } from '../../evidence/storage/store.ts';
import { itemsOf } from './evidence-store.ts';
import { type MemoryArea, memoryArea } from './memory-area.ts';
import { find, show, text, violations } from './show.tsx';

/** @param more fields of the file beside its pieces */
export function backup(name: string, pieces: readonly Piece[], more: object = {}): File {
  const content = { format: 'mission-evidence', version: 1, evidence: pieces, ...more };
  return new File([JSON.stringify(content)], name);
}

let closed = 0;

/** @returns how often the dialog was closed since it was opened */
export function timesClosed(): number {
  return closed;
}

/**
 * Opens the dialog over a list.
 * @param more other stored records, by key
 */
export async function open(
  pieces: readonly Piece[],
  language = 'en',
  more: Record<string, unknown> = {},
): Promise<MemoryArea> {
  const settings = { version: 1, language, origin: 'me', name: 'Maria' };
  const area = memoryArea({ settings, ...itemsOf(pieces), ...more });
  const list = await readList(createStore(area));
  closed = 0;
  show(<MergeDialog list={list} dropped={[]} isDragging={false} onClose={() => closed++} />, { area });
  await find('input[type=file]');
  return area;
}

export async function choose(...files: readonly File[]): Promise<void> {
  const input = await find<HTMLInputElement>('input[type=file]');
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  input.files = transfer.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

export function button(words: string): HTMLButtonElement {
  const found = [...document.querySelectorAll('button')].find(
    (one) => one.innerText === words || one.title === words || one.getAttribute('aria-label') === words,
  );
  if (!found) throw new Error(`There is no button “${words}”; there is: ${text()}`);
  return found;
}

/** The option of a field: 'Both', 'Your list' or 'The files'. */
export function option(field: string, words: string): HTMLInputElement {
  const group = [...document.querySelectorAll('fieldset')].find((one) =>
    one.querySelector('legend')?.innerText.startsWith(field),
  );
  const label = [...(group?.querySelectorAll('label') ?? [])].find((one) => one.innerText.startsWith(words));
  const input = label?.querySelector('input');
  if (!input) throw new Error(`${field} cannot be “${words}”; there is: ${text()}`);
  return input;
}

export async function pieceOf(area: MemoryArea, one: Piece): Promise<Piece | undefined> {
  const { pieces } = await readList(createStore(area));
  return [...pieces.values()].find(({ url, domain }) => url === one.url && domain === one.domain);
}

/** The next click sees the state after the last one, as between two clicks of a hand. */
export function rendered(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

export async function checkLooks(): Promise<void> {
  await Promise.all(document.getAnimations().map(({ finished }) => finished));
  expect(await violations()).toEqual([]);
}
