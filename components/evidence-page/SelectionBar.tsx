import { Download, Trash, X } from 'lucide';
import { useId, useRef, useState } from 'preact/hooks';
import { domainNumber, MISSION_DOMAINS, type MissionDomain } from '../../evidence/mission-domain.ts';
import type { FactsEdit } from '../../evidence/piece/facts.ts';
import { splitLabels } from '../../evidence/piece/typed-labels.ts';
import { Button } from '../controls/Button.tsx';
import { LiveMessage } from '../controls/LiveMessage.tsx';
import { ExportDialog } from '../export/late-export-dialog.ts';
import { DomainMark } from '../mission/DomainMark.tsx';
import { useWords } from '../words.tsx';
import styles from './SelectionBar.module.css';
import { useBulk } from './use-bulk.ts';
import type { Selection } from './use-selection.ts';

const PANELS = ['move', 'labels', 'date', 'status'] as const;

interface SelectionBarProps {
  readonly selection: Selection;
  /** Number of pieces that can be selected. */
  readonly shown: number;
}

/** Actions on the selected pieces; shown only while some are selected or the last action can be undone. */
export function SelectionBar({ selection, shown }: SelectionBarProps) {
  const { t } = useWords();
  const { message, canUndo, change, undo, dismiss } = useBulk();
  const [panel, setPanel] = useState<(typeof PANELS)[number]>();
  const [exporting, setExporting] = useState(false);
  const undoButton = useRef<HTMLButtonElement>(null);
  const closeButton = useRef<HTMLButtonElement>(null);
  const panelId = useId();
  const { ids } = selection;
  const count = ids.length;

  async function edit(facts: FactsEdit) {
    await change({ type: 'edit-facts', ids: [...ids], change: facts, undoable: true }, (t, count) =>
      t('select.edited', { count }),
    );
  }

  async function moveTo(to: MissionDomain) {
    const isDone = await change({ type: 'move', ids: [...ids], to }, (t, count) =>
      t('select.moved', { count, number: domainNumber(to) }),
    );
    if (isDone) leave();
  }

  async function remove() {
    const isDone = await change({ type: 'delete', ids: [...ids] }, (t, count) =>
      t('select.deleted', { count }),
    );
    if (isDone) leave();
  }

  // The pressed button disappears with the selection, or with the Undo.
  function leave() {
    setPanel(undefined);
    selection.none();
    requestAnimationFrame(() => undoButton.current?.focus());
  }

  async function undoChange() {
    await undo();
    closeButton.current?.focus();
  }

  function close(what: () => void) {
    what();
    (document.querySelector<HTMLElement>('main input[data-select]') ?? document.querySelector('h1'))?.focus();
  }

  return (
    <>
      {(count > 0 || message !== '') && (
        <section class={styles.bar} aria-label={t('select.bar')}>
          {message && (
            <div class={styles.line}>
              <p class={styles.message}>{message}</p>
              {canUndo && (
                <Button ref={undoButton} look="plain" onClick={() => void undoChange()}>
                  {t('common.undo')}
                </Button>
              )}
              <Button ref={closeButton} icon={X} onClick={() => close(dismiss)}>
                {t('common.close')}
              </Button>
            </div>
          )}
          {count > 0 && (
            <>
              <div class={styles.line}>
                <p class={styles.count}>{t('select.count', { count })}</p>
                {count < shown && (
                  <Button onClick={selection.all}>{t('select.all', { total: shown })}</Button>
                )}
                <Button icon={X} onClick={() => close(selection.none)}>
                  {t('select.none')}
                </Button>
              </div>
              <div class={styles.line}>
                {PANELS.map((name) => (
                  <Button
                    key={name}
                    look="plain"
                    aria-expanded={panel === name}
                    aria-controls={panelId}
                    onClick={() => setPanel(panel === name ? undefined : name)}
                  >
                    {t(`select.${name}`)}
                  </Button>
                ))}
                <Button look="plain" icon={Download} onClick={() => setExporting(true)}>
                  {t('export.open')}
                </Button>
                <Button look="plain" icon={Trash} onClick={() => void remove()}>
                  {t('list.delete')}
                </Button>
              </div>
              <div id={panelId} class={styles.line} hidden={panel === undefined}>
                {panel === 'move' && <MovePanel onMove={(to) => void moveTo(to)} />}
                {panel === 'labels' && <LabelsPanel onEdit={(facts) => void edit(facts)} />}
                {panel === 'date' && <DatePanel onEdit={(facts) => void edit(facts)} />}
                {panel === 'status' && (
                  <>
                    <Button look="plain" onClick={() => void edit({ status: null })}>
                      {t('select.asDone')}
                    </Button>
                    <Button look="plain" onClick={() => void edit({ status: 'planned' })}>
                      {t('select.asPlanned')}
                    </Button>
                  </>
                )}
              </div>
            </>
          )}
        </section>
      )}
      {exporting && <ExportDialog only={ids} onClose={() => setExporting(false)} />}
      {/* "None" is not announced: the checkbox says so itself, or the message about the action. */}
      <LiveMessage>{message || (count > 0 ? t('select.count', { count }) : '')}</LiveMessage>
    </>
  );
}

function MovePanel({ onMove }: { onMove: (to: MissionDomain) => void }) {
  const { t, mission } = useWords();
  return (
    <>
      {MISSION_DOMAINS.map((domain) => {
        const where = { number: domainNumber(domain), title: mission.domains[domain].title.text };
        return (
          <button
            key={domain}
            type="button"
            class={styles.target}
            title={t('list.moveTo', where)}
            aria-label={t('list.moveTo', where)}
            onClick={() => onMove(domain)}
          >
            <DomainMark domain={domain} />
          </button>
        );
      })}
    </>
  );
}

interface EditPanelProps {
  readonly onEdit: (facts: FactsEdit) => void;
}

function LabelsPanel({ onEdit }: EditPanelProps) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const labels = splitLabels(text);
  return (
    <form
      class={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (labels.length > 0) onEdit({ addLabels: labels });
      }}
    >
      <label class={styles.field}>
        <span>{t('select.label')}</span>
        <input
          value={text}
          dir="auto"
          autocomplete="off"
          placeholder={t('facts.labelsHint')}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <Button type="submit" look="plain" disabled={labels.length === 0}>
        {t('select.add')}
      </Button>
      <Button look="plain" disabled={labels.length === 0} onClick={() => onEdit({ removeLabels: labels })}>
        {t('select.remove')}
      </Button>
    </form>
  );
}

function DatePanel({ onEdit }: EditPanelProps) {
  const { t } = useWords();
  const [day, setDay] = useState('');
  return (
    <form
      class={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (day) onEdit({ activityDate: day });
      }}
    >
      <label class={styles.field}>
        <span>{t('facts.activityDate')}</span>
        <input type="date" value={day} onInput={({ currentTarget }) => setDay(currentTarget.value)} />
      </label>
      <Button type="submit" look="plain" disabled={!day}>
        {t('select.setDate')}
      </Button>
      <Button look="plain" onClick={() => onEdit({ activityDate: null })}>
        {t('select.noDate')}
      </Button>
    </form>
  );
}
