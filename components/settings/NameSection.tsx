import { useId } from 'preact/hooks';
import { cleanTitle, MAX_NAME_LENGTH } from '../../evidence/values/clean-text.ts';
import { useKeptText } from '../controls/use-kept-text.ts';
import { Section } from '../full-page/Section.tsx';
import { useWords } from '../words.tsx';
import { Field } from './Field.tsx';

/** The name that is added to tagged pages, saved while it is typed. */
export function NameSection() {
  const { t, settings } = useWords();
  const id = useId();
  const { field, unsaved } = useKeptText(
    settings.name ?? '',
    (name) => ({ type: 'save-settings', change: { name } }),
    cleanTitle,
  );
  return (
    <Section heading={t('settings.name.heading')} why={t('settings.name.why')}>
      <Field
        id={id}
        label={t('settings.name.label')}
        help={
          <>
            <p>{t('settings.name.where')}</p>
            <p>{t(unsaved ? 'tag.unsaved' : 'tag.kept')}</p>
          </>
        }
      >
        <input
          {...field}
          id={id}
          dir="auto"
          autocomplete="name"
          maxLength={MAX_NAME_LENGTH}
          aria-describedby={`${id}-help`}
        />
      </Field>
    </Section>
  );
}
