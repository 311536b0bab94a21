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
}

/** What every view needs of the world outside. */
export interface CommonServices {
  /** Reads what is stored. Views never write with it: they send commands. */
  readonly store: ReadingStore;
  /** Asks the one writer for a change; never rejects. */
  run(command: Command): Promise<Outcome>;
  /**
   * Hears when something fails that nothing caught.
   * @returns the function that ends the subscription
   */
  onUnexpected(listener: () => void): () => void;
  /** The pixels of pictures, by their id. */
  readonly pictures: {
    /** Resolves when the pixels are on the disk. */
    put(id: string, blob: Blob): Promise<void>;
    get(id: string): Promise<Blob | undefined>;
  };
  /** @param search what to look for there */
  evidencePageUrl(search?: string): string;
  openEvidencePage(search?: string): Promise<void>;
  settingsPageUrl(): string;
  openSettings(): Promise<void>;
  recoveryPageUrl(): string;
  /** Shows what there is of the evidence in each place. */
  openRecovery(): Promise<void>;
}

/** What the popup needs beside that; the real ones are put together in popup/open-popup.tsx. */
export interface PopupServices extends CommonServices {
  /** Reads what is stored of a page; `url` is undefined for one that cannot be tagged. */
  readEvidence(url: string | undefined): Promise<PageEvidence>;
  currentPage(): Promise<CurrentPage>;
  /** Calls the listener when the page in a tab changes; returns the function that ends that. */
  onPageChange(tabId: number, listener: () => void): () => void;
  /** @returns what the page in a tab says; undefined where scripts cannot run. Never rejects. */
  readPage(tabId: number): Promise<PageReading | undefined>;
  selectedPages(): Promise<readonly TabPage[]>;
  /** @returns what is visible, as a `data:` address; rejects where the browser refuses */
  captureScreen(): Promise<string>;
}

/** What the full pages need beside the common ones; the real ones are put together in open-view.tsx. */
export interface Services extends CommonServices {
  /** The earlier states that are kept. */
  readonly snapshots: Pick<SnapshotStore, 'list' | 'read' | 'subscribe'>;
  saveFile(name: string, content: ExportContent, mimeType: string): void;
  /** @throws when the browser refuses the clipboard */
  copyText(text: string): Promise<void>;

  // What the settings are about.
  readonly permissions: Permissions;
  /** @returns every command of the extension with its keys of the moment */
  shortcuts(): Promise<readonly Shortcut[]>;
  /** Opens the browser's own page on which keys are changed; missing where an extension cannot. */
  readonly openShortcutSettings: (() => Promise<void>) | undefined;
}

/** Services of the view: those of the popup or those of a full page. */
export const ServicesContext = createContext<PopupServices | Services | undefined>(undefined);

/** @throws outside a view that {@link ServicesContext} surrounds */
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
