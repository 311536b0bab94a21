/** What the popup asks for before its view does, so that nothing of it comes one after the other. */
import { checkAddress } from '../../evidence/page/page-address.ts';
import { type PageEvidence, readPage } from '../../evidence/storage/page-evidence.ts';
import type { ReadingStore } from '../../evidence/storage/store.ts';
import type { CurrentPage } from '../services.ts';

/**
 * @param answer to what was asked already
 * @returns the way to take it, once: undefined from then on
 */
export function askedAhead<T>(answer: Promise<T>): () => Promise<T> | undefined {
  // Whoever takes it hears of a failure.
  answer.catch(() => {});
  let left: Promise<T> | undefined = answer;
  return () => {
    const taken = left;
    left = undefined;
    return taken;
  };
}

/**
 * Reads what is stored of the page in the tab.
 * @returns the way to read a page: what was read already, once, if it is of that page and nothing was stored
 *   since
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
