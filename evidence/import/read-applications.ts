import * as v from 'valibot';
import { type Application, MAX_APPLICATIONS, parseApplication } from '../application/application.ts';
import { type ApplicationCopy, parseCopy } from '../application/application-copy.ts';
import { parseEvidence } from '../evidence.ts';
import { JSON_FORMAT } from '../export/json.ts';
import { isModestJson } from './json-outline.ts';
import { isPlain, MAX_FILE_BYTES } from './read-json.ts';

/** The applications of a backup, ready for the command `import-applications`. */
export interface FileApplications {
  readonly applications: Application[];
  readonly copies: ApplicationCopy[];
  /** How many more there are that cannot be read, or that a newer version wrote. */
  readonly unreadable: number;
}

/** Where they are in the file. */
const FIELDS = ['applications', 'applicationCopies'] as const;

const listSchema = v.fallback(v.array(v.unknown()), []);

const fileSchema = v.object({
  format: v.literal(JSON_FORMAT),
  ...v.entriesFromList(FIELDS, listSchema),
});

/**
 * Reads the applications of a JSON export; its pieces are read by {@link import('./read-json.ts').readTeamJson}.
 * @param bytes the file's content; UTF-8, with or without a byte order mark
 * @returns what can be read of them, none of it removed; nothing where the file is no export. Never throws
 */
export function readApplications(bytes: Uint8Array): FileApplications {
  const file = v.safeParse(fileSchema, parsed(bytes));
  if (!file.success) return { applications: [], copies: [], unreadable: 0 };
  const { applications: values, applicationCopies } = file.output;
  const applications = values.slice(0, MAX_APPLICATIONS).flatMap((value) => {
    const stored = parseApplication(value);
    return stored.state === 'ok' ? [stored.application] : [];
  });
  const copies = applicationCopies.slice(0, MAX_APPLICATIONS).flatMap((value) => {
    const stored = parseCopy(value);
    if (stored.state !== 'ok') return [];
    const isWhole = stored.copy.pieces.every((piece) => parseEvidence(piece).state !== 'unreadable');
    return isWhole ? [stored.copy] : [];
  });
  return {
    applications: applications.filter(({ deletedAt }) => deletedAt === undefined),
    copies,
    unreadable: values.length + applicationCopies.length - applications.length - copies.length,
  };
}

/**
 * @param bytes as in {@link readApplications}
 * @returns the applications as a field of what else is read of the file; no field where there are none
 */
export function applicationsField(bytes: Uint8Array): { readonly applications?: FileApplications } {
  const read = readApplications(bytes);
  const isEmpty = read.applications.length + read.copies.length + read.unreadable === 0;
  return isEmpty ? {} : { applications: read };
}

/** @returns the value in the file; undefined where there is none that may be read */
function parsed(bytes: Uint8Array): unknown {
  if (bytes.byteLength > MAX_FILE_BYTES || !isModestJson(bytes)) return undefined;
  try {
    // The decoder takes the byte order mark off.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // Most files have none, and to build a large one a second time takes a while.
    if (!FIELDS.some((field) => text.includes(`"${field}"`))) return undefined;
    const value: unknown = JSON.parse(text);
    return isPlain(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
