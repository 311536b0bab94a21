import { ListChecks } from 'lucide';
import { useEffect } from 'preact/hooks';
import { BackupSection } from '../backup/BackupSection.tsx';
import { FaultNotice, ReadFailure } from '../FaultNotice.tsx';
import { WithFaults } from '../faults.tsx';
import { useServices } from '../services.ts';
import { Icon } from '../shared/Icon.tsx';
import { OwnPageLink } from '../shared/OwnPageLink.tsx';
import { useReady } from '../shared/use-ready.ts';
import { useWords } from '../words.tsx';
import { KeyboardSection } from './KeyboardSection.tsx';
import { LanguagesSection } from './LanguagesSection.tsx';
import { MenuSection } from './MenuSection.tsx';
import { NameSection } from './NameSection.tsx';
import { PermissionsSection } from './PermissionsSection.tsx';
import styles from './SettingsPage.module.css';

/** What the teacher can choose, on a full page: one section for each, kept the moment it is chosen. */
export function SettingsPage() {
  const { t, settingsFailed, rereadSettings } = useWords();
  useReady(true);
  useEffect(() => {
    document.title = `${t('manifest.name')} – ${t('common.settings')}`;
  }, [t]);
  return (
    <WithFaults>
      <SettingsHeader />
      <main class={styles.main}>
        {settingsFailed ? (
          <ReadFailure say="settings.readFailed" onRetry={rereadSettings} />
        ) : (
          <>
            <LanguagesSection />
            <NameSection />
            <MenuSection />
          </>
        )}
        <PermissionsSection />
        <KeyboardSection />
        <BackupSection />
      </main>
      <div class={styles.fault}>
        <FaultNotice />
      </div>
      <footer class={styles.footer}>{t('common.notOfficial')}</footer>
    </WithFaults>
  );
}

function SettingsHeader() {
  const { t } = useWords();
  const { evidencePageUrl, openEvidencePage } = useServices();
  return (
    <header class={styles.header}>
      <div class={styles.inner}>
        <h1 tabIndex={-1}>{t('common.settings')}</h1>
        <OwnPageLink class={styles.link} href={evidencePageUrl()} open={openEvidencePage}>
          <Icon shape={ListChecks} />
          {t('popup.listUncounted')}
        </OwnPageLink>
      </div>
    </header>
  );
}
