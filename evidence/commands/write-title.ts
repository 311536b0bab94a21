import * as v from 'valibot';
import { writeTitle as withTitle } from '../piece/edits.ts';
import { cleanTitle } from '../values/clean-text.ts';
import { textOver } from '../values/merge-texts.ts';
import { command } from './command.ts';
import { editPages } from './edit-pages.ts';
import { from, id } from './fields.ts';

/** Corrects the title of a page, in all its pieces, in every domain. */
export const writeTitle = command({
  type: 'write-title',
  fields: { id, title: v.string(), from },
  async run({ id, title, from }, context) {
    const { made } = await editPages(context, [id], (piece, named) =>
      withTitle(piece, textOver(named.title, title, from, cleanTitle), context.now),
    );
    return made;
  },
});
