/**
 * The room settings/ has one section for each setting. evidence/storage/settings.ts says how to add a
 * setting.
 */
import { BackupSection } from '../backup/BackupSection.tsx';
import { useReady } from '../controls/use-ready.ts';
import { WithFaults } from '../faults.tsx';
import { FullPage } from '../full-page/FullPage.tsx';
import { ReadFailure } from '../notices/FaultNotice.tsx';
import { useWords } from '../words.tsx';
import { KeyboardSection } from './KeyboardSection.tsx';
import { LanguagesSection } from './LanguagesSection.tsx';
import { MenuSection } from './MenuSection.tsx';
import { NameSection } from './NameSection.tsx';
import { PermissionsSection } from './PermissionsSection.tsx';

/** All settings, on a full page: one section for each, saved as soon as it is chosen. */
export function SettingsPage() {
  const { t, settingsFailed, rereadSettings } = useWords();
  useReady(true);
  return (
    <WithFaults>
      <FullPage heading={t('common.settings')} inSections>
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
      </FullPage>
    </WithFaults>
  );
}
