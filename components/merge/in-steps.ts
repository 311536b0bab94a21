import type { Outcome } from '../../evidence/commands/command.ts';
import type { Command } from '../../evidence/commands/index.ts';

/** Pieces in one command: it takes a fraction of a second, after which other commands have their turn. */
export const STEP_PIECES = 250;

/** Progress and cancelling, for somebody who waits. */
export interface Steering {
  /** Stops between two steps. */
  readonly signal: AbortSignal;
  /** Called with how many pieces of how many are done. */
  readonly onProgress: (done: number, total: number) => void;
}

/** Sends a command, and sends it once more if no answer came because the background was terminated. */
export async function runAgain(
  run: (command: Command) => Promise<Outcome>,
  command: Command,
): Promise<Outcome> {
  const outcome = await run(command);
  return !outcome.ok && outcome.fault === 'no-answer' ? run(command) : outcome;
}
