import { useCommonServices } from '../services.ts';
import { useWords } from '../words.tsx';
import { OwnPageLink } from './OwnPageLink.tsx';
import styles from './RecoveryLink.module.css';

/** A link to the recovery page, which shows all evidence in every place that it is stored. */
export function RecoveryLink() {
  const { t } = useWords();
  const { recoveryPageUrl, openRecovery } = useCommonServices();
  return (
    <OwnPageLink class={styles.link} href={recoveryPageUrl()} open={openRecovery}>
      {t('rescue.look')}
    </OwnPageLink>
  );
}
