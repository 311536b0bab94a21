/**
 * The teacher's choices. To add a setting, give it a field in `Settings` and in `FIELDS` (optional: missing
 * means the default) and one in settings-change.ts, then a section in components/settings/ with a heading and
 * one sentence of why, its line in SettingsPage.tsx and its words in each desk.json. A setting is saved the
 * moment it is chosen, and shown as it is stored. Permissions and keyboard shortcuts belong to the browser:
 * ask the browser for them, never store them.
 */
import { isApplicationId } from '../application/application-id.ts';
import { MAX_NAME_LENGTH, MAX_ORIGIN_LENGTH } from '../values/clean-text.ts';
import type { RecordKind } from './record-kind.ts';
import { SETTINGS_KEY } from './storage-keys.ts';

/** The version of the stored shape that this code writes. */
export const SETTINGS_VERSION = 1;

/** A language tag (BCP 47); none is longer (RFC 5646, section 4.4.1). */
const LANGUAGE = /^(?=.{2,35}$)[a-z]{2,3}(-[A-Za-z0-9]+)*$/;

/**
 * The teacher's choices. `language` is that of the interface (BCP 47), `secondLanguage` the one shown beside
 * the official texts if `showSecondLanguage` is on. `name` is put on everything tagged from then on.
 * `contextMenu` is on unless it is false. `application` is the one being worked on. Missing: not chosen;
 * null: reset. `origin` isn't a choice: it is a random id that marks what this installation tagged, made with
 * the first piece. Unknown fields are kept.
 */
export interface Settings {
  readonly version: number;
  readonly language?: string | null | undefined;
  readonly secondLanguage?: string | null | undefined;
  readonly showSecondLanguage?: boolean | undefined;
  readonly name?: string | undefined;
  readonly contextMenu?: boolean | undefined;
  readonly application?: string | null | undefined;
  readonly origin?: string | undefined;
}

/** Checks for the value of each field, if it is set. */
const FIELDS: Readonly<Record<Exclude<keyof Settings, 'version'>, (value: unknown) => boolean>> = {
  language: isLanguage,
  secondLanguage: isLanguage,
  showSecondLanguage: isSwitch,
  name: (value) => typeof value === 'string' && value.length <= MAX_NAME_LENGTH,
  contextMenu: isSwitch,
  application: (value) => value === null || isApplicationId(value),
  origin: (value) => typeof value === 'string' && value !== '' && value.length <= MAX_ORIGIN_LENGTH,
};

/**
 * Parses by hand: every view reads the settings before it shows its first word, and the popup would need the
 * library for nothing else.
 * @returns the stored settings; the defaults if there are none or they can't be read. A newer version number
 *   is kept, so that nobody overwrites newer settings
 */
export function parseSettings(value: unknown): Settings {
  const fields = Object(value) as Record<string, unknown>;
  const { version } = fields;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < SETTINGS_VERSION) {
    return { version: SETTINGS_VERSION };
  }
  const isReadable = Object.entries(FIELDS).every(
    ([name, isValid]) => fields[name] === undefined || isValid(fields[name]),
  );
  return isReadable ? (value as Settings) : { version };
}

/** See {@link Settings}; the defaults if nothing was chosen. */
export const SETTINGS: RecordKind<Settings> = {
  prefix: SETTINGS_KEY,
  parse: parseSettings,
  inSnapshot: true,
  inMirror: true,
  isSound: (value) => typeof value === 'object',
};

/** @returns whether a value is a language tag, or null for a choice that was reset */
export function isLanguage(value: unknown): boolean {
  return value === null || (typeof value === 'string' && LANGUAGE.test(value));
}

function isSwitch(value: unknown): boolean {
  return typeof value === 'boolean';
}
