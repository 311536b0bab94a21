import { useEffect, useRef } from 'preact/hooks';
import { domainNumber, type MissionDomain } from '../../evidence/mission-domain.ts';
import type { ActionKind, LastAction } from '../../evidence/storage/last-action.ts';
import { useRun } from '../faults.tsx';
import { type Say, useWords } from '../words.tsx';
import styles from './Done.module.css';
import type { ShownPage } from './shown-page.ts';
import { undoing } from './undoing.ts';

/** The message for each completed action; `{{number}}` is the domain. */
const DONE = {
  tagged: 'popup.tagged',
  deleted: 'popup.takenOff',
  'quote-added': 'quote.added',
  'quote-removed': 'quote.removed',
  'picture-saved': 'screenshot.kept',
  'picture-removed': 'screenshot.removed',
} as const;

/** An action that was undone. */
export interface Undone {
  readonly kind: LastAction['kind'];
  /** The domain of the action; undefined if it concerned the page. */
  readonly domain: MissionDomain | undefined;
  readonly say: Say;
}

interface DoneProps {
  readonly action: LastAction;
  readonly domain: MissionDomain;
  readonly page: ShownPage;
  readonly onUndone: (undone: Undone) => void;
  /** Whether Undo takes the focus, because the button that removed something is gone. */
  readonly focusUndo: boolean;
  /** Called once Undo has taken the focus. */
  readonly onUndoFocused: () => void;
}

/** The last action in a row, with its Undo. */
export function Done({ action, domain, page, onUndone, focusUndo, onUndoFocused }: DoneProps) {
  const { t } = useWords();
  const run = useRun();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!focusUndo) return;
    button.current?.focus();
    onUndoFocused();
  }, [focusUndo, onUndoFocused]);
  const number = domainNumber(domain);
  const said = (DONE as Partial<Record<ActionKind, (typeof DONE)[keyof typeof DONE]>>)[action.kind];
  if (!said) return null;
  const { count } = action;

  async function undo() {
    const { url, ownTitle } = page;
    const { command, say, domain: where } = undoing(action, { url, title: ownTitle });
    const outcome = await run(command);
    if (outcome.ok) onUndone({ kind: action.kind, domain: where, say });
  }

  return (
    <p class={styles.done}>
      <span>
        {action.kind === 'tagged' && count > 1 ? t('tabs.tagged', { count, number }) : t(said, { number })}
      </span>
      <button ref={button} type="button" class={styles.undo} onClick={() => void undo()}>
        {t('common.undo')}
      </button>
    </p>
  );
}
