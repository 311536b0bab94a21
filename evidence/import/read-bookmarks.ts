import { MAX_FILE_BYTES } from '../files/limits.ts';
import { pace } from '../values/pace.ts';
import type { BookmarkFolder } from './bookmark-folder.ts';
import { bookmarkLines, type TooMuch } from './bookmark-lines.ts';
import { LINK_ATTRIBUTES } from './bookmark-link.ts';
import { decodeHtml } from './html-charset.ts';
import { readHtml } from './html-events.ts';

/** What is wrong with a bookmarks file. Nothing was changed. */
export type BookmarksFault =
  | { readonly code: 'too-large'; readonly megabytes: number }
  | { readonly code: 'no-bookmarks' }
  | TooMuch;

/** What is in a bookmarks file, or what is wrong with it. */
export type BookmarksContent =
  | {
      readonly ok: true;
      /** In the order of the file; only those that hold pages. */
      readonly folders: readonly BookmarkFolder[];
      /** How many bookmarks lead to no web page: scripts, searches of the browser, files. */
      readonly leftOut: number;
    }
  | { readonly ok: false; readonly fault: BookmarksFault };

/**
 * Reads the file in which browsers and bookmark services exchange bookmarks (Netscape Bookmark File Format):
 * of Chrome, Edge, Firefox, Safari, old browsers, services, and our own (evidence/export/bookmarks.ts). It is
 * such a file if it says so, if a link in it says when it was kept, or if most of its links are lines of
 * lists of terms.
 * @param bytes the file's content, in any encoding that browsers know
 * @returns the folders that hold pages, each once, or what is wrong
 * @throws AbortError when `signal` says to stop
 */
export async function readBookmarks(
  bytes: Uint8Array,
  { signal }: { readonly signal?: AbortSignal | undefined },
): Promise<BookmarksContent> {
  if (bytes.byteLength > MAX_FILE_BYTES) {
    return refuse({ code: 'too-large', megabytes: Math.ceil(bytes.byteLength / 1024 / 1024) });
  }
  const html = decodeHtml(bytes);
  const lines = bookmarkLines();
  const step = pace(1, { signal });
  for (const _ of readHtml(html, { a: LINK_ATTRIBUTES }, lines.events)) {
    if (lines.tooMuch) return refuse(lines.tooMuch);
    await step();
  }
  const { folders, leftOut, areBookmarks } = lines.finish();
  if (lines.tooMuch) return refuse(lines.tooMuch);
  // Any page has links; nobody wants all of those of a page that was saved by mistake.
  const isWanted = areBookmarks || DECLARED.test(html.slice(0, DECLARATION_LENGTH));
  return isWanted && folders.length + leftOut > 0
    ? { ok: true, folders, leftOut }
    : refuse({ code: 'no-bookmarks' });
}

/** What browsers and services write at the beginning, in UTF-16 code units. */
const DECLARED = /<!doctype netscape-bookmark-file/i;
const DECLARATION_LENGTH = 1_024;

function refuse(fault: BookmarksFault): BookmarksContent {
  return { ok: false, fault };
}
