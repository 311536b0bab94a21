import { useEffect, useRef } from 'preact/hooks';
import { domainNumber } from '../../evidence/mission-domain.ts';
import type { ActionKind, LastAction } from '../../evidence/storage/last-action.ts';
import { useWords } from '../words.tsx';
import type { DomainRowProps } from './DomainRow.tsx';
import styles from './Done.module.css';

/** What each action is called when it is done; `{{number}}` is the domain. */
const DONE = {
  tagged: 'popup.tagged',
  deleted: 'popup.takenOff',
  'quote-added': 'quote.added',
  'quote-removed': 'quote.removed',
  'picture-saved': 'screenshot.kept',
  'picture-removed': 'screenshot.removed',
} as const;

type DoneProps = Pick<DomainRowProps, 'domain' | 'onUndo' | 'focusUndo' | 'onUndoFocused'> & {
  readonly action: LastAction;
};

/** What was done last in a row, and the way back. */
export function Done({ action, domain, onUndo, focusUndo, onUndoFocused }: DoneProps) {
  const { t } = useWords();
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!focusUndo) return;
    undo.current?.focus();
    onUndoFocused();
  }, [focusUndo, onUndoFocused]);
  const number = domainNumber(domain);
  const { count } = action;
  const said = (DONE as Partial<Record<ActionKind, (typeof DONE)[keyof typeof DONE]>>)[action.kind];
  if (!said) return null;
  return (
    <p class={styles.done}>
      <span>
        {action.kind === 'tagged' && count > 1 ? t('tabs.tagged', { count, number }) : t(said, { number })}
      </span>
      <button ref={undo} type="button" class={styles.undo} onClick={() => onUndo(action)}>
        {t('common.undo')}
      </button>
    </p>
  );
}
