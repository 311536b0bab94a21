/**
 * The one writer. Every change that a view, the context menu or the keyboard asks for passes through its queue, one
 * after the other, so that nothing comes between reading, changing and writing.
 *
 *     click → run(command) → message → writer → one `storage.local.set` with the piece, the counts and what undoes
 *     the change → storage event → every open view shows what is stored
 *
 * A command is one file in this folder (command.ts is the contract, index.ts the list). What holds for all of them is
 * policy and lies here: the snapshot that a command asks for first, the daily one, tidying up, erasing pixels that
 * nothing needs any more, and saving again what may not be safe on the disk yet.
 */
import { Refusal } from '../fault.ts';
import type { MirrorKeeper } from '../mirror/mirror-keeper.ts';
import type { PictureStore } from '../picture/picture-store.ts';
import type { Safekeeping } from '../snapshots/safekeeping.ts';
import { datedStore } from '../storage/dated-store.ts';
import { RECOVERY_REPORT } from '../storage/recovery-report.ts';
import { releasingPixels } from '../storage/released-pixels.ts';
import type { Store } from '../storage/store.ts';
import type { Journal } from '../undo/journal.ts';
import { laterThan } from '../values/timestamp.ts';
import type { CommandContext, Made, Outcome } from './command.ts';
import { type Command, kindOfCommand } from './index.ts';
import { sweepPictures } from './sweep-pictures.ts';
import { isTidy, tidyUp } from './tidy-up.ts';

/** Carries out commands. Nothing here ever rejects. */
export interface Writer {
  /**
   * Carries out a command after all that were handed over before it.
   * @returns what it made, or why it changed nothing
   */
  run(command: Command): Promise<Outcome>;
  /**
   * Compares the list with its second copy when the background starts. What comes after it in the queue finds
   * what it brought back.
   */
  checkAtStart(): Promise<Outcome>;
  /** Takes the snapshot of the day, makes the counts agree with the records and erases what is past its time. */
  tidyUp(): Promise<Outcome>;
  /** Takes a snapshot after the extension was updated, before this version changes the shape of anything. */
  saveBeforeMigration(): Promise<Outcome>;
}

/** What the writer works with. */
export interface Collaborators {
  /** Where evidence is stored. */
  readonly store: Store;
  /** Takes and opens snapshots. */
  readonly safekeeping: Safekeeping;
  /** Keeps list and second copy together. */
  readonly keeper: MirrorKeeper;
  /** Keeps earlier actions for Undo. */
  readonly journal: Journal;
  /** The pixels of pictures. */
  readonly pictures: Pick<PictureStore, 'erase' | 'sweep'>;
  readonly now: () => Date;
  /** Makes a random id for an action. */
  readonly newId: () => string;
  /** Makes a random id for this installation, which needs one only once. */
  readonly newOrigin: () => string;
}

const NOTHING: Made = { count: 0 };

/** @returns the writer; there must be one only, in the background */
export function createWriter(collaborators: Collaborators): Writer {
  const { safekeeping, keeper, journal, pictures, now, newId, newOrigin } = collaborators;
  let queue: Promise<unknown> = Promise.resolve();
  let latest = '';
  let clock = new Date(0);
  const store = datedStore(releasingPixels(collaborators.store, pictures), () => clock);

  /**
   * Whatever weighs two changes later on goes by their times: the order of two commands within a millisecond, or
   * while the clock is put back, must be read there, too.
   */
  function context(): CommandContext {
    clock = now();
    latest = laterThan(latest, clock.toISOString());
    return { store, safekeeping, keeper, journal, now: latest, clock, newId, newOrigin };
  }

  function enqueue(work: () => Promise<Made>): Promise<Outcome> {
    const outcome = queue.then(work).then(
      (made): Outcome => ({ ok: true, ...made }),
      (error: unknown): Outcome => {
        if (error instanceof Refusal) return { ok: false, fault: error.fault };
        console.error('The storage failed:', error);
        return { ok: false, fault: 'storage-failed' };
      },
    );
    queue = outcome;
    return outcome;
  }

  async function carryOut(command: Command): Promise<Made> {
    const kind = kindOfCommand(command);
    const around = context();
    const reason = await kind.before?.(command, around);
    if (reason) await safekeeping.take(reason);
    const made = (await kind.run(command, around)) ?? NOTHING;
    // A command that is repeated finds nothing to change, and yet it may not be safe on the disk.
    if (!kind.comparesPlaces) await keeper.settle();
    return made;
  }

  async function tidy(): Promise<Made> {
    // What seems to be left over may belong to what is missing.
    await keeper.checkAtStart();
    if ((await store.read(RECOVERY_REPORT))?.undecided) return NOTHING;
    const around = context();
    await tidyUp(around);
    await sweepPictures(store, pictures, around.clock);
    return NOTHING;
  }

  function saveDaily(): Promise<Outcome> {
    return enqueue(async () => {
      await safekeeping.saveDaily();
      return NOTHING;
    });
  }

  /**
   * Once a day: a snapshot of what is there after the first change, behind which is tidied up. The answer to the
   * command does not wait for it, and its failure is only noted.
   */
  function doDaily(): void {
    void saveDaily();
    void enqueue(async () => ((await isTidy(store, clock)) ? NOTHING : tidy()));
  }

  return {
    async run(command) {
      const outcome = await enqueue(() => carryOut(command));
      if (outcome.ok && outcome.count > 0) doDaily();
      return outcome;
    },

    checkAtStart: () =>
      enqueue(async () => {
        await keeper.checkAtStart();
        return NOTHING;
      }),

    async tidyUp() {
      await saveDaily();
      return enqueue(tidy);
    },

    saveBeforeMigration: () =>
      enqueue(async () => {
        await safekeeping.take('before-migration');
        return NOTHING;
      }),
  };
}
