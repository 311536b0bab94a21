import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Command, Outcome } from '../evidence/command.ts';
import type { Store } from '../evidence/store.ts';

/** The page in the active tab; `url` is missing where the browser does not tell it. */
export interface CurrentPage {
  readonly url: string | undefined;
  readonly title: string;
}

/** What the extension is allowed only when the teacher wants it. */
export type OptionalPermission = 'tabs';

/** What the browser allows the extension. */
export interface Permissions {
  has(name: OptionalPermission): Promise<boolean>;
  /**
   * Has the browser ask the teacher. To be called in the very event of a click.
   * @returns whether it is allowed now
   * @throws when the browser does not ask
   */
  request(name: OptionalPermission): Promise<boolean>;
  /**
   * @returns whether it was taken back
   * @throws when the browser keeps it
   */
  remove(name: OptionalPermission): Promise<boolean>;
  /**
   * Hears when a permission is given or taken back, wherever that is done.
   * @returns the function that ends the subscription
   */
  subscribe(listener: () => void): () => void;
  /** @returns whether the extension may run in private windows */
  inPrivateWindows(): Promise<boolean>;
}

/** A command of the extension and the keys that give it. */
export interface Shortcut {
  /** As in the manifest, such as `_execute_action`. */
  readonly name: string;
  /** What it does, in the browser's language; '' where the browser does not say. */
  readonly description: string;
  /** Such as `Alt+Shift+M`, as the browser writes it; '' where no key is set. */
  readonly keys: string;
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

  // What the settings are about, and the way to them.
  readonly permissions: Permissions;
  /** @returns every command of the extension with its keys of the moment */
  shortcuts(): Promise<readonly Shortcut[]>;
  /** Opens the browser's own page on which keys are changed; missing where an extension cannot. */
  readonly openShortcutSettings: (() => Promise<void>) | undefined;
  /** Opens the browser's own page about this extension; missing where an extension cannot. */
  readonly openExtensionDetails: (() => Promise<void>) | undefined;
  settingsPageUrl(): string;
  openSettings(): Promise<void>;
}

export const ServicesContext = createContext<Services | undefined>(undefined);

/** @throws outside a view that {@link ServicesContext} surrounds */
export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error('A view needs its services');
  return services;
}
