import { useState } from 'preact/hooks';
import { Switch } from '../controls/Switch.tsx';
import { useServices } from '../services.ts';
import { useWords } from '../words.tsx';
import styles from './TabsPermission.module.css';
import { usePermission } from './use-permission.ts';

/** The result of the last click on the switch. */
const ANSWERS = {
  granted: 'settings.permissions.granted',
  refused: 'settings.permissions.refused',
  removed: 'settings.permissions.removed',
  unchanged: 'settings.permissions.unchanged',
} as const;

/** The one permission that is requested only when the teacher wants to use what needs it. */
export function TabsPermission() {
  const { t } = useWords();
  const { permissions } = useServices();
  const allowed = usePermission('tabs');
  const [answer, setAnswer] = useState<keyof typeof ANSWERS>();
  // The answer given here may have been changed since on the browser's own pages.
  const holds = answer === 'unchanged' || (answer === 'granted') === allowed;

  async function toggle() {
    try {
      if (allowed) setAnswer((await permissions.remove('tabs')) ? 'removed' : 'unchanged');
      // Request it first: the browser accepts the request only directly in the click event.
      else setAnswer((await permissions.request('tabs')) ? 'granted' : 'refused');
    } catch (error) {
      console.error('The permission could not be changed:', error);
      setAnswer('unchanged');
    }
  }

  return (
    <>
      <Switch label={t('settings.permissions.tabs')} on={allowed} onToggle={() => void toggle()}>
        <p class={styles.why}>
          {t('settings.permissions.tabsWhy')} {t('settings.permissions.tabsAsks')}
        </p>
      </Switch>
      <p role="status" class={styles.answer}>
        {answer && holds ? t(ANSWERS[answer]) : ''}
      </p>
    </>
  );
}
