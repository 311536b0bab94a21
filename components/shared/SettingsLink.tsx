import { Settings } from 'lucide';
import { useCommonServices } from '../services.ts';
import { useWords } from '../words.tsx';
import { Icon } from './Icon.tsx';
import { OwnPageLink } from './OwnPageLink.tsx';
import styles from './SettingsLink.module.css';

/** The way to the settings: a gear. */
export function SettingsLink() {
  const { t } = useWords();
  const { settingsPageUrl, openSettings } = useCommonServices();
  return (
    <OwnPageLink class={styles.link} href={settingsPageUrl()} open={openSettings} name={t('common.settings')}>
      <Icon shape={Settings} size={18} />
    </OwnPageLink>
  );
}
