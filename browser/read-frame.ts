import { sight } from './sight.ts';
import { endsContext, isForScreenReaders, lastNodeBefore, parentOf, textRuns } from './text-runs.ts';

/** Limits on how much of a page is read, so that even a huge one costs little time and memory. */
export interface ReadingLimits {
  /** Longest address and title returned, in UTF-16 code units. */
  readonly url: number;
  readonly title: number;
  /** Longest selection read, and longest text on either side of it, in code units. */
  readonly exact: number;
  readonly context: number;
  /** Number of nodes visited for each of the three. */
  readonly nodes: number;
}

/** One frame's answer about itself, with its text exactly as found, not cleaned and not cut. */
export interface FrameReading {
  readonly url: string;
  readonly title: string;
  /** The document's type, such as `text/html`. */
  readonly contentType: string;
  /** Whether this frame has the keyboard focus, or had it before the popup took it. */
  readonly isFocused: boolean;
  /** Missing if nothing is selected. */
  readonly selection?: { readonly exact: string; readonly prefix: string; readonly suffix: string };
}

/**
 * Reads a frame's address, title and selected text. Runs in the page, and never throws.
 *
 * It reads the document's text nodes, outward from the selection, so that a large page is not copied. Text
 * typed into a field is not in such a node and is never read; text in an editor of the page's own is read
 * only if it is selected. Like a reader, it skips code and text that is not rendered. Within the selection it
 * also skips text that cannot be selected, that only screen readers find or that nobody can see (sight.ts).
 * Around the selection it includes these, because a browser that searches for the passage between its prefix
 * and suffix finds them there. Selections within shadow trees are not read.
 */
export function readFrame(limits: ReadingLimits): FrameReading {
  /** Elements without text of the page: code, fallback content of media, initial values of fields. */
  const WITHOUT_TEXT =
    /^(script|style|noscript|template|textarea|select|datalist|object|canvas|audio|video|iframe)$/;

  const { displayOf, isShown, endsRun, runOf } = textRuns();
  const isSeen = sight();
  const selection = selectedText();
  return {
    url: location.href.slice(0, limits.url),
    // Read through the prototype: a form named “title” hides document.title.
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
      // The surrounding document is of another origin.
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
        // If a selection was not read to its end, the text after it is unknown.
        suffix: isWhole ? textOf(after, true, limits.context, last).text : '',
      };
    } catch {
      // A form hides its own properties behind fields of the same name.
      return undefined;
    }
  }

  /**
   * Collects the text of a range from its start or from its end, until there is enough.
   * @param next the selection's text node at that end; missing if the range is the selection
   * @returns the text, with a line break between two blocks; its first and last text nodes; whether it is all
   *   of the range's text
   */
  function textOf(
    range: Range,
    isForward: boolean,
    enough: number,
    next?: Text,
  ): { text: string; first: Text | undefined; last: Text | undefined; isWhole: boolean } {
    const isContext = next !== undefined;
    /** Maximum number of characters taken from one text node: many of them may be white space. */
    const most = enough * 8;
    let text = '';
    /** The white space between the text so far and the next text. */
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
      // Accept any node beyond the limit: that ends the walk.
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

    /** @returns the start and end of the part of a node that is in the range */
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
      // Otherwise a line end in the source is not one on the page.
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
