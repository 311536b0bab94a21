/**
 * What the teacher chose. To add a setting, give it a field in `Settings` and in `FIELDS` (optional: missing means the
 * default) and one in settings-change.ts, then a section in components/settings/ with a heading and one sentence of why,
 * its line in SettingsPage.tsx and its words in each desk.json. It is saved the moment it is chosen and shown as it is
 * stored. What the browser keeps itself, permissions and keys, is asked of the browser and never stored.
 */
import { isApplicationId } from '../application/application-id.ts';
import { MAX_NAME_LENGTH, MAX_ORIGIN_LENGTH } from '../values/clean-text.ts';
import type { RecordKind } from './record-kind.ts';
import { SETTINGS_KEY } from './storage-keys.ts';

/** The version of the stored shape that this code writes. */
export const SETTINGS_VERSION = 1;

/** A language's tag (BCP 47); there is no longer one (RFC 5646, section 4.4.1). */
const LANGUAGE = /^(?=.{2,35}$)[a-z]{2,3}(-[A-Za-z0-9]+)*$/;

/**
 * What the teacher chose. `language` is the interface's (BCP 47), `secondLanguage` the one shown
 * beside the official texts when `showSecondLanguage` is on. `name` goes on what is tagged from then
 * on. `contextMenu` is on unless it is false. `application` is the one that is worked on. Missing: not chosen;
 * null: a choice taken back. `origin` nobody chooses: it names this installation on what is tagged in it, at
 * random, and is made with the first piece. Fields that this code does not know are kept.
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

/** What each field may hold where it is there. */
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
 * Parsed by hand: every view reads them before it says its first word, and the popup would need the library
 * for nothing else.
 * @returns the stored settings; the defaults where there are none or they are not readable, with the
 *   version of a newer shape, so that nobody writes over it
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

/** See {@link Settings}; the defaults where nothing was chosen. */
export const SETTINGS: RecordKind<Settings> = {
  prefix: SETTINGS_KEY,
  parse: parseSettings,
  inSnapshot: true,
  inMirror: true,
  isSound: (value) => typeof value === 'object',
};

/** @returns whether a value names a language; null stands for a choice taken back */
export function isLanguage(value: unknown): boolean {
  return value === null || (typeof value === 'string' && LANGUAGE.test(value));
}

function isSwitch(value: unknown): boolean {
  return typeof value === 'boolean';
}
