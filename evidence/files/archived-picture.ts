import type { ListedPicture } from '../export/zip.ts';

/**
 * A picture out of an archive. It shows no pupils: such pictures are never put into one. It has no id yet;
 * whoever keeps it gives it one.
 */
export interface ArchivedPicture extends Pick<ListedPicture, 'page' | 'width' | 'height' | 'takenAt'> {
  readonly type: 'image/webp' | 'image/jpeg';
  /** The whole file; `type`, `width` and `height` are what it says itself. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}
