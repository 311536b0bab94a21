/** A folder of a bookmarks file that holds pages itself, not only other folders. */
export interface BookmarkFolder {
  /** The names of the folders it is in and its own, the outermost first; empty for what is in no folder. */
  readonly path: readonly string[];
  readonly bookmarks: readonly Bookmark[];
}

/** A page that somebody kept in a browser; its words may be longer than a piece of evidence can hold them. */
export interface Bookmark {
  /** An http(s) address, as `checkAddress` gives it. */
  readonly url: string;
  /** On one line; '' where it has none. */
  readonly title: string;
  readonly note?: string;
  /** On one line each, each wording once. Of more than a piece can have, one more is here, to show that there are. */
  readonly tags: readonly string[];
  /** ISO 8601 UTC. */
  readonly addedAt?: string;
}

/** Names a folder by the whole of its path. */
export type FolderKey = string & { readonly folderKey?: never };

/** @returns the key of a folder; two folders of a file never have the same. */
export function folderKey({ path }: Pick<BookmarkFolder, 'path'>): FolderKey {
  return JSON.stringify(path);
}
