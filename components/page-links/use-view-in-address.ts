/**
 * The room page-links/ leads to the pages of the extension and to the views of the evidence page. What that page shows
 * stands in its address (evidence/list/list-view.ts), so it can be linked to, bookmarked and gone back to.
 */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { addressOf, type ListView, viewIn } from '../../evidence/list/list-view.ts';

/**
 * Changes what is shown. A choice is a step that Back takes back; of what is typed only the beginning is, or
 * there would be one for every letter.
 */
export type ChangeView = (change: Partial<ListView>, how?: 'choosing' | 'typing') => void;

/**
 * What the page shows, kept in its address, so that it can be linked to, bookmarked and gone back to.
 * @returns it and the way to change it
 */
export function useViewInAddress(): [ListView, ChangeView] {
  const [view, setView] = useState(() => viewIn(location.search));
  useEffect(() => {
    const onPopState = () => setView(viewIn(location.search));
    addEventListener('popstate', onPopState);
    return () => removeEventListener('popstate', onPopState);
  }, []);
  const change = useCallback<ChangeView>((part, how = 'choosing') => {
    const next = { ...viewIn(location.search), ...part };
    const address = new URL(location.href);
    address.search = addressOf(next, location.search);
    // Where it leads elsewhere, the place on the page that the address named is none of it.
    const before = viewIn(location.search);
    if (next.bin !== before.bin || next.application !== before.application) address.hash = '';
    const goesOn = how === 'typing' && (before.query !== '' || next.query === '');
    if (goesOn) history.replaceState(null, '', address);
    else if (address.href !== location.href) history.pushState(null, '', address);
    setView(next);
  }, []);
  return [view, change];
}
