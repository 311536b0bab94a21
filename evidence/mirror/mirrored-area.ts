/** The storage area through which the background writes: what goes to the list goes to the copy, too. */
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

/** A storage area, and what the comparison needs of it. There must be one only: in the background. */
export interface MirroredArea extends StorageArea {
  /**
   * Goes on from what a comparison found: the number of the last change, and the digest of all records;
   * undefined where the witness is not to be told.
   */
  adopt(revision: number, digest: Digest | undefined): Promise<void>;
  /** Saves what neither place has safely yet, as after a full disk. @throws what the storage throws while it can't */
  settle(): Promise<void>;
  /** Erases what tells of a copy, before everything else is erased: its absence is then no damage. */
  silence(): Promise<void>;
}

/** What is known of the last change. */
interface State {
  revision: number;
  /** Of what the copy holds; undefined where it is not known: then a comparison has to find it. */
  digest: Digest | undefined;
  /** What the copy could not take yet: it comes with the next change, or with the next comparison. */
  owed: Contents;
  /** Whether the list has shown that it is safe without the copy: then the copy alone fails, and that is told. */
  isListSafe: boolean;
}

/**
 * - A change is written to the list first, whose failure leaves everything as it was; it is done when the copy
 *   has it on the disk. The witness hears of it afterwards: its number tells when it is behind.
 * - What the copy does not take is told by `onFault`, if the list has shown that it can be relied on by itself
 *   (renewal.ts). On a full disk it can't, and the change fails, although the list may show it until the browser ends.
 * - An erasure is written to the copy first, and is not begun where that fails: what was to go for good would
 *   come back from there.
 *
 * @param area the list's own
 * @param now the clock
 * @param onFault hears when the copy does not take a change, and when it does again
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
  let telling: Promise<unknown> = Promise.resolve();

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

  /** The witness is told of the last state only, one call at a time. */
  function tell(told: State): void {
    telling = telling.then(async () => {
      if (state !== told || !told.digest) return;
      const { revision, digest } = told;
      const { pieces, records, hash } = digest;
      await witness.write({ revision, at: now().toISOString(), pieces, records, hash });
    });
    telling = telling.catch((error) => console.error('The witness could not be told:', error));
  }

  /** Gives the copy what it lacks. @throws what the list throws where neither can be relied on */
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
    tell(last);
    const wasTold = last.isListSafe;
    last.isListSafe = false;
    if (wasTold) await onFault(false);
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
        tell(last);
        const wasTold = last.isListSafe;
        last.isListSafe = false;
        if (wasTold) await onFault(false);
      }),

    clear: () =>
      enqueue(async () => {
        await area.clear();
        state = { revision: 0, digest: NOTHING, owed: {}, isListSafe: false };
      }),

    silence: () =>
      enqueue(async () => {
        state = undefined;
        await telling;
        await witness.erase();
        await area.remove([REVISION_KEY]);
      }),

    adopt: (revision, digest) =>
      enqueue(async () => {
        state = { revision, digest, owed: {}, isListSafe: false };
        // Before the first change nothing is written anywhere.
        if (revision > 0) tell(state);
        await telling;
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
