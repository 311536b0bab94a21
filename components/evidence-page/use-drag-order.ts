import type { RefObject, TargetedPointerEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** Distance from the window's edge within which the page scrolls along, in CSS pixels. */
const EDGE = 64;

/** Distance scrolled in one frame, in CSS pixels. */
const STEP = 12;

interface DragOrderOptions {
  /** The list whose items have their index in `data-at`. */
  readonly list: RefObject<HTMLElement | null>;
  /** Called when an item was dropped at another index. */
  readonly onDrop: (from: number, to: number) => void;
}

/** A drag in progress: the dragged item, and the gap into which it would fall. */
export interface DragOrder {
  readonly from: number;
  /** The index of the item below the gap; one beyond the last for the end. */
  readonly gap: number;
}

/**
 * Drags items of a list to another position by a grip, with mouse, pen or finger. Escape cancels.
 * @returns the drag in progress, and the handlers for the grip of an item
 */
export function useDragOrder({ list, onDrop }: DragOrderOptions) {
  const [drag, setDrag] = useState<DragOrder>();
  const pointer = useRef({ y: 0 });
  const held = drag !== undefined;

  function gapAt(y: number): number {
    const items = [...(list.current?.querySelectorAll<HTMLElement>(':scope > [data-at]') ?? [])];
    const places = items.map((item) => ({ at: Number(item.dataset.at), box: item.getBoundingClientRect() }));
    const below = places.filter(({ box }) => box.top + box.height / 2 > y).map(({ at }) => at);
    return below.length > 0 ? Math.min(...below) : Math.max(...places.map(({ at }) => at)) + 1;
  }

  function follow(): void {
    const gap = gapAt(pointer.current.y);
    setDrag((now) => (now && now.gap !== gap ? { ...now, gap } : now));
  }

  // While an item is held near an edge, the page scrolls under it.
  useEffect(() => {
    if (!held) return;
    let frame = requestAnimationFrame(scroll);
    function scroll() {
      const { y } = pointer.current;
      const by = y < EDGE ? -STEP : y > innerHeight - EDGE ? STEP : 0;
      if (by !== 0) {
        scrollBy(0, by);
        follow();
      }
      frame = requestAnimationFrame(scroll);
    }
    function letGo({ key }: KeyboardEvent) {
      if (key === 'Escape') setDrag(undefined);
    }
    addEventListener('keydown', letGo);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener('keydown', letGo);
    };
  }, [held]);

  const gripAt = (from: number) => ({
    onPointerDown(event: TargetedPointerEvent<HTMLElement>) {
      if (!event.isPrimary || event.button !== 0) return;
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      pointer.current = { y: event.clientY };
      setDrag({ from, gap: from });
    },
    onPointerMove(event: TargetedPointerEvent<HTMLElement>) {
      pointer.current = { y: event.clientY };
      if (held) follow();
    },
    onPointerUp() {
      if (!drag) return;
      setDrag(undefined);
      // The gap is counted with the dragged item still in its old place.
      const to = drag.gap > drag.from ? drag.gap - 1 : drag.gap;
      if (to !== drag.from) onDrop(drag.from, to);
    },
    onPointerCancel: () => setDrag(undefined),
  });

  return { drag, gripAt };
}
