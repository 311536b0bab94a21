/**
 * The extension's own `chrome`, inside its pages and its background, as far as tests use it; both
 * browsers have it. What runs there is sent to them as text.
 */
declare global {
  const chrome: {
    runtime: {
      // biome-ignore lint/suspicious/noExplicitAny: tests look at whatever comes back
      sendMessage(message: unknown): Promise<any>;
      /** `dispatch` is Chromium's own, in every event, and in no documentation. */
      onInstalled: { dispatch(details: { reason: string }): void };
    };
    storage: {
      session: {
        get(keys: string[] | null): Promise<Record<string, unknown>>;
        set(items: Record<string, unknown>): Promise<void>;
        clear(): Promise<void>;
      };
      local: {
        get(keys: string[] | null): Promise<Record<string, unknown>>;
        set(items: Record<string, unknown>): Promise<void>;
        clear(): Promise<void>;
        onChanged: {
          addListener(hear: (changes: StoredChanges) => void): void;
          removeListener(hear: (changes: StoredChanges) => void): void;
        };
      };
    };
    tabs: {
      query(filter: { active?: true; currentWindow?: true; lastFocusedWindow?: true }): Promise<ChromeTab[]>;
      captureVisibleTab(): Promise<string>;
      highlight(which: { tabs: number[] }): Promise<unknown>;
    };
    scripting: {
      executeScript<T, A extends unknown[] = []>(script: {
        target: { tabId: number };
        func: (...args: A) => T;
        args?: A;
      }): Promise<{ result: Awaited<T> }[]>;
    };
    action: {
      setBadgeText(details: { text: string; tabId?: number }): Promise<void>;
      setTitle(details: { title: string; tabId?: number }): Promise<void>;
      setPopup(details: { popup: string }): Promise<void>;
      getBadgeText(details: { tabId: number }): Promise<string>;
      getTitle(details: { tabId: number }): Promise<string>;
    };
    permissions: {
      contains(wanted: { permissions: string[] }): Promise<boolean>;
      request(wanted: { permissions: string[] }): Promise<boolean>;
      remove(unwanted: { permissions: string[] }): Promise<boolean>;
    };
    commands: {
      onCommand: {
        addListener(hear: (name: string, tab?: ChromeTab) => void): void;
        dispatch(name: string, tab?: ChromeTab): void;
      };
    };
    contextMenus: {
      create(
        item: { id: string; parentId?: string; title: string; contexts: string[] },
        done?: () => void,
      ): void;
      /** Rejects if there is no such item; no other call shows which exist. */
      update(id: string, changes: object): Promise<void>;
      removeAll(): Promise<void>;
      onClicked: {
        addListener(hear: (info: { menuItemId: string }, tab?: ChromeTab) => void): void;
        dispatch(info: { menuItemId: string; editable: boolean }, tab?: ChromeTab): void;
      };
    };
  };
  /** The same, by the name that Firefox gave it. */
  const browser: typeof chrome;
}

/** By key; an erased value has no `newValue`. */
type StoredChanges = Record<string, { readonly newValue?: unknown }>;

export interface ChromeTab {
  readonly id: number;
  /** Its position in its window, from 0. */
  readonly index: number;
  readonly incognito: boolean;
  /** Missing if the extension may not see it. */
  readonly url?: string;
}
