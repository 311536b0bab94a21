/** The storage area that the background writes to: writes to the list go to the mirror too. */
import type { Contents } from '../storage/contents.ts';
import { keyOf } from '../storage/record-kind.ts';
import { isInMirror } from '../storage/records.ts';
import { REVISION } from '../storage/revision.ts';
import type { StorageArea } from '../storage/store.ts';
import { type Digest, NOTHING, withoutRecord, withRecord } from './digest.ts';
import type { MirrorStore } from './mirror-store.ts';
import type { SoundArea } from './renewal.ts';
import type { Witness } from './witness.ts';

const REVISION_KEY = keyOf(REVISION);

/** A storage area, with what the comparison needs. There must be only one, in the background. */
export interface MirroredArea extends StorageArea {
  /**
   * Continues from the result of a comparison: the revision of the last change, and the digest of all
   * records; undefined if the witness must not be written.
   */
  adopt(revision: number, digest: Digest | undefined): Promise<void>;
  /**
   * Saves data that neither place holds safely yet, as after a full disk.
   * @throws the error of the storage if it still can't be saved
   */
  settle(): Promise<void>;
  /**
   * Erases the signs that a mirror exists, before everything else is erased, so that its absence is not taken
   * for damage.
   */
  silence(): Promise<void>;
}

/** The state after the last change. */
interface State {
  revision: number;
  /** Digest of the mirror's records; undefined if unknown: then the next comparison computes it. */
  digest: Digest | undefined;
  /** Records that the mirror could not store yet; they are written with the next change or comparison. */
  owed: Contents;
  /**
   * Whether the list has proved safe without the mirror: then only the mirror fails, and that is reported.
   */
  isListSafe: boolean;
}

/**
 * Wraps the list's area.
 *
 * - A change is written to the list first; if that fails, everything stays as it was. The change is done when
 *   the mirror has it on the disk. The witness is written afterwards: its revision shows if it is behind.
 * - If the mirror can't store a change and the list has proved safe by itself (renewal.ts), `onFault` is
 *   called. On a full disk the list isn't safe, and the change fails, although the list may show it until the
 *   browser closes.
 * - An erasure is written to the mirror first, and isn't started if that fails: data erased for good would be
 *   recovered from there.
 *
 * @param area the list's own area
 * @param now the clock
 * @param onFault called when the mirror can't store a change, and when it can again
 */
export function mirroredArea(
  area: SoundArea,
  mirror: Pick<MirrorStore, 'write' | 'brief'>,
  witness: Witness,
  now: () => Date = () => new Date(),
  onFault: (failing: boolean) => Promise<void> = async () => {},
): MirroredArea {
  let state: State | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let witnessQueue: Promise<unknown> = Promise.resolve();

  function enqueue<T>(work: () => Promise<T>): Promise<T> {
    const done = queue.then(work);
    queue = done.catch(() => {});
    return done;
  }

  async function known(): Promise<State> {
    if (state) return state;
    const [items, brief, testimony] = await Promise.all([
      area.get(REVISION_KEY),
      mirror.brief().catch(() => undefined),
      witness.read().catch(() => undefined),
    ]);
    const { [REVISION_KEY]: revision } = items;
    const last = Math.max(
      typeof revision === 'number' ? revision : 0,
      brief?.revision ?? 0,
      testimony?.revision ?? 0,
    );
    const isUpToDate = testimony && testimony.revision === last && brief?.revision === last;
    state = { revision: last, digest: isUpToDate ? testimony : undefined, owed: {}, isListSafe: false };
    return state;
  }

  /** Writes the last state to the witness, one call at a time; states in between are skipped. */
  function writeWitness(next: State): void {
    witnessQueue = witnessQueue.then(async () => {
      if (state !== next || !next.digest) return;
      const { revision, digest } = next;
      const { pieces, records, hash } = digest;
      await witness.write({ revision, at: now().toISOString(), pieces, records, hash });
    });
    witnessQueue = witnessQueue.catch((error) => console.error('The witness could not be told:', error));
  }

  /**
   * Writes the records that the mirror lacks.
   * @throws the error of the list if neither place is safe
   */
  async function payBack(last: State): Promise<void> {
    const { owed: put, revision } = last;
    try {
      const before = await mirror.write({ put, revision });
      last.digest = last.digest && digestAfter(last.digest, put, before);
    } catch (error) {
      console.error('The second copy could not be written:', error);
      if (last.isListSafe) return;
      await area.renew();
      last.isListSafe = true;
      await onFault(true);
      return;
    }
    last.owed = {};
    writeWitness(last);
    const wasReported = last.isListSafe;
    last.isListSafe = false;
    if (wasReported) await onFault(false);
  }

  return {
    get: (keys) => area.get(keys),
    onChanged: area.onChanged,

    set: (items) =>
      enqueue(async () => {
        const mirrored = Object.fromEntries(Object.entries(items).filter(([key]) => isInMirror(key)));
        if (Object.keys(mirrored).length === 0) return area.set(items);
        const last = await known();
        const revision = last.revision + 1;
        await area.set({ ...items, [REVISION_KEY]: revision });
        last.revision = revision;
        last.owed = { ...last.owed, ...mirrored };
        await payBack(last);
      }),

    settle: () =>
      enqueue(async () => {
        const isOwing = state && Object.keys(state.owed).length > 0 && !state.isListSafe;
        if (state && isOwing) await payBack(state);
      }),

    remove: (keys) =>
      enqueue(async () => {
        const mirrored = keys.filter(isInMirror);
        if (mirrored.length === 0) return area.remove(keys);
        const last = await known();
        const revision = last.revision + 1;
        const put = Object.fromEntries(Object.entries(last.owed).filter(([key]) => !mirrored.includes(key)));
        const before = await mirror.write({ put, erase: mirrored, revision });
        last.revision = revision;
        last.digest = last.digest && digestAfter(last.digest, put, before);
        if (last.digest) {
          for (const key of mirrored) {
            if (before.has(key)) last.digest = withoutRecord(last.digest, key, before.get(key));
          }
        }
        last.owed = {};
        await area.remove(keys);
        await area.set({ [REVISION_KEY]: revision });
        writeWitness(last);
        const wasReported = last.isListSafe;
        last.isListSafe = false;
        if (wasReported) await onFault(false);
      }),

    clear: () =>
      enqueue(async () => {
        await area.clear();
        state = { revision: 0, digest: NOTHING, owed: {}, isListSafe: false };
      }),

    silence: () =>
      enqueue(async () => {
        state = undefined;
        await witnessQueue;
        await witness.erase();
        await area.remove([REVISION_KEY]);
      }),

    adopt: (revision, digest) =>
      enqueue(async () => {
        state = { revision, digest, owed: {}, isListSafe: false };
        // Before the first change nothing is written anywhere.
        if (revision > 0) writeWitness(state);
        await witnessQueue;
      }),
  };
}

function digestAfter(digest: Digest, put: Contents, before: ReadonlyMap<string, unknown>): Digest {
  let after = digest;
  for (const [key, value] of Object.entries(put)) {
    if (before.has(key)) after = withoutRecord(after, key, before.get(key));
    after = withRecord(after, key, value);
  }
  return after;
}
