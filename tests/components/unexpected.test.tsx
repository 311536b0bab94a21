import type { ComponentChild } from 'preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { onUnexpected } from '../../browser/on-unexpected.ts';
import { EvidencePage } from '../../components/evidence-page/EvidencePage.tsx';
import { FIRST_WORDS } from '../../components/popup/first-words.ts';
import { Popup } from '../../components/popup/Popup.tsx';
import { RecoveryPage } from '../../components/recovery/RecoveryPage.tsx';
import { SettingsPage } from '../../components/settings/SettingsPage.tsx';
import { memoryArea } from '../support/memory-area.ts';
import { clear, find, type ShowOptions, show, text, until, untilText, violations } from '../support/show.tsx';

/* An uncaught failure is reported on the page; `onUnexpected` is notified by the browser. */

afterEach(clear);

/** Shows a view. @returns a function that makes something fail in it */
function showFailing(view: ComponentChild, options: ShowOptions = {}): () => void {
  const listeners = new Set<() => void>();
  const services: ShowOptions['services'] = {
    onUnexpected: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  show(view, { ...options, services });
  return () => {
    for (const listener of listeners) listener();
  };
}

describe('an uncaught failure', () => {
  it.each([
    ['en', 'What was saved is safe. Close this window, open it again and check your last change.'],
    ['et', 'Salvestatu on alles. Sulge see aken, ava uuesti'],
    ['it', 'Ciò che è stato salvato è al sicuro. Chiudi questa finestra, riaprila'],
    ['pl', 'To, co zapisano, jest bezpieczne. Zamknij to okno, otwórz je ponownie'],
    ['ro', 'Ce a fost salvat este în siguranță. Închide fereastra, deschide-o din nou'],
  ])('is reported in the popup, which still works (%s)', async (language, words) => {
    const area = memoryArea({ settings: { version: 1, language } });
    const fail = showFailing(<Popup />, { area, files: FIRST_WORDS });
    const button = await find<HTMLButtonElement>('button[aria-pressed]');
    expect(text()).not.toContain(words);
    fail();
    await untilText(words);
    expect(document.querySelector('[role=alert]')?.textContent).toContain(words);
    button.click();
    await until('the tag', () => button.getAttribute('aria-pressed') === 'true');
    await until('the same words', () => text().includes(words));
    expect(await violations()).toEqual([]);
  });

  it.each([
    ['the evidence page', <EvidencePage />],
    ['the settings', <SettingsPage />],
    ['the recovery page', <RecoveryPage readPlaces={() => new Promise(() => {})} />],
  ])('is reported on %s', async (_, view) => {
    const fail = showFailing(view);
    await find('h1');
    fail();
    await untilText('Something unexpected went wrong in Mission Evidence.');
    expect(await violations()).toEqual([]);
  });
});

describe('onUnexpected', () => {
  it('is notified of a thrown error and of a rejection, until it is ended, and not of the browser’s own notices', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const listener = vi.fn();
    const end = onUnexpected(listener);
    dispatchEvent(new ErrorEvent('error', { message: 'ResizeObserver loop completed' }));
    expect(listener).not.toHaveBeenCalled();
    dispatchEvent(new ErrorEvent('error', { error: new Error('thrown') }));
    expect(listener).toHaveBeenCalledTimes(1);
    const rejection = { promise: Promise.resolve(), reason: 'nobody caught it' };
    dispatchEvent(new PromiseRejectionEvent('unhandledrejection', rejection));
    expect(listener).toHaveBeenCalledTimes(2);
    end();
    dispatchEvent(new ErrorEvent('error', { message: 'no one listens' }));
    expect(listener).toHaveBeenCalledTimes(2);
    vi.restoreAllMocks();
  });
});
