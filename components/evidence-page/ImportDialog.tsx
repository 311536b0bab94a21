import { FileUp } from 'lucide';
import { useId, useRef, useState } from 'preact/hooks';
import type { Change } from '../../evidence/edits.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { type Difference, type ImportPreview, previewImport } from '../../evidence/import/preview.ts';
import { isWebAddress } from '../../evidence/page-address.ts';
import type { EvidenceList } from '../../evidence/store.ts';
import type { Words } from '../../locales/index.ts';
import { FaultNotice } from '../FaultNotice.tsx';
import { useRun, WithFaults } from '../faults.tsx';
import { Button } from '../shared/Button.tsx';
import { Dialog, DialogActions } from '../shared/Dialog.tsx';
import { DomainMark } from '../shared/DomainMark.tsx';
import { useMessage, useWords } from '../words.tsx';
import styles from './ImportDialog.module.css';
import { type ChosenFile, readChosenFile } from './read-chosen-file.ts';

/** How many differing pieces are shown in full; the choice holds for all. */
const SHOWN_DIFFERENCES = 20;

interface ImportDialogProps {
  readonly list: EvidenceList;
  readonly onClose: () => void;
}

/** Brings a file's pieces in: says first what that would do, and can take it back afterwards. */
export function ImportDialog(props: ImportDialogProps) {
  // What failed on the page is told there; here only what fails here.
  return (
    <WithFaults>
      <ImportDialogContent {...props} />
    </WithFaults>
  );
}

function ImportDialogContent({ list, onClose }: ImportDialogProps) {
  const { t } = useWords();
  const run = useRun();
  const [file, setFile] = useState<ChosenFile>();
  const [differing, setDiffering] = useState<'keep' | 'replace'>('keep');
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<readonly Change[]>();
  const [message, setMessage] = useMessage();
  const input = useRef<HTMLInputElement>(null);
  const status = useRef<HTMLParagraphElement>(null);

  async function choose(chosen: File | undefined) {
    if (!chosen) return;
    setDone(undefined);
    setMessage(undefined);
    setFile(await readChosenFile(chosen));
  }

  async function bringIn(pieces: Evidence[]) {
    setBusy(true);
    const outcome = await run({ type: 'import', pieces, differing });
    setBusy(false);
    if (!outcome.ok) return;
    setDone(outcome.changes);
    tell((t) => t('import.done', { count: outcome.changes.length }));
  }

  async function undo(changes: readonly Change[]) {
    setBusy(true);
    const outcome = await run({ type: 'undo', changes: [...changes] });
    setBusy(false);
    if (!outcome.ok) return;
    setDone(undefined);
    setFile(undefined);
    tell((t) => t('import.undone'));
  }

  /** Says what happened where the focus goes, because the button that had it is gone. */
  function tell(say: Parameters<typeof setMessage>[0]) {
    setMessage(say);
    status.current?.focus();
  }

  const preview = file?.ok && !done ? previewImport(list.pieces, file.pieces) : undefined;
  const worthwhile = preview && (preview.fresh.length > 0 || preview.differing.length > 0);

  return (
    <Dialog heading={t('import.heading')} onClose={onClose}>
      <p>{t('import.explain')}</p>
      <FaultNotice />
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={t('import.choose')}
        onChange={(event) => {
          void choose(event.currentTarget.files?.[0]);
          // The same file, corrected, can be chosen again.
          event.currentTarget.value = '';
        }}
      />
      <DialogActions>
        <Button
          icon={FileUp}
          look={worthwhile ? 'plain' : 'main'}
          autoFocus
          onClick={() => input.current?.click()}
        >
          {t('import.choose')}
        </Button>
      </DialogActions>
      <div role="alert">
        {file && !file.ok && (
          <p class={styles.fault}>
            <b dir="auto">{file.name}</b>
            <br />
            {t(`fileFaults.${file.fault.code}`, { ...file.fault })}
          </p>
        )}
      </div>
      {preview && file && (
        <Preview preview={preview} fileName={file.name} differing={differing} onDiffering={setDiffering} />
      )}
      {file?.ok && worthwhile && (
        <DialogActions>
          <Button look="main" disabled={busy} onClick={() => void bringIn([...file.pieces.values()])}>
            {t('import.run')}
          </Button>
        </DialogActions>
      )}
      <p ref={status} role="status" tabIndex={-1} class={styles.message}>
        {busy ? t('import.busy') : message}
      </p>
      {done && done.length > 0 && (
        <Button look="plain" disabled={busy} onClick={() => void undo(done)}>
          {t('common.undo')}
        </Button>
      )}
    </Dialog>
  );
}

interface PreviewProps {
  readonly preview: ImportPreview;
  readonly fileName: string;
  readonly differing: 'keep' | 'replace';
  readonly onDiffering: (choice: 'keep' | 'replace') => void;
}

function Preview({ preview, fileName, differing, onDiffering }: PreviewProps) {
  const { t } = useWords();
  const name = useId();
  const { fresh, same } = preview;
  const nothing = fresh.length === 0 && preview.differing.length === 0;
  return (
    <section class={styles.preview} aria-labelledby={name}>
      <h3 id={name}>{t('import.preview', { file: fileName })}</h3>
      {nothing && <p>{t(same.length > 0 ? 'import.nothing' : 'import.none')}</p>}
      <ul>
        {fresh.length > 0 && <li>{t('import.fresh', { count: fresh.length })}</li>}
        {same.length > 0 && <li>{t('import.same', { count: same.length })}</li>}
        {preview.differing.length > 0 && (
          <li>{t('import.differing', { count: preview.differing.length })}</li>
        )}
      </ul>
      {preview.differing.length > 0 && (
        <>
          <fieldset class={styles.choice}>
            <legend>{t('import.differingChoice')}</legend>
            {(['keep', 'replace'] as const).map((choice) => (
              <label key={choice}>
                <input
                  type="radio"
                  name={`${name}-choice`}
                  checked={differing === choice}
                  onChange={() => onDiffering(choice)}
                />{' '}
                {t(`import.${choice}`)}
              </label>
            ))}
          </fieldset>
          <ul class={styles.differences}>
            {preview.differing.slice(0, SHOWN_DIFFERENCES).map((difference) => (
              <li key={`${difference.mine.domain} ${difference.mine.url}`}>
                <DifferenceInShort {...difference} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Both titles and notes, and the names of whatever else the file says differently. */
function DifferenceInShort({ mine, theirs, fields }: Difference) {
  const { t, language } = useWords();
  const inShort = ({ title, url, note }: Evidence) => {
    const name = title || (isWebAddress(url) ? url : t('common.untitled'));
    return `${name} – ${note || t('import.noNote')}`;
  };
  const others = wordsForOthers(fields, t);
  return (
    <>
      <DomainMark domain={mine.domain} />
      <dl>
        <dt>{t('import.mine')}</dt>
        <dd class={styles.inShort} dir="auto">
          {inShort(mine)}
        </dd>
        <dt>{t('import.theirs')}</dt>
        <dd class={styles.inShort} dir="auto">
          {inShort(theirs)}
        </dd>
        {others.length > 0 && (
          <>
            <dt>{t('import.otherDifferences')}</dt>
            <dd>{new Intl.ListFormat(language, { type: 'unit' }).format(others)}</dd>
          </>
        )}
      </dl>
    </>
  );
}

/** The words for the fields beside title and note: those of the documents, in the order of their columns. */
const OTHER_FIELDS = {
  place: 'document.keptAt',
  quotes: 'document.columns.quotes',
  activityDate: 'document.columns.activityDate',
  taggedBy: 'document.columns.taggedBy',
  labels: 'document.columns.labels',
  access: 'document.columns.access',
  status: 'document.columns.status',
} as const;

/** @returns the words for those of the fields that are neither title nor note. */
function wordsForOthers(fields: readonly string[], t: Words['t']): string[] {
  const known = Object.entries(OTHER_FIELDS).filter(([field]) => fields.includes(field));
  const shown = ['title', 'note', ...Object.keys(OTHER_FIELDS)];
  const unknown = fields.some((field) => !shown.includes(field));
  return [...known.map(([, word]) => t(word)), ...(unknown ? [t('import.otherFields')] : [])];
}
