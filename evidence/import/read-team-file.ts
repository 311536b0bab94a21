/**
 * Reads files from colleagues. Everything in a file may be hostile: its kind is detected from its content,
 * and all of it is checked before anything is returned. Nothing here throws; every fault has a code, and
 * every code its sentence (`fileFaults` in the locales).
 *
 * - A file is measured before it is parsed: files/json-outline.ts counts levels, fields and values before
 *   `JSON.parse`; unpack.ts holds each file of an archive to the size that the archive claims, and checks its
 *   checksum. Names in an archive are compared, never used as paths. files/limits.ts has every limit, for
 *   readers and writers alike, so that everything we export can be imported.
 * - Work grows no faster than the file. The tests `linear-readers` and `linear-expressions` compare the
 *   growth for every reader and every regular expression; add a line there for a `new RegExp`.
 * - A time in the future isn't believed (believed-times.ts).
 * - A table holds less than a backup (days instead of times), so merge/table-pieces.ts prepares it:
 *   differences are offered and replace nothing by themselves. Each colleague has columns of their own,
 *   because notes in one cell can't be told apart reliably. A column of ids matches a row with its piece,
 *   whatever was changed in it (merge/moved-rows.ts).
 * - Words of tables are understood for ever (known-words.ts).
 * - Bookmarks are read tag by tag (html-events.ts). The order of the tags makes the folders; a tree loses
 *   that order, and can be made as deep as a file is long. Text that is longer than a piece can hold is kept
 *   until pieces-from-bookmarks.ts shortens it and reports it.
 * - tests/support/hostile-files/ and tests/fixtures/hostile/ hold hundreds of harmful files, each with the
 *   expected result. Add any new one there.
 */

import type { ArchivedPicture } from '../files/archived-picture.ts';
import type { FilePart } from '../files/backup-format.ts';
import { MAX_ARCHIVE_BYTES } from '../files/limits.ts';
import type { TableWords } from '../files/table-words.ts';
import type { RowId, ToldRow } from '../files/told-row.ts';
import type { GoneTimes } from '../merge/stays-deleted.ts';
import type { Piece, PieceId } from '../piece/piece.ts';
import { inSlices } from '../values/in-slices.ts';
import { believingTimes, type WrongClock } from './believed-times.ts';
import type { BookmarkFolder } from './bookmark-folder.ts';
import { encodingByMark } from './byte-order-mark.ts';
import { isPocketHead } from './pocket-head.ts';
import type { FileApplications } from './read-applications.ts';
import { type ArchiveFault, readArchive } from './read-archive.ts';
import type { BookmarksFault } from './read-bookmarks.ts';
import { readCsv } from './read-csv.ts';
import { type FileContent, type FileFault, readTeamJsonInSlices } from './read-json.ts';
import type { TableFault, TableNotes } from './read-table.ts';
import { readWorkbook, type WorkbookContent } from './read-workbook.ts';

/** The largest file that is read, in bytes: larger ones need not even be loaded. */
export const MAX_TEAM_FILE_BYTES = MAX_ARCHIVE_BYTES;

/**
 * Why a colleague's file can't be read, with the facts that the sentence about it needs. Nothing was changed.
 */
export type TeamFault =
  | FileFault
  | TableFault
  | ArchiveFault
  | BookmarksFault
  | { readonly code: 'unknown-kind' }
  | { readonly code: 'stopped' }
  | { readonly code: 'unreadable' };

/** The contents of a colleague's file, or why it can't be read. */
export type TeamFile =
  | {
      readonly ok: true;
      readonly kind: 'list';
      /**
       * A table holds less than the others (days instead of times): merge/table-pieces.ts must prepare it
       * before it is merged.
       */
      readonly from: 'backup' | 'archive' | 'table';
      /** Each page once under each domain; for a backup, including deleted pieces. */
      readonly pieces: ReadonlyMap<PieceId, Piece>;
      /** Only for an archive. */
      readonly pictures: readonly ArchivedPicture[];
      /** How many pictures of an archive were invalid and are left out. */
      readonly picturesLeftOut: number;
      /** Only for a table: the parts that are left out. */
      readonly table?: TableNotes;
      /** Only for a table: the values that its rows state completely, so that a gap there is a deletion. */
      readonly told?: ReadonlyMap<PieceId, ToldRow>;
      /** Only for a table: the pieces that its rows were made from. */
      readonly ids?: ReadonlyMap<PieceId, RowId>;
      /** Set if it has times in the future; they are already removed from the pieces. */
      readonly wrongClock?: WrongClock;
      /** For the command `merge`, if a backup or an archive has any. */
      readonly applications?: FileApplications;
      /** When its writer deleted pieces for good; missing if it doesn't say so. */
      readonly gone?: GoneTimes;
      /** Its number among the files of one backup; missing if it is the only one. */
      readonly part?: FilePart;
    }
  | {
      readonly ok: true;
      readonly kind: 'bookmarks';
      /** In the order of the file. */
      readonly folders: readonly BookmarkFolder[];
      /** How many bookmarks are left out because they don't lead to a web page. */
      readonly leftOut: number;
    }
  | { readonly ok: false; readonly fault: TeamFault };

/** Everything that reading a file needs beside the file. */
export interface ReadOptions {
  /** The words of each language that a table may be in. */
  readonly tableWords: readonly TableWords[];
  /** For values without a time of tagging, and to detect times in the future. */
  readonly now: Date;
  /** Stops a long reading; the result is then the fault `stopped`. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads any file from a colleague: one of our backups, archives or tables, or a browser's bookmarks. Its kind
 * is detected from its content, because a name may be wrong. Everything in it may be hostile.
 * @returns the contents, all checked, or the first fault; never throws
 */
export async function readTeamFile(
  file: { readonly name: string; readonly bytes: Uint8Array },
  options: ReadOptions,
): Promise<TeamFile> {
  try {
    options.signal?.throwIfAborted();
    return await readKind(file.bytes, options);
  } catch (error) {
    if (options.signal?.aborted) return refuse({ code: 'stopped' });
    console.error('The file could not be read:', error);
    return refuse({ code: 'unreadable' });
  }
}

async function readKind(bytes: Uint8Array, options: ReadOptions): Promise<TeamFile> {
  const { tableWords, now, signal } = options;
  if (bytes.byteLength > MAX_TEAM_FILE_BYTES) {
    return refuse({ code: 'too-large', megabytes: Math.ceil(bytes.byteLength / 1024 / 1024) });
  }
  if (isArchive(bytes)) {
    const workbook = await readWorkbook(bytes, tableWords, now.toISOString(), signal);
    if (workbook) return tableOf(workbook, options);
    const archive = await readArchive(bytes, { signal });
    if (!archive.ok) return archive;
    return {
      ...archive,
      ...(await inSlices(believingTimes(archive.pieces, now), signal)),
      kind: 'list',
      from: 'archive',
    };
  }
  switch (firstSign(bytes)) {
    case '{':
    case '[':
      return listOf('backup', await readTeamJsonInSlices(bytes, { signal }), options);
    case '<': {
      const { readBookmarks } = await import('./read-bookmarks.ts');
      const bookmarks = await readBookmarks(bytes, { signal });
      return bookmarks.ok ? { ...bookmarks, kind: 'bookmarks' } : bookmarks;
    }
    default: {
      if (isPocketHead(firstLine(bytes))) {
        const { readPocket } = await import('./read-pocket.ts');
        const bookmarks = await readPocket(bytes, { signal });
        return bookmarks.ok ? { ...bookmarks, kind: 'bookmarks' } : bookmarks;
      }
      return tableOf(await readCsv(bytes, tableWords, now.toISOString(), signal), options);
    }
  }
}

/** How far from the beginning a file shows its kind, in bytes. */
const BEGINNING_BYTES = 1_024;

/**
 * Whether a file begins with the head of a packed file, or with the end record of an empty archive (PKWARE,
 * APPNOTE.TXT, 4.3).
 */
function isArchive(bytes: Uint8Array): boolean {
  const [p, k, type, version] = bytes;
  return p === 0x50 && k === 0x4b && ((type === 3 && version === 4) || (type === 5 && version === 6));
}

/** @returns the first character that is neither white space nor a byte order mark */
function firstSign(bytes: Uint8Array): string {
  return firstLine(bytes).charAt(0);
}

/** @returns the first line that isn't empty, within the beginning of the file */
function firstLine(bytes: Uint8Array): string {
  const beginning = new TextDecoder(encodingByMark(bytes)).decode(bytes.subarray(0, BEGINNING_BYTES));
  return beginning.trimStart().split(/[\r\n]/, 1)[0] ?? '';
}

/** A text or workbook that isn't one of our tables may be anything. */
async function tableOf(table: WorkbookContent, options: ReadOptions): Promise<TeamFile> {
  const isAnything = !table.ok && table.fault.code === 'not-ours';
  return isAnything ? refuse({ code: 'unknown-kind' }) : listOf('table', table, options);
}

async function listOf(
  from: 'backup' | 'table',
  list: FileContent | WorkbookContent,
  { now, signal }: ReadOptions,
): Promise<TeamFile> {
  if (!list.ok) return list;
  const believed = await inSlices(believingTimes(list.pieces, now), signal);
  return { ...list, ...believed, kind: 'list', from, pictures: [], picturesLeftOut: 0 };
}

function refuse(fault: TeamFault): TeamFile {
  return { ok: false, fault };
}
