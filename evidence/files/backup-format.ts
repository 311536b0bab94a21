/** The format fields of a backup (JSON). */

/** The `format` field of a backup. */
export const JSON_FORMAT = 'mission-evidence';

/** The version of the format; its published schema is public/mission-evidence-1.schema.json. */
export const JSON_VERSION = 1;

/** The number of a file among the files of one backup. */
export interface FilePart {
  /** From 1. */
  readonly number: number;
  readonly of: number;
}
