import browser from 'webextension-polyfill';
import { browserPage } from './browser-page.ts';

/** Firefox for Android has no commands, and Chromium opens its page for them only by its address. */
const commands: Partial<typeof browser.commands> = browser.commands ?? {};

/**
 * @returns the manifest's commands: the name as it is there, what it does in the browser's language
 *   and its keys of the moment as the browser writes them, '' for what the browser does not say
 */
export async function shortcuts(): Promise<{ name: string; description: string; keys: string }[]> {
  const all = (await commands.getAll?.()) ?? [];
  return all.map(({ name = '', description = '', shortcut = '' }) => ({ name, description, keys: shortcut }));
}

/** Opens the browser's own page on which the keys are changed; missing where an extension cannot. */
export const openShortcutSettings: (() => Promise<void>) | undefined = commands.openShortcutSettings
  ? () => browser.commands.openShortcutSettings()
  : browserPage('chrome://extensions/shortcuts');
