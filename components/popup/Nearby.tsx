import { isTwinSpace, pathOf, searchFor, siteOf } from '../../evidence/page/nearby.ts';
import { pageKey } from '../../evidence/page/page-address.ts';
import type { PageEvidence } from '../../evidence/storage/page-evidence.ts';
import { EvidencePageLink } from '../page-links/EvidencePageLink.tsx';
import { useWords } from '../words.tsx';
import styles from './Nearby.module.css';

interface NearbyProps {
  readonly url: string;
  readonly nearby: PageEvidence['nearby'];
}

/** "Have I been here?": the pieces at this path and on this site, with links to them. */
export function Nearby({ url, nearby: { samePath, sameSite } }: NearbyProps) {
  const { t } = useWords();
  const page = pageKey(url);
  const [path, site] = [pathOf(page), siteOf(page)];
  if (path === undefined || site === undefined || samePath + sameSite === 0) return null;
  const more = isTwinSpace(site) ? 'nearby.sameTwinSpace' : 'nearby.sameSite';
  return (
    <p class={styles.nearby}>
      {samePath > 0 && (
        <EvidencePageLink search={searchFor(path)}>
          {t('nearby.samePath', { count: samePath })}
        </EvidencePageLink>
      )}
      {sameSite > 0 && (
        <EvidencePageLink search={searchFor(site)}>{t(more, { count: sameSite })}</EvidencePageLink>
      )}
    </p>
  );
}
