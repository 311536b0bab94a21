import { useState } from 'preact/hooks';
import type { Command } from '../../evidence/commands/command.ts';
import type { Change } from '../../evidence/piece/edits.ts';
import type { Evidence, EvidenceId } from '../../evidence/piece/evidence.ts';
import { inParts, MESSAGE_BYTES, messageBytes } from '../../evidence/values/in-parts.ts';
import { useRun } from '../faults.tsx';
import { type Saying, useMessage } from '../words.tsx';

/** A move answers with four copies of a piece: before and after, here and there. No command has more. */
const COPIES = 4;

interface Bulk {
  /** What became of the last change; '' for nothing to say. */
  readonly message: string;
  /** The last change can be taken back. */
  readonly canUndo: boolean;
  /**
   * Changes pieces in one step; only what is too much for one message goes in several, which one Undo
   * takes back.
   * @param command makes the command for some of them
   * @param say what was done, for the changes that were made
   * @returns whether all of it was done
   */
  change(
    ids: readonly EvidenceId[],
    command: (ids: EvidenceId[]) => Command,
    say: (t: Saying['t'], changes: readonly Change[]) => string,
  ): Promise<boolean>;
  undo(): Promise<void>;
  dismiss(): void;
}

/** Changes many pieces and takes that back. */
export function useBulk(pieces: ReadonlyMap<EvidenceId, Evidence>): Bulk {
  const run = useRun();
  const [message, setMessage] = useMessage();
  const [made, setMade] = useState<readonly (readonly Change[])[]>([]);
  const sizeOf = (id: EvidenceId) => COPIES * messageBytes(pieces.get(id) ?? '');

  return {
    message,
    canUndo: made.length > 0,
    async change(ids, command, say) {
      const done: (readonly Change[])[] = [];
      let isWhole = true;
      for (const part of inParts(ids, sizeOf, MESSAGE_BYTES)) {
        const outcome = await run(command(part));
        isWhole = outcome.ok;
        if (!outcome.ok) break;
        if (outcome.changes.length > 0) done.push(outcome.changes);
      }
      const changes = done.flat();
      if (!isWhole && changes.length === 0) return false;
      setMade(done);
      setMessage((t) => (changes.length > 0 ? say(t, changes) : t('select.unchanged')));
      return isWhole;
    },
    async undo() {
      for (const changes of made.toReversed()) {
        const outcome = await run({ type: 'undo', changes: [...changes] });
        if (!outcome.ok) return;
      }
      setMade([]);
      setMessage((t) => t('select.undone'));
    },
    dismiss() {
      setMade([]);
      setMessage(undefined);
    },
  };
}
