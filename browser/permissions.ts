import browser from 'webextension-polyfill';

/** What the extension may be allowed beyond what it has from the start (`optional_permissions`). */
export type OptionalPermission = 'tabs';

/** What the browser allows, as it is now. */
export const permissions = {
  has: (name: OptionalPermission): Promise<boolean> => browser.permissions.contains({ permissions: [name] }),

  /**
   * Asks the teacher, in the browser's own words. To be called in the very event of a click: browsers
   * listen to nothing else.
   * @returns whether it is allowed now
   * @throws when the browser does not ask
   */
  request: (name: OptionalPermission): Promise<boolean> =>
    browser.permissions.request({ permissions: [name] }),

  /**
   * @returns whether it was taken back
   * @throws when the browser keeps it
   */
  remove: (name: OptionalPermission): Promise<boolean> => browser.permissions.remove({ permissions: [name] }),

  /**
   * Hears when a permission is given or taken back, here or on the browser's own pages.
   * @returns the function that ends the subscription
   */
  subscribe(listener: () => void): () => void {
    const { onAdded, onRemoved } = browser.permissions;
    onAdded.addListener(listener);
    onRemoved.addListener(listener);
    return () => {
      onAdded.removeListener(listener);
      onRemoved.removeListener(listener);
    };
  },
};
