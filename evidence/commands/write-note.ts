import * as v from 'valibot';
import { writeNote as withNote } from '../piece/write-note.ts';
import { readTagger } from '../storage/own-origin.ts';
import { command } from './command.ts';
import { from, id } from './fields.ts';
import { settled } from './settled.ts';
import { writePiece } from './write-pieces.ts';

/** Writes this installation's note. If the piece was moved while it was typed, it goes where the piece is. */
export const writeNote = command({
  type: 'write-note',
  fields: { id, note: v.string(), from },
  async run({ id, note, from }, context) {
    const tagger = await readTagger(context);
    const { made } = await writePiece(
      context,
      id,
      (piece, at, page) => {
        const after = withNote(piece, note, context.now, tagger, from);
        return [[at, after], ...settled(page, at, after, tagger, context.now)];
      },
      { also: () => tagger.puts },
    );
    return made;
  },
});
