import { Download, Trash2 } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { countsIn } from '../../evidence/snapshots/snapshot.ts';
import { readContents } from '../../evidence/storage/contents.ts';
import { PICTURE } from '../../evidence/storage/pictures.ts';
import { isOf } from '../../evidence/storage/records-of.ts';
import { totalOf } from '../../evidence/storage/summary.ts';
import { Button } from '../controls/Button.tsx';
import { Dialog, DialogActions } from '../controls/Dialog.tsx';
import { SavedLine } from '../export/SavedLine.tsx';
import { useServices } from '../services.ts';
import { useMessage, useWords } from '../words.tsx';
import styles from './EraseDialog.module.css';
import { useBackupFile } from './use-backup-file.ts';

/** The data that would be lost, as far as it can be counted. */
interface Losses {
  readonly pieces: number;
  readonly pictures: number;
  readonly snapshots: number;
}

/** Erases everything, after it has listed what that is, offered a file, and asked twice. */
export function EraseDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const { run } = useServices();
  const losses = useLosses();
  const { saving, save } = useBackupFile();
  const [sure, setSure] = useState(false);
  const [state, setState] = useState<'asking' | 'busy' | 'done'>('asking');
  const [message, setMessage] = useMessage();
  const status = useRef<HTMLParagraphElement>(null);

  async function erase() {
    setState('busy');
    const { ok } = await run({ type: 'erase-everything' });
    setState(ok ? 'done' : 'asking');
    setMessage((t) => t(ok ? 'backup.erase.done' : 'backup.erase.failed'));
    // The button that had the focus is gone, or its result is shown here.
    status.current?.focus();
  }

  return (
    <Dialog heading={t('backup.erase.heading')} onClose={onClose}>
      {state !== 'done' && (
        <>
          <p>{t('backup.erase.what')}</p>
          <ul class={styles.losses}>
            {losses.pieces > 0 && <li>{t('common.pieces', { count: losses.pieces })}</li>}
            {losses.pictures > 0 && <li>{t('backup.erase.pictures', { count: losses.pictures })}</li>}
            {losses.snapshots > 0 && <li>{t('backup.erase.snapshots', { count: losses.snapshots })}</li>}
            <li>{t('backup.erase.rest')}</li>
          </ul>
          <DialogActions>
            <Button icon={Download} look="plain" autoFocus onClick={() => void save()}>
              {t('backup.file.save')}
            </Button>
          </DialogActions>
          <SavedLine saving={saving} />
          <label class={styles.sure}>
            <input
              type="checkbox"
              checked={sure}
              onChange={(event) => setSure(event.currentTarget.checked)}
            />
            {t('backup.erase.sure')}
          </label>
          <DialogActions>
            <Button
              icon={Trash2}
              look="danger"
              disabled={!sure || state === 'busy'}
              onClick={() => void erase()}
            >
              {t('backup.erase.run')}
            </Button>
            {/* Closing the dialog like Escape does returns the focus. */}
            <Button look="plain" onClick={(event) => event.currentTarget.closest('dialog')?.close()}>
              {t('backup.erase.cancel')}
            </Button>
          </DialogActions>
        </>
      )}
      <p ref={status} role="status" tabIndex={-1} class={styles.message}>
        {state === 'busy' ? t('import.busy') : message}
      </p>
    </Dialog>
  );
}

/** @returns the data that would be lost; empty until it is counted, or if it cannot be read */
function useLosses(): Losses {
  const { store, snapshots } = useServices();
  const [losses, setLosses] = useState<Losses>({ pieces: 0, pictures: 0, snapshots: 0 });
  useEffect(() => {
    let current = true;
    Promise.all([readContents(store), snapshots.list()]).then(
      ([contents, kept]) => {
        const pictures = Object.keys(contents).filter((key) => isOf(PICTURE, key)).length;
        if (current) setLosses({ pieces: totalOf(countsIn(contents)), pictures, snapshots: kept.length });
      },
      (error: unknown) => console.error('What there is could not be counted:', error),
    );
    return () => {
      current = false;
    };
  }, [store, snapshots]);
  return losses;
}
