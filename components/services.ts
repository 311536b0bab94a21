import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { CurrentPage, TabPage } from '../browser/current-page.ts';
import type { OptionalPermission } from '../browser/permissions.ts';
import type { PageReading } from '../browser/read-page.ts';
import type { Shortcut } from '../browser/shortcuts.ts';
import type { Outcome } from '../evidence/commands/command.ts';
import type { Command } from '../evidence/commands/index.ts';
import type { ExportContent } from '../evidence/export/format/contract.ts';
import type { SnapshotStore } from '../evidence/snapshots/snapshots.ts';
import type { PageEvidence } from '../evidence/storage/page-evidence.ts';
import type { ReadingStore } from '../evidence/storage/store.ts';

export type { CurrentPage, OptionalPermission, PageReading, Shortcut, TabPage };

/** Optional permissions of the extension. */
export interface Permissions {
  has(name: OptionalPermission): Promise<boolean>;
  /**
   * Has the browser ask the teacher. Call it directly in a click event.
   * @returns whether it is granted now
   * @throws if the browser does not ask
   */
  request(name: OptionalPermission): Promise<boolean>;
  /**
   * @returns whether it was revoked
   * @throws if the browser keeps it
   */
  remove(name: OptionalPermission): Promise<boolean>;
  /**
   * Subscribes to permissions being granted or revoked, in any view.
   * @returns a function that ends the subscription
   */
  subscribe(listener: () => void): () => void;
}

/** Services from outside that every view needs. */
export interface CommonServices {
  /** Reads what is stored. Views never write through it: they send commands. */
  readonly store: ReadingStore;
  /** Asks the one writer for a change; never rejects. */
  run(command: Command): Promise<Outcome>;
  /**
   * Subscribes to errors that nothing caught.
   * @returns a function that ends the subscription
   */
  onUnexpected(listener: () => void): () => void;
  /** The pixels of pictures, by their id. */
  readonly pictures: {
    /** Resolves once the pixels are on disk. */
    put(id: string, blob: Blob): Promise<void>;
    get(id: string): Promise<Blob | undefined>;
  };
  /** @param search the search to start with */
  evidencePageUrl(search?: string): string;
  openEvidencePage(search?: string): Promise<void>;
  settingsPageUrl(): string;
  openSettings(): Promise<void>;
  recoveryPageUrl(): string;
  /** Opens the page that shows the evidence in each place. */
  openRecovery(): Promise<void>;
}

/** Further services of the popup; popup/open-popup.tsx combines the real ones. */
export interface PopupServices extends CommonServices {
  /** Reads the records of a page; `url` is undefined for one that cannot be tagged. */
  readEvidence(url: string | undefined): Promise<PageEvidence>;
  currentPage(): Promise<CurrentPage>;
  /** Calls the listener when the page in a tab changes; returns a function that ends that. */
  onPageChange(tabId: number, listener: () => void): () => void;
  /** @returns what the page in a tab answers; undefined if scripts cannot run there. Never rejects. */
  readPage(tabId: number): Promise<PageReading | undefined>;
  selectedPages(): Promise<readonly TabPage[]>;
  /** @returns the visible part of the page, as a `data:` address; rejects if the browser refuses */
  captureScreen(): Promise<string>;
}

/** Further services of the full pages; open-view.tsx combines the real ones. */
export interface Services extends CommonServices {
  /** The stored snapshots. */
  readonly snapshots: Pick<SnapshotStore, 'list' | 'read' | 'subscribe'>;
  saveFile(name: string, content: ExportContent, mimeType: string): void;
  /** @throws if the browser refuses access to the clipboard */
  copyText(text: string): Promise<void>;

  // For the settings.
  readonly permissions: Permissions;
  /** @returns every command of the extension with its current keys */
  shortcuts(): Promise<readonly Shortcut[]>;
  /** Opens the browser's own page for changing keys; missing if an extension cannot. */
  readonly openShortcutSettings: (() => Promise<void>) | undefined;
}

/** Services of the view: the popup's or a full page's. */
export const ServicesContext = createContext<PopupServices | Services | undefined>(undefined);

/** @throws outside a view with a {@link ServicesContext} */
export function useCommonServices(): CommonServices {
  const services = useContext(ServicesContext);
  if (!services) throw new Error('A view needs its services');
  return services;
}

/** @throws outside the popup */
export function usePopupServices(): PopupServices {
  const services = useCommonServices();
  if (!('currentPage' in services)) throw new Error('Only the popup has these services');
  return services as PopupServices;
}

/** @throws outside the full pages */
export function useServices(): Services {
  const services = useCommonServices();
  if (!('snapshots' in services)) throw new Error('Only the full pages have these services');
  return services as Services;
}
