import { Settings } from 'lucide';
import { Icon } from '../controls/Icon.tsx';
import { useCommonServices } from '../services.ts';
import { useWords } from '../words.tsx';
import { OwnPageLink } from './OwnPageLink.tsx';
import styles from './SettingsLink.module.css';

/** A link to the settings: a gear. */
export function SettingsLink() {
  const { t } = useWords();
  const { settingsPageUrl, openSettings } = useCommonServices();
  return (
    <OwnPageLink class={styles.link} href={settingsPageUrl()} open={openSettings} name={t('common.settings')}>
      <Icon shape={Settings} size={18} />
    </OwnPageLink>
  );
}
