import { type Rectangle, WHOLE_PICTURE } from '../../evidence/picture/picture-shape.ts';

/** @returns the pixels of a finished picture, or of a part of it in fractions */
export async function pixelsOf(
  blob: Blob,
  { left, top, width, height }: Rectangle = WHOLE_PICTURE.crop,
): Promise<ImageData> {
  const image = await createImageBitmap(blob);
  const canvas = Object.assign(document.createElement('canvas'), {
    width: image.width,
    height: image.height,
  });
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.drawImage(image, 0, 0);
  const [w, h] = [image.width, image.height];
  return context.getImageData(
    Math.round(left * w),
    Math.round(top * h),
    Math.round(width * w),
    Math.round(height * h),
  );
}

/** @returns the greatest difference of any channel between any two pixels */
export function range({ data }: ImageData): number {
  return Math.max(
    ...[0, 1, 2].map((channel) => {
      let [least, most] = [255, 0];
      for (let at = channel; at < data.length; at += 4) {
        least = Math.min(least, data[at] ?? 0);
        most = Math.max(most, data[at] ?? 0);
      }
      return most - least;
    }),
  );
}
