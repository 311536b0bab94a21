import {
  defaultRangeExtractor,
  observeWindowOffset,
  observeWindowRect,
  type Range,
  Virtualizer,
  windowScroll,
} from '@tanstack/virtual-core';
import type { HTMLAttributes, RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';

/**
 * Number of pieces from which a page renders only those in sight; a shorter list is rendered whole, for the
 * browser's own search.
 */
export const LONG_LIST = 200;

/**
 * Estimated height of a piece before it is rendered, in CSS pixels: a title, a line of facts, a short note.
 */
const USUAL_HEIGHT = 110;

/** Number of pieces rendered above and below the visible ones. */
const READY = 3;

/** Which items of a long list to render, and where. */
export interface VirtualRows {
  /** The indexes of the rendered items, in order. */
  readonly indexes: readonly number[];
  /** Properties to spread on the list. */
  readonly list: Pick<HTMLAttributes<HTMLElement>, 'style' | 'onFocusIn' | 'onFocusOut'>;
  /** Properties to spread on an item; the ref measures it. */
  item(index: number): HTMLAttributes<HTMLLIElement>;
}

interface VirtualRowsOptions<Id> {
  readonly list: RefObject<HTMLElement | null>;
  readonly ids: readonly Id[];
  /** Whether the list is long; short lists are rendered whole. */
  readonly long: boolean;
  /** Items that stay rendered wherever the page is scrolled, just like the focused one. */
  readonly keep: readonly (Id | undefined)[];
}

/** @returns which items to render of a list that scrolls with the page; undefined for all of them */
export function useVirtualRows<Id extends string>(options: VirtualRowsOptions<Id>): VirtualRows | undefined {
  const { list, ids, long, keep } = options;
  const [, rerender] = useReducer((count: number) => count + 1, 0);
  const focused = useRef<Id>(undefined);
  const scrollMargin = useTop(list, long);
  const kept = keep.map((id) => (id === undefined ? -1 : ids.indexOf(id)));

  const rangeExtractor = useCallback(
    (range: Range) => {
      const focusedAt = focused.current === undefined ? -1 : ids.indexOf(focused.current);
      const more = [...kept, focusedAt].filter((index) => index >= 0);
      return [...new Set([...defaultRangeExtractor(range), ...more])].sort((a, b) => a - b);
    },
    [ids, kept.join()],
  );
  // A new function makes the virtualizer measure all rows again.
  const getItemKey = useCallback((index: number) => ids[index] ?? index, [ids]);
  const settings = {
    enabled: long,
    count: ids.length,
    getScrollElement: () => window,
    estimateSize: () => USUAL_HEIGHT,
    getItemKey,
    overscan: READY,
    scrollMargin,
    rangeExtractor,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    initialOffset: () => scrollY,
    initialRect: { width: innerWidth, height: innerHeight },
    onChange: () => rerender(undefined),
  };
  const [virtualizer] = useState(() => new Virtualizer<Window, HTMLLIElement>(settings));
  virtualizer.setOptions(settings);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());

  if (!long) return undefined;
  const items = virtualizer.getVirtualItems();
  const starts = new Map(items.map(({ index, start }) => [index, start - scrollMargin]));
  return {
    indexes: items.map(({ index }) => index),
    list: {
      style: { position: 'relative', blockSize: `${virtualizer.getTotalSize()}px` },
      onFocusIn: ({ target }) => {
        const index = (target as Element).closest('li[data-index]')?.getAttribute('data-index');
        focused.current = index ? ids[Number(index)] : undefined;
      },
      onFocusOut: () => {
        focused.current = undefined;
      },
    },
    item: (index) => ({
      ref: virtualizer.measureElement,
      'data-index': index,
      'aria-setsize': ids.length,
      'aria-posinset': index + 1,
      style: { position: 'absolute', insetInline: 0, insetBlockStart: `${starts.get(index) ?? 0}px` },
    }),
  };
}

/**
 * @returns how far down the page an element begins, in CSS pixels, kept up to date as content above it
 *   changes
 */
function useTop(element: RefObject<HTMLElement | null>, wanted: boolean): number {
  const [top, setTop] = useState(0);
  const measure = useCallback(() => {
    const box = wanted ? element.current?.getBoundingClientRect() : undefined;
    if (box) setTop(Math.round(box.top + scrollY));
  }, [element, wanted]);
  // Not on every rendering: measuring forces a layout, and scrolling renders in every frame.
  useLayoutEffect(measure, [measure]);
  useEffect(() => {
    if (!wanted) return;
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [measure, wanted]);
  return top;
}
