import browser from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { keepBadge } from '../browser/badge.ts';
import { keepContextMenu } from '../browser/context-menu.ts';
import { teller } from '../browser/notice.ts';
import { onCommand } from '../browser/on-command.ts';
import { quickTagger } from '../browser/quick-tag.ts';
import { readPage } from '../browser/read-page.ts';
import { wordsFrom } from '../browser/read-words.ts';
import { onShortcut } from '../browser/shortcut.ts';
import { closeToContentScripts, sessionArea, storageArea } from '../browser/storage-area.ts';
import { createWriter } from '../evidence/commands/writer.ts';
import { createMirrorStore } from '../evidence/mirror/mirror-store.ts';
import { createMirroredStore } from '../evidence/mirror/mirrored-store.ts';
import { renewIndexedDb } from '../evidence/mirror/renewal.ts';
import { createWitness } from '../evidence/mirror/witness.ts';
import { createPictureStore } from '../evidence/picture/picture-store.ts';
import { createSnapshotStore } from '../evidence/snapshots/snapshots.ts';
import { createJournal } from '../evidence/undo/journal.ts';

/**
 * The background: creates the one writer, tags without the popup (browser/context-menu.ts,
 * browser/shortcut.ts, both through browser/quick-tag.ts), shows the result over the page (browser/notice.ts)
 * or, if no script may run there, on the toolbar button, and shows the count on that button
 * (browser/badge.ts). Every listener is registered before this returns, or the browser would not wake it for
 * the event. The browser can terminate it at any time: nothing in its memory is more than a convenience.
 */
export default defineBackground(() => {
  // At every start: no documentation says that the browser remembers it.
  void closeToContentScripts();
  const snapshots = createSnapshotStore();
  const pictures = createPictureStore();
  const { store, safekeeping, keeper } = createMirroredStore({
    area: storageArea,
    session: sessionArea,
    mirror: createMirrorStore(),
    renewMirror: () => renewIndexedDb(indexedDB),
    witness: createWitness(),
    snapshots,
    pictures,
  });
  const writer = createWriter({
    store,
    safekeeping,
    keeper,
    journal: createJournal(),
    pictures,
    now: () => new Date(),
    newId: () => crypto.randomUUID(),
    newOrigin: () => crypto.randomUUID(),
  });
  // Before any command: damaged data must not be overwritten.
  void writer.checkAtStart();
  const readWords = wordsFrom(store);
  const tell = teller(keepBadge(store, readWords), readWords);
  const quickTag = quickTagger(writer.run, readPage, tell);
  onCommand(writer.run);
  keepContextMenu(store, readWords, quickTag);
  onShortcut(store, quickTag, tell);
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'update') void writer.saveBeforeMigration();
    void writer.tidyUp();
  });
  browser.runtime.onStartup.addListener(() => void writer.tidyUp());
});
