/** @returns a canvas of this size in pixels, which is on no page. */
export function canvasOf(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

/**
 * @returns the way to draw on a canvas without gaps and to read its pixels
 * @throws where the browser has no room for one of this size
 */
export function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) throw new Error('The browser gave no canvas to draw on');
  return context;
}
