import browser from 'webextension-polyfill';
import type { Outcome } from '../evidence/commands/command.ts';
import type { Command } from '../evidence/commands/index.ts';

/** How long a view waits for the writer before it says so, in milliseconds. */
const ANSWER_WITHIN_MS = 10_000;

/** The same for what may be thousands of pieces at once. */
const LONG_ANSWER_WITHIN_MS = 180_000;

/** What may concern so many. */
const LONG: ReadonlySet<Command['type']> = new Set([
  'delete',
  'restore',
  'delete-for-good',
  'edit-facts',
  'move',
  'place',
  'undo',
  'merge',
  'save-edition',
  'go-back',
  'check-list',
  'recount',
  'recover',
  'erase-everything',
]);

/**
 * Hands a command to the writer in the background. Sending is done when this returns: the command
 * is carried out even if the view closes at once.
 * @returns what became of it; `no-answer` when the background did not answer in time. Never rejects.
 */
export async function sendCommand(command: Command): Promise<Outcome> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const noAnswer = new Promise<Outcome>((resolve) => {
    timer = setTimeout(
      () => resolve({ ok: false, fault: 'no-answer' }),
      LONG.has(command.type) ? LONG_ANSWER_WITHIN_MS : ANSWER_WITHIN_MS,
    );
  });
  try {
    const answer: Promise<Outcome | undefined> = browser.runtime.sendMessage(command);
    return (await Promise.race([answer, noAnswer])) ?? { ok: false, fault: 'no-answer' };
  } catch {
    return { ok: false, fault: 'no-answer' };
  } finally {
    clearTimeout(timer);
  }
}
