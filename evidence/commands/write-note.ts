import * as v from 'valibot';
import type { Change } from '../piece/edits.ts';
import { writeNote as withNote } from '../piece/edits.ts';
import { taggerOf } from '../storage/own-origin.ts';
import { SETTINGS } from '../storage/settings.ts';
import { command } from './command.ts';
import { from, id } from './fields.ts';
import { writePiece } from './write-pieces.ts';

/**
 * Writes this installation's note. The id of the installation is stored only if a colleague's note is beside
 * it, because only then the note needs an owner.
 */
export const writeNote = command({
  type: 'write-note',
  fields: { id, note: v.string(), from },
  async run({ id, note, from }, context) {
    const tagger = taggerOf(await context.store.read(SETTINGS), context.newOrigin);
    const isSigned = ({ after }: Change) =>
      after.contributions?.some(({ origin }) => origin === tagger.origin);
    const { made } = await writePiece(
      context,
      id,
      (current) => withNote(current, note, context.now, tagger, from),
      { also: (changes) => (changes.some(isSigned) ? tagger.puts : []) },
    );
    return made;
  },
});
