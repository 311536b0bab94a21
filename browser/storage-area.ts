import browser from 'webextension-polyfill';
import type { StorageArea } from '../evidence/storage/store.ts';

/** The extension's own storage on this machine; never synchronised, never sent. */
export const storageArea: StorageArea = browser.storage.local;

/** Storage in memory, which lasts until the browser is closed. */
export const sessionArea: StorageArea = browser.storage.session;

/** An ability of Chromium's storage areas beyond the standard; Firefox does not have it yet. */
type Lockable = Partial<{ setAccessLevel(access: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void> }>;

/**
 * Closes the storage to scripts in web pages, if the browser can: otherwise a page that has taken over its
 * own process could impersonate a script of ours there, and read and write the list. The extension's pages
 * and background can still use it. Never rejects.
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
