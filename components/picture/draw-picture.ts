import { MAX_PICTURE_SIDE, type Picture } from '../../evidence/picture/picture.ts';
import type { PictureShape } from '../../evidence/picture/picture-shape.ts';
import { canvasOf, contextOf } from './canvas.ts';
import { type PixelRectangle, pixelsAround, pixelsWithin } from './pixel-rectangle.ts';
import { smear } from './smear.ts';

/** A finished picture: the file, its size in pixels and its type. */
export interface DrawnPicture {
  readonly blob: Blob;
  readonly width: number;
  readonly height: number;
  readonly type: Picture['type'];
}

/** Encoding quality: text stays readable, and a screenful takes some 100 to 200 kB. */
const QUALITY = 0.8;

/**
 * Makes the finished picture: cropped, the blurred areas burnt into the pixels, no side longer than
 * {@link MAX_PICTURE_SIDE}.
 * @param source the screenshot, loaded and of this origin (as a `data:` address is)
 * @param wanted the file type to try first; JPEG if the browser cannot write it
 * @throws if the browser cannot draw or encode it
 */
export async function drawPicture(
  source: ImageBitmap | HTMLImageElement,
  shape: PictureShape,
  wanted = 'image/webp',
): Promise<DrawnPicture> {
  const { width, height } = sizeOf(source);
  const crop = pixelsWithin(shape.crop, width, height);
  const canvas = canvasOf(crop.width, crop.height);
  // Draw one to one, pixel by pixel: scaling here would include pixels from beyond the crop.
  contextOf(canvas).drawImage(source, -crop.left, -crop.top);
  // Burn before any scaling, which would spread the blurred content into its neighbours.
  for (const blur of shape.blurs) burn(canvas, pixelsAround(blur, width, height), crop);
  const scaled = scaleDown(canvas);
  const { blob, type } = await encode(scaled, wanted);
  return { blob, width: scaled.width, height: scaled.height, type };
}

function sizeOf(source: ImageBitmap | HTMLImageElement): { width: number; height: number } {
  return source instanceof HTMLImageElement
    ? { width: source.naturalWidth, height: source.naturalHeight }
    : source;
}

/** Smears the part of an area that is within the crop; the canvas holds only the crop. */
function burn(canvas: HTMLCanvasElement, area: PixelRectangle, crop: PixelRectangle): void {
  const left = Math.max(area.left - crop.left, 0);
  const top = Math.max(area.top - crop.top, 0);
  const right = Math.min(area.left + area.width - crop.left, canvas.width);
  const bottom = Math.min(area.top + area.height - crop.top, canvas.height);
  if (right <= left || bottom <= top) return;
  const context = contextOf(canvas);
  const pixels = context.getImageData(left, top, right - left, bottom - top);
  smear(pixels);
  context.putImageData(pixels, left, top);
}

/**
 * Scales to {@link MAX_PICTURE_SIDE}, by halves first: at less than half the size Firefox samples only a few
 * of the pixels, and thin strokes break.
 */
function scaleDown(canvas: HTMLCanvasElement): HTMLCanvasElement {
  const longer = Math.max(canvas.width, canvas.height);
  if (longer <= MAX_PICTURE_SIDE) return canvas;
  const scale = Math.max(MAX_PICTURE_SIDE / longer, 0.5);
  const width = Math.max(1, Math.round(canvas.width * scale));
  const height = Math.max(1, Math.round(canvas.height * scale));
  const scaled = canvasOf(width, height);
  const context = contextOf(scaled);
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvas, 0, 0, width, height);
  return scaleDown(scaled);
}

async function encode(
  canvas: HTMLCanvasElement,
  wanted: string,
): Promise<{ blob: Blob; type: Picture['type'] }> {
  for (const type of [wanted, 'image/jpeg']) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, QUALITY));
    // A browser that cannot write a type writes PNG and says so; null means that the canvas is too large.
    if (blob?.type === 'image/webp' || blob?.type === 'image/jpeg') return { blob, type: blob.type };
  }
  throw new Error('The browser could not encode the picture');
}
