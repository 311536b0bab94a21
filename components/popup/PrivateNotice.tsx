import { EyeOff } from 'lucide';
import { Button } from '../shared/Button.tsx';
import { Icon } from '../shared/Icon.tsx';
import { useWords } from '../words.tsx';
import styles from './PrivateNotice.module.css';

/** In a private window: says, before anything is stored, that it will be kept; one click goes on. */
export function PrivateNotice({ onAccept }: { onAccept: () => void }) {
  const { t } = useWords();
  return (
    <section class={styles.notice} aria-label={t('private.heading')}>
      <Icon shape={EyeOff} />
      <p>{t('private.explain')}</p>
      <Button look="plain" autoFocus onClick={onAccept}>
        {t('private.accept')}
      </Button>
    </section>
  );
}
