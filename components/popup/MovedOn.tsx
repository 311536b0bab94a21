import { Button } from '../controls/Button.tsx';
import { useWords } from '../words.tsx';
import styles from './MovedOn.module.css';

/** The tab shows another page now: what is written still belongs to this one, and there is a way on. */
export function MovedOn({ onFollow }: { onFollow: () => void }) {
  const { t } = useWords();
  return (
    <div role="status" class={styles.moved}>
      <p>{t('thisPage.movedOn')}</p>
      <Button look="plain" onClick={onFollow}>
        {t('thisPage.follow')}
      </Button>
    </div>
  );
}
