import { X } from 'lucide';
import { MAX_QUOTE_LENGTH, type Quote } from '../../evidence/piece/quote.ts';
import { Icon } from '../controls/Icon.tsx';
import { useWords } from '../words.tsx';
import styles from './QuoteList.module.css';

interface QuoteListProps {
  readonly quotes: readonly Quote[];
  /** @returns the address of the passage on the page */
  readonly linkTo?: ((quote: Quote) => string) | undefined;
  /** Called to remove a passage; without it, the list is read-only. */
  readonly onRemove?: ((quote: Quote) => void) | undefined;
}

/** Passages of a page, each with a button to remove it. */
export function QuoteList({ quotes, linkTo, onRemove }: QuoteListProps) {
  const { t, language } = useWords();
  return (
    <ul class={styles.quotes} aria-label={t('quote.list')}>
      {quotes.map((quote) => (
        <li key={`${quote.prefix}\n${quote.exact}`} class={styles.item}>
          <blockquote class={styles.quote} dir="auto">
            {linkTo ? (
              <a href={linkTo(quote)} target="_blank" rel="noopener noreferrer" title={t('quote.open')}>
                {quote.exact}
              </a>
            ) : (
              quote.exact
            )}
            {quote.isShortened && (
              <span class={styles.shortened}>
                {t('quote.shortened', { limit: MAX_QUOTE_LENGTH.toLocaleString(language) })}
              </span>
            )}
          </blockquote>
          {onRemove && (
            <button
              type="button"
              class={styles.remove}
              title={t('quote.remove')}
              aria-label={t('quote.removeOf', { quote: beginningOf(quote.exact) })}
              onClick={() => onRemove(quote)}
            >
              <Icon shape={X} size={14} />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Number of characters of a passage used as its name. */
const NAME_LENGTH = 40;

function beginningOf(text: string): string {
  const characters = [...text];
  return characters.length <= NAME_LENGTH ? text : `${characters.slice(0, NAME_LENGTH).join('')}…`;
}
