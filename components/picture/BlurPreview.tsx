import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Rectangle } from '../../evidence/picture/picture-shape.ts';
import { canvasOf, contextOf } from './canvas.ts';
import styles from './PictureStage.module.css';
import { pixelsAround } from './pixel-rectangle.ts';
import { smear } from './smear.ts';

/** Width of the preview, in pixels: sharp enough at the popup's size, and quick during a drag. */
const PREVIEW_WIDTH = 800;

interface BlurPreviewProps {
  /** The screenshot, loaded. */
  readonly image: HTMLImageElement;
  readonly blurs: readonly Rectangle[];
}

/**
 * The blurred areas over the screenshot, made exactly as in the saved picture: the preview promises nothing
 * that is not there.
 */
export function BlurPreview({ image, blurs }: BlurPreviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const small = useMemo(() => smallContextOf(image), [image]);
  const { width, height } = small.canvas;

  // A layout effect draws in the same step as the frames of the areas, so that nothing shows between them.
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    context?.clearRect(0, 0, width, height);
    for (const blur of blurs) {
      const { left, top, ...side } = pixelsAround(blur, width, height);
      const pixels = small.getImageData(left, top, side.width, side.height);
      smear(pixels);
      context?.putImageData(pixels, left, top);
    }
  }, [small, blurs]);

  return <canvas ref={canvas} class={styles.preview} width={width} height={height} />;
}

function smallContextOf(image: HTMLImageElement): CanvasRenderingContext2D {
  const scale = Math.min(1, PREVIEW_WIDTH / image.naturalWidth);
  const width = Math.max(1, Math.round(image.naturalWidth * scale));
  const height = Math.max(1, Math.round(image.naturalHeight * scale));
  const context = contextOf(canvasOf(width, height));
  context.drawImage(image, 0, 0, width, height);
  return context;
}
