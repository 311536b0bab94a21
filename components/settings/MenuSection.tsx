import { Switch } from '../controls/Switch.tsx';
import { useRun } from '../faults.tsx';
import { Section } from '../full-page/Section.tsx';
import { useWords } from '../words.tsx';

/** Whether pages have an entry in the context menu. */
export function MenuSection() {
  const { t, settings } = useWords();
  const run = useRun();
  const on = settings.contextMenu !== false;
  return (
    <Section heading={t('settings.menu.heading')} why={t('settings.menu.why')}>
      <Switch
        label={t('settings.menu.show')}
        on={on}
        onToggle={() => void run({ type: 'save-settings', change: { contextMenu: !on } })}
      />
    </Section>
  );
}
