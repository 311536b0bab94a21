/**
 * Decides whether a passage is visible to somebody who looks at the page and scrolls it: a page may select
 * invisible text, which would be saved under the teacher's name. Runs in the page, and only reads.
 */
import {
  A_LINE,
  type Box,
  ends,
  insideOf,
  overlap,
  pageOf,
  scrolledThrough,
  sides,
  windowOf,
} from './boxes.ts';

/** Smallest visible area of a character, in square CSS pixels: in print of three pixels it is smaller. */
const TINY = 9;

/** Lowest visible opacity. Viewers of scanned pages put selectable text over them at a fifth (PDF.js). */
const FAINT = 0.05;

/** How much of one text is measured: characters, and lines of them. */
const MEASURED = { characters: 1_000, lines: 20 };

/** @returns whether a part of a text, from one offset to another, is visible */
export type IsSeen = (text: Text, from: number, to: number) => boolean;

/**
 * @returns a function that tests visibility, valid as long as the page does not change. Text counts as
 *   visible if it is scrolled away, in the page or in a scrollable part of it. It does not if it is
 *   transparent, tiny, clipped to nothing, cut off by something that cannot scroll, or out of reach of all
 *   scrolling; the same applies to the frame that contains it
 */
export function sight(): IsSeen {
  const styles = new Map<Element, CSSStyleDeclaration>();
  const opacities = new Map<Element, number>();
  let isFrameSeen: boolean | undefined;

  return (text, from, to) => {
    const parent = text.parentElement ?? (text.getRootNode() as ShadowRoot).host;
    if (opacityOf(parent) < FAINT) return false;
    const range = document.createRange();
    range.setStart(text, from);
    range.setEnd(text, Math.min(to, from + MEASURED.characters));
    const lines = [...range.getClientRects()];
    const area = lines.reduce((sum, { width, height }) => sum + width * height, 0);
    const characters = range.toString().replace(/\s+/g, ' ').trim().length;
    if (area < TINY * characters) return false;
    if (!lines.slice(0, MEASURED.lines).some((line) => isReached(line, parent))) return false;
    isFrameSeen ??= areFramesSeen();
    return isFrameSeen;
  };

  /** A parent page of another site cannot be examined. */
  function areFramesSeen(): boolean {
    try {
      for (let view: Window = window; view !== view.parent; view = view.parent) {
        const frame = view.frameElement;
        if (!frame) return true;
        if (!frame.checkVisibility({ visibilityProperty: true }) || opacityOf(frame) < FAINT) return false;
        const { parentElement } = frame;
        if (parentElement && !isReached(frame.getBoundingClientRect(), parentElement)) return false;
      }
    } catch {
      // The surrounding document is of another origin.
    }
    return true;
  }

  function styleOf(element: Element): CSSStyleDeclaration {
    const known = styles.get(element);
    if (known) return known;
    const style = (element.ownerDocument.defaultView ?? window).getComputedStyle(element);
    styles.set(element, style);
    return style;
  }

  function opacityOf(element: Element): number {
    const known = opacities.get(element);
    if (known !== undefined) return known;
    const around = parentOf(element);
    const opacity = ownOpacity(styleOf(element)) * (around ? opacityOf(around) : 1);
    opacities.set(element, opacity);
    return opacity;
  }

  /** @returns whether any of a box within an element can be scrolled into the window */
  function isReached(line: Box, within: Element): boolean {
    let box: Box | undefined = line;
    /** The `position` of the innermost element whose container has not been found yet. */
    let placed = 'static';
    for (let element: Element | null = within; element; element = parentOf(element)) {
      const style = styleOf(element);
      if (isClippedAway(element, style)) return false;
      if (!holds(style, placed)) continue;
      if (isWindow(element)) break;
      box = throughEdges(box, element, style);
      if (!box) return false;
      placed = style.position === 'absolute' || style.position === 'fixed' ? style.position : 'static';
    }
    return overlap(box, placed === 'fixed' ? windowOf(within) : pageOf(within)) !== undefined;
  }

  /** @returns the visible part of a box within an element whose edges may cut it off; undefined for none */
  function throughEdges(box: Box, element: Element, style: CSSStyleDeclaration): Box | undefined {
    if (/^(inline|contents|ruby)$/.test(style.display) || !('offsetWidth' in element)) return box;
    const isContained = /paint|strict|content/.test(style.contain);
    const [x, y] = [style.overflowX, style.overflowY].map((one) =>
      isContained && one === 'visible' ? 'clip' : one,
    );
    if (x === 'visible' && y === 'visible') return box;
    const inside = insideOf(element as HTMLElement);
    const all = scrolledThrough(element as HTMLElement, inside, style);
    const scrolls = (overflow: string | undefined) => overflow === 'auto' || overflow === 'scroll';
    const room = {
      ...(x === 'visible' ? sides(box) : scrolls(x) ? sides(all) : sides(inside)),
      ...(y === 'visible' ? ends(box) : scrolls(y) ? ends(all) : ends(inside)),
    };
    const left = overlap(box, room);
    // Everything that can be scrolled can come to where the element's box is.
    const shown = left && { ...sides(scrolls(x) ? inside : left), ...ends(scrolls(y) ? inside : left) };
    return shown && overlap(shown, shown);
  }
}

/** @returns an element's own opacity; a filter can also make it transparent (Filter Effects 1, section 8) */
function ownOpacity({ opacity, filter }: CSSStyleDeclaration): number {
  const filters = [...filter.matchAll(/(?:^| )opacity\(([\d.e-]+)(%?)\)/g)];
  return filters.reduce(
    (left, [, amount, percent]) => (left * Number(amount)) / (percent ? 100 : 1),
    Number(opacity),
  );
}

/**
 * @returns whether an element contains descendants with this `position` (CSS Positioned Layout 3, section
 *   2.1)
 */
function holds(style: CSSStyleDeclaration, placed: string): boolean {
  if (placed === 'static') return true;
  const { transform, translate, rotate, scale, perspective, filter, contain, willChange, position } = style;
  const isTransformed = [transform, translate, rotate, scale, perspective, filter].some(
    (value) => value !== 'none',
  );
  if (isTransformed || /transform|translate|rotate|scale|perspective|filter/.test(willChange)) return true;
  if (/paint|layout|strict|content/.test(contain)) return true;
  return placed === 'absolute' && position !== 'static';
}

/** @returns the parent of an element, across the boundary of a shadow tree */
function parentOf(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return 'host' in root ? (root as ShadowRoot).host : null;
}

/** Content cut off by the body or the document element can be reached by scrolling the window. */
function isWindow(element: Element): boolean {
  return element === element.ownerDocument.body || element === element.ownerDocument.documentElement;
}

/** @returns whether the element's clipping properties leave nothing of it */
function isClippedAway(element: Element, { clip, clipPath, position }: CSSStyleDeclaration): boolean {
  if (position === 'absolute' || position === 'fixed') {
    const [top = Number.NaN, right = Number.NaN, bottom = Number.NaN, left = Number.NaN] =
      /^rect\((.*)\)$/
        .exec(clip)?.[1]
        ?.split(/[\s,]+/)
        .map(Number.parseFloat) ?? [];
    if (bottom - top <= A_LINE || right - left <= A_LINE) return true;
  }
  if (clipPath === 'none') return false;
  const { width, height } = element.getBoundingClientRect();
  return isEmptyShape(clipPath, width, height);
}

/**
 * @returns whether a basic shape (CSS Shapes 1, section 3) has no area; any other notation is assumed to have
 *   some
 */
function isEmptyShape(path: string, width: number, height: number): boolean {
  const [, shape, inner = ''] = /^([a-z]+)\((.*)\)/.exec(path) ?? [];
  const pixels = (length: string | undefined, whole: number) =>
    Number.parseFloat(length ?? '') * (length?.endsWith('%') ? whole / 100 : 1);
  if (shape === 'inset') {
    const [top, right = top, bottom = top, left = right] = (inner.split(' round ', 1)[0] ?? '').split(' ');
    return (
      height - pixels(top, height) - pixels(bottom, height) <= A_LINE ||
      width - pixels(left, width) - pixels(right, width) <= A_LINE
    );
  }
  if (shape === 'circle' || shape === 'ellipse') {
    const radii = (inner.split('at ', 1)[0] ?? '').trim().split(' ');
    return radii.some((radius) => pixels(radius, Math.max(width, height)) * 2 <= A_LINE);
  }
  if (shape === 'polygon') {
    const points = inner.replace(/^(nonzero|evenodd),? ?/, '').split(/, ?/);
    const isNarrow = (axis: 0 | 1, whole: number) => {
      const places = points.map((point) => pixels(point.split(' ')[axis], whole));
      return Math.max(...places) - Math.min(...places) <= A_LINE;
    };
    return isNarrow(0, width) || isNarrow(1, height);
  }
  return false;
}
