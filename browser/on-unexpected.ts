/**
 * Listens to what fails on a page and nothing caught.
 * @returns the function that ends that
 */
export function onUnexpected(listener: () => void): () => void {
  const onError = ({ error }: ErrorEvent) => {
    // Without one it is a notice of the browser, as of an observer that will be called again.
    if (error) listener();
  };
  addEventListener('error', onError);
  addEventListener('unhandledrejection', listener);
  return () => {
    removeEventListener('error', onError);
    removeEventListener('unhandledrejection', listener);
  };
}
