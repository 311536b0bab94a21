import { domainNumber } from '../../evidence/mission-domain.ts';
import { missingIn } from '../../evidence/piece/missing-quotes.ts';
import type { Piece, PieceId } from '../../evidence/piece/piece.ts';
import type { Quote } from '../../evidence/piece/quote.ts';
import type { LastAction } from '../../evidence/storage/last-action.ts';
import { useRun } from '../faults.tsx';
import { type Say, useWords } from '../words.tsx';
import { PicturePanel } from './PicturePanel.tsx';
import { PieceTools } from './PieceTools.tsx';
import type { ShownPage } from './shown-page.ts';
import styles from './TaggedTools.module.css';
import type { PendingQuotes } from './use-pending-quotes.ts';
import { usePictureTaking } from './use-picture-taking.ts';
import type { ScreenshotState } from './use-screenshot.ts';

interface TaggedToolsProps {
  readonly id: PieceId;
  readonly piece: Piece;
  /** A newer version wrote the piece. */
  readonly readOnly: boolean;
  readonly page: ShownPage;
  readonly screenshot: ScreenshotState;
  readonly pending: PendingQuotes;
  /** Called after an action that can be undone. */
  readonly onDone: (kind: LastAction['kind'], say: Say) => void;
}

/** The content below the note of a tagged page: its picture, quotes and facts. */
export function TaggedTools(props: TaggedToolsProps) {
  const { id, piece, page, screenshot, pending, onDone } = props;
  const { selection } = page;
  const picture = page.evidence?.picture;
  const taking = usePictureTaking(page, screenshot);
  const { t } = useWords();
  const run = useRun();
  const number = domainNumber(piece.domain);

  async function addQuotes(quotes: readonly Quote[]) {
    const outcome = await run({ type: 'add-quotes', id, quotes: [...quotes] });
    if (outcome.ok) onDone('quote-added', (t) => t('quote.added', { number }));
  }

  async function removeQuote(quote: Quote) {
    pending.dismiss(quote);
    const outcome = await run({ type: 'remove-quote', id, quote });
    if (outcome.ok) onDone('quote-removed', (t) => t('quote.removed', { number }));
  }

  async function removePicture() {
    if (await taking.remove()) onDone('picture-removed', (t) => t('screenshot.removed'));
  }

  return (
    <>
      {picture && (
        <PicturePanel
          picture={picture}
          title={page.title}
          taking={taking}
          onRemove={() => void removePicture()}
        />
      )}
      {taking.isRefused && (
        <p role="alert" class={styles.refused}>
          {t('screenshot.takeFailed')}
        </p>
      )}
      <PieceTools
        key={piece.url}
        id={id}
        piece={piece}
        readOnly={props.readOnly}
        begunLabel={page.evidence?.draft?.label}
        offered={missingIn(piece, [...pending.quotes, ...(selection ? [selection] : [])])}
        onAddQuotes={(quotes) => void addQuotes(quotes)}
        onRemoveQuote={(quote) => void removeQuote(quote)}
        pictureAction={picture ? undefined : taking.shape ? 'goOn' : 'take'}
        onPicture={() => void taking.take()}
      />
    </>
  );
}
