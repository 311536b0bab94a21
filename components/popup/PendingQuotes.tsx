import { TextQuote } from 'lucide';
import type { Quote } from '../../evidence/piece/quote.ts';
import { Icon } from '../controls/Icon.tsx';
import { QuoteList } from '../piece/QuoteList.tsx';
import { useWords } from '../words.tsx';
import styles from './PendingQuotes.module.css';

interface PendingQuotesProps {
  readonly quotes: readonly Quote[];
  readonly onRemove: (quote: Quote) => void;
}

/** Passages selected on the page: they will be added to the domain that is clicked next. */
export function PendingQuotes({ quotes, onRemove }: PendingQuotesProps) {
  const { t } = useWords();
  if (quotes.length === 0) return null;
  return (
    <section class={styles.pending} aria-label={t('quote.pending')}>
      <p class={styles.hint}>
        <Icon shape={TextQuote} size={14} />
        {t('quote.pendingHint')}
      </p>
      <QuoteList quotes={quotes} onRemove={onRemove} />
    </section>
  );
}
