import { Move } from 'lucide';
import { useId } from 'preact/hooks';
import type { Handle, Part, Point, Rectangle } from '../../evidence/picture/picture-shape.ts';
import { Icon } from '../controls/Icon.tsx';
import { useWords } from '../words.tsx';
import styles from './ShapePart.module.css';

const CORNERS: readonly Handle[] = ['top-left', 'top-right', 'bottom-left', 'bottom-right'];
const EDGES: readonly Handle[] = ['top', 'right', 'bottom', 'left'];

/** How far an arrow key goes, as a fraction of the picture. */
const STEP = 0.01;

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { left: -STEP, top: 0 },
  ArrowRight: { left: STEP, top: 0 },
  ArrowUp: { left: 0, top: -STEP },
  ArrowDown: { left: 0, top: STEP },
};

interface ShapePartProps {
  readonly part: Part;
  readonly rectangle: Rectangle;
  /** What it is, for screen readers: “Blurred area 1 of 2”. */
  readonly name: string;
  /** The id of the text that says what the keys do. */
  readonly keys: string;
  readonly selected: boolean;
  /** It covers all of the picture: there is nowhere to move it. */
  readonly whole?: boolean;
  readonly onFocus: () => void;
  readonly onMove: (by: Point) => void;
  /** The right and the bottom edge go. */
  readonly onResize: (by: Point) => void;
  readonly onRemove?: () => void;
}

/**
 * A rectangle on the picture: the frame around what is kept, or a blurred area. Keys move and resize
 * the one that has the focus; what a pointer gets hold of is marked for `useDrag`.
 */
export function ShapePart(props: ShapePartProps) {
  const { part, rectangle, name, keys, selected, whole = false, onMove, onResize, onRemove } = props;
  const { t } = useWords();
  const place = useId();
  const isCrop = part === 'crop';

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const by = ARROWS[event.key];
    if (by) (event.shiftKey ? onResize : onMove)(by);
    else if (onRemove && (event.key === 'Delete' || event.key === 'Backspace')) {
      // A key held down must not remove them all.
      if (!event.repeat) onRemove();
    } else return;
    event.preventDefault();
  }

  return (
    <div
      // Screen readers leave the arrow keys to what is an application.
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes keys
      tabIndex={0}
      class={isCrop ? styles.frame : styles.area}
      style={styleOf(rectangle)}
      data-part={part}
      data-grip={isCrop ? undefined : 'move'}
      data-selected={selected}
      aria-label={name}
      aria-describedby={`${place} ${keys}`}
      onFocus={props.onFocus}
      onKeyDown={onKeyDown}
    >
      <span id={place} hidden>
        {t('picture.place', percentages(rectangle))}
      </span>
      {isCrop &&
        EDGES.map((edge) => <span key={edge} class={styles.edge} data-part={part} data-grip={edge} />)}
      {(isCrop || selected) &&
        CORNERS.map((corner) => (
          <span key={corner} class={styles.corner} data-part={part} data-grip={corner} />
        ))}
      {isCrop && selected && !whole && (
        <span class={styles.mover} data-part={part} data-grip="move">
          <Icon shape={Move} />
        </span>
      )}
    </div>
  );
}

/** @returns the style that puts an element over a part of the picture; its container runs from left to right. */
export function styleOf({ left, top, width, height }: Rectangle) {
  return {
    insetInlineStart: `${left * 100}%`,
    insetBlockStart: `${top * 100}%`,
    inlineSize: `${width * 100}%`,
    blockSize: `${height * 100}%`,
  };
}

/** @returns a rectangle in whole percent, for people. */
export function percentages({ left, top, width, height }: Rectangle) {
  return {
    left: Math.round(left * 100),
    top: Math.round(top * 100),
    width: Math.round(width * 100),
    height: Math.round(height * 100),
  };
}
