/**
 * The room full-page/ opens the full pages with the real services, in this file, and frames settings and
 * recovery with a heading and a link back. The popup opens separately (popup/open-popup.tsx), so that it
 * loads less.
 */
import '../theme.css';
import { type ComponentChild, render } from 'preact';
import { evidencePageUrl, openEvidencePage } from '../../browser/evidence-page.ts';
import { onUnexpected } from '../../browser/on-unexpected.ts';
import { permissions } from '../../browser/permissions.ts';
import { openRecovery, recoveryPageUrl } from '../../browser/recovery-page.ts';
import { saveFile } from '../../browser/save-file.ts';
import { sendCommand } from '../../browser/send-command.ts';
import { openSettings, settingsPageUrl } from '../../browser/settings-page.ts';
import { openShortcutSettings, shortcuts } from '../../browser/shortcuts.ts';
import { storageArea } from '../../browser/storage-area.ts';
import { createPictureStore } from '../../evidence/picture/picture-store.ts';
import { createSnapshotStore } from '../../evidence/snapshots/snapshots.ts';
import { createReadingStore, type ReadingStore } from '../../evidence/storage/store.ts';
import { type Services, ServicesContext } from '../services.ts';
import { WithWords } from '../words.tsx';

/**
 * Renders the view of a full page with the real services and the teacher's words.
 * @param prepare wraps the store for the view
 */
export function openView(view: ComponentChild, prepare = (store: ReadingStore) => store): void {
  const services: Services = {
    store: prepare(createReadingStore(storageArea)),
    run: sendCommand,
    onUnexpected,
    pictures: createPictureStore(),
    snapshots: createSnapshotStore(),
    evidencePageUrl,
    openEvidencePage,
    saveFile,
    copyText: (text) => navigator.clipboard.writeText(text),
    permissions,
    shortcuts,
    openShortcutSettings,
    recoveryPageUrl,
    openRecovery,
    settingsPageUrl,
    openSettings,
  };
  const root = document.getElementById('app') as HTMLElement;
  render(
    <ServicesContext.Provider value={services}>
      <WithWords>{view}</WithWords>
    </ServicesContext.Provider>,
    root,
  );
}
