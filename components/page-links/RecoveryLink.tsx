import { useCommonServices } from '../services.ts';
import { useWords } from '../words.tsx';
import { OwnPageLink } from './OwnPageLink.tsx';
import styles from './RecoveryLink.module.css';

/** The way to the view that shows what there is of the evidence, in whatever place. */
export function RecoveryLink() {
  const { t } = useWords();
  const { recoveryPageUrl, openRecovery } = useCommonServices();
  return (
    <OwnPageLink class={styles.link} href={recoveryPageUrl()} open={openRecovery}>
      {t('rescue.look')}
    </OwnPageLink>
  );
}
