import { canvasOf, contextOf } from './canvas.ts';

/** Encoding quality: a picture that was encoded before loses nothing visible. */
const QUALITY = 0.9;

/**
 * @returns the picture as JPEG, in its own size, on white
 * @throws if the browser cannot read, draw or encode it
 */
export async function asJpeg(picture: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(picture);
  try {
    const canvas = canvasOf(bitmap.width, bitmap.height);
    const context = contextOf(canvas);
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(bitmap, 0, 0);
    return await new Promise((resolve, reject) => {
      canvas.toBlob(
        (blob) =>
          blob?.type === 'image/jpeg' ? resolve(blob) : reject(new Error('The browser wrote no JPEG')),
        'image/jpeg',
        QUALITY,
      );
    });
  } finally {
    bitmap.close();
  }
}
