/**
 * Saves snapshots and opens them. Used only by the writer, inside its queue.
 *
 * - A snapshot holds everything that is stored, as it is stored, with its counts and the SHA-256 of its
 *   canonical JSON (snapshot.ts). It is in IndexedDB, apart from the list. Each kind of record says whether
 *   snapshots hold it (storage/record-kind.ts); records of unknown kinds are held.
 * - A command asks for a snapshot with `before` and isn't started without it: a merge, a change of more than
 *   two pieces. Going back and recovery save one themselves. One more is saved after an update of the
 *   extension and one each day, when the browser starts or after the first change; if these fail, that is
 *   only logged.
 * - rotation.ts decides which snapshots stay.
 * - Going back checks the hash before anything else. restore.ts plans it, for the preview and for the command
 *   alike. One call writes everything; in that call, pieces that have to go become traces, which are erased
 *   afterwards, so that a crash between the two never leaves half of a change. A piece of a newer version is
 *   never written.
 * - Erasing everything starts with the witness, then erases the database, and the list last: if it is
 *   interrupted, the list still shows that there was one, and no missing data is reported.
 */
import { Refusal } from '../fault.ts';
import { pictureIdIn } from '../picture/picture.ts';
import type { PictureStore } from '../picture/picture-store.ts';
import { type Contents, contentsAmong, readContents } from '../storage/contents.ts';
import { KNOWN_DATE, type KnownDate, trustOf } from '../storage/known-date.ts';
import { PICTURE, readPictureIds } from '../storage/pictures.ts';
import { isOf, nameIn } from '../storage/records-of.ts';
import type { ReadingStore } from '../storage/store.ts';
import { sha256Of } from '../values/sha256.ts';
import { outdated } from './rotation.ts';
import {
  contentOf,
  countsIn,
  openSnapshot,
  SNAPSHOT_VERSION,
  type Snapshot,
  type SnapshotReason,
} from './snapshot.ts';
import type { SnapshotStore, WholeSnapshot } from './snapshots.ts';

/** Keeps the data safe, for the writer. */
export interface Safekeeping {
  /**
   * Saves a snapshot of the stored data, unless the last one is the same.
   * @param records the contents, if not everything that is stored can be read at once
   * @returns the id of the snapshot that holds the stored data; undefined if nothing is stored
   * @throws Refusal if none could be saved: the command that needs it must not start
   */
  take(reason: SnapshotReason, records?: Contents): Promise<string | undefined>;
  /**
   * Saves the daily snapshot, unless there is one.
   * @throws if that fails
   */
  saveDaily(): Promise<void>;
  /**
   * @returns the contents of a snapshot, checked
   * @throws Refusal if the snapshot doesn't exist, is damaged or was written by a newer version
   */
  open(id: string): Promise<Contents>;
  /**
   * Removes data from every snapshot, with the pixels of pictures that go. Each snapshot is rewritten whole,
   * with a new hash, and all in one step. A damaged snapshot, which nobody could go back to anyway, is erased;
   * so is one in which nothing remains.
   * @param without returns the contents without that data; the same object if they don't have it
   * @throws Refusal if a newer version saved a snapshot, because its contents can't be known; then nothing is
   *   changed
   */
  rewriteAll(without: (contents: Contents) => Contents): Promise<void>;
  /** Erases the snapshots saved before a time (ISO 8601 UTC). */
  endBefore(limit: string): Promise<void>;
  /** Erases everything outside the list: pictures, snapshots, the mirror. */
  eraseEverything(): Promise<void>;
}

/**
 * @param store the stored evidence
 * @param snapshots the stored snapshots
 * @param now the clock
 * @param newId makes a UUID
 * @param silenceWitness erases the record of how much data there was (mirror/)
 * @param pictures stores the pixels of the pictures that snapshots name
 */
export function createSafekeeping(
  store: Pick<ReadingStore, 'read' | 'readRecords'>,
  snapshots: SnapshotStore,
  now: () => Date = () => new Date(),
  newId: () => string = () => crypto.randomUUID(),
  silenceWitness: () => Promise<void> = async () => {},
  pictures: Pick<PictureStore, 'erase'> = { erase: async () => {} },
): Safekeeping {
  /** The day (UTC) known to have its snapshot, so that it isn't looked up at every command. */
  let done: string | undefined;

  async function take(reason: SnapshotReason, records?: Contents): Promise<Snapshot | undefined> {
    const [contents, known] = await Promise.all([
      records ? contentsAmong(records) : readContents(store),
      // Ignore a failed read here: `records` is given exactly when the list can't be read.
      records ? store.read(KNOWN_DATE).catch(() => undefined) : store.read(KNOWN_DATE),
    ]);
    if (Object.keys(contents).length === 0) return undefined;
    const content = contentOf(contents);
    const hash = await sha256Of(content);
    const counts = countsIn(contents);
    try {
      return await keep({ version: SNAPSHOT_VERSION, reason, counts, hash }, content, known);
    } catch (error) {
      console.error('No snapshot could be taken:', error);
      throw new Refusal('no-snapshot');
    }
  }

  async function keep(
    taken: Omit<Snapshot, 'id' | 'takenAt'>,
    content: string,
    known: KnownDate | undefined,
  ): Promise<Snapshot> {
    const kept = (await snapshots.list()).filter(({ version }) => version <= SNAPSHOT_VERSION);
    const [last] = kept;
    if (last?.hash === taken.hash) return last;
    const moment = now();
    const snapshot = { ...taken, id: newId(), takenAt: moment.toISOString() };
    const trusted = trustOf(known, moment);
    await snapshots.keep(snapshot, content, outdated([snapshot, ...kept], taken.hash, trusted));
    return snapshot;
  }

  /** @returns the contents of a snapshot of this version; undefined if it isn't complete */
  async function opened(id: string): Promise<Contents | undefined> {
    const found = await snapshots.read(id);
    if (!found) return undefined;
    return openSnapshot(found.snapshot, found.content).catch((error: unknown) => {
      if (error instanceof Refusal) return undefined;
      throw error;
    });
  }

  return {
    async take(reason, records) {
      return (await take(reason, records))?.id;
    },

    async saveDaily() {
      const today = now().toISOString().slice(0, 10);
      if (done === today) return;
      const isThere = (await snapshots.list()).some(
        ({ reason, takenAt }) => reason === 'daily' && takenAt.startsWith(today),
      );
      // If the last snapshot is of an earlier day and nothing changed since, the day's first change is still
      // to come.
      if (isThere || (await take('daily'))?.takenAt.startsWith(today)) done = today;
    },

    async open(id) {
      const found = await snapshots.read(id);
      if (!found) throw new Refusal('damaged-snapshot');
      return openSnapshot(found.snapshot, found.content);
    },

    async rewriteAll(without) {
      const all = await snapshots.list();
      if (all.some(({ version }) => version > SNAPSHOT_VERSION)) throw new Refusal('newer-snapshot');
      const readable = new Set(all.map(({ id }) => id));
      const erase = (await snapshots.ids()).filter((id) => !readable.has(id));
      const changed: WholeSnapshot[] = [];
      const named = new Map<string, string>();
      for (const snapshot of all) {
        const before = await opened(snapshot.id);
        const after = before && without(before);
        if (!after || Object.keys(after).length === 0) erase.push(snapshot.id);
        else if (after !== before) changed.push(await anew(snapshot, after));
        if (before && after && after !== before)
          for (const one of picturesOnlyIn(before, after)) named.set(...one);
      }
      await snapshots.replace(changed, erase);
      const still = await readPictureIds(store, new Set(named.values()));
      await pictures.erase(new Set(named.keys()).difference(still));
    },

    async endBefore(limit) {
      const old = (await snapshots.list()).filter(({ takenAt }) => takenAt < limit);
      await snapshots.replace(
        [],
        old.map(({ id }) => id),
      );
    },

    async eraseEverything() {
      done = undefined;
      // The witness first, or the absence of everything else would be taken for damage.
      await silenceWitness();
      await snapshots.eraseDatabase();
    },
  };
}

async function anew(snapshot: Snapshot, contents: Contents): Promise<WholeSnapshot> {
  const content = contentOf(contents);
  return {
    snapshot: { ...snapshot, counts: countsIn(contents), hash: await sha256Of(content) },
    content,
  };
}

/** @returns the pictures that only the first of two contents names: id and page key of each */
function picturesOnlyIn(before: Contents, after: Contents): (readonly [id: string, page: string])[] {
  return Object.entries(before)
    .filter(([key]) => isOf(PICTURE, key) && !Object.hasOwn(after, key))
    .flatMap(([key, value]) => {
      const id = pictureIdIn(value);
      return id === undefined ? [] : [[id, nameIn(PICTURE, key)] as const];
    });
}
