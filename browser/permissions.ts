import browser from 'webextension-polyfill';

/** The extension's optional permissions (`optional_permissions`). */
export type OptionalPermission = 'tabs';

/** The permissions that the browser currently grants. */
export const permissions = {
  has: (name: OptionalPermission): Promise<boolean> => browser.permissions.contains({ permissions: [name] }),

  /**
   * Asks the teacher, in the browser's own words. Call it directly in a click event: browsers accept no
   * other.
   * @returns whether it is granted now
   * @throws if the browser does not ask
   */
  request: (name: OptionalPermission): Promise<boolean> =>
    browser.permissions.request({ permissions: [name] }),

  /**
   * @returns whether it was revoked
   * @throws if the browser keeps it
   */
  remove: (name: OptionalPermission): Promise<boolean> => browser.permissions.remove({ permissions: [name] }),

  /**
   * Subscribes to permissions being granted or revoked, here or on the browser's own pages.
   * @returns a function that ends the subscription
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
