import { isApplicationId } from '../application/application-id.ts';
import { MAX_NAME_LENGTH, MAX_ORIGIN_LENGTH } from '../values/clean-text.ts';

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

/** @returns whether a value names a language; null stands for a choice taken back */
export function isLanguage(value: unknown): boolean {
  return value === null || (typeof value === 'string' && LANGUAGE.test(value));
}

function isSwitch(value: unknown): boolean {
  return typeof value === 'boolean';
}
