import * as v from 'valibot';
import { type Evidence, type EvidenceId, isLive, pageOf } from '../evidence.ts';
import { pace } from '../export/pace.ts';
import { PICTURES_FORMAT, PICTURES_VERSION } from '../export/zip.ts';
import { timestamp } from '../timestamp.ts';
import type { ArchivedPicture } from './archived-picture.ts';
import { isModestJson } from './json-outline.ts';
import { pictureHead } from './picture-head.ts';
import type { FileApplications } from './read-applications.ts';
import { type FileFault, MAX_FILE_BYTES, readTeamJsonInTurns } from './read-json.ts';
import { type PackingFault, unpack } from './unpack.ts';
import { type DirectoryFault, MAX_FILES, readDirectory, type ZipEntry } from './zip-directory.ts';

/** The largest archive that is read, in bytes: some thousand pictures of the usual size. */
export const MAX_ARCHIVE_BYTES = 128 * 1024 * 1024;

/** The most that comes out of an archive, in bytes, and out of a picture; one of ours has 0.1 to 0.2 MB. */
const MAX_UNPACKED_BYTES = MAX_ARCHIVE_BYTES + MAX_FILE_BYTES;
const MAX_PICTURE_BYTES = 8 * 1024 * 1024;

/** The largest list of pictures, in bytes: some 300 for each. */
const MAX_LIST_BYTES = 8 * 1024 * 1024;

/** How many times smaller a picture may be in the archive. It is compressed already: what shrinks is none. */
const MAX_SHRINKING = 20;

/** The longest side of a picture that is taken, in pixels: a larger one could fill the memory when it is shown. */
const MAX_SIDE = 4_096;

/** What is wrong with an archive. Nothing was changed. */
export type ArchiveFault =
  | FileFault
  | DirectoryFault
  | { readonly code: Exclude<PackingFault, 'unpacks-too-large'> }
  | { readonly code: 'unpacks-too-large'; readonly megabytes: number }
  | { readonly code: 'no-backup' };

/** What is in an archive, or what is wrong with it. */
export type ArchiveContent =
  | {
      readonly ok: true;
      readonly pieces: ReadonlyMap<EvidenceId, Evidence>;
      readonly pictures: readonly ArchivedPicture[];
      /** How many pictures were not right. */
      readonly picturesLeftOut: number;
      /** Missing where it has none. */
      readonly applications?: FileApplications;
    }
  | { readonly ok: false; readonly fault: ArchiveFault };

const BACKUP = 'mission-evidence.json';
const PICTURES = 'pictures.json';
const PICTURE = /^pictures\/[^/\\]+$/;

const listSchema = v.object({
  format: v.literal(PICTURES_FORMAT),
  version: v.literal(PICTURES_VERSION),
  pictures: v.array(v.unknown()),
});

const pictureSchema = v.object({
  page: v.string(),
  file: v.pipe(v.string(), v.regex(PICTURE)),
  takenAt: timestamp,
});

/**
 * Reads an archive of ours (evidence/export/zip.ts) for merging. Only the backup and the pictures that
 * pictures.json names are unpacked; what else is in it is not even looked at, nor is any name a path to
 * anything. Without its pictures the list still comes in.
 * @returns its pieces and pictures, or what is wrong
 * @throws AbortError when `signal` says to stop
 */
export async function readArchive(
  bytes: Uint8Array,
  { signal }: { readonly signal?: AbortSignal | undefined },
): Promise<ArchiveContent> {
  const directory = readDirectory(bytes);
  if ('code' in directory) return refuse(directory);
  const entries = new Map<string, ZipEntry>();
  for (const entry of directory) {
    if (entry.name !== BACKUP && entry.name !== PICTURES && !PICTURE.test(entry.name)) continue;
    // Which of two is meant, nobody can know.
    if (entries.has(entry.name)) return refuse({ code: 'damaged-archive' });
    entries.set(entry.name, entry);
  }
  const files = [...entries.keys()].filter((name) => PICTURE.test(name)).length;
  const step = pace(1, { signal });
  let left = MAX_UNPACKED_BYTES;
  const open = async (name: string, limit: number) => {
    const entry = entries.get(name);
    // A list may name one file a million times.
    entries.delete(name);
    if (!entry || (PICTURE.test(name) && entry.size > entry.packed.length * MAX_SHRINKING)) return undefined;
    const content = await unpack(entry, Math.min(limit, left), step);
    // What was too large was not unpacked, and of what was damaged not much more than it said.
    if (content !== 'unpacks-too-large') left -= entry.size;
    return content;
  };

  const backup = await open(BACKUP, MAX_FILE_BYTES);
  if (backup === undefined) return refuse({ code: 'no-backup' });
  if (typeof backup === 'string') return refuse(packingFault(backup));
  const list = await readTeamJsonInTurns(backup, { signal });
  if (!list.ok) return list;

  const pages = new Set([...list.pieces].filter(([, piece]) => isLive(piece)).map(([id]) => pageOf(id)));
  const listed = parseList(await open(PICTURES, MAX_LIST_BYTES));
  const pictures = new Map<string, ArchivedPicture>();
  for (const value of listed) {
    const { success, output } = v.safeParse(pictureSchema, value);
    if (!success || !pages.has(output.page) || pictures.has(output.page)) continue;
    const picture = await open(output.file.normalize('NFC'), MAX_PICTURE_BYTES);
    const head = picture instanceof Uint8Array && pictureHead(picture);
    if (!head || !isFit(head.width) || !isFit(head.height)) continue;
    const { page, takenAt } = output;
    pictures.set(page, { page, takenAt, ...head, bytes: picture });
  }
  return {
    ...list,
    pictures: [...pictures.values()],
    picturesLeftOut: Math.max(listed.length, files) - pictures.size,
  };
}

/** @returns what pictures.json lists; nothing where it is not there or not right */
function parseList(content: Uint8Array | string | undefined): readonly unknown[] {
  if (!(content instanceof Uint8Array) || !isModestJson(content)) return [];
  try {
    const list = v.safeParse(listSchema, JSON.parse(new TextDecoder().decode(content)));
    return list.success ? list.output.pictures.slice(0, MAX_FILES) : [];
  } catch {
    return [];
  }
}

function isFit(side: number): boolean {
  return side >= 1 && side <= MAX_SIDE;
}

function packingFault(code: PackingFault): ArchiveFault {
  return code === 'unpacks-too-large' ? { code, megabytes: MAX_FILE_BYTES / 1024 / 1024 } : { code };
}

function refuse(fault: ArchiveFault): ArchiveContent {
  return { ok: false, fault };
}
