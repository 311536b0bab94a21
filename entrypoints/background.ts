import browser from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { onCommand } from '../browser/on-command.ts';
import { storageArea } from '../browser/storage-area.ts';
import { createPictureStore } from '../evidence/picture-store.ts';
import { createStore } from '../evidence/store.ts';
import { sweepPictures, withoutErasedPixels } from '../evidence/sweep-pictures.ts';
import { createWriter } from '../evidence/writer.ts';

/** The one writer: every change in every view passes through here. */
export default defineBackground(() => {
  const store = createStore(storageArea);
  const pictures = createPictureStore();
  const writer = createWriter(store);
  onCommand(withoutErasedPixels(writer.run, store, pictures));

  async function tidyUp(): Promise<void> {
    await writer.tidyUp();
    await sweepPictures(store, pictures, new Date()).catch((error: unknown) =>
      console.error('The pictures could not be swept:', error),
    );
  }
  browser.runtime.onInstalled.addListener(() => void tidyUp());
  browser.runtime.onStartup.addListener(() => void tidyUp());
});
