import { ListChecks } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Icon } from '../controls/Icon.tsx';
import { FaultNotice } from '../notices/FaultNotice.tsx';
import { EvidencePageLink } from '../page-links/EvidencePageLink.tsx';
import { useWords } from '../words.tsx';
import styles from './FullPage.module.css';

interface FullPageProps {
  readonly heading: string;
  /** The content is in sections, which are spaced further apart than paragraphs. */
  readonly inSections?: boolean;
  readonly children: ComponentChildren;
}

/**
 * The frame of a full page other than the evidence page, with a link to that. Use it inside `WithFaults`,
 * whose faults it shows.
 */
export function FullPage({ heading, inSections = false, children }: FullPageProps) {
  const { t } = useWords();
  useEffect(() => {
    document.title = `${t('manifest.name')} – ${heading}`;
  }, [t, heading]);
  return (
    <>
      <header class={styles.header}>
        <div class={styles.inner}>
          <h1 tabIndex={-1}>{heading}</h1>
          <EvidencePageLink class={styles.link}>
            <Icon shape={ListChecks} />
            {t('popup.listUncounted')}
          </EvidencePageLink>
        </div>
      </header>
      <main class={inSections ? `${styles.main} ${styles.sections}` : styles.main}>{children}</main>
      <div class={styles.fault}>
        <FaultNotice />
      </div>
      <footer class={styles.footer}>{t('common.notOfficial')}</footer>
    </>
  );
}
