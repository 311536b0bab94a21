/**
 * A picture of a page: a finished screenshot.
 *
 * - The original is never stored. A screenshot lives in the view that edits it and nowhere else; what outlives the popup
 *   is its shape (picture-shape.ts), which is laid on the next screenshot.
 * - Blurred areas are gone: they are burnt into the pixels before anything is scaled (components/picture/smear.ts).
 * - It lies in two places: this record in `storage.local`, the pixels in IndexedDB (picture-store.ts). The pixels are
 *   written first, then the record that names them; pixels that no record names are swept, fresh ones spared.
 */
import * as v from 'valibot';
import { timestamp } from '../values/timestamp.ts';

/** The version of the stored shape that this code writes. */
export const PICTURE_VERSION = 1;

/** The longest side of a kept picture, in pixels: enough to read a page on paper or on a screen. */
export const MAX_PICTURE_SIDE = 1_600;

/** A side in pixels, up to the longest that JPEG has (ITU-T T.81, 16 bits): a later version may keep larger ones. */
const side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));

const id = v.pipe(v.string(), v.uuid());

/**
 * The stored record of one picture: a finished screenshot, cropped and with the blurred areas in its
 * pixels. It is loose: fields it does not name are kept as they are.
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
 * What is known of a kept picture; the picture itself lies in the picture store under `id`, a UUID.
 * `width` and `height` are in pixels, `bytes` is the size of the file, `takenAt` is ISO 8601 in UTC,
 * and `showsPupils` is the teacher's mark that leaves the picture out of exports.
 */
export type Picture = v.InferOutput<typeof pictureSchema>;

/** @returns the stored record, or undefined where there is none that this code can read; never throws. */
export function parsePicture(value: unknown): Picture | undefined {
  const result = v.safeParse(pictureSchema, value);
  return result.success ? result.output : undefined;
}

const namesPicture = v.looseObject({ id });

/**
 * Which picture a stored record names, whatever version wrote the record: what sweeps up pictures that
 * nothing names must not take a newer version's for such.
 * @returns the picture's id, or undefined where the value names none; never throws
 */
export function pictureIdIn(value: unknown): string | undefined {
  const result = v.safeParse(namesPicture, value);
  return result.success ? result.output.id : undefined;
}
