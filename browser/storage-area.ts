import browser from 'webextension-polyfill';
import type { StorageArea } from '../evidence/storage/store.ts';

/** The extension's own storage on this machine; never synchronised, never sent. */
export const storageArea: StorageArea = browser.storage.local;

/** Storage in memory, which lasts until the browser ends. */
export const sessionArea: StorageArea = browser.storage.session;

/** What Chromium's storage areas can do beyond the standard; Firefox has no word for it yet. */
type Lockable = Partial<{ setAccessLevel(access: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void> }>;

/**
 * Closes the storage to scripts in web pages, where the browser can: a page that has taken over its own process
 * could else speak for a script of ours there, and read and write the list. Pages and background of the
 * extension go on using it. Never rejects.
 */
export async function closeToContentScripts(): Promise<void> {
  const { local, session } = browser.storage;
  await Promise.all(
    [local, session].map((area) =>
      (area as Lockable)
        .setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' })
        .catch((error: unknown) => console.warn('The storage is still open to content scripts:', error)),
    ),
  );
}
