import { ListChecks } from 'lucide';
import type { DomainCounts } from '../../evidence/mission-domain.ts';
import { totalOf } from '../../evidence/summary.ts';
import { useServices } from '../services.ts';
import { Icon } from '../shared/Icon.tsx';
import { LanguageSelect } from '../shared/LanguageSelect.tsx';
import { OwnPageLink } from '../shared/OwnPageLink.tsx';
import { SettingsLink } from '../shared/SettingsLink.tsx';
import { useWords } from '../words.tsx';
import styles from './PopupFooter.module.css';

/** The way to the whole list, the language and the settings. */
export function PopupFooter({ counts }: { counts: DomainCounts | undefined }) {
  const { t } = useWords();
  const { evidencePageUrl, openEvidencePage } = useServices();
  return (
    <footer class={styles.footer}>
      <OwnPageLink class={styles.link} href={evidencePageUrl()} open={openEvidencePage}>
        <Icon shape={ListChecks} />
        {counts ? t('popup.list', { total: totalOf(counts) }) : t('popup.listUncounted')}
      </OwnPageLink>
      <div class={styles.tools}>
        <LanguageSelect />
        <SettingsLink />
      </div>
    </footer>
  );
}
