import { Move } from 'lucide';
import { useId } from 'preact/hooks';
import type { Handle, Part, Point, Rectangle } from '../../evidence/picture/picture-shape.ts';
import { Icon } from '../controls/Icon.tsx';
import { useWords } from '../words.tsx';
import styles from './ShapePart.module.css';

const CORNERS: readonly Handle[] = ['top-left', 'top-right', 'bottom-left', 'bottom-right'];
const EDGES: readonly Handle[] = ['top', 'right', 'bottom', 'left'];

/** The step of an arrow key, as a fraction of the picture. */
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
  /** The name of the part, for screen readers: “Blurred area 1 of 2”. */
  readonly name: string;
  /** The id of the text that explains the keys. */
  readonly keys: string;
  readonly selected: boolean;
  /** The part covers the whole picture and cannot be moved. */
  readonly whole?: boolean;
  readonly onFocus: () => void;
  readonly onMove: (by: Point) => void;
  /** Moves the right and the bottom edge. */
  readonly onResize: (by: Point) => void;
  readonly onRemove?: () => void;
}

/**
 * A rectangle on the picture: the crop frame or a blurred area. Keys move and resize the focused one; the
 * elements that a pointer can drag are marked for `useDrag`.
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
      // Holding the key down must not remove them all.
      if (!event.repeat) onRemove();
    } else return;
    event.preventDefault();
  }

  return (
    <div
      // Screen readers pass arrow keys on only to an application.
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

/**
 * @returns a style that places an element over a part of the picture; its container runs from left to right.
 */
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
