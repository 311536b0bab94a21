/**
 * How the text of a page is connected: which text is shown, and where one run of it ends. Runs in the page.
 */

/** Elements that end a run of text for a browser's search, though not for a reader. */
const INTERRUPTING =
  /^(img|svg|math|input|button|textarea|select|object|canvas|audio|video|iframe|meter|progress)$/;

interface TextRuns {
  readonly displayOf: (element: Element) => string;
  readonly isShown: (element: Element) => boolean;
  /**
   * @returns whether an element separates the texts before, in and after it: for a reader, or for a search
   */
  readonly endsRun: (element: Element, isContext: boolean) => boolean;
  /** @returns the element whose text, except for separated parts, is the run of a node */
  readonly runOf: (node: Text, isContext: boolean) => Element;
}

/** @returns functions for a page that does not change meanwhile: lookups are cached */
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

/** @returns the last node that begins before a position in the document */
export function lastNodeBefore(container: Node, offset: number): Node {
  let node = container.childNodes[offset - 1];
  if (!node) return container;
  while (node.lastChild) node = node.lastChild;
  return node;
}

/** @returns the parent element of a node, or the host of its shadow tree */
export function parentOf(node: Node): Element {
  return node.parentElement ?? (node.getRootNode() as ShadowRoot).host;
}

/** Recognises the usual way to address only screen readers: a box of one pixel that cuts its text off. */
export function isForScreenReaders(element: Element): boolean {
  const { position, overflowX } = getComputedStyle(element);
  if ((position !== 'absolute' && position !== 'fixed') || overflowX === 'visible') return false;
  return element.clientWidth <= 1 && element.clientHeight <= 1;
}

/**
 * @returns whether context ends at an element. Lists of choices and shadow trees show text that the walk does
 *   not visit, and text that somebody is writing must not be read unless it is selected
 */
export function endsContext(element: Element, selected: Text): boolean {
  const isWritten = (one: Element) => one instanceof HTMLElement && one.isContentEditable;
  if (element.localName === 'select' || element.shadowRoot) return true;
  return isWritten(element) && !isWritten(parentOf(selected));
}
