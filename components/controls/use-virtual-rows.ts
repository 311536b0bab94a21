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

/** From so many pieces on, a page shows only those in sight; below, all are there for the browser's own search. */
export const LONG_LIST = 200;

/** How high a piece is before it is seen, in CSS pixels: a title, a line of facts, a short note. */
const USUAL_HEIGHT = 110;

/** How many pieces are ready above and below what is in sight. */
const READY = 3;

/** What to render of a long list, and where it goes. */
export interface VirtualRows {
  /** The places in the list that are rendered, in order. */
  readonly indexes: readonly number[];
  /** To spread on the list. */
  readonly list: Pick<HTMLAttributes<HTMLElement>, 'style' | 'onFocusIn' | 'onFocusOut'>;
  /** To spread on an item; the reference measures it. */
  item(index: number): HTMLAttributes<HTMLLIElement>;
}

interface VirtualRowsOptions<Id> {
  readonly list: RefObject<HTMLElement | null>;
  readonly ids: readonly Id[];
  /** Short lists are rendered whole. */
  readonly long: boolean;
  /** These stay rendered wherever the page is scrolled to, as what has the focus does. */
  readonly keep: readonly (Id | undefined)[];
}

/** @returns what to render of a list that scrolls with the page; undefined where that is all of it */
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
  // Another function makes it place all rows anew.
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

/** @returns how far down the page an element begins, in CSS pixels, whatever happens above it */
function useTop(element: RefObject<HTMLElement | null>, wanted: boolean): number {
  const [top, setTop] = useState(0);
  const measure = useCallback(() => {
    const box = wanted ? element.current?.getBoundingClientRect() : undefined;
    if (box) setTop(Math.round(box.top + scrollY));
  }, [element, wanted]);
  // Not at every rendering: to ask makes the browser lay out the page, and scrolling renders in every frame.
  useLayoutEffect(measure, [measure]);
  useEffect(() => {
    if (!wanted) return;
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [measure, wanted]);
  return top;
}
