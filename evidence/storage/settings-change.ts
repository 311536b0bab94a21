import * as v from 'valibot';
import { applicationIdSchema } from '../application/application.ts';
import { cleanTitle, cut, MAX_NAME_LENGTH } from '../values/clean-text.ts';
import { definedIn } from '../values/defined-in.ts';
import { isLanguage, type Settings } from './settings.ts';

const language = v.nullable(
  v.pipe(
    v.string(),
    v.check((tag) => isLanguage(tag), 'not the tag of a language'),
  ),
);

/** Settings that a view may ask to change, each optional; null takes the choice back. */
export const settingsChangeSchema = v.strictObject({
  language: v.optional(language),
  secondLanguage: v.optional(language),
  showSecondLanguage: v.optional(v.boolean()),
  name: v.optional(v.string()),
  contextMenu: v.optional(v.boolean()),
  application: v.optional(v.nullable(applicationIdSchema)),
});

/** A change of settings: only the fields to change. */
export type SettingsChange = v.InferOutput<typeof settingsChangeSchema>;

/**
 * @returns the settings after a change; a name is on one line, and no longer than it can be on a piece,
 *   so that what is stored is what is put on pieces
 */
export function changedSettings(settings: Settings, change: SettingsChange): Settings {
  const { name, ...rest } = change;
  const cleaned = name === undefined ? {} : { name: cut(cleanTitle(name), MAX_NAME_LENGTH).trimEnd() };
  return { ...settings, ...definedIn(rest), ...cleaned };
}
