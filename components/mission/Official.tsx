import { boldParts } from '../../evidence/bold-parts.ts';
import type { OfficialText } from '../../locales/index.ts';
import { useWords } from '../words.tsx';
import styles from './Official.module.css';

interface OfficialProps {
  readonly text: OfficialText;
  /** The language of the surrounding text, if it is not the interface's. */
  readonly inside?: string;
}

/**
 * An official text word for word, with the source's bold as emphasis (`**`). If its language differs from the
 * surrounding text's, it is marked for assistive technology (WCAG 3.1.2) and, with the language's code,
 * visibly.
 */
export function Official({ text: { text, language }, inside }: OfficialProps) {
  const words = useWords();
  const surrounding = inside ?? words.language;
  const parts = boldParts(text).map((part) => (part.isBold ? <strong>{part.text}</strong> : part.text));
  if (language === surrounding) return parts;
  return (
    <>
      <span lang={language}>{parts}</span>{' '}
      <span class={styles.code} aria-hidden="true">
        {language.toUpperCase()}
      </span>
    </>
  );
}
