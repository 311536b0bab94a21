import type { Command, Outcome } from './command.ts';
import type { PictureStore } from './picture-store.ts';
import type { Store } from './store.ts';

/** How long pixels wait for the record that names them, in milliseconds; usually it takes an instant. */
const WAITING_MS = 24 * 60 * 60 * 1_000;

/**
 * Erases the pixels that no record names any more: of pictures that were removed or replaced, once Undo
 * cannot bring them back, and of those whose record never came. Where the records cannot be read whole,
 * nothing is erased.
 * @throws whatever the storage throws
 */
export async function sweepPictures(
  store: Pick<Store, 'readAll'>,
  pictures: Pick<PictureStore, 'sweep'>,
  now: Date,
): Promise<void> {
  const { pictureIds } = await store.readAll();
  await pictures.sweep(pictureIds, new Date(now.getTime() - WAITING_MS).toISOString());
}

/**
 * What was deleted for good leaves no pixels behind, however fresh they are: those that a record named
 * before, and none does after.
 * @param run the writer's
 * @returns the same, which also erases them; that they could not be erased is no fault of the command, and
 *   a later sweep does it
 */
export function withoutErasedPixels(
  run: (command: Command) => Promise<Outcome>,
  store: Pick<Store, 'readAll'>,
  pictures: Pick<PictureStore, 'erase'>,
): (command: Command) => Promise<Outcome> {
  async function eraseOrphans(named: ReadonlySet<string>): Promise<void> {
    const { pictureIds } = await store.readAll();
    await pictures.erase(named.difference(pictureIds));
  }

  return async (command) => {
    if (command.type !== 'erase') return run(command);
    const before = await store.readAll().catch(() => undefined);
    const outcome = await run(command);
    if (outcome.ok && before) {
      await eraseOrphans(before.pictureIds).catch((error: unknown) =>
        console.error('The pixels could not be erased:', error),
      );
    }
    return outcome;
  };
}
