import { useEffect, useId, useRef } from 'preact/hooks';
import { domainNumber, type MissionDomain } from '../../evidence/mission-domain.ts';
import { Button } from '../controls/Button.tsx';
import { useRun } from '../faults.tsx';
import { useWords } from '../words.tsx';
import styles from './DroppedQuote.module.css';

interface DroppedQuoteProps {
  readonly domain: MissionDomain;
  /** What undoes it. */
  readonly undoId: string;
  /** Called after it was brought back. */
  readonly onBack: () => void;
}

/** In a piece a quote was dropped from: says so, and the way back, which takes the focus that the quote's button had. */
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
