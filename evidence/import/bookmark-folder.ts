/** A folder of a bookmarks file that contains pages itself, not only other folders. */
export interface BookmarkFolder {
  /**
   * Names of the folders that contain it and its own, the outermost first; empty for pages outside any
   * folder.
   */
  readonly path: readonly string[];
  readonly bookmarks: readonly Bookmark[];
}

/** A page that somebody bookmarked. Its texts may be longer than a piece of evidence can hold. */
export interface Bookmark {
  /** An http(s) address, as `checkAddress` returns it. */
  readonly url: string;
  /** On one line; '' if it has none. */
  readonly title: string;
  readonly note?: string;
  /**
   * On one line each, each wording once. If there are more than a piece can hold, one too many is here, to
   * show it.
   */
  readonly tags: readonly string[];
  /** ISO 8601 UTC. */
  readonly addedAt?: string;
}

/** The key of a folder: its whole path. */
export type FolderKey = string & { readonly folderKey?: never };

/** @returns the key of a folder; no two folders of a file have the same */
export function folderKey({ path }: Pick<BookmarkFolder, 'path'>): FolderKey {
  return JSON.stringify(path);
}
