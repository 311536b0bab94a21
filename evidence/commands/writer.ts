/**
 * The one writer. Every change that a view, the context menu or the keyboard asks for goes through its queue,
 * one at a time, so that nothing interferes between reading, changing and writing.
 *
 *     click → run(command) → message → writer → one `storage.local.set` with the piece, the counts and the record
 *     for Undo → storage event → every open view shows the stored data
 *
 * Each command is a file in this folder (command.ts is the contract, index.ts the list). Policy that applies
 * to all commands is here: the snapshot before a command that asks for one, the daily snapshot, tidying up,
 * erasing pixels that nothing needs any more, and saving changes again that may not be safe on the disk yet.
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

/** Carries out commands. No method ever rejects. */
export interface Writer {
  /**
   * Carries out a command, after all commands received before it.
   * @returns what the command changed, or why it changed nothing
   */
  run(command: Command): Promise<Outcome>;
  /**
   * Compares the list with the mirror when the background starts. Later commands in the queue see the
   * recovered records.
   */
  checkAtStart(): Promise<Outcome>;
  /** Saves the daily snapshot, corrects the counts to match the records, and erases what has expired. */
  tidyUp(): Promise<Outcome>;
  /**
   * Saves a snapshot after an update of the extension, before this version changes the shape of any record.
   */
  saveBeforeMigration(): Promise<Outcome>;
}

/** Everything the writer uses. */
export interface Collaborators {
  /** Stores the evidence. */
  readonly store: Store;
  /** Saves and opens snapshots. */
  readonly safekeeping: Safekeeping;
  /** Keeps list and mirror in step. */
  readonly keeper: MirrorKeeper;
  /** Stores earlier actions for Undo. */
  readonly journal: Journal;
  /** Stores the pixels of pictures. */
  readonly pictures: Pick<PictureStore, 'erase' | 'sweep'>;
  readonly now: () => Date;
  /** Makes a random id for an action. */
  readonly newId: () => string;
  /** Makes the random id of this installation; called once in its lifetime. */
  readonly newOrigin: () => string;
}

const NOTHING: Made = { count: 0 };

/** @returns the writer; there must be only one, in the background */
export function createWriter(collaborators: Collaborators): Writer {
  const { safekeeping, keeper, journal, pictures, now, newId, newOrigin } = collaborators;
  let queue: Promise<unknown> = Promise.resolve();
  let latest = '';
  let clock = new Date(0);
  const store = datedStore(releasingPixels(collaborators.store, pictures), () => clock);

  /**
   * Gives each command a later time than the one before. Changes are ordered by their times alone, so two
   * commands in the same millisecond, or after the clock went backwards, must still have different ones.
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
    // A repeated command finds nothing to change, yet its first change may not be safe on the disk.
    if (!kind.comparesPlaces) await keeper.settle();
    return made;
  }

  async function tidy(): Promise<Made> {
    // Compare first: what looks like a leftover may belong to a missing record.
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
   * Once a day, after the first change: saves a snapshot, then tidies up. The answer to the command doesn't
   * wait for this, and a failure is only logged.
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
