import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Command, Outcome } from '../evidence/command.ts';
import type { Store } from '../evidence/store.ts';

/** The page in the active tab; `url` is missing where the browser does not tell it. */
export interface CurrentPage {
  readonly url: string | undefined;
  readonly title: string;
}

/** What views need of the world outside; the real ones are put together in open-view.tsx. */
export interface Services {
  /** Reads what is stored. Views never write with it: they send commands. */
  readonly store: Pick<Store, 'readSettings' | 'readPage' | 'readAll' | 'subscribe'>;
  /** Asks the one writer for a change; never rejects. */
  run(command: Command): Promise<Outcome>;
  currentPage(): Promise<CurrentPage>;
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
