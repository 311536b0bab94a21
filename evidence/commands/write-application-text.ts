import * as v from 'valibot';
import {
  APPLICATION_FIELDS,
  applicationIdSchema,
  MAX_TEXT_LENGTH,
  textOf,
  withText,
} from '../application/application.ts';
import { Refusal } from '../fault.ts';
import { cleanText } from '../values/clean-text.ts';
import { textOver } from '../values/merge-texts.ts';
import { readLive, writeApplication } from './applications.ts';
import { command } from './command.ts';
import { from } from './fields.ts';

/**
 * Writes a text of an application. References to pieces are marks in the text (application/references.ts).
 */
export const writeApplicationText = command({
  type: 'write-application-text',
  fields: { id: applicationIdSchema, field: v.picklist(APPLICATION_FIELDS), text: v.string(), from },
  async run({ id, field, text, from }, { store, now }) {
    const known = await readLive(store, id);
    const written = textOver(textOf(known, field), text, from, cleanText);
    if (written.length > MAX_TEXT_LENGTH) throw new Refusal('too-long');
    await writeApplication(store, known, withText(known, field, written, now));
    return undefined;
  },
});
