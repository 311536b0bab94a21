/**
 * Reads what colleagues hand over. Everything in a file may be hostile: the content says what it is, and all of it is
 * checked before anything is returned. Nothing here throws; each thing that can be wrong has a code, and each code its
 * sentence (`fileFaults` in the locales).
 *
 * - A file is counted before it is built: files/json-outline.ts counts levels, fields and values before `JSON.parse`,
 *   and unpack.ts holds each file of an archive to the size that the archive names and checks its sum. Names in an
 *   archive are compared, never used as paths. files/limits.ts has every limit, for readers and writers alike, so that
 *   what is exported can be imported.
 * - Work grows no faster than the file. The tests `linear-readers` and `linear-expressions` compare the growth for every
 *   reader and every regular expression; add a line there for a `new RegExp`.
 * - A time that is still to come is not believed (believed-times.ts).
 * - A table says less than a backup (days for times), so merge/table-pieces.ts prepares it: what differs is offered and
 *   replaces nothing by itself. Each colleague has columns of their own, because notes in one cell cannot be told apart
 *   for certain, and a column of ids matches a row with its piece, whatever was changed in it (merge/moved-rows.ts).
 * - The words of tables are understood for ever (known-words.ts).
 * - Bookmarks are read tag by tag (html-events.ts). Folders follow from the order of lines, which a tree loses, and a
 *   tree can be made as deep as a file is long. What is longer than a piece can hold is kept until
 *   pieces-from-bookmarks.ts shortens it and says so.
 * - tests/support/hostile-files/ and tests/fixtures/hostile/ hold hundreds of harmful files, each with what must become
 *   of it. Add any new one there.
 */
import type { ArchivedPicture } from '../files/archived-picture.ts';
import type { FilePart } from '../files/backup-format.ts';
import { MAX_ARCHIVE_BYTES } from '../files/limits.ts';
import type { TableWords } from '../files/table-words.ts';
import type { RowId, ToldRow } from '../files/told-row.ts';
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

/** The largest file that is read, in bytes: a larger one need not even be loaded. */
export const MAX_TEAM_FILE_BYTES = MAX_ARCHIVE_BYTES;

/** What is wrong with a colleague's file, with what the sentence about it needs. Nothing was changed. */
export type TeamFault =
  | FileFault
  | TableFault
  | ArchiveFault
  | BookmarksFault
  | { readonly code: 'unknown-kind' }
  | { readonly code: 'stopped' }
  | { readonly code: 'unreadable' };

/** What a colleague's file holds, or what is wrong with it. */
export type TeamFile =
  | {
      readonly ok: true;
      readonly kind: 'list';
      /**
       * A table says less than the others (days for times): before it is merged, it passes
       * merge/table-pieces.ts.
       */
      readonly from: 'backup' | 'archive' | 'table';
      /** Each page once under each domain; of a backup with what was taken off. */
      readonly pieces: ReadonlyMap<PieceId, Piece>;
      /** Of an archive only. */
      readonly pictures: readonly ArchivedPicture[];
      /** How many pictures of an archive were not right and are left out. */
      readonly picturesLeftOut: number;
      /** Of a table only: what of it is left out. */
      readonly table?: TableNotes;
      /** Of a table only: what its rows say all of, so that a gap was made by somebody. */
      readonly told?: ReadonlyMap<PieceId, ToldRow>;
      /** Of a table only: which pieces its rows were made of. */
      readonly ids?: ReadonlyMap<PieceId, RowId>;
      /** Times in it are yet to come; none of them is believed, and the pieces are already without. */
      readonly wrongClock?: WrongClock;
      /** For the command `merge`; of a backup or an archive that has any. */
      readonly applications?: FileApplications;
      /** Which of the files of one backup it is; missing where it is the only one. */
      readonly part?: FilePart;
    }
  | {
      readonly ok: true;
      readonly kind: 'bookmarks';
      /** In the order of the file. */
      readonly folders: readonly BookmarkFolder[];
      /** How many bookmarks are left out because they lead to no web page. */
      readonly leftOut: number;
    }
  | { readonly ok: false; readonly fault: TeamFault };

/** What reading a file needs beside the file. */
export interface ReadOptions {
  /** The words of each language that a table may be in. */
  readonly tableWords: readonly TableWords[];
  /** For what does not say when it was tagged, and to know which times are yet to come. */
  readonly now: Date;
  /** Stops the reading of what takes long; the answer is then the fault `stopped`. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads whatever colleagues hand over: a backup, an archive or a table of ours, or the bookmarks of a
 * browser. Which of them it is, its content says; a name may be wrong. Everything in it may be hostile.
 * @returns what is in it, all of it checked, or the first fault; never throws
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

/** Where a file says what it is, in bytes. */
const BEGINNING_BYTES = 1_024;

/** Whether it begins with the head of a file, or with the end where there is none (PKWARE, APPNOTE.TXT, 4.3). */
function isArchive(bytes: Uint8Array): boolean {
  const [p, k, type, version] = bytes;
  return p === 0x50 && k === 0x4b && ((type === 3 && version === 4) || (type === 5 && version === 6));
}

/** @returns the first character that is not white space nor a byte order mark */
function firstSign(bytes: Uint8Array): string {
  return firstLine(bytes).charAt(0);
}

/** @returns the first line that is not empty, as far as the beginning of the file has it */
function firstLine(bytes: Uint8Array): string {
  const beginning = new TextDecoder(encodingByMark(bytes)).decode(bytes.subarray(0, BEGINNING_BYTES));
  return beginning.trimStart().split(/[\r\n]/, 1)[0] ?? '';
}

/** A text or a workbook that is no table of ours may be anything. */
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
