import { useEffect, useState } from 'preact/hooks';
import { Button } from '../controls/Button.tsx';
import { useWords } from '../words.tsx';
import styles from './Working.module.css';

/** After so long, in milliseconds, it is worth showing how far something is. */
const LONG_MS = 1_000;

interface WorkingProps {
  /** What is being done, for who cannot see the bar. */
  readonly label: string;
  /** How much of it is done, 0 to 1; undefined where nobody knows. */
  readonly share: number | undefined;
  readonly onStop: () => void;
}

/** How far something is that takes longer than a second, and the way to stop it. It says nothing by itself. */
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
