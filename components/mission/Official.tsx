import { boldParts } from '../../evidence/bold-parts.ts';
import type { OfficialText } from '../../locales/index.ts';
import { useWords } from '../words.tsx';
import styles from './Official.module.css';

interface OfficialProps {
  readonly text: OfficialText;
  /** The language that surrounds it, when it is not the interface's. */
  readonly inside?: string;
}

/**
 * An official text word for word, with the source's bold as emphasis (`**`). Where it is in another
 * language than what surrounds it, it is marked so for assistive technology (WCAG 3.1.2) and, by the
 * language's code, for the eye.
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
