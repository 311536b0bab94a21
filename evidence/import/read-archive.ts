import * as v from 'valibot';
import { type ArchivedPicture, PICTURES_FORMAT, PICTURES_VERSION } from '../files/archived-picture.ts';
import type { FilePart } from '../files/backup-format.ts';
import { isModestJson } from '../files/json-outline.ts';
import {
  MAX_FILE_BYTES,
  MAX_FILES,
  MAX_LISTS,
  MAX_PICTURE_BYTES,
  MAX_PICTURE_LIST_BYTES,
  MAX_UNPACKED_BYTES,
} from '../files/limits.ts';
import { joiningFiles } from '../merge/merge-lists.ts';
import type { GoneTimes } from '../merge/stays-deleted.ts';
import { isLive, type Piece, type PieceId, pageOf } from '../piece/piece.ts';
import { inSlices } from '../values/in-slices.ts';
import { pace } from '../values/pace.ts';
import { timestamp } from '../values/timestamp.ts';
import { pictureHead } from './picture-head.ts';
import type { FileApplications } from './read-applications.ts';
import { allGone } from './read-deletions.ts';
import { type FileContent, type FileFault, readTeamJsonInSlices } from './read-json.ts';
import { type PackingFault, unpack } from './unpack.ts';
import { type DirectoryFault, readDirectory, type ZipEntry } from './zip-directory.ts';

/**
 * How many times smaller a picture may be inside the archive. Pictures are compressed already: data that
 * shrinks more isn't one.
 */
const MAX_SHRINKING = 20;

/** The longest side of a picture, in pixels: a larger one could fill the memory when it is shown. */
const MAX_SIDE = 4_096;

/** Why an archive can't be read. Nothing was changed. */
export type ArchiveFault =
  | FileFault
  | DirectoryFault
  | { readonly code: Exclude<PackingFault, 'unpacks-too-large'> }
  | { readonly code: 'unpacks-too-large'; readonly megabytes: number }
  | { readonly code: 'no-backup' };

/** The contents of an archive, or why it can't be read. */
export type ArchiveContent =
  | {
      readonly ok: true;
      readonly pieces: ReadonlyMap<PieceId, Piece>;
      readonly pictures: readonly ArchivedPicture[];
      /** How many pictures were invalid. */
      readonly picturesLeftOut: number;
      /** Missing if it has none. */
      readonly applications?: FileApplications;
      /** When its writer deleted pieces for good; missing if it doesn't say so. */
      readonly gone?: GoneTimes;
      /** Set if its only list is one of several files of a backup. */
      readonly part?: FilePart;
    }
  | { readonly ok: false; readonly fault: ArchiveFault };

const PICTURES = 'pictures.json';
const PICTURE = /(?<=^|\/)pictures\/[^/]+$/;

const listSchema = v.object({
  format: v.literal(PICTURES_FORMAT),
  version: v.literal(PICTURES_VERSION),
  pictures: v.array(v.unknown()),
});

const pictureSchema = v.object({
  page: v.string(),
  file: v.pipe(v.string(), v.regex(/^pictures\/[^/\\]+$/)),
  takenAt: timestamp,
});

/**
 * Reads the lists in an archive, and their pictures. It may be one of ours (export/zip.ts), one that was
 * unpacked and packed again with its folder, or several backups that a file service put into one. Only JSON
 * and the pictures that a pictures.json names are unpacked; everything else in it isn't even looked at, and
 * no name is ever used as a path. A list is imported even without its pictures.
 * @returns the pieces and pictures, or why the archive can't be read
 * @throws AbortError if `signal` is aborted
 */
export async function readArchive(
  bytes: Uint8Array,
  { signal }: { readonly signal?: AbortSignal | undefined },
): Promise<ArchiveContent> {
  const directory = readDirectory(bytes);
  if ('code' in directory) return refuse(directory);
  const entries = new Map<string, ZipEntry>();
  for (const entry of directory) {
    if (!isOfInterest(entry.name)) continue;
    // If two files have the same name, nobody can know which is meant.
    if (entries.has(entry.name)) return refuse({ code: 'damaged-archive' });
    entries.set(entry.name, entry);
  }
  const open = opener(entries, pace(1, { signal }));
  const names = [...entries.keys()];
  const lists = await readLists(names.filter(isList), open, signal);
  if (!lists.ok) return lists;
  const pages = new Set([...lists.pieces].filter(([, piece]) => isLive(piece)).map(([id]) => pageOf(id)));
  const found = { pictures: [] as ArchivedPicture[], picturesLeftOut: 0 };
  for (const folder of new Set(names.filter((name) => !isList(name)).map(folderOf))) {
    const files = names.filter((name) => PICTURE.test(name) && folderOf(name) === folder).length;
    const listed = parseList(await open(folder + PICTURES, MAX_PICTURE_LIST_BYTES));
    const pictures = await readPictures(listed, folder, pages, open);
    found.pictures.push(...pictures);
    found.picturesLeftOut += Math.max(listed.length, files) - pictures.length;
  }
  return { ...lists, ...found };
}

/** Unpacks a file of an archive by its name, once; undefined if there is none. */
type Open = (name: string, limit: number) => Promise<Awaited<ReturnType<typeof unpack>> | undefined>;

function opener(all: ReadonlyMap<string, ZipEntry>, step: () => Promise<void>): Open {
  const entries = new Map(all);
  let left = MAX_UNPACKED_BYTES;
  return async (name, limit) => {
    const entry = entries.get(name);
    // Only once, because a list may name one file a million times.
    entries.delete(name);
    if (!entry || (PICTURE.test(name) && entry.size > entry.packed.length * MAX_SHRINKING)) return undefined;
    const content = await unpack(entry, Math.min(limit, left), step);
    // A file that was too large was not unpacked, and a damaged one not much further than the size it claims.
    if (content !== 'unpacks-too-large') left -= entry.size;
    return content;
  };
}

/**
 * Whether a name is that of a list or a picture, and not a path that leads out of the archive, up, or to a
 * system's own files.
 */
function isOfInterest(name: string): boolean {
  const steps = name.split('/');
  if (steps.some((step) => /^\.|^$|^[a-z]:$|\\|\p{Cc}/iu.test(step)) || steps[0] === '__MACOSX') return false;
  return isList(name) || name === folderOf(name) + PICTURES || PICTURE.test(name);
}

function isList(name: string): boolean {
  return name.endsWith('.json') && name !== folderOf(name) + PICTURES;
}

/** @returns the folder of a list, or of the list that a picture belongs to: '' or with `/` at its end */
function folderOf(name: string): string {
  return name.replace(PICTURE, '').replace(/[^/]*$/, '');
}

/** Ignores files that only have the same extension, but never misses one of ours that can't be read. */
async function readLists(
  names: readonly string[],
  open: Open,
  signal: AbortSignal | undefined,
): Promise<FileContent | { readonly ok: false; readonly fault: ArchiveFault }> {
  if (names.length > MAX_LISTS)
    return refuse({ code: 'too-many-files', count: names.length, limit: MAX_LISTS });
  const lists: Extract<FileContent, { readonly ok: true }>[] = [];
  let other: ArchiveFault = { code: 'no-backup' };
  for (const name of names) {
    const content = await open(name, MAX_FILE_BYTES);
    if (content === undefined) continue;
    if (typeof content === 'string') return refuse(packingFault(content));
    const list = await readTeamJsonInSlices(content, { signal });
    if (list.ok) lists.push(list);
    else if (list.fault.code === 'not-ours') other = list.fault;
    else return list;
  }
  const [first, ...more] = lists;
  if (!first) return refuse(other);
  if (more.length === 0) return first;
  const pieces = await inSlices(joiningFiles(lists.map((list) => list.pieces)), signal);
  const applications = lists.flatMap((list) => list.applications ?? []);
  const gone = allGone(lists.flatMap((list) => Object.entries(list.gone ?? {})));
  return {
    ok: true,
    pieces,
    ...(applications.length > 0 && { applications: allOf(applications) }),
    ...(Object.keys(gone).length > 0 && { gone }),
  };
}

function allOf(files: readonly FileApplications[]): FileApplications {
  return {
    applications: files.flatMap(({ applications }) => applications),
    editions: files.flatMap(({ editions }) => editions),
    unreadable: files.reduce((sum, { unreadable }) => sum + unreadable, 0),
  };
}

/** @returns the valid pictures of a list, one per page, whose page is among the pieces */
async function readPictures(
  listed: readonly unknown[],
  folder: string,
  pages: ReadonlySet<string>,
  open: Open,
): Promise<readonly ArchivedPicture[]> {
  const pictures = new Map<string, ArchivedPicture>();
  for (const value of listed) {
    const { success, output } = v.safeParse(pictureSchema, value);
    if (!success || !pages.has(output.page) || pictures.has(output.page)) continue;
    const picture = await open(folder + output.file.normalize('NFC'), MAX_PICTURE_BYTES);
    const head = picture instanceof Uint8Array && pictureHead(picture);
    if (!head || !isFit(head.width) || !isFit(head.height)) continue;
    const { page, takenAt } = output;
    pictures.set(page, { page, takenAt, ...head, bytes: picture });
  }
  return [...pictures.values()];
}

/** @returns the entries of pictures.json; none if it is missing or invalid */
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

function refuse(fault: ArchiveFault): { readonly ok: false; readonly fault: ArchiveFault } {
  return { ok: false, fault };
}
