import { useEffect, useState } from 'preact/hooks';

/** The parameter of the page's address that holds the search. */
const SEARCH = 'q';

/**
 * The search, kept in the page's address, so that it can be linked to, bookmarked and gone back to.
 * @returns it and the way to change it
 */
export function useSearchInAddress(): [string, (query: string) => void] {
  const [query, setQuery] = useState(searchInAddress);
  useEffect(() => {
    const onPopState = () => setQuery(searchInAddress());
    addEventListener('popstate', onPopState);
    return () => removeEventListener('popstate', onPopState);
  }, []);
  return [
    query,
    (next) => {
      setQuery(next);
      const address = new URL(location.href);
      if (next) address.searchParams.set(SEARCH, next);
      else address.searchParams.delete(SEARCH);
      // Not a step back for every letter.
      history.replaceState(null, '', address);
    },
  ];
}

function searchInAddress(): string {
  return new URL(location.href).searchParams.get(SEARCH) ?? '';
}
