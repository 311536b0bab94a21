/** What a backup (JSON) says of itself. */

/** What the `format` field of a backup says. */
export const JSON_FORMAT = 'mission-evidence';

/** The version of the format; its published schema is public/mission-evidence-1.schema.json. */
export const JSON_VERSION = 1;

/** Which of the files of one backup a file is. */
export interface FilePart {
  /** From 1. */
  readonly number: number;
  readonly of: number;
}
