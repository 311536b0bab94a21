import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PictureShape } from '../../evidence/picture/picture-shape.ts';
import { type DrawnPicture, drawPicture } from './draw-picture.ts';

/**
 * Makes the finished picture and passes it on, one at a time; passes nothing on once the view is closed.
 * @param shape the current shape
 * @param onKeep saves the picture; a rejection is shown as a fault
 */
export function useKeeping(
  shape: () => PictureShape,
  onKeep: (picture: DrawnPicture) => void | Promise<void>,
) {
  /** For the element that shows the screenshot, from which the picture is drawn. */
  const image = useRef<HTMLImageElement>(null);
  const gone = useRef(false);
  const running = useRef(false);
  const [isLoaded, setIsLoaded] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<'not-taken' | 'not-kept'>();

  // A layout effect: it is cleaned up together with the view, not at a later paint.
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
    /** The screenshot is loaded and can be drawn. */
    canKeep: isLoaded,
    fault,
    keep,
    onLoad: () => setIsLoaded(true),
    onFail: () => setFault('not-taken'),
  };
}
