import browser from 'webextension-polyfill';
import type { StorageArea } from '../evidence/store.ts';

/** The extension's own storage on this machine; never synchronised, never sent. */
export const storageArea: StorageArea = browser.storage.local;

/** Storage in memory, which lasts until the browser ends. */
export const sessionArea: Pick<StorageArea, 'get' | 'set' | 'clear'> = browser.storage.session;
