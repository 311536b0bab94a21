import { useRef, useState } from 'preact/hooks';
import { type PictureShape, parsePictureShape, WHOLE_PICTURE } from '../../evidence/picture/picture-shape.ts';

/** The shape being edited. */
export interface Shaping {
  /** The shape as rendered. */
  readonly shape: PictureShape;
  /** @returns the current shape: two events can occur before the first one's change is rendered. */
  readonly now: () => PictureShape;
  readonly change: (shape: PictureShape) => void;
}

/**
 * @param stored the shape to begin with, moved inside the picture; the whole picture if there is none
 * @param onShape called for every change, in the same event that made it
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
