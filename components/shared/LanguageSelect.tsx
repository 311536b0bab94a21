import { Globe } from 'lucide';
import { useRun } from '../faults.tsx';
import { useWords } from '../words.tsx';
import { Icon } from './Icon.tsx';
import { LanguageOptions } from './LanguageOptions.tsx';
import styles from './LanguageSelect.module.css';

/** The language of the interface; a choice changes every open view. */
export function LanguageSelect() {
  const { t, language } = useWords();
  const run = useRun();
  return (
    <label class={styles.field}>
      <Icon shape={Globe} />
      <select
        class={styles.select}
        aria-label={t('language.label')}
        value={language}
        onChange={(event) =>
          void run({ type: 'save-settings', change: { language: event.currentTarget.value } })
        }
      >
        <LanguageOptions />
      </select>
    </label>
  );
}
