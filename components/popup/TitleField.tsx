import { useEffect, useRef } from 'preact/hooks';
import { cleanTitle, MAX_TITLE_LENGTH } from '../../evidence/values/clean-text.ts';
import { useKeptCaret } from '../controls/use-kept-caret.ts';
import { useKeptText } from '../controls/use-kept-text.ts';
import type { TextCommand } from '../faults.tsx';
import { useWords } from '../words.tsx';
import styles from './TitleField.module.css';

interface TitleFieldProps {
  readonly title: string;
  readonly keeping: (title: string, from: string[]) => TextCommand;
  readonly onDone: () => void;
}

/** The page's title, to be corrected. */
export function TitleField({ title, keeping, onDone }: TitleFieldProps) {
  const { t } = useWords();
  const { field } = useKeptText(title, keeping, cleanTitle);
  const input = useRef<HTMLInputElement>(null);
  useKeptCaret(input, field.value);
  useEffect(() => input.current?.select(), []);
  return (
    <form
      class={styles.line}
      onSubmit={(event) => {
        event.preventDefault();
        onDone();
      }}
    >
      <input
        {...field}
        ref={input}
        class={styles.input}
        dir="auto"
        aria-label={t('thisPage.titleLabel')}
        maxLength={MAX_TITLE_LENGTH}
      />
      <button type="submit" class={styles.done}>
        {t('thisPage.doneTitle')}
      </button>
    </form>
  );
}
