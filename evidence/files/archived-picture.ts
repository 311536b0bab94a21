/** Pictures in an archive, and the list that says which page each belongs to. */

/** The `format` field of the list of pictures, and the version of that format. */
export const PICTURES_FORMAT = 'mission-evidence-pictures';
export const PICTURES_VERSION = 1;

/** A picture of a page in the archive; its published schema is public/mission-evidence-pictures-1.schema.json. */
export interface ListedPicture {
  /** The page key. */
  readonly page: string;
  /** Its path in the archive. */
  readonly file: string;
  readonly type: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** ISO 8601 UTC. */
  readonly takenAt: string;
}

/**
 * A picture from an archive. It shows no pupils, because such pictures are never put into an archive. It has
 * no id yet; it gets one when it is saved.
 */
export interface ArchivedPicture extends Pick<ListedPicture, 'page' | 'width' | 'height' | 'takenAt'> {
  readonly type: 'image/webp' | 'image/jpeg';
  /** The whole file; `type`, `width` and `height` are read from it. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}
