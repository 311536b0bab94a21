import { useState } from 'preact/hooks';
import type { Command } from '../../evidence/commands/index.ts';
import { useRun } from '../faults.tsx';
import { type Saying, useMessage } from '../words.tsx';

interface Bulk {
  /** The result of the last change; '' if there is nothing to say. */
  readonly message: string;
  /** The last change can be undone. */
  readonly canUndo: boolean;
  /**
   * Changes pieces in one step, all or none.
   * @param say the message about the change, for this many pieces
   * @returns whether it was done
   */
  change(command: Command, say: (t: Saying['t'], count: number) => string): Promise<boolean>;
  undo(): Promise<void>;
  dismiss(): void;
}

/** Changes many pieces at once, and undoes that. */
export function useBulk(): Bulk {
  const run = useRun();
  const [message, setMessage] = useMessage();
  const [undoId, setUndoId] = useState<string>();

  return {
    message,
    canUndo: undoId !== undefined,
    async change(command, say) {
      const outcome = await run(command);
      if (!outcome.ok) return false;
      const { count } = outcome;
      setUndoId(outcome.undoId);
      setMessage((t) => (count > 0 ? say(t, count) : t('select.unchanged')));
      return true;
    },
    async undo() {
      if (undoId === undefined) return;
      const outcome = await run({ type: 'undo', id: undoId });
      if (!outcome.ok) return;
      setUndoId(undefined);
      setMessage((t) => t('select.undone'));
    },
    dismiss() {
      setUndoId(undefined);
      setMessage(undefined);
    },
  };
}
