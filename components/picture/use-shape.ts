import { useRef, useState } from 'preact/hooks';
import { type PictureShape, parsePictureShape, WHOLE_PICTURE } from '../../evidence/picture/picture-shape.ts';

/** The shape that is being edited. */
export interface Shaping {
  /** As it is shown. */
  readonly shape: PictureShape;
  /** @returns it as it is at this moment: two events can come before the view shows the first one's. */
  readonly now: () => PictureShape;
  readonly change: (shape: PictureShape) => void;
}

/**
 * @param stored the shape to begin with, brought inside the picture; the whole picture when there is none
 * @param onShape hears of every change, in the very event that made it
 */
export function useShape(stored: PictureShape | undefined, onShape: (shape: PictureShape) => void): Shaping {
  const [shape, setShape] = useState(() => parsePictureShape(stored) ?? WHOLE_PICTURE);
  const latest = useRef(shape);
  return {
    shape,
    now: () => latest.current,
    change: (next) => {
      if (next === latest.current) return;
      latest.current = next;
      setShape(next);
      onShape(next);
    },
  };
}
