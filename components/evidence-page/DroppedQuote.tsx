import { useEffect, useId, useRef } from 'preact/hooks';
import { domainNumber, type MissionDomain } from '../../evidence/mission-domain.ts';
import { Button } from '../controls/Button.tsx';
import { useRun } from '../faults.tsx';
import { useWords } from '../words.tsx';
import styles from './DroppedQuote.module.css';

interface DroppedQuoteProps {
  readonly domain: MissionDomain;
  /** The id of the action to undo. */
  readonly undoId: string;
  /** Called after the quote was restored. */
  readonly onBack: () => void;
}

/**
 * Says in a piece that a quote was removed, and offers Undo, which takes the focus that the quote's button
 * had.
 */
export function DroppedQuote({ domain, undoId, onBack }: DroppedQuoteProps) {
  const { t } = useWords();
  const run = useRun();
  const undoButton = useRef<HTMLButtonElement>(null);
  const messageId = useId();
  useEffect(() => undoButton.current?.focus(), [undoId]);

  async function undo() {
    const outcome = await run({ type: 'undo', id: undoId });
    if (outcome.ok) onBack();
  }

  return (
    <div class={styles.dropped}>
      <p id={messageId}>{t('quote.removed', { number: domainNumber(domain) })}</p>
      <Button ref={undoButton} look="plain" aria-describedby={messageId} onClick={() => void undo()}>
        {t('common.undo')}
      </Button>
    </div>
  );
}
