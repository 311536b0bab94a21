import { Button } from '../controls/Button.tsx';
import { useWords } from '../words.tsx';

/** How many things of a list are shown at first, and how many more each time. */
export const STEP = 20;

interface MoreProps {
  /** How many are not shown yet. */
  readonly left: number;
  readonly step?: number;
  readonly onMore: () => void;
}

/** Shows more of the list right before it, which can take the focus; nothing where all is shown. */
export function More({ left, step = STEP, onMore }: MoreProps) {
  const { t, language } = useWords();
  if (left <= 0) return null;
  return (
    <Button
      look="plain"
      onClick={({ currentTarget }) => {
        // When all is shown, this button goes; the focus must not.
        if (left <= step) (currentTarget.previousElementSibling as HTMLElement | null)?.focus();
        onMore();
      }}
    >
      {t('merge.more', { total: left.toLocaleString(language) })}
    </Button>
  );
}
