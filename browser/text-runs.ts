/** How the text of a page hangs together: what is shown, and where one run of it ends. It runs in the page. */

/** What ends a run of text for a browser that looks for a passage, though not for a reader. */
const INTERRUPTING =
  /^(img|svg|math|input|button|textarea|select|object|canvas|audio|video|iframe|meter|progress)$/;

interface TextRuns {
  readonly displayOf: (element: Element) => string;
  readonly isShown: (element: Element) => boolean;
  /** @returns whether text before, in and after an element are parted: for a reader, or for a search */
  readonly endsRun: (element: Element, isContext: boolean) => boolean;
  /** @returns the element whose text, without what is parted from it, is the run of a node */
  readonly runOf: (node: Text, isContext: boolean) => Element;
}

/** @returns what to ask of a page that does not change meanwhile: what was looked up is remembered */
export function textRuns(): TextRuns {
  const displays = new Map<Element, string>();
  return { displayOf, isShown, endsRun, runOf };

  function displayOf(element: Element): string {
    const known = displays.get(element);
    if (known !== undefined) return known;
    const { display } = getComputedStyle(element);
    displays.set(element, display);
    return display;
  }

  function isShown(element: Element): boolean {
    let boxed = element;
    while (displayOf(boxed) === 'contents' && boxed.parentElement) boxed = boxed.parentElement;
    return boxed.checkVisibility({ visibilityProperty: true });
  }

  function endsRun(element: Element, isContext: boolean): boolean {
    const display = displayOf(element);
    if (element.localName === 'br') return true;
    if (!isContext) return !/^(inline|contents|ruby)|math$/.test(display);
    return INTERRUPTING.test(element.localName) || !/^(inline|contents)$/.test(display);
  }

  function runOf(node: Text, isContext: boolean): Element {
    let element = parentOf(node);
    while (!endsRun(element, isContext) && element.parentElement) element = element.parentElement;
    return element;
  }
}

/** @returns the last node that begins before a place in the document */
export function lastNodeBefore(container: Node, offset: number): Node {
  let node = container.childNodes[offset - 1];
  if (!node) return container;
  while (node.lastChild) node = node.lastChild;
  return node;
}

/** @returns the element around a node, also where that is the host of its shadow tree */
export function parentOf(node: Node): Element {
  return node.parentElement ?? (node.getRootNode() as ShadowRoot).host;
}

/** The usual way to say something to screen readers only: a box of one pixel that cuts its text off. */
export function isForScreenReaders(element: Element): boolean {
  const { position, overflowX } = getComputedStyle(element);
  if ((position !== 'absolute' && position !== 'fixed') || overflowX === 'visible') return false;
  return element.clientWidth <= 1 && element.clientHeight <= 1;
}

/**
 * @returns whether no context is behind an element: a list of choices and a shadow tree show text that
 *   the walk does not meet, and what someone is writing is nobody else's unless it is selected
 */
export function endsContext(element: Element, selected: Text): boolean {
  const isWritten = (one: Element) => one instanceof HTMLElement && one.isContentEditable;
  if (element.localName === 'select' || element.shadowRoot) return true;
  return isWritten(element) && !isWritten(parentOf(selected));
}
