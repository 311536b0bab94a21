import type { Rectangle } from '../../evidence/picture/picture-shape.ts';

/** A rectangle in whole pixels. */
export interface PixelRectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The pixels completely within a rectangle: half a pixel next to the crop does not count. */
export function pixelsWithin(
  { left, top, ...side }: Rectangle,
  width: number,
  height: number,
): PixelRectangle {
  const start = { left: Math.ceil(left * width), top: Math.ceil(top * height) };
  return {
    left: Math.min(start.left, width - 1),
    top: Math.min(start.top, height - 1),
    width: Math.max(1, Math.floor((left + side.width) * width) - start.left),
    height: Math.max(1, Math.floor((top + side.height) * height) - start.top),
  };
}

/** The pixels that a rectangle touches: a half-covered pixel counts as covered. */
export function pixelsAround(
  { left, top, ...side }: Rectangle,
  width: number,
  height: number,
): PixelRectangle {
  const start = { left: Math.floor(left * width), top: Math.floor(top * height) };
  return {
    ...start,
    width: Math.ceil((left + side.width) * width) - start.left,
    height: Math.ceil((top + side.height) * height) - start.top,
  };
}
