import type { Evidence, EvidenceId } from '../evidence.ts';
import type { ArchivedPicture } from './archived-picture.ts';
import type { BookmarkFolder } from './bookmark-folder.ts';
import type { FileApplications } from './read-applications.ts';
import { type ArchiveFault, MAX_ARCHIVE_BYTES, readArchive } from './read-archive.ts';
import { type BookmarksFault, readBookmarks } from './read-bookmarks.ts';
import { readCsv } from './read-csv.ts';
import { type FileContent, type FileFault, readTeamJsonInTurns } from './read-json.ts';
import type { TableFault, TableNotes } from './read-table.ts';
import { readWorkbook, type WorkbookContent } from './read-workbook.ts';
import type { TableWords } from './table-lexicon.ts';

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
      readonly pieces: ReadonlyMap<EvidenceId, Evidence>;
      /** Of an archive only. */
      readonly pictures: readonly ArchivedPicture[];
      /** How many pictures of an archive were not right and are left out. */
      readonly picturesLeftOut: number;
      /** Of a table only: what of it is left out. */
      readonly table?: TableNotes;
      /** For `import-applications`; of a backup or an archive that has any. */
      readonly applications?: FileApplications;
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
  /** For what does not say when it was tagged. */
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

async function readKind(bytes: Uint8Array, { tableWords, now, signal }: ReadOptions): Promise<TeamFile> {
  if (bytes.byteLength > MAX_TEAM_FILE_BYTES) {
    return refuse({ code: 'too-large', megabytes: Math.ceil(bytes.byteLength / 1024 / 1024) });
  }
  if (isArchive(bytes)) {
    const workbook = await readWorkbook(bytes, tableWords, now.toISOString(), signal);
    if (workbook) return tableOf(workbook);
    const archive = await readArchive(bytes, { signal });
    return archive.ok ? { ...archive, kind: 'list', from: 'archive' } : archive;
  }
  switch (firstSign(bytes)) {
    case '{':
    case '[':
      return listOf('backup', await readTeamJsonInTurns(bytes, { signal }));
    case '<': {
      const bookmarks = await readBookmarks(bytes, { signal });
      return bookmarks.ok ? { ...bookmarks, kind: 'bookmarks' } : bookmarks;
    }
    default:
      return tableOf(await readCsv(bytes, tableWords, now.toISOString(), signal));
  }
}

/** Where a file says what it is, in bytes. */
const BEGINNING_BYTES = 1_024;

/** Whether it begins with the head of a file, or with the end where there is none (PKWARE, APPNOTE.TXT, 4.3). */
function isArchive(bytes: Uint8Array): boolean {
  const [p, k, type, version] = bytes;
  return p === 0x50 && k === 0x4b && ((type === 3 && version === 4) || (type === 5 && version === 6));
}

/** @returns the first character that is not white space nor a byte order mark, of text in UTF-8 */
function firstSign(bytes: Uint8Array): string {
  const beginning = new TextDecoder().decode(bytes.subarray(0, BEGINNING_BYTES));
  return beginning.trimStart().charAt(0);
}

/** A text or a workbook that is no table of ours may be anything. */
function tableOf(table: WorkbookContent): TeamFile {
  const isAnything = !table.ok && table.fault.code === 'not-ours';
  return isAnything ? refuse({ code: 'unknown-kind' }) : listOf('table', table);
}

function listOf(from: 'backup' | 'table', list: FileContent | WorkbookContent): TeamFile {
  return list.ok ? { ...list, kind: 'list', from, pictures: [], picturesLeftOut: 0 } : list;
}

function refuse(fault: TeamFault): TeamFile {
  return { ok: false, fault };
}
