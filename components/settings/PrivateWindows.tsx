import { ExternalLink } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { useServices } from '../services.ts';
import { Button } from '../shared/Button.tsx';
import { useWords } from '../words.tsx';
import styles from './PrivateWindows.module.css';

/**
 * Whether the extension works in private windows, and how that is changed: by the teacher, in the
 * browser. Both browsers start the extension anew when it is, so it is asked once.
 */
export function PrivateWindows() {
  const { t } = useWords();
  const { permissions, openExtensionDetails } = useServices();
  const [allowed, setAllowed] = useState<boolean>();

  useEffect(() => {
    void permissions.inPrivateWindows().then(setAllowed);
  }, [permissions]);

  return (
    <div class={styles.private}>
      {allowed !== undefined && (
        <p>{t(allowed ? 'settings.privateWindows.allowed' : 'settings.privateWindows.notAllowed')}</p>
      )}
      <p class={styles.how}>{t('settings.privateWindows.how')}</p>
      {openExtensionDetails && (
        <Button icon={ExternalLink} look="plain" onClick={() => void openExtensionDetails()}>
          {t('settings.privateWindows.open')}
        </Button>
      )}
    </div>
  );
}
