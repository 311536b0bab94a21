/**
 * A picture of a page: a finished screenshot.
 *
 * - The original is never stored. A screenshot exists only in the view that edits it. Only its shape
 *   (picture-shape.ts) outlives the popup; it is applied to the next screenshot.
 * - Blurred areas are gone for good: they are burnt into the pixels before anything is scaled
 *   (components/picture/smear.ts).
 * - It is stored in two places: this record in `storage.local`, the pixels in IndexedDB (picture-store.ts).
 *   The pixels are written first, then the record that names them. Pixels that no record names are swept,
 *   except fresh ones.
 */
import * as v from 'valibot';
import { timestamp } from '../values/timestamp.ts';

/** Version of the stored shape that this code writes. */
export const PICTURE_VERSION = 1;

/** Longest side of a stored picture, in pixels: enough to read a page on paper or on a screen. */
export const MAX_PICTURE_SIDE = 1_600;

/**
 * A side in pixels, up to the longest that JPEG allows (ITU-T T.81, 16 bits): a later version may store
 * larger ones.
 */
const side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));

const id = v.pipe(v.string(), v.uuid());

/**
 * The stored record of one picture: a finished screenshot, cropped, with the blur in its pixels. The object
 * is loose: unknown fields are preserved.
 */
export const pictureSchema = v.looseObject({
  version: v.literal(PICTURE_VERSION),
  id,
  type: v.picklist(['image/webp', 'image/jpeg']),
  width: side,
  height: side,
  bytes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  takenAt: timestamp,
  showsPupils: v.boolean(),
});

/**
 * Facts about a stored picture; the pixels are in the picture store under `id`, a UUID. `width` and `height`
 * are in pixels, `bytes` is the size of the file, `takenAt` is ISO 8601 in UTC, and `showsPupils` is the
 * teacher's mark that excludes the picture from exports.
 */
export type Picture = v.InferOutput<typeof pictureSchema>;

/** @returns the stored record, or undefined if there is none that this code can read; never throws. */
export function parsePicture(value: unknown): Picture | undefined {
  const result = v.safeParse(pictureSchema, value);
  return result.success ? result.output : undefined;
}

const namesPicture = v.looseObject({ id });

/**
 * Reads a picture's id from a stored record of any version, so that the sweep spares a newer version's
 * pictures.
 * @returns the picture's id, or undefined if the value names none; never throws
 */
export function pictureIdIn(value: unknown): string | undefined {
  const result = v.safeParse(namesPicture, value);
  return result.success ? result.output.id : undefined;
}
