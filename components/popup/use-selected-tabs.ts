import { useEffect, useState } from 'preact/hooks';
import { type TabPage, usePopupServices } from '../services.ts';

/** The tabs that are selected together: none, or all of them with the browser's information about each. */
export function useSelectedTabs(): readonly TabPage[] {
  const { selectedPages } = usePopupServices();
  const [pages, setPages] = useState<readonly TabPage[]>([]);
  useEffect(() => {
    let current = true;
    selectedPages().then(
      (selected) => current && selected.length > 1 && setPages(selected),
      (error) => console.error('The selected tabs could not be asked for:', error),
    );
    return () => {
      current = false;
    };
  }, [selectedPages]);
  return pages;
}
