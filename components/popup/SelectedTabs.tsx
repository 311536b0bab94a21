import { checkAddress } from '../../evidence/page/page-address.ts';
import { OwnPageLink } from '../page-links/OwnPageLink.tsx';
import { type TabPage, usePopupServices } from '../services.ts';
import { useWords } from '../words.tsx';
import styles from './SelectedTabs.module.css';

interface SelectedTabsProps {
  readonly tabs: readonly TabPage[];
  readonly together: boolean;
  readonly onTogether: (together: boolean) => void;
}

/** Offers to tag all selected tabs at once, or says which permission that needs. */
export function SelectedTabs({ tabs, together, onTogether }: SelectedTabsProps) {
  const { t } = useWords();
  const { settingsPageUrl, openSettings } = usePopupServices();
  if (tabs.length < 2) return null;
  const hidden = tabs.filter(({ url }) => url === undefined).length;
  const taggable = tabs.filter(({ url }) => checkAddress(url).ok).length;
  // Some may be known from an earlier click on the toolbar button; tagging only those would silently omit the
  // others.
  if (hidden > 0 || taggable < 2) {
    return (
      <p class={styles.selected}>
        {t(hidden > 0 ? 'tabs.needPermission' : 'tabs.noneTaggable', { count: tabs.length })}{' '}
        {hidden > 0 && (
          <OwnPageLink class={undefined} href={settingsPageUrl()} open={openSettings}>
            {t('tabs.openSettings')}
          </OwnPageLink>
        )}
      </p>
    );
  }
  return (
    <label class={styles.selected}>
      <input
        type="checkbox"
        checked={together}
        onChange={(event) => onTogether(event.currentTarget.checked)}
      />{' '}
      {t('tabs.together', { count: taggable })}
    </label>
  );
}
