import browser, { type Runtime } from 'webextension-polyfill';
import type { Outcome } from '../evidence/commands/command.ts';
import { type Command, parseCommand } from '../evidence/commands/index.ts';

/**
 * Answers the commands that views send. Accepts only this extension's own pages: a content script or another
 * extension gets `refused`.
 */
export function onCommand(run: (command: Command) => Promise<Outcome>): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    const command = isOwnPage(sender) ? parseCommand(message) : undefined;
    return command ? run(command) : Promise.resolve<Outcome>({ ok: false, fault: 'refused' });
  });
}

function isOwnPage({ id, url }: Runtime.MessageSender): boolean {
  return id === browser.runtime.id && url !== undefined && url.startsWith(browser.runtime.getURL('/'));
}
