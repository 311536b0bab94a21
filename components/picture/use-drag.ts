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

/** How a part is got hold of. */
export type Grip = Handle | 'move';

/** How far a pointer goes before a press is a drag, in CSS pixels: a hand is never quite still. */
const STILL = 4;

interface DragOptions {
  /** The element that the screenshot fills: places are counted in it. */
  readonly picture: RefObject<HTMLElement | null>;
  /** @returns the shape of the moment */
  readonly shape: () => PictureShape;
  readonly onShape: (shape: PictureShape) => void;
  /** A part is got hold of; undefined: the bare picture was pressed. */
  readonly onGrasp: (part: Part | undefined) => void;
  /** A drag has come to its end; `drawn`: by it a new area. */
  readonly onDone: (part: Part, drawn: boolean) => void;
}

interface Drag {
  readonly pointer: number;
  /** Where it began, in CSS pixels and in the picture. */
  readonly x: number;
  readonly y: number;
  readonly from: Point;
  /** The shape before: every step is counted from it, so that nothing adds up and all can be taken back. */
  readonly before: PictureShape;
  readonly part: Part;
  readonly grip: Grip | 'draw';
  moved: boolean;
}

type DragEvent = TargetedPointerEvent<HTMLElement>;

/**
 * Dragging on the picture: a part by what carries `data-part` and `data-grip`, and from anywhere else a
 * new blurred area.
 * @returns the handlers for the element around the picture, and the way to take a running drag back
 *   (which says whether there was one)
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
