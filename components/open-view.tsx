import './theme.css';
import { type ComponentChild, render } from 'preact';
import { currentPage, onPageChange, selectedPages } from '../browser/current-page.ts';
import { evidencePageUrl, openEvidencePage } from '../browser/evidence-page.ts';
import { openExtensionDetails } from '../browser/extension-details.ts';
import { permissions } from '../browser/permissions.ts';
import { readPage } from '../browser/read-page.ts';
import { openRecovery, recoveryPageUrl } from '../browser/recovery-page.ts';
import { saveFile } from '../browser/save-file.ts';
import { sendCommand } from '../browser/send-command.ts';
import { openSettings, settingsPageUrl } from '../browser/settings-page.ts';
import { openShortcutSettings, shortcuts } from '../browser/shortcuts.ts';
import { storageArea } from '../browser/storage-area.ts';
import { takeScreenshot } from '../browser/take-screenshot.ts';
import { createPictureStore } from '../evidence/picture-store.ts';
import { createSnapshotStore } from '../evidence/snapshots.ts';
import { createStore } from '../evidence/store.ts';
import type { WordsFile } from '../locales/index.ts';
import { type Services, ServicesContext } from './services.ts';
import { WithWords } from './words.tsx';

/**
 * Puts a view on its page, with the real services and the teacher's words.
 * @param files the files of words that it needs; those of the full pages when left out
 */
export function openView(view: ComponentChild, files?: readonly WordsFile[]): void {
  const services: Services = {
    store: createStore(storageArea),
    run: sendCommand,
    currentPage,
    onPageChange,
    readPage,
    selectedPages,
    takeScreenshot,
    pictures: createPictureStore(),
    snapshots: createSnapshotStore(),
    evidencePageUrl,
    openEvidencePage,
    saveFile,
    copyText: (text) => navigator.clipboard.writeText(text),
    permissions,
    shortcuts,
    openShortcutSettings,
    openExtensionDetails,
    recoveryPageUrl,
    openRecovery,
    settingsPageUrl,
    openSettings,
  };
  const root = document.getElementById('app') as HTMLElement;
  render(
    <ServicesContext.Provider value={services}>
      <WithWords files={files}>{view}</WithWords>
    </ServicesContext.Provider>,
    root,
  );
}
