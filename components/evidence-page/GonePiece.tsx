import { useEffect, useId, useRef } from 'preact/hooks';
import { domainNumber } from '../../evidence/mission-domain.ts';
import type { PieceId } from '../../evidence/piece/piece.ts';
import { Button } from '../controls/Button.tsx';
import { useRun } from '../faults.tsx';
import { useWords } from '../words.tsx';
import styles from './GonePiece.module.css';
import type { Gone } from './gone.ts';

interface GonePieceProps {
  readonly id: PieceId;
  readonly title: string;
  readonly gone: Gone | undefined;
  /** The piece has just been deleted or moved: its Undo takes the focus that its own button had. */
  readonly focused: boolean;
  /** Called once it has taken the focus. */
  readonly onFocused: () => void;
  /** Called after the piece was restored. */
  readonly onBack: () => void;
}

/** The trace of a deleted or moved piece in its old place: what happened, and Undo. */
export function GonePiece({ id, title, gone, focused, onFocused, onBack }: GonePieceProps) {
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
    // A deleted piece is in the bin for longer than its action can be undone.
    const outcome = await run(movedTo ? { type: 'undo', id: undoId } : { type: 'restore', ids: [id] });
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
