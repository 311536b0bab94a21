import { Globe } from 'lucide';
import { Icon } from '../controls/Icon.tsx';
import { useWords } from '../words.tsx';
import { LanguageOptions } from './LanguageOptions.tsx';
import styles from './LanguageSelect.module.css';
import { useChooseLanguage } from './use-choose-language.ts';

/** Selects the language of the interface; a choice changes every open view. */
export function LanguageSelect() {
  const { t, language } = useWords();
  const choose = useChooseLanguage();
  return (
    <label class={styles.field}>
      <Icon shape={Globe} />
      <select
        class={styles.select}
        aria-label={t('language.label')}
        value={language}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <LanguageOptions />
      </select>
    </label>
  );
}
