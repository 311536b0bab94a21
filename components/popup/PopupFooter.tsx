import { ListChecks } from 'lucide';
import type { DomainCounts } from '../../evidence/mission-domain.ts';
import { totalOf } from '../../evidence/summary.ts';
import { useServices } from '../services.ts';
import { Icon } from '../shared/Icon.tsx';
import { LanguageSelect } from '../shared/LanguageSelect.tsx';
import { useWords } from '../words.tsx';
import styles from './PopupFooter.module.css';

/** The way to the whole list, and the language. */
export function PopupFooter({ counts }: { counts: DomainCounts | undefined }) {
  const { t } = useWords();
  const { evidencePageUrl, openEvidencePage } = useServices();
  return (
    <footer class={styles.footer}>
      <a
        class={styles.link}
        href={evidencePageUrl()}
        target="_blank"
        rel="noreferrer"
        onClick={(event) => {
          event.preventDefault();
          void openEvidencePage();
        }}
      >
        <Icon shape={ListChecks} />
        {counts ? t('popup.list', { total: totalOf(counts) }) : t('popup.listUncounted')}
      </a>
      <LanguageSelect />
    </footer>
  );
}
