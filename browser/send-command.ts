import browser from 'webextension-polyfill';
import type { Outcome } from '../evidence/commands/command.ts';
import type { Command } from '../evidence/commands/index.ts';

/** How long a view waits for the writer before it reports a failure, in milliseconds. */
const ANSWER_WITHIN_MS = 10_000;

/** The same for commands that may change thousands of pieces at once. */
const LONG_ANSWER_WITHIN_MS = 180_000;

/** Commands that may change so many. */
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
 * Sends a command to the writer in the background. It is sent by the time this returns: the command is
 * carried out even if the view closes at once.
 * @returns the outcome; `no-answer` if the background did not answer in time. Never rejects.
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
