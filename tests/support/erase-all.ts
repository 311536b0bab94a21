import type { BrowserWithExtension } from '../browsers/browser-with-extension.ts';

/**
 * Erases all that the extension keeps, the way a teacher does: what is taken out of `storage.local` alone
 * counts as damage, and comes back from the second copy.
 */
export async function eraseAll({ openTab }: Pick<BrowserWithExtension, 'openTab'>): Promise<void> {
  const { page } = await openTab('/options.html');
  const outcome = await page.evaluate(() => chrome.runtime.sendMessage({ type: 'erase-everything' }));
  if (!outcome?.ok) throw new Error(`Not everything was erased: ${JSON.stringify(outcome)}`);
  await page.close();
}
