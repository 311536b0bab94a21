import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';

/**
 * Erases all data of the extension, as a teacher does: erasing `storage.local` alone counts as damage, and the mirror
 * would restore it.
 */
export async function eraseAll({ openTab }: Pick<BrowserWithExtension, 'openTab'>): Promise<void> {
  const { page } = await openTab('/options.html');
  const outcome = await page.evaluate(() => chrome.runtime.sendMessage({ type: 'erase-everything' }));
  if (!outcome?.ok) throw new Error(`Not everything was erased: ${JSON.stringify(outcome)}`);
  await page.close();
}
