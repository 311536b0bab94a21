import { useId, useState } from 'preact/hooks';
import { openSnapshot, type Snapshot } from '../../evidence/snapshots/snapshot.ts';
import { totalOf } from '../../evidence/storage/summary.ts';
import { momentIn } from '../../locales/dates.ts';
import { Button } from '../controls/Button.tsx';
import { SavedLine } from '../export/SavedLine.tsx';
import { useSavedFiles } from '../export/use-saved-files.ts';
import { useServices } from '../services.ts';
import { useMessage, useWords } from '../words.tsx';
import { faultOf } from './fault-of.ts';
import { RestoreDialog } from './RestoreDialog.tsx';
import styles from './SnapshotList.module.css';
import { loadMaking } from './use-backup-file.ts';
import type { SnapshotsState } from './use-snapshots.ts';

/** Number of versions shown at first; the rest is a click away. */
const IN_SIGHT = 5;

/** The earlier versions, newest first, each with buttons to go back to it or save it. */
export function SnapshotList({ state }: { state: SnapshotsState }) {
  const { t } = useWords();
  const [restoring, setRestoring] = useState<Snapshot>();
  const { snapshots: service } = useServices();
  const saving = useSavedFiles();
  const [message, setMessage] = useMessage();

  async function save({ id }: Snapshot) {
    try {
      const found = await service.read(id);
      if (!found) throw new Error('It is not there any more');
      const contents = await openSnapshot(found.snapshot, found.content);
      setMessage(undefined);
      const { filesOfContents } = await loadMaking();
      await saving.begin(await filesOfContents(contents, found.snapshot.takenAt));
    } catch (error) {
      console.error('The snapshot could not be saved:', error);
      saving.clear();
      setMessage((t) => t(`faults.${faultOf(error)}`));
    }
  }

  if (state.status === 'loading') return null;
  if (state.status === 'failed') return <p role="alert">{t('backup.snapshots.readFailed')}</p>;
  const { snapshots } = state;
  if (snapshots.length === 0) return <p>{t('backup.snapshots.none')}</p>;
  const row = (snapshot: Snapshot) => (
    <SnapshotRow
      key={snapshot.id}
      snapshot={snapshot}
      onRestore={() => setRestoring(snapshot)}
      onSave={() => void save(snapshot)}
    />
  );
  return (
    <>
      <ul class={styles.list}>{snapshots.slice(0, IN_SIGHT).map(row)}</ul>
      {snapshots.length > IN_SIGHT && (
        <details>
          <summary class={styles.older}>{t('backup.snapshots.older')}</summary>
          <ul class={styles.list}>{snapshots.slice(IN_SIGHT).map(row)}</ul>
        </details>
      )}
      <p role="status" class={styles.message}>
        {message}
      </p>
      <SavedLine saving={saving} />
      {restoring && <RestoreDialog snapshot={restoring} onClose={() => setRestoring(undefined)} />}
    </>
  );
}

interface SnapshotRowProps {
  readonly snapshot: Snapshot;
  readonly onRestore: () => void;
  readonly onSave: () => void;
}

function SnapshotRow({ snapshot, onRestore, onSave }: SnapshotRowProps) {
  const { t, language } = useWords();
  const id = useId();
  const { takenAt, reason, counts } = snapshot;
  return (
    <li class={styles.row}>
      <div class={styles.what}>
        <time id={id} dateTime={takenAt}>
          {momentIn(language, takenAt)}
        </time>
        <p>
          {t(`backup.snapshots.reasons.${reason}`)} · {t('common.pieces', { count: totalOf(counts) })}
        </p>
      </div>
      {/* The accessible name of each button includes the time: nothing else tells it from those of other
          rows. */}
      <div class={styles.tools}>
        <Button id={`${id}-go`} look="plain" aria-labelledby={`${id}-go ${id}`} onClick={onRestore}>
          {t('backup.snapshots.restore')}
        </Button>
        <Button id={`${id}-save`} aria-labelledby={`${id}-save ${id}`} onClick={onSave}>
          {t('backup.snapshots.save')}
        </Button>
      </div>
    </li>
  );
}
