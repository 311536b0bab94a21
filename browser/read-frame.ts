import { sight } from './sight.ts';
import { endsContext, isForScreenReaders, lastNodeBefore, parentOf, textRuns } from './text-runs.ts';

/** How much is read of a page, so that one of any size costs little time and memory. */
export interface ReadingLimits {
  /** Longest address and title handed over, in UTF-16 code units. */
  readonly url: number;
  readonly title: number;
  /** How much is read of a selection and of the text on either side of it, in code units. */
  readonly exact: number;
  readonly context: number;
  /** How many nodes are looked at for each of the three. */
  readonly nodes: number;
}

/** What one frame of a page says of itself; its text as it stands there, not clean and not cut. */
export interface FrameReading {
  readonly url: string;
  readonly title: string;
  /** What the document is, e.g. `text/html`. */
  readonly contentType: string;
  /** Whether the keyboard's focus is in this frame, or was before the popup took it. */
  readonly isFocused: boolean;
  /** Missing where nothing is selected. */
  readonly selection?: { readonly exact: string; readonly prefix: string; readonly suffix: string };
}

/**
 * Reads a frame's address, title and selected text. It runs in the page, and never throws.
 *
 * Text comes from the document's text nodes, outward from the selection, so that a large page is not
 * copied. What is typed into a field is no such node and is never read; what is written in an editor of
 * the page's own only where it is selected. As a reader would, it passes over code and over what is not
 * rendered; within the selection also over what cannot be selected, what only screen readers find and what
 * nobody can see (sight.ts).
 * Around it that stays in, because a browser that looks for the passage between its prefix and suffix
 * meets it there. Selections within shadow trees are not seen.
 */
export function readFrame(limits: ReadingLimits): FrameReading {
  /** What holds no text of the page: code, what stands in for media, what fields begin with. */
  const WITHOUT_TEXT =
    /^(script|style|noscript|template|textarea|select|datalist|object|canvas|audio|video|iframe)$/;

  const { displayOf, isShown, endsRun, runOf } = textRuns();
  const isSeen = sight();
  const selection = selectedText();
  return {
    url: location.href.slice(0, limits.url),
    // Asked of the prototype: a form named “title” stands in the way of document.title.
    title: String(Reflect.get(Document.prototype, 'title', document)).slice(0, limits.title),
    contentType: document.contentType,
    isFocused: isFocused(),
    ...(selection && { selection }),
  };

  function isFocused(): boolean {
    try {
      for (let view: Window = window; view !== view.parent; view = view.parent) {
        if (view.parent.document.activeElement !== view.frameElement) return false;
      }
    } catch {
      // Around this document is one of another origin.
      return false;
    }
    return !/^i?frame$/.test(document.activeElement?.localName ?? '');
  }

  function selectedText(): FrameReading['selection'] {
    try {
      const chosen = getSelection();
      const range = chosen?.rangeCount ? chosen.getRangeAt(0) : undefined;
      if (!range || range.collapsed) return undefined;
      const { text: exact, first, last, isWhole } = textOf(range, true, limits.exact);
      if (!first || !last) return undefined;
      const root = range.startContainer.getRootNode();
      const before = range.cloneRange();
      before.setStart(root, 0);
      before.setEnd(range.startContainer, range.startOffset);
      const after = range.cloneRange();
      after.setEnd(root, root.childNodes.length);
      after.setStart(range.endContainer, range.endOffset);
      return {
        exact,
        prefix: textOf(before, false, limits.context, first).text,
        // What follows a selection that was not read to its end is not known.
        suffix: isWhole ? textOf(after, true, limits.context, last).text : '',
      };
    } catch {
      // A form hides any property of itself behind a field of that name.
      return undefined;
    }
  }

  /**
   * Collects the text of a range from its start or from its end, until there is enough.
   * @param next the selection's text node beside that end; missing when the range is the selection
   * @returns the text, with a line break between two blocks; its first and last text nodes; whether it
   *   is all that the range has
   */
  function textOf(
    range: Range,
    isForward: boolean,
    enough: number,
    next?: Text,
  ): { text: string; first: Text | undefined; last: Text | undefined; isWhole: boolean } {
    const isContext = next !== undefined;
    /** The most that is taken from one text node: most of it may be white space. */
    const most = enough * 8;
    let text = '';
    /** The white space between the text so far and what comes. */
    let gap = '';
    let [first, last] = [next, next];
    let nodesLeft = limits.nodes;
    let isOver = false;

    const [container, offset] = isForward
      ? [range.startContainer, range.startOffset]
      : [range.endContainer, range.endOffset];
    const start = lastNodeBefore(container, offset);
    const walker = document.createTreeWalker(
      start.getRootNode(),
      NodeFilter.SHOW_ELEMENT + NodeFilter.SHOW_TEXT,
      accept,
    );
    walker.currentNode = start;
    const isInRange = start === container || !isForward;
    let node = isInRange && accept(start) === NodeFilter.FILTER_ACCEPT ? start : step();
    while (node && nodesLeft >= 0 && !isOver && range.comparePoint(node, 0) <= 0) {
      take(node as Text);
      if (text.length >= enough) {
        text = isForward ? text.slice(0, enough) : text.slice(-enough);
        isOver = true;
      }
      node = step();
    }
    const isWhole = nodesLeft >= 0 && !isOver;
    return { text: isForward ? text + gap : gap + text, first, last, isWhole };

    function step(): Node | null {
      return isForward ? walker.nextNode() : walker.previousNode();
    }

    function accept(node: Node): number {
      nodesLeft -= 1;
      // The walk ends at whatever comes after the last node that is looked at.
      if (nodesLeft < 0 || isOver) return NodeFilter.FILTER_ACCEPT;
      if (node instanceof Element) return isEntered(node) ? NodeFilter.FILTER_SKIP : NodeFilter.FILTER_REJECT;
      return isRead(node as Text) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
    }

    function isEntered(element: Element): boolean {
      if (displayOf(element) === 'none' || (!isContext && isForScreenReaders(element))) return false;
      if (endsRun(element, isContext)) gap = '\n';
      if (next && endsContext(element, next)) isOver = true;
      return !WITHOUT_TEXT.test(element.localName);
    }

    function isRead(node: Text): boolean {
      const parent = parentOf(node);
      if (WITHOUT_TEXT.test(parent.localName) || !isShown(parent)) return false;
      if (isContext) return true;
      if (getComputedStyle(parent).userSelect === 'none') return false;
      return node.data.trim() === '' || isSeen(node, ...stretchOf(node));
    }

    /** @returns from where to where a node is in the range */
    function stretchOf(node: Text): [from: number, to: number] {
      return [
        node === range.startContainer ? range.startOffset : 0,
        node === range.endContainer ? range.endOffset : node.length,
      ];
    }

    function take(node: Text): void {
      const [from, to] = stretchOf(node);
      const data = isForward
        ? node.data.slice(from, Math.min(to, from + most))
        : node.data.slice(Math.max(from, to - most), to);
      if (to - from > most) isOver = true;
      // Elsewhere a line end in the source is not one on the page.
      const keepsLines = getComputedStyle(parentOf(node)).whiteSpaceCollapse !== 'collapse';
      const piece = keepsLines ? data : data.replace(/[ \t\n\r\f]+/g, ' ');
      if (last && piece !== '' && runOf(node, isContext) !== runOf(last, isContext)) gap = '\n';
      if (piece.trim() === '') {
        gap ||= piece;
        return;
      }
      text = isForward ? text + gap + piece : piece + gap + text;
      gap = '';
      first ??= node;
      last = node;
    }
  }
}
