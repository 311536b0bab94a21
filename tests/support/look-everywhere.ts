import type { View } from '../browsers/view.ts';

/** All data of the extension in a profile, by the store that holds it; the contents as text. */
export type Kept = Readonly<Record<string, string>>;

/**
 * Reads every store that an extension has in a browser: `storage.local` and `storage.session`, each store of each
 * IndexedDB with its keys and the bytes of its files, the Cache API, `localStorage` and `sessionStorage`. Not the
 * files on the disk: databases overwrite erased records there only when they tidy up.
 * @param view one of the extension's own pages
 */
export function lookEverywhere({ page }: View): Promise<Kept> {
  return page.evaluate(async () => {
    const kept: Record<string, string> = {};
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const put = (place: string, value: unknown) => {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      if (text !== undefined && text !== '{}' && text !== '[]') kept[place] = text;
    };
    /** Bytes as characters, so that a word among them is found. */
    const bytesOf = async (blob: Blob) =>
      Array.from(new Uint8Array(await blob.arrayBuffer()), (byte) => String.fromCharCode(byte)).join('');
    const textOf = async (value: unknown): Promise<string> => {
      const blobs = Object.values(Object(value)).filter((one) => one instanceof Blob);
      return [JSON.stringify(value), ...(await Promise.all(blobs.map(bytesOf)))].join('\n');
    };

    put('storage.local', await chrome.storage.local.get(null));
    put('storage.session', await chrome.storage.session.get(null));
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue;
      const database = await asked(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const records = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([asked(records.getAllKeys()), asked(records.getAll())]);
        put(`IndexedDB ${name}/${store} keys`, keys);
        put(`IndexedDB ${name}/${store}`, (await Promise.all(values.map(textOf))).join('\n') || '[]');
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const response = await cache.match(request);
        const said = [request.url, [...(response?.headers ?? [])], await response?.text()];
        put(`Cache API ${name}`, said);
      }
    }
    put('localStorage', { ...localStorage });
    put('sessionStorage', { ...sessionStorage });
    return kept;
  });
}

/** @returns the stores that hold one of some words, whatever its case */
export function placesOf(words: readonly string[], kept: Kept): string[] {
  return Object.entries(kept)
    .filter(([, text]) => words.some((word) => text.toLowerCase().includes(word.toLowerCase())))
    .map(([place]) => place);
}
