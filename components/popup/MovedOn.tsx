import { Button } from '../controls/Button.tsx';
import { useWords } from '../words.tsx';
import styles from './MovedOn.module.css';

/**
 * Says that the tab shows another page now, while the text being written still belongs to this one; has a
 * button to go on.
 */
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
