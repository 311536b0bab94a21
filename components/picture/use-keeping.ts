import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PictureShape } from '../../evidence/picture/picture-shape.ts';
import { type DrawnPicture, drawPicture } from './draw-picture.ts';

/**
 * Makes the finished picture and hands it over, once at a time; nothing is handed over any more when the
 * view has gone.
 * @param shape the shape of the moment
 * @param onKeep keeps the picture; a rejection is a fault to be told
 */
export function useKeeping(
  shape: () => PictureShape,
  onKeep: (picture: DrawnPicture) => void | Promise<void>,
) {
  /** For the element that shows the screenshot, which is drawn from. */
  const image = useRef<HTMLImageElement>(null);
  const gone = useRef(false);
  const running = useRef(false);
  const [isLoaded, setIsLoaded] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<'not-taken' | 'not-kept'>();

  // A layout effect: its end comes with the view's, not at some later paint.
  useLayoutEffect(
    () => () => {
      gone.current = true;
    },
    [],
  );

  async function keep(): Promise<void> {
    if (running.current || !isLoaded || !image.current) return;
    running.current = true;
    setBusy(true);
    setFault(undefined);
    try {
      const picture = await drawPicture(image.current, shape());
      if (!gone.current) await onKeep(picture);
    } catch (error) {
      console.error('The picture could not be kept:', error);
      if (!gone.current) setFault('not-kept');
    }
    running.current = false;
    if (!gone.current) setBusy(false);
  }

  return {
    image,
    busy,
    /** The screenshot is there to draw from. */
    canKeep: isLoaded,
    fault,
    keep,
    onLoad: () => setIsLoaded(true),
    onFail: () => setFault('not-taken'),
  };
}
