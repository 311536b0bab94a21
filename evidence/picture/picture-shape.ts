import * as v from 'valibot';

/** A point on a screenshot: fractions of its width and height from its top left corner, 0 to 1. */
export interface Point {
  readonly left: number;
  readonly top: number;
}

/**
 * A part of a screenshot, in fractions of its width and height, so that it fits a new screenshot of another
 * size. Left is left in every language: pictures are not mirrored.
 */
export interface Rectangle extends Point {
  readonly width: number;
  readonly height: number;
}

/** How a screenshot is cropped and blurred, in fractions of the whole screenshot. */
export interface PictureShape {
  readonly crop: Rectangle;
  readonly blurs: readonly Rectangle[];
}

/** The corner or edge of a rectangle that is dragged while the opposite one stays. */
export type Handle =
  | 'top-left'
  | 'top'
  | 'top-right'
  | 'right'
  | 'bottom-right'
  | 'bottom'
  | 'bottom-left'
  | 'left';

/** A rectangle of a shape: the crop, or the blurred area of this index. */
export type Part = 'crop' | number;

/** Smallest width and height, as a fraction: still visible and large enough to grab. */
export const MIN_SIDE = 0.02;

/** Maximum number of blurred areas in one picture. */
export const MAX_BLURS = 30;

/** The whole screenshot, nothing blurred. */
export const WHOLE_PICTURE: PictureShape = { crop: { left: 0, top: 0, width: 1, height: 1 }, blurs: [] };

const fraction = v.pipe(v.number(), v.finite());

const rectangleSchema = v.object({ left: fraction, top: fraction, width: fraction, height: fraction });

/**
 * The stored draft of a shape. One with more areas than the editor allows is invalid: none may be dropped
 * silently.
 */
export const pictureShapeSchema = v.looseObject({
  crop: rectangleSchema,
  blurs: v.pipe(v.array(rectangleSchema), v.maxLength(MAX_BLURS)),
});

/**
 * @returns the stored shape with every rectangle moved inside, or undefined if there is none; never throws.
 */
export function parsePictureShape(value: unknown): PictureShape | undefined {
  const result = v.safeParse(pictureShapeSchema, value);
  if (!result.success) return undefined;
  const { crop, blurs } = result.output;
  return { crop: clampRectangle(crop), blurs: blurs.map(clampRectangle) };
}

/** @returns the rectangle, large enough and completely inside the screenshot; idempotent. */
export function clampRectangle({ left, top, width, height }: Rectangle): Rectangle {
  const side = { width: clamp(width, MIN_SIDE, 1), height: clamp(height, MIN_SIDE, 1) };
  return { left: clamp(left, 0, 1 - side.width), top: clamp(top, 0, 1 - side.height), ...side };
}

/** @returns the rectangle moved, the same size, and no further than the edge of the screenshot. */
export function moveRectangle(rectangle: Rectangle, by: Point): Rectangle {
  const moved = { ...rectangle, left: rectangle.left + by.left, top: rectangle.top + by.top };
  return clampRectangle(moved);
}

/**
 * @returns the rectangle with one corner or edge moved, but not past the opposite one or out of the
 *   screenshot.
 */
export function resizeRectangle(rectangle: Rectangle, handle: Handle, by: Point): Rectangle {
  const { left, top, width, height } = clampRectangle(rectangle);
  const across = resizeSpan(left, width, edgeOf(handle, 'left', 'right'), by.left);
  const down = resizeSpan(top, height, edgeOf(handle, 'top', 'bottom'), by.top);
  return clampRectangle({ left: across.start, width: across.size, top: down.start, height: down.size });
}

/** @returns the rectangle with these two points as opposite corners, in any order. */
export function rectangleBetween(one: Point, other: Point): Rectangle {
  const left = clamp(Math.min(one.left, other.left), 0, 1);
  const top = clamp(Math.min(one.top, other.top), 0, 1);
  const right = clamp(Math.max(one.left, other.left), 0, 1);
  const bottom = clamp(Math.max(one.top, other.top), 0, 1);
  return clampRectangle({ left, top, width: right - left, height: bottom - top });
}

/** @returns the rectangle of a part, or undefined for a blurred area that does not exist. */
export function rectangleOf(shape: PictureShape, part: Part): Rectangle | undefined {
  return part === 'crop' ? shape.crop : shape.blurs[part];
}

/** @returns the shape with a part's rectangle replaced; the same shape if nothing changes. */
export function replaceRectangle(shape: PictureShape, part: Part, rectangle: Rectangle): PictureShape {
  const clamped = clampRectangle(rectangle);
  const before = rectangleOf(shape, part);
  if (!before || sameRectangle(before, clamped)) return shape;
  if (part === 'crop') return { ...shape, crop: clamped };
  return { ...shape, blurs: shape.blurs.map((blur, at) => (at === part ? clamped : blur)) };
}

/** @returns whether two rectangles are the same. */
export function sameRectangle(one: Rectangle, other: Rectangle): boolean {
  return (
    one.left === other.left &&
    one.top === other.top &&
    one.width === other.width &&
    one.height === other.height
  );
}

/** @returns whether the screenshot is uncropped. */
export function isWhole({ crop }: PictureShape): boolean {
  return sameRectangle(crop, WHOLE_PICTURE.crop);
}

/**
 * Adds a blurred area at the end of the list.
 * @param rectangle its position; by default in the middle of the crop, beside areas added there earlier
 * @returns the shape, the same one if there are {@link MAX_BLURS} already
 */
export function addBlur(shape: PictureShape, rectangle = roomForBlur(shape)): PictureShape {
  if (shape.blurs.length >= MAX_BLURS) return shape;
  return { ...shape, blurs: [...shape.blurs, clampRectangle(rectangle)] };
}

/** @returns the shape without the blurred area of this index. */
export function removeBlur(shape: PictureShape, index: number): PictureShape {
  return { ...shape, blurs: shape.blurs.filter((_, at) => at !== index) };
}

/**
 * Positions of new areas, starting in the middle of the free room, and the share of the crop that each takes.
 */
const FIRST_PLACE = 0.5;
const NEXT_PLACE = 0.1;
const NEW_SHARE = { width: 0.3, height: 0.2 };

function roomForBlur({ crop, blurs }: PictureShape): Rectangle {
  const width = Math.max(MIN_SIDE, crop.width * NEW_SHARE.width);
  const height = Math.max(MIN_SIDE, crop.height * NEW_SHARE.height);
  const places = Array.from({ length: MAX_BLURS }, (_, step) => {
    const along = (FIRST_PLACE + step * NEXT_PLACE) % 1;
    const left = crop.left + (crop.width - width) * along;
    return clampRectangle({ left, top: crop.top + (crop.height - height) * along, width, height });
  });
  const free = places.find((place) => !blurs.some((blur) => sameRectangle(blur, place)));
  return free ?? (places[0] as Rectangle);
}

/** The end of a side that a handle drags, if any. */
function edgeOf(handle: Handle, start: string, end: string): 'start' | 'end' | undefined {
  if (handle.includes(start)) return 'start';
  return handle.includes(end) ? 'end' : undefined;
}

function resizeSpan(start: number, size: number, edge: 'start' | 'end' | undefined, by: number) {
  const end = start + size;
  if (edge === 'end') return { start, size: clamp(size + by, MIN_SIDE, 1 - start) };
  if (edge === undefined) return { start, size };
  const moved = clamp(start + by, 0, end - MIN_SIDE);
  return { start: moved, size: end - moved };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
