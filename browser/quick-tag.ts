import type { Tabs } from 'webextension-polyfill';
import type { Writer } from '../evidence/commands/writer.ts';
import type { MissionDomain } from '../evidence/mission-domain.ts';
import { checkAddress, isOnSameSite } from '../evidence/page/page-address.ts';
import { cleanQuote, type Quote } from '../evidence/piece/quote.ts';
import { toldFault } from '../locales/tagging-faults.ts';
import type { WantedPage } from './clicked-page.ts';
import type { Tell } from './notice.ts';
import { within } from './within.ts';

/** How long a page may take to report its selection before it is saved without, in milliseconds. */
const READ_WITHIN_MS = 1_500;

/** Asks a tab's page for its address, its title and the selected text; undefined if it cannot be asked. */
export type ReadPage = (
  tabId: number,
) => Promise<
  { readonly url: string; readonly title: string; readonly quote?: Quote | undefined } | undefined
>;

/** Tags a page from outside the popup, at once, and shows the result. Never rejects. */
export type QuickTag = (
  tab: Tabs.Tab | undefined,
  domain: MissionDomain,
  wanted: WantedPage,
) => Promise<void>;

/** @returns a function that tags from the context menu and by the shortcut, through the one writer */
export function quickTagger(run: Writer['run'], readPage: ReadPage, tell: Tell): QuickTag {
  return async (tab, domain, wanted) => {
    // People who open a private window expect that nothing from it is stored (Mozilla's Add-on Policies,
    // 6.3.2).
    if (tab?.incognito) return tell(tab, { kind: 'in-private' });
    const { url, title, quote } = await asThePageSays(readPage, tab, wanted);
    const address = checkAddress(url);
    if (!address.ok) return tell(tab, { kind: 'untaggable', reason: address.reason });

    const { isLink } = wanted;
    const quotes = quote ? { quotes: [quote] } : {};
    const tagged = await run({
      type: 'tag',
      domain,
      pages: [{ url: address.url, title }],
      ...quotes,
      leavesQuotes: true,
    });
    if (!tagged.ok) return tell(tab, { kind: 'failed', fault: toldFault(tagged.fault) });
    if (tagged.count === 0) return tell(tab, { kind: 'already', domain, isLink });
    // The page was tagged already: only the passage is new.
    if (quote && tagged.kind === 'quote-added') {
      return tell(tab, { kind: 'quote-added', domain, quote: quote.exact });
    }
    return tell(tab, { kind: 'saved', domain, isLink, quote: quote?.exact });
  };
}

/** The wanted page, with title and selection from the page itself if it answers. */
async function asThePageSays(
  readPage: ReadPage,
  tab: Tabs.Tab | undefined,
  { isLink, url, asItIs, title, takesQuote, selection }: WantedPage,
): Promise<{ url: string | undefined; title: string; quote: Quote | undefined }> {
  const read = isLink || tab?.id === undefined ? undefined : await within(READ_WITHIN_MS, readPage(tab.id));
  // The clicked page may have gone since: ignore the answer of another page, or of another site.
  const isMeant = read && isOnSameSite(url, read.url) && (asItIs || url === undefined || read.url === url);
  const page = isMeant ? read : undefined;
  const quote = page ? page.quote : { exact: selection, prefix: '', suffix: '' };
  return {
    url: page?.url ?? url,
    title: page?.title || title,
    quote: takesQuote && quote ? cleanQuote(quote) : undefined,
  };
}
