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

/** Settings that a view may change, each optional; null resets one to its default. */
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
 * @returns the settings after a change. A name is cut to one line and to the length allowed on a piece, so
 *   that the stored name is the one put on pieces
 */
export function changedSettings(settings: Settings, change: SettingsChange): Settings {
  const { name, ...rest } = change;
  const cleaned = name === undefined ? {} : { name: cut(cleanTitle(name), MAX_NAME_LENGTH).trimEnd() };
  return { ...settings, ...definedIn(rest), ...cleaned };
}
