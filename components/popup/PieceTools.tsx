import { Camera, ChevronDown } from 'lucide';
import { useId, useState } from 'preact/hooks';
import type { BegunLabel } from '../../evidence/piece/begun-label.ts';
import type { Piece, PieceId } from '../../evidence/piece/piece.ts';
import type { Quote } from '../../evidence/piece/quote.ts';
import { Icon } from '../controls/Icon.tsx';
import { useLoaded } from '../controls/use-loaded.ts';
import { FactsLine } from '../piece/FactsLine.tsx';
import { QuoteList } from '../piece/QuoteList.tsx';
import { useWords } from '../words.tsx';
import styles from './PieceTools.module.css';

interface PieceToolsProps {
  readonly id: PieceId;
  readonly piece: Piece;
  readonly readOnly: boolean;
  /** The label that is being typed. */
  readonly begunLabel: BegunLabel | undefined;
  /** Passages that are selected on the page or waiting for a domain, and not yet in this piece. */
  readonly offered: readonly Quote[];
  readonly onAddQuotes: (quotes: readonly Quote[]) => void;
  readonly onRemoveQuote: (quote: Quote) => void;
  /** Whether a picture can be started or continued; undefined if the page has one. */
  readonly pictureAction: 'take' | 'goOn' | undefined;
  readonly onPicture: () => void;
}

const loadFacts = () => import('../piece/FactsFields.tsx').then(({ FactsFields }) => FactsFields);

/** Buttons and fields for the rest of a piece: quotes, a picture, facts. */
export function PieceTools(props: PieceToolsProps) {
  const { id, piece, readOnly, begunLabel, offered, pictureAction } = props;
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const factsId = useId();
  const Facts = useLoaded(loadFacts, open);
  const quotes = piece.quotes ?? [];

  return (
    <div class={styles.tools}>
      {quotes.length > 0 && (
        <QuoteList quotes={quotes} onRemove={readOnly ? undefined : props.onRemoveQuote} />
      )}
      {!readOnly && (
        <div class={styles.buttons}>
          {offered.length > 0 && (
            <button type="button" class={styles.button} onClick={() => props.onAddQuotes(offered)}>
              {t('quote.add')}
            </button>
          )}
          {pictureAction && (
            <button type="button" class={styles.button} onClick={props.onPicture}>
              <Icon shape={Camera} size={14} /> {t(`screenshot.${pictureAction}`)}
            </button>
          )}
          <button
            type="button"
            class={styles.button}
            aria-expanded={open}
            aria-controls={factsId}
            onClick={() => setOpen(!open)}
          >
            {t('facts.open')} <Icon shape={ChevronDown} size={14} />
          </button>
        </div>
      )}
      {!open && <FactsLine evidence={piece} />}
      <div id={factsId} hidden={!open}>
        {open && Facts && (
          <Facts id={id} evidence={piece} hasPicture={pictureAction === undefined} begun={begunLabel} />
        )}
      </div>
    </div>
  );
}
