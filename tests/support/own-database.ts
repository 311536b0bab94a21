/** Storage apart from all others (Storage API, buckets), which TypeScript does not know yet. */
interface Buckets {
  open(name: string, options: { quota?: number }): Promise<{ readonly indexedDB: IDBFactory }>;
  delete(name: string): Promise<void>;
}

const { storageBuckets } = navigator as unknown as { storageBuckets: Buckets };

/** An IndexedDB that no other test uses. */
export interface OwnDatabase {
  readonly name: string;
  readonly factory: IDBFactory;
}

/** @param quota in bytes, if a test needs little room */
export async function ownDatabase(name: string, quota?: number): Promise<OwnDatabase> {
  const bucket = await storageBuckets.open(name, quota === undefined ? {} : { quota });
  return { name, factory: bucket.indexedDB };
}

/** Deletes it, with all its contents; the connections to it close. */
export async function erased({ name, factory }: OwnDatabase): Promise<void> {
  for (const { name = '' } of await factory.databases()) await settled(factory.deleteDatabase(name));
  await storageBuckets.delete(name);
}

/** Waits for a request of IndexedDB. */
export function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}
