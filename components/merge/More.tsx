import { Button } from '../controls/Button.tsx';
import { useWords } from '../words.tsx';

/** Number of entries of a list shown at first, and added each time. */
export const STEP = 20;

interface MoreProps {
  /** Number of entries not shown yet. */
  readonly left: number;
  readonly step?: number;
  readonly onMore: () => void;
}

/** Shows more of the list right before it, which must be focusable; nothing if all is shown. */
export function More({ left, step = STEP, onMore }: MoreProps) {
  const { t, language } = useWords();
  if (left <= 0) return null;
  return (
    <Button
      look="plain"
      onClick={({ currentTarget }) => {
        // This button disappears once all is shown, so move the focus first.
        if (left <= step) (currentTarget.previousElementSibling as HTMLElement | null)?.focus();
        onMore();
      }}
    >
      {t('merge.more', { total: left.toLocaleString(language) })}
    </Button>
  );
}
