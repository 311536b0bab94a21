import type { Outcome } from '../../evidence/commands/command.ts';
import type { Command } from '../../evidence/commands/index.ts';

/** How many pieces go in one command: a fraction of a second, after which other commands have their turn. */
export const STEP_PIECES = 250;

/** What somebody who waits sees and can do. */
export interface Steering {
  /** Stops between two steps. */
  readonly signal: AbortSignal;
  /** Hears how many pieces of how many are done. */
  readonly onProgress: (done: number, total: number) => void;
}

/** Sends a command; one whose answer did not come, because the background was ended, once more. */
export async function runAgain(
  run: (command: Command) => Promise<Outcome>,
  command: Command,
): Promise<Outcome> {
  const outcome = await run(command);
  return !outcome.ok && outcome.fault === 'no-answer' ? run(command) : outcome;
}
