import { cut, MAX_NOTE_LENGTH } from '../values/clean-text.ts';
import type { Bookmark, BookmarkFolder } from './bookmark-folder.ts';
import { isDated, linkedBookmark } from './bookmark-link.ts';
import { cleanBookmark, cleanLine } from './clean-bookmark.ts';
import type { HtmlEvents } from './html-events.ts';

/** The most bookmarks and folders in a file, and how deep folders may nest. */
export const MAX_BOOKMARKS = 100_000;
export const MAX_FOLDERS = 10_000;
const MAX_DEPTH = 64;

/** The longest name of a folder that is shown, in UTF-16 code units. */
const MAX_NAME_LENGTH = 200;

/** The longest text that is collected, in UTF-16 code units: more than any piece of evidence can hold. */
const MAX_GATHERED = 10 * MAX_NOTE_LENGTH;

/** A file with more than can be read. */
export interface TooMuch {
  readonly code: 'too-many-bookmarks' | 'too-many-folders' | 'too-deep';
  readonly limit: number;
}

/** The contents of a bookmarks file. */
export interface BookmarkLines {
  /** In the order of the file; only folders that contain pages. */
  readonly folders: readonly BookmarkFolder[];
  /** How many bookmarks don't lead to a web page: scripts, searches of the browser, files. */
  readonly leftOut: number;
  /**
   * Whether it looks like a bookmarks file: a link has the time it was added, or most links are terms of
   * definition lists.
   */
  readonly areBookmarks: boolean;
}

interface Folder {
  readonly path: readonly string[];
  readonly inside: Map<string, Folder>;
  readonly bookmarks: Bookmark[];
}

/** The element that the next text belongs to. */
type Gathering = 'name' | 'title' | 'note' | 'nothing';

/** An entry of the file: the head of a folder or a bookmark, up to the next. */
interface Line {
  /** The tag that started it. */
  readonly tag: 'h1' | 'h3' | 'a';
  readonly attributes: ReadonlyMap<string, string>;
  readonly words: Record<Gathering, string>;
}

/**
 * Makes folders and bookmarks from the tags of a file. The order of the tags shows what a folder contains: a
 * list (DL) contains what the head before it (H3) names; in Pocket's files, a list (UL) what its heading (H1)
 * names. Tags may be missing, unclosed or unknown.
 */
export function bookmarkLines() {
  const root: Folder = { path: [], inside: new Map(), bookmarks: [] };
  const all: Folder[] = [root];
  const open: { readonly list: string; readonly folder: Folder }[] = [];
  let line: Line | undefined;
  let gathering: Gathering = 'nothing';
  let isAfterTerm = false;
  let tooMuch: TooMuch | undefined;
  const count = { kept: 0, leftOut: 0, dated: 0, terms: 0 };

  function current(): Folder {
    return open.at(-1)?.folder ?? root;
  }

  function begin(tag: Line['tag'], attributes: Line['attributes']): void {
    end();
    line = { tag, attributes, words: { name: '', title: '', note: '', nothing: '' } };
    gathering = tag === 'a' ? 'title' : 'name';
  }

  function gather(text: string): void {
    if (!line || gathering === 'nothing') return;
    const room = MAX_GATHERED - line.words[gathering].length;
    if (room > 0) line.words[gathering] += cut(text, room);
  }

  /** Ends an entry: a bookmark is added to the open folder. */
  function end(): void {
    if (line?.tag === 'a') keep(line);
    line = undefined;
    gathering = 'nothing';
  }

  function keep({ attributes, words }: Line): void {
    if (isDated(attributes)) count.dated += 1;
    const bookmark = cleanBookmark(linkedBookmark(attributes, words.title, words.note));
    if (count.kept + count.leftOut >= MAX_BOOKMARKS) refuse('too-many-bookmarks', MAX_BOOKMARKS);
    else if (!bookmark) count.leftOut += 1;
    else {
      current().bookmarks.push(bookmark);
      count.kept += 1;
    }
  }

  /** Opens a list as the folder whose head was read last; without a head, it isn't a folder of its own. */
  function enter(list: string): void {
    const parent = current();
    const isNamed = line?.tag === (list === 'dl' ? 'h3' : 'h1');
    const name = isNamed ? shortName(line?.words.name ?? '') : '';
    end();
    if (open.length >= MAX_DEPTH) refuse('too-deep', MAX_DEPTH);
    else open.push({ list, folder: name === '' ? parent : (parent.inside.get(name) ?? added(parent, name)) });
  }

  function added(parent: Folder, name: string): Folder {
    const folder: Folder = { path: [...parent.path, name], inside: new Map(), bookmarks: [] };
    if (all.length > MAX_FOLDERS) refuse('too-many-folders', MAX_FOLDERS);
    parent.inside.set(name, folder);
    all.push(folder);
    return folder;
  }

  function leave(list: string): void {
    const at = open.findLastIndex((one) => one.list === list);
    if (at < 0) return;
    end();
    open.length = at;
  }

  function refuse(code: TooMuch['code'], limit: number): void {
    tooMuch ??= { code, limit };
  }

  const events: HtmlEvents = {
    start(name, attributes) {
      if (name === 'dl' || (name === 'ul' && line?.tag === 'h1')) enter(name);
      else if (name === 'h1' || name === 'h3') begin(name, attributes);
      else if (name === 'a') {
        begin(name, attributes);
        if (isAfterTerm) count.terms += 1;
      } else if (name === 'dd') gathering = line ? 'note' : 'nothing';
      else if (name === 'br') gather('\n');
      // A head isn't ended here: it is needed until its list begins.
      else if ((name === 'dt' || name === 'hr') && line?.tag === 'a') end();
      isAfterTerm = name === 'dt';
    },

    end(name) {
      if (name === 'dl' || name === 'ul') leave(name);
      else if (name === 'a' || name === 'h3' || name === 'h1') gathering = 'nothing';
      isAfterTerm = false;
    },

    text(text) {
      if (isAfterTerm && text.trim() !== '') isAfterTerm = false;
      gather(text);
    },
  };

  return {
    events,

    /** Set as soon as there is too much. */
    get tooMuch() {
      return tooMuch;
    },

    /** Call this after the last tag. */
    finish(): BookmarkLines {
      end();
      const { kept, leftOut, dated, terms } = count;
      return {
        folders: all
          .filter(({ bookmarks }) => bookmarks.length > 0)
          .map(({ path, bookmarks }) => ({ path, bookmarks })),
        leftOut,
        areBookmarks: dated > 0 || terms * 2 > kept + leftOut,
      };
    },
  };
}

/** @returns the name of a folder as it is shown */
export function shortName(written: string): string {
  const name = cleanLine(written);
  return name.length <= MAX_NAME_LENGTH ? name : `${cut(name, MAX_NAME_LENGTH - 1).trimEnd()}…`;
}
