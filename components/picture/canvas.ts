/** @returns a canvas of this size in pixels that is not part of a page. */
export function canvasOf(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

/**
 * @returns an opaque 2D context of a canvas whose pixels can be read
 * @throws if the browser has no memory for a canvas of this size
 */
export function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) throw new Error('The browser gave no canvas to draw on');
  return context;
}
