import { readPageEvidence } from './page-evidence.ts';
import { parseSettings, type Settings } from './settings.ts';
import { LABELS_KEY, SETTINGS_KEY } from './storage-keys.ts';
import type { StorageArea, Store } from './store.ts';

/** What the popup reads: one page and the settings. */
export interface PageStore extends Pick<Store, 'readSettings' | 'readPage' | 'readLabels'> {
  /** @returns the function that ends the subscription. */
  subscribe(listener: (changes: { readonly settings: Settings | undefined }) => void): () => void;
}

/**
 * The part of the store that the popup needs. It reads as that does, but loads what parses evidence only
 * when there is some: of most pages, nothing is stored.
 */
export function createPageStore(area: StorageArea): PageStore {
  return {
    async readSettings() {
      return parseSettings((await area.get(SETTINGS_KEY))[SETTINGS_KEY]);
    },

    readPage: (url) => readPageEvidence(area, url, async () => (await import('./parse-page.ts')).PARSERS),

    async readLabels() {
      const { parseKnownLabels } = await import('./known-labels.ts');
      return parseKnownLabels((await area.get(LABELS_KEY))[LABELS_KEY]);
    },

    subscribe(listener) {
      const onChanged: Parameters<StorageArea['onChanged']['addListener']>[0] = (changes) => {
        const settings = changes[SETTINGS_KEY];
        listener({ settings: settings && parseSettings(settings.newValue) });
      };
      area.onChanged.addListener(onChanged);
      return () => area.onChanged.removeListener(onChanged);
    },
  };
}
