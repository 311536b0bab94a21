import type { RefObject, TargetedPointerEvent } from 'preact';
import { useRef } from 'preact/hooks';
import {
  addBlur,
  type Handle,
  MAX_BLURS,
  moveRectangle,
  type Part,
  type PictureShape,
  type Point,
  rectangleBetween,
  rectangleOf,
  replaceRectangle,
  resizeRectangle,
} from '../../evidence/picture/picture-shape.ts';

/** The handle of a part that is dragged. */
export type Grip = Handle | 'move';

/** How far a pointer moves before a press becomes a drag, in CSS pixels: a hand is never quite still. */
const STILL = 4;

interface DragOptions {
  /** The element filled by the screenshot: positions are relative to it. */
  readonly picture: RefObject<HTMLElement | null>;
  /** @returns the current shape */
  readonly shape: () => PictureShape;
  readonly onShape: (shape: PictureShape) => void;
  /** Called when a part is grabbed; with undefined if the bare picture was pressed. */
  readonly onGrasp: (part: Part | undefined) => void;
  /** Called at the end of a drag; `drawn` if it made a new area. */
  readonly onDone: (part: Part, drawn: boolean) => void;
}

interface Drag {
  readonly pointer: number;
  /** Where the drag began, in CSS pixels and in the picture. */
  readonly x: number;
  readonly y: number;
  readonly from: Point;
  /**
   * The shape before the drag: every step starts from it, so that errors do not add up and the drag can be
   * cancelled.
   */
  readonly before: PictureShape;
  readonly part: Part;
  readonly grip: Grip | 'draw';
  moved: boolean;
}

type DragEvent = TargetedPointerEvent<HTMLElement>;

/**
 * Handles drags on the picture: of a part, from an element with `data-part` and `data-grip`; and of a new
 * blurred area, from anywhere else.
 * @returns the handlers for the element around the picture, and a function that cancels a running drag (and
 *   returns whether there was one)
 */
export function useDrag({ picture, shape, onShape, onGrasp, onDone }: DragOptions) {
  const drag = useRef<Drag | undefined>(undefined);

  function placeOf(event: DragEvent): Point {
    const box = picture.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
    return {
      left: (event.clientX - box.left) / box.width,
      top: (event.clientY - box.top) / box.height,
    };
  }

  function begin(event: DragEvent): void {
    if (!event.isPrimary || event.button !== 0 || drag.current) return;
    const held = (event.target as Element).closest<HTMLElement>('[data-grip]')?.dataset;
    const before = shape();
    const part = held?.part === 'crop' ? 'crop' : Number(held?.part ?? before.blurs.length);
    onGrasp(held ? part : undefined);
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = {
      pointer: event.pointerId,
      x: event.clientX,
      y: event.clientY,
      from: placeOf(event),
      before,
      part,
      grip: (held?.grip as Grip | undefined) ?? 'draw',
      moved: false,
    };
  }

  function go(event: DragEvent): void {
    const running = drag.current;
    if (!running || running.pointer !== event.pointerId) return;
    running.moved ||= Math.hypot(event.clientX - running.x, event.clientY - running.y) >= STILL;
    if (running.moved) onShape(shapeAfter(running, placeOf(event)));
  }

  function end(event: DragEvent): void {
    const running = drag.current;
    if (!running || running.pointer !== event.pointerId) return;
    drag.current = undefined;
    const drawn = running.grip === 'draw';
    const wasFull = running.before.blurs.length >= MAX_BLURS;
    if (drawn ? running.moved && !wasFull : true) onDone(running.part, drawn);
  }

  function undoChange(): boolean {
    const running = drag.current;
    drag.current = undefined;
    if (running?.moved) onShape(running.before);
    return running !== undefined;
  }

  return {
    handlers: {
      onPointerDown: begin,
      onPointerMove: go,
      onPointerUp: end,
      onPointerCancel: () => void undoChange(),
    },
    undoChange,
  };
}

function shapeAfter({ before, from, part, grip }: Drag, to: Point): PictureShape {
  if (grip === 'draw') return addBlur(before, rectangleBetween(from, to));
  const rectangle = rectangleOf(before, part);
  if (!rectangle) return before;
  const by = { left: to.left - from.left, top: to.top - from.top };
  const changed = grip === 'move' ? moveRectangle(rectangle, by) : resizeRectangle(rectangle, grip, by);
  return replaceRectangle(before, part, changed);
}
