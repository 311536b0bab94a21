import browser from 'webextension-polyfill';
import { cleanQuote, type Quote } from '../evidence/piece/quote.ts';
import { cleanTitle } from '../evidence/values/clean-text.ts';
import type { FrameReading } from './read-frame.ts';

/** The script that reads a frame (`entrypoints/read-frame.ts`), inside the extension: no view loads it. */
const SCRIPT = '/read-frame.js';

/** How long a page may take to answer, in milliseconds; one that is stuck never does. */
const ANSWER_WITHIN_MS = 5_000;

/** What a page says of itself at this moment. */
export interface PageReading {
  /** Its address as its own scripts have it, which in a single-page app runs ahead of the tab's. */
  readonly url: string;
  /** Its title, clean. */
  readonly title: string;
  /**
   * The selected passage, clean; missing where nothing is selected. It may be in a frame, where no text
   * directive of the page's address finds it.
   */
  readonly quote?: Quote | undefined;
}

/**
 * Reads the page in a tab: address and title of its top frame, and what is selected in it. Of several
 * frames with a selection the one with the focus is asked first, then the top one. Frames of another
 * origin are not read, since `activeTab` does not reach into them.
 * @param tabId a tab for which `activeTab` was granted
 * @returns the reading; undefined where no script can read anything (pages of the browser and its store,
 *   PDF files) or the page does not answer. Never rejects.
 */
export async function readPage(tabId: number): Promise<PageReading | undefined> {
  try {
    const frames = await answersOf(tabId);
    const top = frames.get(0);
    // Chromium lets scripts into the frame around its viewer, where there is no word of the file.
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

/** @returns what each frame answers, by the frame's id: the top frame's is 0; rejects when none does */
async function answersOf(tabId: number): Promise<ReadonlyMap<number, FrameReading>> {
  const injection = browser.scripting.executeScript({
    target: { tabId, allFrames: true },
    files: [SCRIPT],
    // Else a page that is still loading a picture would not be read before it is there.
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
