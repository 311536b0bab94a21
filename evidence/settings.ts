import * as v from 'valibot';
import { applicationIdSchema } from './application/application.ts';
import { cleanTitle, cut } from './clean-text.ts';
import { originSchema } from './contribution.ts';
import { definedIn } from './defined-in.ts';
import { MAX_NAME_LENGTH } from './facts.ts';

/** The version of the stored shape that this code writes. */
export const SETTINGS_VERSION = 1;

const language = v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/), v.maxLength(35));

/** Settings that a view may ask to change, each optional; null takes the choice back. */
export const settingsChangeSchema = v.strictObject({
  language: v.optional(v.nullable(language)),
  secondLanguage: v.optional(v.nullable(language)),
  showSecondLanguage: v.optional(v.boolean()),
  name: v.optional(v.string()),
  contextMenu: v.optional(v.boolean()),
  application: v.optional(v.nullable(applicationIdSchema)),
});

const settingsSchema = v.looseObject({
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  ...settingsChangeSchema.entries,
  name: v.optional(v.pipe(v.string(), v.maxLength(MAX_NAME_LENGTH))),
  origin: v.optional(originSchema),
});

/** Whatever a newer version may have made of them, it says its version. */
const newerSchema = v.object({ version: v.pipe(v.number(), v.integer(), v.minValue(SETTINGS_VERSION)) });

/**
 * What the teacher chose. `language` is the interface's (BCP 47), `secondLanguage` the one shown
 * beside the official texts when `showSecondLanguage` is on. `name` goes on what is tagged from then
 * on. `contextMenu` is on unless it is false. `application` is the one that is worked on. Missing: not chosen. `origin` nobody chooses: it names this
 * installation on what is tagged in it, at random, and is made with the first piece.
 */
export type Settings = v.InferOutput<typeof settingsSchema>;

/** A change of settings: only the fields to change. */
export type SettingsChange = v.InferOutput<typeof settingsChangeSchema>;

/**
 * @returns the stored settings; the defaults where there are none or they are not readable, with the
 *   version of a newer shape, so that nobody writes over it
 */
export function parseSettings(value: unknown): Settings {
  const result = v.safeParse(settingsSchema, value);
  if (result.success) return result.output;
  const { version } = v.parse(v.fallback(newerSchema, { version: SETTINGS_VERSION }), value);
  return { version };
}

/**
 * @returns the settings after a change; a name is on one line, and no longer than it can be on a piece,
 *   so that what is stored is what is put on pieces
 */
export function changedSettings(settings: Settings, change: SettingsChange): Settings {
  const { name, ...rest } = change;
  const cleaned = name === undefined ? {} : { name: cut(cleanTitle(name), MAX_NAME_LENGTH).trimEnd() };
  return { ...settings, ...definedIn(rest), ...cleaned };
}
