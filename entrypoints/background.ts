import browser from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { onCommand } from '../browser/on-command.ts';
import { storageArea } from '../browser/storage-area.ts';
import { createPictureStore } from '../evidence/picture-store.ts';
import { createStore } from '../evidence/store.ts';
import { sweepPictures } from '../evidence/sweep-pictures.ts';
import { createWriter } from '../evidence/writer.ts';

/** The one writer: every change in every view passes through here. */
export default defineBackground(() => {
  const store = createStore(storageArea);
  const writer = createWriter(store);
  const sweep = () =>
    sweepPictures(store, createPictureStore(), new Date()).catch((error: unknown) =>
      console.error('The pictures could not be swept:', error),
    );

  onCommand(async (command) => {
    const outcome = await writer.run(command);
    // The pixels of what was deleted for good go too; nobody waits for that.
    if (command.type === 'erase' && outcome.ok) void sweep();
    return outcome;
  });
  browser.runtime.onInstalled.addListener(() => void writer.tidyUp().then(sweep));
  browser.runtime.onStartup.addListener(() => void writer.tidyUp().then(sweep));
});
