import browser from 'webextension-polyfill';
import { cleanQuote, type Quote } from '../evidence/piece/quote.ts';
import { cleanTitle } from '../evidence/values/clean-text.ts';
import type { FrameReading } from './read-frame.ts';

/**
 * Path within the extension of the script that reads a frame (`entrypoints/read-frame.ts`); no view loads it.
 */
const SCRIPT = '/read-frame.js';

/** How long a page may take to answer, in milliseconds; a page that hangs never does. */
const ANSWER_WITHIN_MS = 5_000;

/** The page's current answer about itself. */
export interface PageReading {
  /** The address known to its own scripts, which in a single-page app can be more recent than the tab's. */
  readonly url: string;
  /** Its title, cleaned. */
  readonly title: string;
  /**
   * The selected passage, cleaned; missing if nothing is selected. It may be in a frame, which a text
   * directive in the page's address cannot reach.
   */
  readonly quote?: Quote | undefined;
}

/**
 * Reads the page in a tab: address and title of its top frame, and the selected text. If several frames have
 * a selection, the one with the focus comes first, then the top frame. Frames of another origin are not read,
 * because `activeTab` does not cover them.
 * @param tabId a tab for which `activeTab` was granted
 * @returns the reading; undefined if scripts cannot read the page (pages of the browser and its store, PDF
 *   files) or it does not answer. Never rejects.
 */
export async function readPage(tabId: number): Promise<PageReading | undefined> {
  try {
    const frames = await answersOf(tabId);
    const top = frames.get(0);
    // Chromium runs scripts in the frame around its PDF viewer, which has none of the file's text.
    if (!top || top.contentType === 'application/pdf') return undefined;
    const selected = [...frames.values()].filter(({ selection }) => selection);
    const asked = selected.find(({ isFocused }) => isFocused) ?? (top.selection ? top : selected[0]);
    const quote =
      asked?.selection && cleanQuote({ ...asked.selection, ...(asked !== top && { inFrame: true }) });
    return { url: top.url, title: cleanTitle(top.title), quote };
  } catch {
    return undefined;
  }
}

/** @returns each frame's answer, by the frame's id: the top frame's is 0; rejects if none answers */
async function answersOf(tabId: number): Promise<ReadonlyMap<number, FrameReading>> {
  const injection = browser.scripting.executeScript({
    target: { tabId, allFrames: true },
    files: [SCRIPT],
    // Otherwise a page that is still loading a picture would be read only after that.
    injectImmediately: true,
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The page does not answer')), ANSWER_WITHIN_MS);
  });
  try {
    const results = await Promise.race([injection, tooLate]);
    return new Map(
      results.flatMap(({ frameId, result }) => (result ? [[frameId, result as FrameReading]] : [])),
    );
  } finally {
    clearTimeout(timer);
  }
}
