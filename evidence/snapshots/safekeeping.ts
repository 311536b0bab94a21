/**
 * When a snapshot is taken, and how one is opened. Used by the writer alone, in its turn.
 *
 * - A snapshot is everything that is stored, as it is stored, with its counts and the SHA-256 of its canonical JSON
 *   (snapshot.ts). It lies in IndexedDB, apart from the list. A kind of record says itself whether snapshots hold it
 *   (storage/record-kind.ts); what no kind knows is held.
 * - A command asks for one with `before` and does not begin without it: a merge, a change of more than two pieces. Going
 *   back and recovery take one themselves. One more is taken after an update of the extension and one each day, when the
 *   browser starts or after the first change; if these fail, that is only noted.
 * - rotation.ts says which ones stay.
 * - Going back checks the hash before anything else. restore.ts plans it, for the preview and for the command alike. One
 *   call puts everything back; what has to go becomes a trace in that call and is erased after it, so that a crash
 *   between the two leaves no half of it. A piece of a newer version is never written.
 * - Erasing everything first erases what tells of a copy, then the database, and the list last: if it is cut short, the
 *   list still shows that there was one, and nothing asks where the rest is.
 */
import { Refusal } from '../fault.ts';
import { pictureIdIn } from '../picture/picture.ts';
import type { PictureStore } from '../picture/picture-store.ts';
import { type Contents, contentsAmong, readContents } from '../storage/contents.ts';
import { KNOWN_DATE, type KnownDate, trustOf } from '../storage/known-date.ts';
import { PICTURE, readPictureIds } from '../storage/pictures.ts';
import { isOf, nameIn } from '../storage/record-kind.ts';
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

/** What the writer needs to make what it does safe. */
export interface Safekeeping {
  /**
   * Takes a snapshot of what is stored, unless the last one says the same.
   * @param records what to take it of, where not everything that is stored can be read at once
   * @returns the id of the snapshot that says what is stored now; undefined where nothing is
   * @throws Refusal where none could be taken: what needs one is then not begun
   */
  take(reason: SnapshotReason, records?: Contents): Promise<string | undefined>;
  /** Takes the snapshot of the day, unless there is one. @throws where that fails */
  saveDaily(): Promise<void>;
  /**
   * @returns what is in a snapshot, whole
   * @throws Refusal where it is not there, damaged or of a newer version
   */
  open(id: string): Promise<Contents>;
  /**
   * Takes something out of every snapshot, with the pixels of the pictures that go. Each is rewritten whole, under
   * a new hash, and all in one step. One that is damaged, and could not be brought back, is erased; so is one in
   * which nothing is left.
   * @param without gives contents without it, the same object where they do not have it
   * @throws Refusal where a newer version kept one: what is in that cannot be told. Nothing is changed then
   */
  rewriteAll(without: (contents: Contents) => Contents): Promise<void>;
  /** Erases the snapshots that were taken before a time (ISO 8601 UTC). */
  endBefore(limit: string): Promise<void>;
  /** Erases all that lies elsewhere than in the list: pictures, snapshots, the second copy. */
  eraseEverything(): Promise<void>;
}

/**
 * @param store where evidence is kept
 * @param snapshots where snapshots are kept
 * @param now the clock
 * @param newId makes a UUID
 * @param silenceWitness erases what tells how much there was (mirror/)
 * @param pictures where the pixels are that snapshots name
 */
export function createSafekeeping(
  store: Pick<ReadingStore, 'read' | 'readRecords'>,
  snapshots: SnapshotStore,
  now: () => Date = () => new Date(),
  newId: () => string = () => crypto.randomUUID(),
  silenceWitness: () => Promise<void> = async () => {},
  pictures: Pick<PictureStore, 'erase'> = { erase: async () => {} },
): Safekeeping {
  /** The day (UTC) whose snapshot is there, so that it is not looked for at every command. */
  let done: string | undefined;

  async function take(reason: SnapshotReason, records?: Contents): Promise<Snapshot | undefined> {
    const [contents, known] = await Promise.all([
      records ? contentsAmong(records) : readContents(store),
      // A list that cannot be read is just what a snapshot of such records is for.
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

  /** @returns what is in a snapshot of this version; undefined where that is not whole */
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
      // Where nothing changed since an earlier day, the day's first change is still to come.
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
      // What says that there was more goes before all, or its absence would be taken for damage.
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

/** @returns the pictures that only the one of two contents names: the id and the page key of each */
function picturesOnlyIn(before: Contents, after: Contents): (readonly [id: string, page: string])[] {
  return Object.entries(before)
    .filter(([key]) => isOf(PICTURE, key) && !Object.hasOwn(after, key))
    .flatMap(([key, value]) => {
      const id = pictureIdIn(value);
      return id === undefined ? [] : [[id, nameIn(PICTURE, key)] as const];
    });
}
