import browser from 'webextension-polyfill';
import { browserPage } from './browser-page.ts';

/** Firefox for Android has no commands, and Chromium opens its page for them only by address. */
const commands: Partial<typeof browser.commands> = browser.commands ?? {};

/** A command of the extension with its keys. */
export interface Shortcut {
  /** The name in the manifest, such as `_execute_action`. */
  readonly name: string;
  /** A description in the browser's language; '' if the browser gives none. */
  readonly description: string;
  /** In the browser's notation, such as `Alt+Shift+M`; '' if no keys are set. */
  readonly keys: string;
}

/** @returns the manifest's commands with their current keys */
export async function shortcuts(): Promise<Shortcut[]> {
  const all = (await commands.getAll?.()) ?? [];
  return all.map(({ name = '', description = '', shortcut = '' }) => ({ name, description, keys: shortcut }));
}

/** Opens the browser's own page for changing keys; missing if an extension cannot. */
export const openShortcutSettings: (() => Promise<void>) | undefined = commands.openShortcutSettings
  ? () => browser.commands.openShortcutSettings()
  : browserPage('chrome://extensions/shortcuts');
