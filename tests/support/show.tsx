import '../../components/theme.css';
import axe from 'axe-core';
import { type ComponentChild, render } from 'preact';
import {
  type CurrentPage,
  type PopupServices,
  type Services,
  ServicesContext,
} from '../../components/services.ts';
import { WithWords } from '../../components/words.tsx';
import { createWriter } from '../../evidence/commands/writer.ts';
import type { SnapshotStore } from '../../evidence/snapshots/snapshots.ts';
import { readPage } from '../../evidence/storage/page-evidence.ts';
import { createStore } from '../../evidence/storage/store.ts';
import type { Journal } from '../../evidence/undo/journal.ts';
import type { WordsFile } from '../../locales/index.ts';
import { collaborators } from './collaborators.ts';
import { type MemoryArea, memoryArea } from './memory-area.ts';
import { memoryJournal } from './memory-journal.ts';
import { memoryPermissions } from './memory-permissions.ts';
import { memorySnapshots } from './memory-snapshots.ts';

/** The defaults of every view. */
type AllServices = PopupServices & Services;

export interface ShowOptions {
  readonly area?: MemoryArea;
  readonly page?: CurrentPage;
  readonly snapshots?: SnapshotStore;
  /** The store of earlier actions, for Undo; a new one if omitted. */
  readonly journal?: Journal;
  /** The files of words to begin with; those of the full pages if omitted. */
  readonly files?: readonly WordsFile[];
  readonly services?: Partial<AllServices>;
}

/** A page that a test may tag. */
export const PAGE: CurrentPage = {
  url: 'https://school.example/garden',
  title: 'The shared garden',
  tabId: 1,
  isPrivate: false,
};

let root: HTMLElement | undefined;

/**
 * Shows a view with the real store and the real writer over a storage area in memory.
 * @returns that area, to look at or to make fail
 */
export function show(view: ComponentChild, options: ShowOptions = {}): MemoryArea {
  const { area = memoryArea({ settings: { version: 1, language: 'en' } }), page = PAGE } = options;
  const store = createStore(area);
  const { snapshots = memorySnapshots(), journal = memoryJournal() } = options;
  const services: AllServices = {
    store,
    readEvidence: (url) => readPage(store, url),
    run: createWriter(collaborators(store, { snapshots, journal })).run,
    onUnexpected: () => () => {},
    snapshots,
    currentPage: async () => page,
    onPageChange: () => () => {},
    readPage: async () => (page.url === undefined ? undefined : { url: page.url, title: page.title }),
    selectedPages: async () => [page],
    captureScreen: () => Promise.reject(new Error('There is no tab to take a picture of')),
    evidencePageUrl: () => '/evidence.html',
    openEvidencePage: async () => {},
    pictures: { put: async () => {}, get: async () => undefined },
    saveFile: () => {},
    copyText: async () => {},
    permissions: memoryPermissions(),
    shortcuts: async () => [],
    openShortcutSettings: undefined,
    recoveryPageUrl: () => '/recovery.html',
    openRecovery: async () => {},
    settingsPageUrl: () => '/options.html',
    openSettings: async () => {},
    ...options.services,
  };
  clear();
  root = document.createElement('div');
  document.body.append(root);
  render(
    <ServicesContext.Provider value={services}>
      <WithWords files={options.files}>{view}</WithWords>
    </ServicesContext.Provider>,
    root,
  );
  return area;
}

/** Removes the view. */
export function clear(): void {
  if (root) render(null, root);
  root?.remove();
  root = undefined;
}

/** @returns the first match, once it is there */
export async function find<T extends HTMLElement = HTMLElement>(selector: string): Promise<T> {
  let element: T | null = null;
  await until(`${selector}`, () => {
    element = document.querySelector<T>(selector);
    return element !== null;
  });
  return element as unknown as T;
}

/** The longest time for a condition before a test fails, in milliseconds: as in the journeys (browsers/view.ts). */
const PATIENCE_MS = 15_000;

/** Waits until a condition holds. @throws an error that names it if it takes too long */
export async function until(what: string, condition: () => boolean): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`Waited in vain for ${what}; there is: ${text()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Waits until a text is visible. */
export function untilText(wanted: string): Promise<void> {
  return until(`“${wanted}”`, () => text().includes(wanted));
}

/** @returns the visible text */
export function text(): string {
  return document.body.innerText;
}

/** Types into a field as a hand does: focus, new text, input event. */
export function fill(field: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  field.focus();
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** @returns the violations that axe finds, in words */
export async function violations(): Promise<string[]> {
  const results = await axe.run(document.body, { rules: { region: { enabled: false } } });
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`);
}
