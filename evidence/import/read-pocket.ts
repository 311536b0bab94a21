import { MAX_FILE_BYTES } from '../files/limits.ts';
import { pace } from '../values/pace.ts';
import type { Bookmark } from './bookmark-folder.ts';
import { MAX_BOOKMARKS, MAX_FOLDERS, shortName } from './bookmark-lines.ts';
import { cleanBookmark } from './clean-bookmark.ts';
import { csvRows } from './csv-rows.ts';
import { type PocketColumn, pocketColumns } from './pocket-head.ts';
import type { BookmarksContent, BookmarksFault } from './read-bookmarks.ts';
import { utf8Text } from './utf8-text.ts';

/** How many rows are read between looks at the clock. */
const SLICE_ROWS = 100;

/**
 * Reads a table from Pocket ({@link isPocketHead}): bookmarks, each in the folder that its status names
 * ("unread", "archive"), with tags separated by "|".
 * @param bytes the file's content in UTF-8
 * @throws AbortError if `signal` is aborted
 */
export async function readPocket(
  bytes: Uint8Array,
  { signal }: { readonly signal?: AbortSignal | undefined },
): Promise<BookmarksContent | { readonly ok: false; readonly fault: { readonly code: 'not-text' } }> {
  if (bytes.byteLength > MAX_FILE_BYTES) {
    return refuse({ code: 'too-large', megabytes: Math.ceil(bytes.byteLength / 1024 / 1024) });
  }
  const text = utf8Text(bytes);
  if (text === undefined) return { ok: false, fault: { code: 'not-text' } };
  const step = pace(1, { signal });
  const folders = new Map<string, Bookmark[]>();
  let columns: readonly string[] | undefined;
  let count = 0;
  let leftOut = 0;
  for (const row of csvRows(text, ',')) {
    if (!row) {
      await step();
      continue;
    }
    if (!columns) {
      columns = pocketColumns(row.cells);
      continue;
    }
    if (++count > MAX_BOOKMARKS) return refuse({ code: 'too-many-bookmarks', limit: MAX_BOOKMARKS });
    if (count % SLICE_ROWS === 0) await step();
    const cell = cellsOf(columns, row.cells);
    const bookmark = cleanBookmark({
      address: cell('url'),
      title: cell('title') ?? '',
      notes: [],
      tags: cell('tags')?.split('|') ?? [],
      time: cell('time_added'),
    });
    if (!bookmark) leftOut += 1;
    else {
      const status = shortName(cell('status') ?? '');
      const folder = folders.get(status);
      if (folder) folder.push(bookmark);
      else folders.set(status, [bookmark]);
      if (folders.size > MAX_FOLDERS) return refuse({ code: 'too-many-folders', limit: MAX_FOLDERS });
    }
  }
  if (count === 0) return refuse({ code: 'no-bookmarks' });
  return {
    ok: true,
    folders: [...folders].map(([name, bookmarks]) => ({ path: name === '' ? [] : [name], bookmarks })),
    leftOut,
  };
}

function cellsOf(columns: readonly string[], row: readonly string[]) {
  return (name: PocketColumn): string | undefined => row[columns.indexOf(name)];
}

function refuse(fault: BookmarksFault): BookmarksContent {
  return { ok: false, fault };
}
