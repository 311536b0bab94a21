import { MAX_FILE_BYTES } from '../files/limits.ts';
import { pace } from '../values/pace.ts';
import type { BookmarkFolder } from './bookmark-folder.ts';
import { bookmarkLines, type TooMuch } from './bookmark-lines.ts';
import { LINK_ATTRIBUTES } from './bookmark-link.ts';
import { decodeHtml } from './html-charset.ts';
import { readHtml } from './html-events.ts';

/** Why a bookmarks file can't be read. Nothing was changed. */
export type BookmarksFault =
  | { readonly code: 'too-large'; readonly megabytes: number }
  | { readonly code: 'no-bookmarks' }
  | TooMuch;

/** The contents of a bookmarks file, or why it can't be read. */
export type BookmarksContent =
  | {
      readonly ok: true;
      /** In the order of the file; only folders that contain pages. */
      readonly folders: readonly BookmarkFolder[];
      /** How many bookmarks don't lead to a web page: scripts, searches of the browser, files. */
      readonly leftOut: number;
    }
  | { readonly ok: false; readonly fault: BookmarksFault };

/**
 * Reads the file in which browsers and bookmark services exchange bookmarks (Netscape Bookmark File Format):
 * from Chrome, Edge, Firefox, Safari, old browsers, services, and our own export
 * (evidence/export/bookmarks.ts). A file counts as such if it declares it, if a link in it has the time it
 * was added, or if most of its links are terms of definition lists.
 * @param bytes the file's content, in any encoding that browsers know
 * @returns the folders that contain pages, each once, or why the file can't be read
 * @throws AbortError if `signal` is aborted
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
  // Any page has links; nobody wants all the links of a page that was saved by mistake.
  const isWanted = areBookmarks || DECLARED.test(html.slice(0, DECLARATION_LENGTH));
  return isWanted && folders.length + leftOut > 0
    ? { ok: true, folders, leftOut }
    : refuse({ code: 'no-bookmarks' });
}

/**
 * The declaration that browsers and services write at the beginning, and how far it may be, in UTF-16 code
 * units.
 */
const DECLARED = /<!doctype netscape-bookmark-file/i;
const DECLARATION_LENGTH = 1_024;

function refuse(fault: BookmarksFault): BookmarksContent {
  return { ok: false, fault };
}
