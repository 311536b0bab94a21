import '../theme.css';
import { render } from 'preact';
import { captureScreen } from '../../browser/capture-screen.ts';
import { currentPage, onPageChange, selectedPages } from '../../browser/current-page.ts';
import { evidencePageUrl, openEvidencePage } from '../../browser/evidence-page.ts';
import { onUnexpected } from '../../browser/on-unexpected.ts';
import { readPage } from '../../browser/read-page.ts';
import { openRecovery, recoveryPageUrl } from '../../browser/recovery-page.ts';
import { sendCommand } from '../../browser/send-command.ts';
import { openSettings, settingsPageUrl } from '../../browser/settings-page.ts';
import { sessionArea, storageArea } from '../../browser/storage-area.ts';
import type { RecordKind } from '../../evidence/storage/record-kind.ts';
import { readingSession } from '../../evidence/storage/session-part.ts';
import { SETTINGS } from '../../evidence/storage/settings.ts';
import { createReadingStore } from '../../evidence/storage/store.ts';
import { chooseLanguage, expectWords } from '../../locales/index.ts';
import { type PopupServices, ServicesContext } from '../services.ts';
import { WithWords } from '../words.tsx';
import { askedAhead, pageReadAhead } from './ahead.ts';
import { FIRST_WORDS } from './first-words.ts';
import { Popup } from './Popup.tsx';

/** Few pages have a picture: the picture store is loaded with the first one. */
async function pictureStore() {
  return (await import('../../evidence/picture/picture-store.ts')).createPictureStore();
}

/** Renders the popup with the real services and the teacher's words. */
export function openPopup(): void {
  const store = createReadingStore(readingSession(storageArea, sessionArea));
  // Most teachers use the browser in the language of their choice.
  expectWords(chooseLanguage(undefined, navigator.languages));
  // Request everything that the first view waits for at once, not one after the other.
  const page = currentPage();
  const thisPage = askedAhead(page);
  const settings = askedAhead(store.read(SETTINGS));
  function read<Read>(kind: RecordKind<Read, unknown>, name?: string): Promise<Read> {
    const ahead = kind.prefix === SETTINGS.prefix ? settings() : undefined;
    return (ahead as Promise<Read> | undefined) ?? store.read(kind, name);
  }
  const services: PopupServices = {
    store: { ...store, read },
    readEvidence: pageReadAhead(store, page),
    run: sendCommand,
    onUnexpected,
    pictures: {
      put: async (id, blob) => (await pictureStore()).put(id, blob),
      get: async (id) => (await pictureStore()).get(id),
    },
    currentPage: () => thisPage() ?? currentPage(),
    onPageChange,
    readPage,
    selectedPages,
    captureScreen,
    evidencePageUrl,
    openEvidencePage,
    settingsPageUrl,
    openSettings,
    recoveryPageUrl,
    openRecovery,
  };
  const root = document.getElementById('app') as HTMLElement;
  render(
    <ServicesContext.Provider value={services}>
      <WithWords files={FIRST_WORDS}>
        <Popup />
      </WithWords>
    </ServicesContext.Provider>,
    root,
  );
}
