/**
 * The room merge/ imports everything through one dialog: colleagues' files, bookmarks, applications, and the
 * teacher's own backup into an empty list. It reads the files (use-chosen-files.ts), plans the merge in
 * slices that keep the page responsive (use-merge-plan.ts), and writes it in steps of some hundred pieces
 * (in-steps.ts), so that the popup stays quick. All steps share one Undo, which LastMergeLine.tsx offers on
 * the evidence page as long as it exists.
 */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { effectOf, freshCount } from '../../evidence/merge/merge-effect.ts';
import type { EvidenceList } from '../../evidence/storage/evidence-list.ts';
import { useBroughtApplications } from '../application/use-brought-applications.ts';
import { Button } from '../controls/Button.tsx';
import { Dialog, DialogActions, DialogFoot } from '../controls/Dialog.tsx';
import { WithFaults } from '../faults.tsx';
import { FaultNotice } from '../notices/FaultNotice.tsx';
import { useMessage, useWords } from '../words.tsx';
import { AskToClose } from './AskToClose.tsx';
import { Consent } from './Consent.tsx';
import { FileChooser } from './FileChooser.tsx';
import { FileList } from './FileList.tsx';
import { FolderChoice } from './FolderChoice.tsx';
import { applicationsOf, foldersOf, isTable, namesIn, unreadRowsIn } from './in-chosen-file.ts';
import styles from './MergeDialog.module.css';
import { MergePreview } from './MergePreview.tsx';
import { useChosenFiles } from './use-chosen-files.ts';
import { useFolders } from './use-folders.ts';
import { useMerge } from './use-merge.ts';
import { useMergeChoices } from './use-merge-choices.ts';
import { useMergePlan } from './use-merge-plan.ts';
import { useSteering } from './use-steering.ts';
import { useUndoMerge } from './use-undo-merge.ts';
import { Working } from './Working.tsx';

export interface MergeDialogProps {
  readonly list: EvidenceList;
  /** Files dropped on the page; each array is added once. */
  readonly dropped: readonly File[];
  /** Files are being dragged over the page. */
  readonly isDragging: boolean;
  readonly onClose: () => void;
}

/** Merges colleagues' files: shows first what that would change, and offers Undo afterwards. */
export function MergeDialog(props: MergeDialogProps) {
  // Own fault boundary: errors in the dialog are shown in the dialog.
  return (
    <WithFaults>
      <MergeDialogContent {...props} />
    </WithFaults>
  );
}

function MergeDialogContent({ list, dropped, isDragging, onClose }: MergeDialogProps) {
  const { t, settings, language } = useWords();
  const [merge, undoMerge] = [useMerge(), useUndoMerge()];
  const [undoId, setUndoId] = useState<string>();
  const { progress, stop, steer } = useSteering();
  const { files, add, drop, clear } = useChosenFiles();
  const folders = useFolders(files.flatMap(foldersOf));
  const comparison = useMergePlan(list, files, folders.choice, settings.origin);
  const planned = comparison === 'failed' ? undefined : comparison;
  const brought = useBroughtApplications(
    list.applications,
    useMemo(() => files.flatMap(applicationsOf), [files]),
  );
  const broughtCount = brought.applications.length + brought.editions.length;
  const choices = useMergeChoices();
  const [consent, setConsent] = useState(false);
  const [leavesRows, setLeavesRows] = useState(false);
  const [state, setState] = useState<'choosing' | 'busy' | 'done'>('choosing');
  const [asks, setAsks] = useState(false);
  const [message, setMessage] = useMessage();
  const chooser = useRef<HTMLButtonElement>(null);
  const status = useRef<HTMLParagraphElement>(null);

  useEffect(() => choose(dropped), [dropped]);
  // The consent was given to another merge.
  useEffect(() => {
    setConsent(false);
    setLeavesRows(false);
  }, [planned]);

  function choose(chosen: Iterable<File>) {
    const all = [...chosen];
    if (all.length === 0) return;
    setState('choosing');
    setMessage(undefined);
    add(all);
  }

  /** Shows a message and focuses it, because the button that had the focus is gone. */
  function tell(say: Parameters<typeof setMessage>[0]) {
    setMessage(say);
    status.current?.focus();
  }

  const hasWork =
    planned !== undefined &&
    (planned.plan.pieces.size > 0 || planned.pictures.length > 0 || choices.areMade || broughtCount > 0);

  async function bringIn() {
    if (!planned) return;
    setState('busy');
    const names = [...new Set(files.flatMap(namesIn))].filter((name) => name !== settings.name);
    const steered = await steer((steering) => merge(planned, brought, choices.made, names, steering));
    const { done, total } = steered;
    const { result } = steered.result;
    setUndoId(steered.result.undoId);
    if (result !== 'done') {
      setState(done > 0 ? 'done' : 'choosing');
      if (done > 0) clear();
      if (result === 'no-pictures') tell((t) => t('faults.storage-failed'));
      else if (done > 0) tell((t) => t('merge.partlyIn', numbers(done, total)));
      else tell(result === 'stopped' ? (t) => t('merge.stopped') : undefined);
      return;
    }
    const { changed, removed } = effectOf(planned.plan, choices.made);
    const fresh = freshCount(planned.plan, choices.made);
    setState('done');
    clear();
    choices.clear();
    tell((t) => {
      const done = t('merge.done', { fresh, changed, removed });
      return broughtCount > 0 ? `${done} ${t('application.broughtDone', { number: broughtCount })}` : done;
    });
  }

  async function undo() {
    setState('busy');
    const { result, done, total } = await steer((steering) => undoMerge(undoId ?? '', steering));
    setState(result === 'done' ? 'choosing' : 'done');
    if (result === 'done') tell((t) => t('merge.undone'));
    else if (done > 0) tell((t) => t('merge.partlyUndone', numbers(done, total)));
  }

  function numbers(done: number, total: number) {
    return { done: done.toLocaleString(language), total: total.toLocaleString(language) };
  }

  /** Stops the comparison; nothing was changed. */
  function stopComparing() {
    clear();
    tell((t) => t('merge.stopped'));
  }

  const effect = planned && effectOf(planned.plan, choices.made);
  const unread = files.reduce((sum, file) => sum + unreadRowsIn(file), 0);
  const isChoosing = folders.folders.length > 0 && ![...folders.choice.values()].some(Boolean);
  const isComparing = !comparison && !isChoosing && files.some(({ content }) => !content || content.ok);

  return (
    <Dialog
      heading={t('merge.heading')}
      wide
      onClose={onClose}
      mayClose={() => {
        const isFree = state === 'done' || !(choices.areMade || folders.isTouched);
        setAsks(!isFree);
        return isFree;
      }}
    >
      <p class={styles.explain}>{t('merge.explain')}</p>
      <FaultNotice />
      <FileChooser button={chooser} isMain={!hasWork} isDragging={isDragging} onChoose={choose} />
      <FileList
        files={files}
        onDrop={(number) => {
          drop(number);
          chooser.current?.focus();
        }}
      />
      {folders.folders.length > 0 && <FolderChoice {...folders} />}
      {planned && (
        <MergePreview
          planned={planned}
          choices={choices}
          applications={broughtCount}
          hasWork={hasWork}
          hasTables={files.some(isTable)}
        />
      )}
      <DialogFoot>
        {isComparing && <Working label={t('merge.comparing')} share={undefined} onStop={stopComparing} />}
        {progress && (
          <Working
            label={t('import.busy')}
            share={progress.total > 0 ? progress.done / progress.total : undefined}
            onStop={() => {
              // Its button disappears, so move the focus first.
              status.current?.focus();
              stop();
            }}
          />
        )}
        {effect?.needsConsent && hasWork && (
          <Consent effect={effect} total={planned.plan.total} given={consent} onGive={setConsent} />
        )}
        {unread > 0 && hasWork && state !== 'done' && (
          <div class={styles.consent}>
            <label>
              <input
                type="checkbox"
                checked={leavesRows}
                onChange={(event) => setLeavesRows(event.currentTarget.checked)}
              />{' '}
              {t('merge.leaveRows', { count: unread })}
            </label>
          </div>
        )}
        {hasWork && state !== 'done' && (
          <DialogActions>
            <Button
              look="main"
              disabled={state === 'busy' || (effect?.needsConsent && !consent) || (unread > 0 && !leavesRows)}
              onClick={() => void bringIn()}
            >
              {t('import.run')}
            </Button>
          </DialogActions>
        )}
        <p ref={status} role="status" tabIndex={-1} class={styles.message}>
          {state === 'busy'
            ? t('import.busy')
            : isComparing
              ? t('merge.comparing')
              : comparison === 'failed'
                ? t('merge.compareFailed')
                : message}
        </p>
        {state === 'done' && (
          <DialogActions>
            <Button look="plain" onClick={() => void undo()}>
              {t('common.undo')}
            </Button>
          </DialogActions>
        )}
        {asks && (
          <AskToClose
            onStay={() => {
              setAsks(false);
              chooser.current?.focus();
            }}
            onClose={onClose}
          />
        )}
      </DialogFoot>
    </Dialog>
  );
}
