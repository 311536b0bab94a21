import browser from 'webextension-polyfill';
import { browserPage } from './browser-page.ts';

/** Firefox for Android has no commands, and Chromium opens its page for them only by its address. */
const commands: Partial<typeof browser.commands> = browser.commands ?? {};

/** A command of the extension and the keys that give it. */
export interface Shortcut {
  /** As in the manifest, such as `_execute_action`. */
  readonly name: string;
  /** What it does, in the browser's language; '' where the browser does not say. */
  readonly description: string;
  /** Such as `Alt+Shift+M`, as the browser writes it; '' where no key is set. */
  readonly keys: string;
}

/** @returns the manifest's commands with their keys of the moment */
export async function shortcuts(): Promise<Shortcut[]> {
  const all = (await commands.getAll?.()) ?? [];
  return all.map(({ name = '', description = '', shortcut = '' }) => ({ name, description, keys: shortcut }));
}

/** Opens the browser's own page on which the keys are changed; missing where an extension cannot. */
export const openShortcutSettings: (() => Promise<void>) | undefined = commands.openShortcutSettings
  ? () => browser.commands.openShortcutSettings()
  : browserPage('chrome://extensions/shortcuts');
