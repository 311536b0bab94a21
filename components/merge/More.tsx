import { Button } from '../shared/Button.tsx';
import { useWords } from '../words.tsx';

interface MoreProps {
  /** How many are not shown yet. */
  readonly left: number;
  /** How many each press shows. */
  readonly step: number;
  readonly onMore: () => void;
}

/** Shows more of a list, which stands right before it and can have the focus. */
export function More({ left, step, onMore }: MoreProps) {
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
