import browser, { type Tabs } from 'webextension-polyfill';
import { LAST_DOMAIN } from '../evidence/storage/last-domain.ts';
import type { ReadingStore } from '../evidence/storage/store.ts';
import { pageIn } from './clicked-page.ts';
import type { Tell } from './notice.ts';
import type { QuickTag } from './quick-tag.ts';

/** The command's name in the manifest: tag the page under the domain used last. */
const TAG_AGAIN = 'tag-again';

/** Firefox for Android has no keyboard commands. */
const { commands }: Partial<typeof browser> = browser;

/** Carries out the keyboard command. If no domain was used yet, says so. */
export function onShortcut(store: Pick<ReadingStore, 'read'>, quickTag: QuickTag, tell: Tell): void {
  commands?.onCommand.addListener((name, tab) => {
    if (name === TAG_AGAIN) void tagAgain(tab);
  });

  async function tagAgain(tab: Tabs.Tab | undefined): Promise<void> {
    if (tab?.incognito) return tell(tab, { kind: 'in-private' });
    try {
      const domain = await store.read(LAST_DOMAIN);
      if (domain) return await quickTag(tab, domain, pageIn(tab));
    } catch {
      return tell(tab, { kind: 'failed', fault: 'read-failed' });
    }
    return tell(tab, { kind: 'no-domain' });
  }
}
