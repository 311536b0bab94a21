import { useEffect, useRef } from 'preact/hooks';
import { pieceId } from '../../evidence/piece/piece-id.ts';
import { cleanTitle, MAX_TITLE_LENGTH } from '../../evidence/values/clean-text.ts';
import { useKeptCaret } from '../controls/use-kept-caret.ts';
import { useKeptText } from '../controls/use-kept-text.ts';
import type { TextCommand } from '../faults.tsx';
import { useWords } from '../words.tsx';
import type { ShownPage } from './shown-page.ts';
import styles from './TitleField.module.css';

interface TitleFieldProps {
  readonly page: ShownPage;
  readonly onDone: () => void;
}

/** A field to correct the page's title. */
export function TitleField({ page, onDone }: TitleFieldProps) {
  const { t } = useWords();
  const { field } = useKeptText(page.title, (title, from) => keepingTitle(page, title, from), cleanTitle);
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

/** Until the page is tagged, its typed title is stored in its draft. */
function keepingTitle({ live: [piece], url = '' }: ShownPage, title: string, from: string[]): TextCommand {
  return piece
    ? { type: 'write-title', id: pieceId(piece.domain, piece.url), title, from }
    : { type: 'write-draft', url, change: { title } };
}
