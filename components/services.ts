import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Command, Outcome } from '../evidence/command.ts';
import type { Quote } from '../evidence/quote.ts';
import type { Store } from '../evidence/store.ts';

/** A page in a tab; `url` is missing where the browser does not tell it. */
export interface TabPage {
  readonly url: string | undefined;
  readonly title: string;
}

/** The page in the active tab. */
export interface CurrentPage extends TabPage {
  readonly tabId: number | undefined;
  /** The tab is in a private window, which forgets what happens in it. */
  readonly isPrivate: boolean;
}

/** What a page says of itself at this moment. */
export interface PageReading extends TabPage {
  readonly url: string;
  /** What is selected in it, if anything is. */
  readonly quote?: Quote | undefined;
}

/** What views need of the world outside; the real ones are put together in open-view.tsx. */
export interface Services {
  /** Reads what is stored. Views never write with it: they send commands. */
  readonly store: Pick<Store, 'readSettings' | 'readPage' | 'readAll' | 'readLabels' | 'subscribe'>;
  /** Asks the one writer for a change; never rejects. */
  run(command: Command): Promise<Outcome>;
  currentPage(): Promise<CurrentPage>;
  /** Calls the listener when the page in a tab changes; returns the function that ends that. */
  onPageChange(tabId: number, listener: () => void): () => void;
  /** @returns what the page in a tab says; undefined where scripts cannot run. Never rejects. */
  readPage(tabId: number): Promise<PageReading | undefined>;
  selectedPages(): Promise<readonly TabPage[]>;
  /** @returns what is visible, as a `data:` address; rejects where the browser refuses */
  takeScreenshot(): Promise<string>;
  /** The pixels of pictures, by their id. */
  readonly pictures: {
    /** Resolves when the pixels are on the disk. */
    put(id: string, blob: Blob): Promise<void>;
    get(id: string): Promise<Blob | undefined>;
  };
  evidencePageUrl(): string;
  openEvidencePage(): Promise<void>;
  saveFile(name: string, content: string, mimeType: string): void;
  /** @throws when the browser refuses the clipboard */
  copyText(text: string): Promise<void>;
}

export const ServicesContext = createContext<Services | undefined>(undefined);

/** @throws outside a view that {@link ServicesContext} surrounds */
export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error('A view needs its services');
  return services;
}
