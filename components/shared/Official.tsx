import type { OfficialText } from '../../locales/index.ts';
import { useWords } from '../words.tsx';

interface OfficialProps {
  readonly text: OfficialText;
  /** The language that surrounds it, when it is not the interface's. */
  readonly inside?: string;
}

/**
 * An official text word for word, with the source's bold as emphasis (`**`), marked with its own
 * language where that is another than what surrounds it (WCAG 3.1.2).
 */
export function Official({ text: { text, language }, inside }: OfficialProps) {
  const words = useWords();
  const surrounding = inside ?? words.language;
  const parts = text.split('**').map((part, index) => (index % 2 === 1 ? <strong>{part}</strong> : part));
  return language === surrounding ? parts : <span lang={language}>{parts}</span>;
}
