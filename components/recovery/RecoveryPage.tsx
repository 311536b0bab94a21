/**
 * The room recovery/ is the view for damage that the extension cannot repair on its own (evidence/mirror/):
 * it shows what each place contains, saves what can be read, and does what the teacher chooses, after it has
 * saved a snapshot of what would be lost. If the browser cannot open the list's files at all, it shows the
 * mirror.
 */
import { Download } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import type { Places } from '../../evidence/mirror/compare.ts';
import type { Recovery } from '../../evidence/mirror/recover.ts';
import { piecesIn } from '../../evidence/storage/contents.ts';
import { loadMaking } from '../backup/use-backup-file.ts';
import { Button } from '../controls/Button.tsx';
import { useReady } from '../controls/use-ready.ts';
import { SavedLine } from '../export/SavedLine.tsx';
import { useSavedFiles } from '../export/use-saved-files.ts';
import { useRun, WithFaults } from '../faults.tsx';
import pageStyles from '../full-page/FullPage.module.css';
import { FullPage } from '../full-page/FullPage.tsx';
import { Section } from '../full-page/Section.tsx';
import { OwnPageLink } from '../page-links/OwnPageLink.tsx';
import { useServices } from '../services.ts';
import { useMessage, useWords } from '../words.tsx';
import { PlaceTable } from './PlaceTable.tsx';
import { ReadableList } from './ReadableList.tsx';
import styles from './RecoveryPage.module.css';
import { type Found, usePlaces } from './use-places.ts';

interface RecoveryPageProps {
  /** Reads all places; writes nothing. */
  readonly readPlaces: () => Promise<Places>;
}

/**
 * Shows the evidence in each place if only a human can say what is right: saves what can be read, and does
 * what is chosen. It changes nothing by itself.
 */
export function RecoveryPage(props: RecoveryPageProps) {
  return (
    <WithFaults>
      <RecoveryPageContent {...props} />
    </WithFaults>
  );
}

function RecoveryPageContent({ readPlaces }: RecoveryPageProps) {
  const { t } = useWords();
  const [found, readAgain] = usePlaces(readPlaces);
  useReady(found !== undefined);
  return (
    <FullPage heading={t('recovery.heading')}>
      <p>{t('recovery.explain')}</p>
      {found && <Reasons found={found} />}
      {found && <PlaceTable {...found} />}
      {found && <Choices found={found} onDone={readAgain} />}
      {found && <ReadableList {...found} />}
    </FullPage>
  );
}

/** @returns whether there is anything to choose */
function isOpen({ places, comparison }: Found): boolean {
  const { recoveryReport } = places.list;
  if (places.mirror === 'unreadable' || recoveryReport?.undecided) return true;
  return comparison.undecided !== undefined || Object.keys(comparison.toList).length > 0;
}

function Reasons({ found }: { found: Found }) {
  const { t } = useWords();
  const { places, comparison } = found;
  const { missing = 0, unreadable = 0, differing = 0, outdated = false } = comparison.undecided ?? {};
  const isClosed = !canOpen(places);
  const refused = isClosed ? 0 : Object.keys(comparison.toList).length;
  if (!isOpen(found) && !isClosed) return <p class={styles.fine}>{t('recovery.fine')}</p>;
  return (
    <ul class={styles.reasons}>
      {isClosed && <li>{t('recovery.closed')}</li>}
      {refused > 0 && <li>{t('recovery.refused', { count: refused })}</li>}
      {(isClosed || refused > 0) && <li>{t('recovery.reinstall')}</li>}
      {places.mirror === 'unreadable' && <li>{t('recovery.copyClosed')}</li>}
      {missing > 0 && <li>{t('recovery.missing', { count: missing })}</li>}
      {unreadable > 0 && !isClosed && <li>{t('recovery.unreadable', { count: unreadable })}</li>}
      {differing > 0 && <li>{t('recovery.differing', { count: differing })}</li>}
      {outdated && <li>{t('recovery.outdated')}</li>}
    </ul>
  );
}

/** Whether some of the list can be read, or it is empty. */
function canOpen({ list }: Places): boolean {
  return list.records.size > 0 || (list.complete && list.failed.size === 0);
}

function Choices({ found, onDone }: { found: Found; onDone: () => Promise<void> }) {
  const { t } = useWords();
  const { settingsPageUrl, openSettings } = useServices();
  const saving = useSavedFiles();
  const run = useRun();
  const [busy, setBusy] = useState(false);
  const [message, setMessage] = useMessage();
  const status = useRef<HTMLParagraphElement>(null);
  const pieces = [...piecesIn(found.readable).values()];
  const hasCopy = typeof found.places.mirror === 'object';
  const choices: readonly Recovery[] = hasCopy ? ['everything', 'list', 'mirror'] : ['list'];

  async function choose(choice: Recovery) {
    setBusy(true);
    const outcome = await run({ type: 'recover', choice });
    if (outcome.ok) {
      await onDone();
      setMessage((t) => t('recovery.done'));
      // The buttons disappear once there is nothing left to choose.
      status.current?.focus();
    }
    setBusy(false);
  }

  async function save() {
    try {
      const { filesOfContents } = await loadMaking();
      await saving.begin(await filesOfContents(found.readable, new Date().toISOString()));
    } catch (error) {
      console.error('The file could not be made:', error);
      saving.fail();
    }
  }

  return (
    <>
      <p>
        <Button icon={Download} look="main" disabled={pieces.length === 0} onClick={() => void save()}>
          {t('recovery.save')}
        </Button>
      </p>
      <SavedLine saving={saving} />
      {isOpen(found) && canOpen(found.places) && (
        <Section heading={t('recovery.choose')} why={t('recovery.chooseExplain')}>
          <div class={styles.choices}>
            {choices.map((choice) => (
              <Button key={choice} look="plain" disabled={busy} onClick={() => void choose(choice)}>
                {t(WORDS[choice])}
              </Button>
            ))}
          </div>
        </Section>
      )}
      <p ref={status} tabIndex={-1} role="status" class={styles.message}>
        {message}
      </p>
      <p>
        <OwnPageLink class={pageStyles.link} href={settingsPageUrl()} open={openSettings}>
          {t('recovery.earlier')}
        </OwnPageLink>
      </p>
    </>
  );
}

const WORDS = {
  everything: 'recovery.useEverything',
  list: 'recovery.useList',
  mirror: 'recovery.useCopy',
} as const;
