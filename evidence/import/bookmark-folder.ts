/** A folder of a bookmarks file that holds pages itself, not only other folders. */
export interface BookmarkFolder {
  /** The names of the folders it is in and its own, the outermost first; empty for what is in no folder. */
  readonly path: readonly string[];
  readonly bookmarks: readonly Bookmark[];
}

/** A page that somebody kept in a browser. */
export interface Bookmark {
  /** An http(s) address, as `checkAddress` gives it. */
  readonly url: string;
  /** On one line; '' where it has none. */
  readonly title: string;
  readonly note?: string;
  /** Cleaned as labels are; there may be more than a piece can have. */
  readonly tags: readonly string[];
  /** ISO 8601 UTC. */
  readonly addedAt?: string;
}
