import { useEffect, useState } from 'preact/hooks';
import { Button } from '../controls/Button.tsx';
import { useWords } from '../words.tsx';
import styles from './Working.module.css';

/** Time after which to show progress, in milliseconds. */
const LONG_MS = 1_000;

interface WorkingProps {
  /** Names the work, for people who cannot see the bar. */
  readonly label: string;
  /** The share that is done, 0 to 1; undefined if unknown. */
  readonly share: number | undefined;
  readonly onStop: () => void;
}

/**
 * The progress of work that takes longer than a second, with a button to stop it. It announces nothing by
 * itself.
 */
export function Working({ label, share, onStop }: WorkingProps) {
  const { t } = useWords();
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isLong) return null;
  return (
    <div class={styles.working}>
      <progress aria-label={label} value={share} />
      <Button look="plain" onClick={onStop}>
        {t('merge.stop')}
      </Button>
    </div>
  );
}
