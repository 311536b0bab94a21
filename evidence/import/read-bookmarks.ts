import { cleanText, cleanTitle, cut, MAX_NOTE_LENGTH } from '../clean-text.ts';
import { pace } from '../export/pace.ts';
import { cleanLabels, MAX_LABELS } from '../facts.ts';
import { checkAddress } from '../page-address.ts';
import type { Bookmark, BookmarkFolder } from './bookmark-folder.ts';
import { type HtmlToken, htmlTokens } from './html-tokens.ts';
import { MAX_FILE_BYTES } from './limits.ts';

/** The most bookmarks and folders that a file may have, and how deep folders may lie in each other. */
const MAX_BOOKMARKS = 100_000;
const MAX_FOLDERS = 10_000;
const MAX_DEPTH = 64;

/** The most tags and texts that a file may have: some ten for each bookmark. */
const MAX_TOKENS = 1_500_000;

/** Longest name of a folder, in UTF-16 code units. */
const MAX_NAME_LENGTH = 200;

/** Longest text that is gathered before it is cleaned, in UTF-16 code units: notes may be written with references. */
const MAX_GATHERED = 10 * MAX_NOTE_LENGTH;

/** What is wrong with a bookmarks file. Nothing was changed. */
export type BookmarksFault =
  | { readonly code: 'too-large'; readonly megabytes: number }
  | { readonly code: 'not-text' }
  | { readonly code: 'no-bookmarks' }
  | { readonly code: 'too-many-bookmarks' | 'too-many-folders' | 'too-deep'; readonly limit: number };

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
 * of Chrome, Edge, Firefox, Safari, and our own (evidence/export/bookmarks.ts). Tags may be missing, unclosed
 * or unknown, as old files have them; it is such a file if it says so or a link in it says when it was kept.
 * @param bytes the file's content; UTF-8, with or without a byte order mark
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
  const html = decode(bytes);
  if (html === undefined) return refuse({ code: 'not-text' });
  const reader = createReader();
  const step = pace(1, { signal });
  let count = 0;
  for (const token of htmlTokens(html)) {
    reader.read(token);
    if (reader.fault) return refuse(reader.fault);
    count += 1;
    if (count > MAX_TOKENS) return refuse({ code: 'no-bookmarks' });
    if (count % TURN_TOKENS === 0) await step();
  }
  const { folders, leftOut, isDated } = reader.finish();
  if (reader.fault) return refuse(reader.fault);
  // Any page has links; nobody wants all of those of a page that was saved by mistake.
  const areBookmarks = isDated || DECLARED.test(html.slice(0, DECLARATION_LENGTH));
  return areBookmarks && folders.length + leftOut > 0
    ? { ok: true, folders, leftOut }
    : refuse({ code: 'no-bookmarks' });
}

/** What browsers and services write at the beginning, in UTF-16 code units. */
const DECLARED = /<!doctype netscape-bookmark-file/i;
const DECLARATION_LENGTH = 1_024;

/** How many tags and texts are read before the clock is looked at. */
const TURN_TOKENS = 1_000;

interface Folder {
  readonly path: readonly string[];
  readonly inside: Map<string, Folder>;
  readonly bookmarks: Bookmark[];
}

/** What the text that comes now belongs to. */
type Gathering = 'folder' | 'title' | 'note' | 'nothing';

/** A line of the file: a folder's head or a bookmark, up to the next. */
interface Line {
  readonly link?: ReadonlyMap<string, string>;
  readonly words: Record<Gathering, string>;
}

/** Tags that end a bookmark. */
const BETWEEN_LINES: ReadonlySet<string> = new Set(['dt', 'hr', 'h1']);

/** A machine that is fed with tokens. */
function createReader() {
  const root: Folder = { path: [], inside: new Map(), bookmarks: [] };
  const all: Folder[] = [root];
  const open: Folder[] = [root];
  let line: Line | undefined;
  let gathering: Gathering = 'nothing';
  let kept = 0;
  let leftOut = 0;
  let isDated = false;
  let fault: BookmarksFault | undefined;

  function current(): Folder {
    return open.at(-1) ?? root;
  }

  function begin(what: Gathering, link?: ReadonlyMap<string, string>): void {
    end();
    line = { ...(link && { link }), words: { folder: '', title: '', note: '', nothing: '' } };
    gathering = what;
  }

  function gather(text: string): void {
    if (!line || gathering === 'nothing' || line.words[gathering].length >= MAX_GATHERED) return;
    line.words[gathering] += cut(text, MAX_GATHERED);
  }

  /** Ends a line: a bookmark is put into the folder that is open. */
  function end(): void {
    if (line?.link) {
      isDated ||= line.link.has('add_date');
      const bookmark = bookmarkOf(line.link, line.words);
      if (kept + leftOut >= MAX_BOOKMARKS) fault = { code: 'too-many-bookmarks', limit: MAX_BOOKMARKS };
      else if (!bookmark) leftOut += 1;
      else {
        current().bookmarks.push(bookmark);
        kept += 1;
      }
    }
    line = undefined;
    gathering = 'nothing';
  }

  /** Opens the folder whose head was read last; where there was none, it is no folder of its own. */
  function enter(): void {
    const parent = current();
    const name = cut(cleanTitle(line?.words.folder ?? ''), MAX_NAME_LENGTH).trimEnd();
    end();
    if (open.length > MAX_DEPTH) fault = { code: 'too-deep', limit: MAX_DEPTH };
    else if (name === '') open.push(parent);
    else open.push(parent.inside.get(name) ?? added(parent, name));
  }

  function added(parent: Folder, name: string): Folder {
    const folder: Folder = { path: [...parent.path, name], inside: new Map(), bookmarks: [] };
    if (all.length > MAX_FOLDERS) fault = { code: 'too-many-folders', limit: MAX_FOLDERS };
    parent.inside.set(name, folder);
    all.push(folder);
    return folder;
  }

  function startTag(name: string, attributes: ReadonlyMap<string, string>): void {
    if (name === 'dl') enter();
    else if (name === 'h3') begin('folder');
    else if (name === 'a') begin('title', attributes);
    else if (name === 'dd') gathering = line ? 'note' : 'nothing';
    else if (name === 'br') gather('\n');
    // The head of a folder is needed until its list begins.
    else if (BETWEEN_LINES.has(name) && line?.link) end();
  }

  function endTag(name: string): void {
    if (name === 'dl') {
      end();
      if (open.length > 1) open.pop();
    } else if (name === 'a' || name === 'h3') gathering = 'nothing';
  }

  return {
    get fault() {
      return fault;
    },

    read(token: HtmlToken): void {
      if (token.kind === 'start') startTag(token.name, token.attributes);
      else if (token.kind === 'end') endTag(token.name);
      else gather(token.text);
    },

    finish() {
      end();
      const folders = all.filter(({ bookmarks }) => bookmarks.length > 0);
      return {
        folders: folders.map(({ path, bookmarks }): BookmarkFolder => ({ path, bookmarks })),
        leftOut,
        isDated,
      };
    },
  };
}

/** @returns undefined for what leads to no web page */
function bookmarkOf(link: ReadonlyMap<string, string>, words: Line['words']): Bookmark | undefined {
  const address = checkAddress(link.get('href')?.trim());
  if (!address.ok) return undefined;
  const note = cut(cleanText(words.note).trim(), MAX_NOTE_LENGTH).trimEnd();
  const addedAt = timeOf(link.get('add_date'));
  return {
    url: address.url,
    title: cleanTitle(words.title),
    ...(note && { note }),
    tags: cleanLabels((link.get('tags') ?? '').split(',', MAX_LABELS)),
    ...(addedAt && { addedAt }),
  };
}

/** Seconds since 1970; some services write thousandths or millionths of them. */
function timeOf(seconds = ''): string | undefined {
  if (!/^\d{1,16}$/.test(seconds)) return undefined;
  const number = Number(seconds);
  const time = new Date(number < 1e11 ? number * 1_000 : number < 1e14 ? number : number / 1_000);
  return number > 0 ? time.toISOString() : undefined;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function refuse(fault: BookmarksFault): BookmarksContent {
  return { ok: false, fault };
}
