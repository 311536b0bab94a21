import { PICTURE_VERSION, type Picture, parsePicture, pictureIdIn } from '../picture/picture.ts';
import { ifNewer, type UnlessNewer } from '../values/version.ts';
import type { RecordKind } from './record-kind.ts';
import { PICTURE_PREFIX } from './storage-keys.ts';
import type { ReadingStore } from './store.ts';

/** The description of a page's picture, by page key; the pixels are in the picture store. */
export const PICTURE: RecordKind<UnlessNewer<Picture>, Picture> = {
  prefix: PICTURE_PREFIX,
  parse: (value) => parsePicture(value) ?? ifNewer(value, PICTURE_VERSION),
  inSnapshot: true,
  inMirror: true,
  isSound: (value) => value === null || PICTURE.parse(value) !== undefined,
};

/** @returns the ids of the pictures of pages, even if the rest of a record can't be read */
export async function readPictureIds(
  store: Pick<ReadingStore, 'readRecords'>,
  pageKeys: Iterable<string>,
): Promise<ReadonlySet<string>> {
  const keys = [...pageKeys].map((page) => PICTURE_PREFIX + page);
  const records = keys.length > 0 ? await store.readRecords(keys) : {};
  return new Set(
    Object.values(records)
      .map(pictureIdIn)
      .filter((id) => id !== undefined),
  );
}
