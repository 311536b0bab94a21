/** Where elements, the window and the page are, relative to the window. Runs in the page, and only reads. */

/** The visible part of something must be larger than this in both directions, in CSS pixels. */
export const A_LINE = 1;

/** A rectangle in the window, in CSS pixels. */
export type Box = Readonly<Record<'left' | 'top' | 'right' | 'bottom', number>>;

/** @returns the part of an element in which its content is visible */
export function insideOf(element: HTMLElement): Box {
  const { left, top } = element.getBoundingClientRect();
  const [scaleX, scaleY] = scalesOf(element);
  const start = left + element.clientLeft * scaleX;
  const begin = top + element.clientTop * scaleY;
  return {
    left: start,
    top: begin,
    right: start + element.clientWidth * scaleX,
    bottom: begin + element.clientHeight * scaleY,
  };
}

/** @returns the area of everything that an element can scroll to, at its current scroll position */
export function scrolledThrough(element: HTMLElement, inside: Box, style: CSSStyleDeclaration): Box {
  const [scaleX, scaleY] = scalesOf(element);
  const [width, height] = [element.scrollWidth * scaleX, element.scrollHeight * scaleY];
  const begin = beginningOf(style);
  const left = (begin.isRight ? inside.right - width : inside.left) - element.scrollLeft * scaleX;
  const top = (begin.isBottom ? inside.bottom - height : inside.top) - element.scrollTop * scaleY;
  return { left, right: left + width, top, bottom: top + height };
}

/**
 * @returns how much larger an element is drawn than laid out, horizontally and vertically: it, or an element
 *   around it, may be scaled
 */
function scalesOf(element: HTMLElement): readonly [x: number, y: number] {
  const { width, height } = element.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = element;
  return [offsetWidth > 0 ? width / offsetWidth : 1, offsetHeight > 0 ? height / offsetHeight : 1];
}

/**
 * @returns the edges at which an element's content begins, from which it scrolls towards the others (CSS
 *   Overflow 3, section 2.2; CSS Flexible Box Layout 1, section 9)
 */
function beginningOf({ direction, writingMode, display, flexDirection }: CSSStyleDeclaration) {
  const isVertical = /^(vertical|sideways)/.test(writingMode);
  const isRightToLeft = direction === 'rtl';
  const flow = /flex$/.test(display) ? flexDirection : '';
  const isLineReversed = isRightToLeft !== (flow === 'row-reverse');
  const isBlockReversed = writingMode.endsWith('-rl') !== (flow === 'column-reverse');
  return isVertical
    ? { isRight: isBlockReversed, isBottom: isLineReversed }
    : { isRight: isLineReversed, isBottom: isBlockReversed };
}

/** @returns the window that contains an element */
export function windowOf({ ownerDocument }: Element): Box {
  const { clientWidth, clientHeight } = ownerDocument.documentElement;
  const view = ownerDocument.defaultView;
  const right = Math.max(clientWidth, view?.innerWidth ?? 0);
  return { left: 0, top: 0, right, bottom: Math.max(clientHeight, view?.innerHeight ?? 0) };
}

/** @returns the area of the whole page relative to the window; the body may scroll instead of the window */
export function pageOf(element: Element): Box {
  const { ownerDocument } = element;
  const { documentElement, body } = ownerDocument;
  const root = (ownerDocument.scrollingElement ?? documentElement) as HTMLElement;
  const view = ownerDocument.defaultView ?? window;
  const all = [...new Set([root, body])].filter((one) => one !== null);
  const width = Math.max(documentElement.clientWidth, ...all.map((one) => one.scrollWidth));
  const height = Math.max(documentElement.clientHeight, ...all.map((one) => one.scrollHeight));
  const isRight = [documentElement, body].some(
    (one) => one && beginningOf(view.getComputedStyle(one)).isRight,
  );
  const scrolled = body && body !== root ? body : undefined;
  const left =
    (isRight ? documentElement.clientWidth - width : 0) - view.scrollX - (scrolled?.scrollLeft ?? 0);
  const top = -view.scrollY - (scrolled?.scrollTop ?? 0);
  return { left, right: left + width, top, bottom: top + height };
}

/** @returns a box's horizontal extent */
export function sides({ left, right }: Box) {
  return { left, right };
}

/** @returns a box's vertical extent */
export function ends({ top, bottom }: Box) {
  return { top, bottom };
}

/** @returns the intersection of two boxes; undefined if it is no more than a line */
export function overlap(one: Box, other: Box): Box | undefined {
  const box = {
    left: Math.max(one.left, other.left),
    right: Math.min(one.right, other.right),
    top: Math.max(one.top, other.top),
    bottom: Math.min(one.bottom, other.bottom),
  };
  return box.right - box.left > A_LINE && box.bottom - box.top > A_LINE ? box : undefined;
}
