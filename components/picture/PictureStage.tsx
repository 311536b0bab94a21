import type { RefObject } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import {
  isWhole,
  moveRectangle,
  type Part,
  type Rectangle,
  rectangleOf,
  replaceRectangle,
  resizeRectangle,
} from '../../evidence/picture/picture-shape.ts';
import { useWords } from '../words.tsx';
import { BlurPreview } from './BlurPreview.tsx';
import styles from './PictureStage.module.css';
import { ShapePart, styleOf } from './ShapePart.tsx';
import { useDrag } from './use-drag.ts';
import type { Shaping } from './use-shape.ts';

interface PictureStageProps {
  /** The `data:` address of the screenshot. */
  readonly image: string;
  readonly imageRef: RefObject<HTMLImageElement | null>;
  readonly shaping: Shaping;
  readonly selected: Part | undefined;
  readonly onLoad: () => void;
  readonly onFail: () => void;
  readonly onSelect: (part: Part | undefined) => void;
  /** Called after keys moved or resized a part. */
  readonly onPlaced: (rectangle: Rectangle) => void;
  /** Called at the end of a drag; `drawn` if it made a new area. */
  readonly onDragged: (part: Part, drawn: boolean) => void;
  readonly onRemove: (index: number) => void;
}

/** The screenshot with its crop frame and the blurred areas, which can be dragged or moved by keys. */
export function PictureStage(props: PictureStageProps) {
  const { image, imageRef, shaping, selected, onSelect } = props;
  const { t } = useWords();
  const keys = { crop: useId(), area: useId() };
  const picture = useRef<HTMLDivElement>(null);
  const [ratio, setRatio] = useState<number>();
  const { shape, now, change } = shaping;
  const drag = useDrag({ picture, shape: now, onShape: change, onGrasp: onSelect, onDone: props.onDragged });

  const undoChange = useRef(drag.undoChange);
  undoChange.current = drag.undoChange;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && undoChange.current()) event.preventDefault();
    };
    // Capture the event before any other Escape handler: during a drag, Escape cancels the drag.
    addEventListener('keydown', onKeyDown, true);
    return () => removeEventListener('keydown', onKeyDown, true);
  }, []);

  /** Moves or resizes a part by keys, and announces it. */
  function place(part: Part, change: (rectangle: Rectangle) => Rectangle): void {
    const rectangle = rectangleOf(now(), part);
    if (!rectangle) return;
    const next = replaceRectangle(now(), part, change(rectangle));
    shaping.change(next);
    props.onPlaced(rectangleOf(next, part) ?? rectangle);
  }

  const handlersOf = (part: Part) => ({
    onFocus: () => onSelect(part),
    onMove: (by: Parameters<typeof moveRectangle>[1]) => place(part, (at) => moveRectangle(at, by)),
    onResize: (by: Parameters<typeof moveRectangle>[1]) =>
      place(part, (at) => resizeRectangle(at, 'bottom-right', by)),
  });
  const total = shape.blurs.length;

  return (
    <div class={styles.surround} dir="ltr" {...drag.handlers}>
      <div
        ref={picture}
        class={styles.picture}
        style={ratio === undefined ? undefined : { '--ratio': String(ratio) }}
      >
        <img
          ref={imageRef}
          class={styles.image}
          src={image}
          alt={t('picture.screenshot')}
          draggable={false}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
            setRatio(naturalWidth / naturalHeight);
            props.onLoad();
          }}
          onError={props.onFail}
        />
        {ratio !== undefined && (
          <>
            {imageRef.current && <BlurPreview image={imageRef.current} blurs={shape.blurs} />}
            <div class={styles.shade}>
              <div class={styles.kept} style={styleOf(shape.crop)} />
            </div>
            <ShapePart
              {...handlersOf('crop')}
              part="crop"
              rectangle={shape.crop}
              whole={isWhole(shape)}
              name={t('picture.frame')}
              keys={keys.crop}
              selected={selected === 'crop'}
            />
            {shape.blurs.map((blur, index) => (
              <ShapePart
                {...handlersOf(index)}
                key={index}
                part={index}
                rectangle={blur}
                name={t('picture.area', { number: index + 1, total })}
                keys={keys.area}
                selected={selected === index}
                onRemove={() => props.onRemove(index)}
              />
            ))}
          </>
        )}
      </div>
      <span id={keys.crop} hidden>
        {t('picture.frameKeys')}
      </span>
      <span id={keys.area} hidden>
        {t('picture.areaKeys')}
      </span>
    </div>
  );
}
