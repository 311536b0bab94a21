import { useEffect, useRef, useState } from 'preact/hooks';
import type { Command } from '../../evidence/commands/index.ts';
import type { Fault } from '../../evidence/fault.ts';
import { MISSION_DOMAINS } from '../../evidence/mission-domain.ts';
import { previewRestore, type RestorePreview } from '../../evidence/snapshots/restore.ts';
import { openSnapshot, type Snapshot } from '../../evidence/snapshots/snapshot.ts';
import { readContents } from '../../evidence/storage/contents.ts';
import { totalOf } from '../../evidence/storage/summary.ts';
import { momentIn } from '../../locales/dates.ts';
import { Button } from '../controls/Button.tsx';
import { Dialog, DialogActions } from '../controls/Dialog.tsx';
import { VisuallyHidden } from '../controls/VisuallyHidden.tsx';
import { useRun, WithFaults } from '../faults.tsx';
import { DomainMark } from '../mission/DomainMark.tsx';
import { FaultNotice } from '../notices/FaultNotice.tsx';
import { useServices } from '../services.ts';
import { type Say, useMessage, useWords } from '../words.tsx';
import { faultOf } from './fault-of.ts';
import styles from './RestoreDialog.module.css';

interface RestoreDialogProps {
  readonly snapshot: Snapshot;
  readonly onClose: () => void;
}

/** Goes back to an earlier version: shows first what that would change, and offers Undo afterwards. */
export function RestoreDialog(props: RestoreDialogProps) {
  return (
    <WithFaults>
      <RestoreDialogContent {...props} />
    </WithFaults>
  );
}

function RestoreDialogContent({ snapshot, onClose }: RestoreDialogProps) {
  const { t, language } = useWords();
  const run = useRun();
  const [preview, fault] = usePreview(snapshot.id);
  const [busy, setBusy] = useState(false);
  const [isDone, setIsDone] = useState(false);
  const [undoId, setUndoId] = useState<string>();
  const [message, setMessage] = useMessage();
  const status = useRef<HTMLParagraphElement>(null);
  const when = momentIn(language, snapshot.takenAt);

  async function send(command: Command, say: Say) {
    setBusy(true);
    const outcome = await run(command);
    setBusy(false);
    if (!outcome.ok) return;
    setIsDone(true);
    setUndoId(outcome.undoId);
    setMessage(say);
    // The button that had the focus is gone.
    status.current?.focus();
  }

  return (
    <Dialog heading={t('backup.restore.heading', { when })} onClose={onClose}>
      <FaultNotice />
      {fault && (
        <p role="alert" class={styles.fault}>
          {t(`faults.${fault}`)}
        </p>
      )}
      {preview && !isDone && <Preview preview={preview} />}
      {preview?.changesAnything && !isDone && (
        <DialogActions>
          <Button
            look="main"
            disabled={busy}
            onClick={() =>
              void send({ type: 'go-back', id: snapshot.id }, (t) => t('backup.restore.done', { when }))
            }
          >
            {t('backup.restore.run')}
          </Button>
        </DialogActions>
      )}
      <p ref={status} role="status" tabIndex={-1} class={styles.message}>
        {busy ? t('import.busy') : message}
      </p>
      {undoId !== undefined && (
        <Button
          look="plain"
          disabled={busy}
          onClick={() => void send({ type: 'undo', id: undoId }, (t) => t('backup.restore.undone'))}
        >
          {t('common.undo')}
        </Button>
      )}
    </Dialog>
  );
}

/** @returns what going back to the snapshot would change, or why that is unknown */
function usePreview(id: string): readonly [RestorePreview | undefined, Fault | undefined] {
  const { snapshots, store } = useServices();
  const [state, setState] = useState<{ preview?: RestorePreview; fault?: Fault }>({});
  useEffect(() => {
    let current = true;
    async function look(): Promise<RestorePreview> {
      const [found, now] = await Promise.all([snapshots.read(id), readContents(store)]);
      if (!found) throw new Error('It is not there any more');
      return previewRestore(now, await openSnapshot(found.snapshot, found.content));
    }
    look().then(
      (preview) => current && setState({ preview }),
      (error: unknown) => {
        console.error('The snapshot could not be opened:', error);
        if (current) setState({ fault: faultOf(error) });
      },
    );
    return () => {
      current = false;
    };
  }, [id, snapshots, store]);
  return [state.preview, state.fault];
}

const COLUMNS = ['back', 'changed', 'gone'] as const;

function Preview({ preview }: { preview: RestorePreview }) {
  const { t, mission } = useWords();
  if (!preview.changesAnything) return <p>{t('backup.restore.nothing')}</p>;
  const domains = MISSION_DOMAINS.filter((domain) => COLUMNS.some((column) => preview[column][domain] > 0));
  const touchesOthers = domains.length === 0 && preview.pictures === 0 && !preview.settings;
  return (
    <div class={styles.preview}>
      <p>{t('backup.restore.explain')}</p>
      {domains.length > 0 && (
        <table class={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('overview.domain')}</th>
              {COLUMNS.map((column) => (
                <th key={column} scope="col">
                  {t(`backup.restore.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {domains.map((domain) => (
              <tr key={domain}>
                <th scope="row" title={mission.domains[domain].title.text}>
                  <DomainMark domain={domain} />
                  <VisuallyHidden>{mission.domains[domain].title.text}</VisuallyHidden>
                </th>
                {COLUMNS.map((column) => (
                  <td key={column}>{preview[column][domain]}</td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">{t('overview.all')}</th>
              {COLUMNS.map((column) => (
                <td key={column}>{totalOf(preview[column])}</td>
              ))}
            </tr>
          </tbody>
        </table>
      )}
      {preview.pictures > 0 && <p>{t('backup.restore.pictures', { count: preview.pictures })}</p>}
      {preview.settings && <p>{t('backup.restore.settings')}</p>}
      {touchesOthers && <p>{t('backup.restore.others')}</p>}
    </div>
  );
}
