/**
 * Subscribes to errors on a page that nothing caught.
 * @returns a function that ends the subscription
 */
export function onUnexpected(listener: () => void): () => void {
  const onError = ({ error }: ErrorEvent) => {
    // An event without an error is a notice from the browser, such as that an observer will be called again.
    if (error) listener();
  };
  addEventListener('error', onError);
  addEventListener('unhandledrejection', listener);
  return () => {
    removeEventListener('error', onError);
    removeEventListener('unhandledrejection', listener);
  };
}
