import { useId } from 'preact/hooks';
import { EXPORT_GROUPS, type FormatId } from '../../evidence/export/index.ts';
import { VisuallyHidden } from '../controls/VisuallyHidden.tsx';
import { useWords } from '../words.tsx';
import styles from './FormatChoice.module.css';

interface FormatChoiceProps {
  readonly format: FormatId;
  readonly onChoose: (format: FormatId) => void;
}

/** The formats, grouped by what teachers use them for. */
export function FormatChoice({ format, onChoose }: FormatChoiceProps) {
  const { t } = useWords();
  const name = useId();
  return (
    <fieldset class={styles.formats}>
      <legend>
        <VisuallyHidden>{t('export.format')}</VisuallyHidden>
      </legend>
      {EXPORT_GROUPS.map(({ purpose, formats }) => (
        // biome-ignore lint/a11y/useSemanticElements: a group inside the fieldset that asks for one format
        <div key={purpose} role="group" aria-labelledby={`${name}-${purpose}`} class={styles.group}>
          <p id={`${name}-${purpose}`} class={styles.purpose}>
            {t(`export.groups.${purpose}`)}
          </p>
          {formats.map(({ id }) => (
            <label key={id} class={styles.format}>
              <input
                type="radio"
                name={name}
                value={id}
                checked={format === id}
                // biome-ignore lint/a11y/noAutofocus: a dialog starts with the focus on its first choice
                autoFocus={format === id}
                aria-describedby={`${name}-${id}`}
                onChange={() => onChoose(id)}
              />
              <span class={styles.name}>{t(`export.formats.${id}.name`)}</span>
              <span id={`${name}-${id}`} class={styles.use}>
                {t(`export.formats.${id}.use`)}
              </span>
            </label>
          ))}
        </div>
      ))}
    </fieldset>
  );
}
