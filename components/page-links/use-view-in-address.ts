/**
 * The room page-links/ links to the pages of the extension and to the views of the evidence page. The view is
 * stored in the page's address (evidence/list/list-view.ts), so that it can be linked to and bookmarked, and
 * the back button works.
 */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { addressOf, type ListView, viewIn } from '../../evidence/list/list-view.ts';

/**
 * Changes the view. Each choice is one step of the back button. Typing makes only one step, at its beginning,
 * instead of one for every letter.
 */
export type ChangeView = (change: Partial<ListView>, how?: 'choosing' | 'typing') => void;

/**
 * The view, stored in the page's address, so that it can be linked to and bookmarked, and the back button
 * works.
 * @returns the view and a function to change it
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
    // Drop the hash when switching views.
    const before = viewIn(location.search);
    if (next.bin !== before.bin || next.application !== before.application) address.hash = '';
    const goesOn = how === 'typing' && (before.query !== '' || next.query === '');
    if (goesOn) history.replaceState(null, '', address);
    else if (address.href !== location.href) history.pushState(null, '', address);
    setView(next);
  }, []);
  return [view, change];
}
