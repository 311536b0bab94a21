import { Check } from 'lucide';
import { Icon } from '../controls/Icon.tsx';
import { Section } from '../full-page/Section.tsx';
import { useWords } from '../words.tsx';
import styles from './PermissionsSection.module.css';
import { TabsPermission } from './TabsPermission.tsx';

/** The extension's required and optional permissions, each with its reason. */
export function PermissionsSection() {
  const { t } = useWords();
  return (
    <Section heading={t('settings.permissions.heading')} why={t('settings.permissions.why')}>
      <div class={styles.group}>
        <h3>{t('settings.permissions.fromStart')}</h3>
        <ul class={styles.given}>
          <Given what={t('settings.permissions.page')} why={t('settings.permissions.pageWhy')} />
          <Given what={t('settings.permissions.keep')} why={t('settings.permissions.keepWhy')} />
          <Given what={t('settings.permissions.menu')} why={t('settings.permissions.menuWhy')} />
        </ul>
      </div>
      <div class={styles.group}>
        <h3>{t('settings.permissions.optional')}</h3>
        <TabsPermission />
      </div>
    </Section>
  );
}

function Given({ what, why }: { what: string; why: string }) {
  return (
    <li>
      <Icon shape={Check} />
      <strong>{what}</strong>
      <p>{why}</p>
    </li>
  );
}
