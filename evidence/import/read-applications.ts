import * as v from 'valibot';
import { type Application, MAX_APPLICATIONS, parseApplication } from '../application/application.ts';
import { asHandedOver, type Edition, hasFitPieces, parseEdition } from '../application/edition.ts';

/** The applications of a backup, ready for the command `merge`. */
export interface FileApplications {
  readonly applications: Application[];
  readonly editions: Edition[];
  /** How many more can't be read, or were written by a newer version. */
  readonly unreadable: number;
}

const listSchema = v.fallback(v.array(v.unknown()), []);

/** Their fields in the file. */
const fileSchema = v.object({ applications: listSchema, editions: listSchema });

/**
 * Reads the applications of a JSON export.
 * @param file the file's value, as plain as an export is (`isPlain` in read-json.ts)
 * @returns the readable ones, none of them deleted; undefined if there are none. Never throws
 */
export function readApplications(file: unknown): FileApplications | undefined {
  const { applications: values, editions: others } = v.parse(fileSchema, file);
  const applications = values.slice(0, MAX_APPLICATIONS).flatMap((value) => {
    const stored = parseApplication(value);
    return stored.state === 'ok' ? [stored.application] : [];
  });
  const editions = others.slice(0, MAX_APPLICATIONS).flatMap((value) => {
    const stored = parseEdition(value);
    if (stored.state !== 'ok') return [];
    return hasFitPieces(stored.edition) ? [asHandedOver(stored.edition)] : [];
  });
  const live = applications.filter(({ deletedAt }) => deletedAt === undefined);
  const unreadable = values.length + others.length - applications.length - editions.length;
  const isEmpty = live.length + editions.length + unreadable === 0;
  return isEmpty ? undefined : { applications: live, editions, unreadable };
}
