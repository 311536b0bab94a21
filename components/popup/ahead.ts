/** Requests early what the popup's view will need, so that the requests run side by side. */
import { checkAddress } from '../../evidence/page/page-address.ts';
import { type PageEvidence, readPage } from '../../evidence/storage/page-evidence.ts';
import type { ReadingStore } from '../../evidence/storage/store.ts';
import type { CurrentPage } from '../services.ts';

/**
 * @param answer to a request already made
 * @returns a function that returns it once, and undefined from then on
 */
export function askedAhead<T>(answer: Promise<T>): () => Promise<T> | undefined {
  // Whoever takes the promise handles its failure.
  answer.catch(() => {});
  let left: Promise<T> | undefined = answer;
  return () => {
    const taken = left;
    left = undefined;
    return taken;
  };
}

/**
 * Reads the records of the page in the tab.
 * @returns a function that reads a page: it returns the early result once, if that is of the same page and
 *   nothing was stored since
 */
export function pageReadAhead(
  store: Pick<ReadingStore, 'readRecords' | 'subscribe'>,
  page: Promise<CurrentPage>,
): (url: string | undefined) => Promise<PageEvidence> {
  const read = page.then(async ({ url, isPrivate }) => {
    const address = checkAddress(isPrivate ? undefined : url);
    const of = address.ok ? address.url : undefined;
    return { of, evidence: await readPage(store, of) };
  });
  read.catch(() => {});
  let isFresh = true;
  const end = store.subscribe(() => {
    isFresh = false;
    end();
  });
  return async (url) => {
    const known = isFresh ? await read.catch(() => undefined) : undefined;
    const isKnown = isFresh && known?.of === url;
    isFresh = false;
    end();
    return isKnown && known ? known.evidence : readPage(store, url);
  };
}
