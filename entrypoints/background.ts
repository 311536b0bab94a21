import browser from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { onCommand } from '../browser/on-command.ts';
import { storageArea } from '../browser/storage-area.ts';
import { keepingDaily } from '../evidence/keeping-daily.ts';
import { createSafekeeping } from '../evidence/safekeeping.ts';
import { createSnapshotStore } from '../evidence/snapshots.ts';
import { createStore } from '../evidence/store.ts';
import { createWriter } from '../evidence/writer.ts';

/** The one writer: every change in every view passes through here. */
export default defineBackground(() => {
  const store = createStore(storageArea);
  const snapshots = createSnapshotStore();
  const writer = keepingDaily(createWriter(store, undefined, createSafekeeping(store, snapshots)));
  onCommand(writer.run);
  browser.runtime.onInstalled.addListener(() => void writer.tidyUp());
  browser.runtime.onStartup.addListener(() => void writer.tidyUp());
});
