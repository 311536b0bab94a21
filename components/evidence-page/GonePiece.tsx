import { useEffect, useId, useRef } from 'preact/hooks';
import { domainNumber } from '../../evidence/mission-domain.ts';
import { Button } from '../controls/Button.tsx';
import { useRun } from '../faults.tsx';
import { useWords } from '../words.tsx';
import styles from './GonePiece.module.css';
import type { Gone } from './gone.ts';

interface GonePieceProps {
  readonly title: string;
  readonly gone: Gone | undefined;
  /** It has just gone: its Undo takes the focus that its own button had. */
  readonly focused: boolean;
  /** Called when it has taken the focus it was given. */
  readonly onFocused: () => void;
  /** Called after it was brought back. */
  readonly onBack: () => void;
}

/** What is left in the place of a piece that was deleted or moved: the words, and the way back. */
export function GonePiece({ title, gone, focused, onFocused, onBack }: GonePieceProps) {
  const { t } = useWords();
  const run = useRun();
  const undoButton = useRef<HTMLButtonElement>(null);
  const messageId = useId();
  useEffect(() => {
    if (!focused) return;
    undoButton.current?.focus();
    onFocused();
  }, [focused, onFocused]);
  if (!gone) return null;

  const { movedTo, undoId } = gone;
  async function undo() {
    if (undoId === undefined) return;
    const outcome = await run({ type: 'undo', id: undoId });
    if (outcome.ok) onBack();
  }

  const name = title || t('common.untitled');
  const message = movedTo
    ? t('list.moved', { title: name, number: domainNumber(movedTo) })
    : t('list.deleted', { title: name });
  return (
    <div class={styles.gone}>
      <p id={messageId}>{message}</p>
      <Button ref={undoButton} look="plain" aria-describedby={messageId} onClick={() => void undo()}>
        {t('common.undo')}
      </Button>
    </div>
  );
}
