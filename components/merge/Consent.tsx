import type { MergeEffect } from '../../evidence/merge/merge-effect.ts';
import { useWords } from '../words.tsx';
import styles from './MergeDialog.module.css';

interface ConsentProps {
  readonly effect: MergeEffect;
  readonly total: number;
  readonly given: boolean;
  readonly onGive: (given: boolean) => void;
}

/** Says how much a large merge would change, and asks the teacher to tick a box. */
export function Consent({ effect, total, given, onGive }: ConsentProps) {
  const { t, language } = useWords();
  const percent = new Intl.NumberFormat(language, { style: 'percent' }).format(effect.share);
  return (
    <div class={styles.consent}>
      <p role="alert">{t('merge.share', { touched: effect.changed + effect.removed, total, percent })}</p>
      <label>
        <input type="checkbox" checked={given} onChange={(event) => onGive(event.currentTarget.checked)} />{' '}
        {t('merge.consent')}
      </label>
    </div>
  );
}
