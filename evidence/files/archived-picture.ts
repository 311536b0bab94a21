/** The pictures of an archive, and the list that tells whose they are. */

/** What the `format` field of the list of pictures says, and the version of that format. */
export const PICTURES_FORMAT = 'mission-evidence-pictures';
export const PICTURES_VERSION = 1;

/** A picture of a page in the archive; its published schema is public/mission-evidence-pictures-1.schema.json. */
export interface ListedPicture {
  /** The page key. */
  readonly page: string;
  /** Where it lies in the archive. */
  readonly file: string;
  readonly type: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** ISO 8601 UTC. */
  readonly takenAt: string;
}

/**
 * A picture out of an archive. It shows no pupils: such pictures are never put into one. It has no id yet;
 * whoever keeps it gives it one.
 */
export interface ArchivedPicture extends Pick<ListedPicture, 'page' | 'width' | 'height' | 'takenAt'> {
  readonly type: 'image/webp' | 'image/jpeg';
  /** The whole file; `type`, `width` and `height` are what it says itself. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}
