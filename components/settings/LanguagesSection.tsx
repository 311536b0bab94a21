import { useId } from 'preact/hooks';
import { chooseLanguage, nameOfLanguage } from '../../locales/index.ts';
import { Switch } from '../controls/Switch.tsx';
import { Section } from '../full-page/Section.tsx';
import { LanguageOptions } from '../mission/LanguageOptions.tsx';
import { useChooseLanguage } from '../mission/use-choose-language.ts';
import { useSecondLanguage } from '../mission/use-second-language.ts';
import { useWords } from '../words.tsx';
import { Field } from './Field.tsx';

/** The language of every view, and the one beside the official texts. */
export function LanguagesSection() {
  const { t, language, settings } = useWords();
  const choose = useChooseLanguage();
  const second = useSecondLanguage();
  const ids = { first: useId(), second: useId() };
  const ofBrowser = nameOfLanguage(chooseLanguage(undefined, navigator.languages));
  return (
    <Section heading={t('settings.languages.heading')} why={t('settings.languages.why')}>
      <Field id={ids.first} label={t('settings.languages.interface')}>
        <select
          id={ids.first}
          value={settings.language ? language : ''}
          onChange={(event) => choose(event.currentTarget.value || null)}
        >
          <option value="">{t('settings.languages.asBrowser', { language: ofBrowser })}</option>
          <LanguageOptions />
        </select>
      </Field>
      <Field id={ids.second} label={t('settings.languages.second')}>
        <select
          id={ids.second}
          value={second.language}
          onChange={(event) => second.choose(event.currentTarget.value)}
        >
          <LanguageOptions except={language} />
        </select>
      </Field>
      <Switch
        label={t('settings.languages.showSecond')}
        on={second.shown}
        onToggle={() => second.show(!second.shown)}
      />
    </Section>
  );
}
