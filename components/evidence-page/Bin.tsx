import { RotateCcw, Trash } from 'lucide';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Command } from '../../evidence/commands/index.ts';
import { type BinnedPiece, binOf, daysLeft, KEPT_AFTER_DELETION_DAYS } from '../../evidence/list/bin.ts';
import type { ListView } from '../../evidence/list/list-view.ts';
import { matcher } from '../../evidence/list/search.ts';
import { domainNumber } from '../../evidence/mission-domain.ts';
import { namesByOrigin, removerOf } from '../../evidence/piece/contribution.ts';
import type { EvidenceList } from '../../evidence/storage/evidence-list.ts';
import { dateIn } from '../../locales/dates.ts';
import { Button } from '../controls/Button.tsx';
import { LiveMessage } from '../controls/LiveMessage.tsx';
import { LONG_LIST, useVirtualRows } from '../controls/use-virtual-rows.ts';
import { useRun } from '../faults.tsx';
import { DomainMark } from '../mission/DomainMark.tsx';
import { useMessage, useWords } from '../words.tsx';
import styles from './Bin.module.css';
import { EraseForGoodDialog } from './EraseForGoodDialog.tsx';

interface BinProps {
  readonly list: EvidenceList;
  readonly view: ListView;
}

/** The deleted pieces, stored for a while, to be restored or deleted for good. */
export function Bin({ list, view }: BinProps) {
  const { t } = useWords();
  const run = useRun();
  const [message, setMessage] = useMessage();
  const [asking, setAsking] = useState<readonly BinnedPiece[]>();
  const heading = useRef<HTMLHeadingElement>(null);
  const rows = useRef<HTMLOListElement>(null);
  const goneAt = useRef<number>(undefined);
  const all = useMemo(() => binOf(list.pieces), [list.pieces]);
  const names = useMemo(() => namesByOrigin(list.pieces.values()), [list.pieces]);
  const shown = useMemo(() => {
    const matches = matcher(view.query);
    return all.filter(({ evidence }) => matches(evidence));
  }, [all, view.query]);
  const ids = useMemo(() => shown.map(({ id }) => id), [shown]);
  const virtual = useVirtualRows({ list: rows, ids, long: shown.length > LONG_LIST, keep: [] });
  const nameOf = ({ evidence }: BinnedPiece) => evidence.title || t('common.untitled');

  useEffect(() => heading.current?.focus(), []);

  // The pressed button has disappeared with its piece: focus the next piece's.
  useEffect(() => {
    if (goneAt.current === undefined) return;
    const buttons = [...(rows.current?.querySelectorAll<HTMLElement>('[data-restore]') ?? [])];
    const at = Math.min(goneAt.current, shown.length - 1);
    const next = buttons.find(({ dataset }) => dataset.restore === shown[at]?.id);
    (next ?? heading.current)?.focus();
    goneAt.current = undefined;
  }, [shown]);

  /**
   * Runs a command that removes the piece at an index. The list may show it removed before the answer
   * arrives.
   */
  async function runLeaving(index: number, command: Command): Promise<boolean> {
    goneAt.current = index;
    const { ok } = await run(command);
    if (!ok) goneAt.current = undefined;
    return ok;
  }

  async function restore(binned: BinnedPiece, index: number) {
    const isDone = await runLeaving(index, { type: 'restore', ids: [binned.id] });
    if (!isDone) return;
    const { domain } = binned.evidence;
    setMessage((t) => t('bin.restored', { number: domainNumber(domain), title: nameOf(binned) }));
  }

  async function erase(some: readonly BinnedPiece[], fromEditions: boolean) {
    setAsking(undefined);
    const [only] = some;
    const isDone = await runLeaving(only ? ids.indexOf(only.id) : 0, {
      type: 'delete-for-good',
      ids: some.map(({ id }) => id),
      ...(fromEditions && { fromEditions }),
    });
    if (!isDone) return;
    if (some.length === 1 && only) setMessage((t) => t('bin.erased', { title: nameOf(only) }));
    else setMessage(undefined);
  }

  return (
    <main class={styles.bin}>
      <div class={styles.head}>
        <h2 ref={heading} tabIndex={-1}>
          {t('bin.heading')}
        </h2>
        {all.length > 0 && (
          <Button icon={Trash} look="plain" onClick={() => setAsking(all)}>
            {t('bin.emptyAll')}
          </Button>
        )}
      </div>
      <p class={styles.explain}>{t('bin.explain', { days: KEPT_AFTER_DELETION_DAYS })}</p>
      <p class={styles.message} aria-hidden="true">
        {message}
      </p>
      {all.length === 0 && <p>{t('bin.empty')}</p>}
      <ol ref={rows} class={styles.rows} {...virtual?.list}>
        {(virtual?.indexes ?? shown.keys().toArray()).map((index) => {
          const binned = shown[index];
          return (
            binned && (
              <li key={binned.id} class={styles.row} {...virtual?.item(index)}>
                <BinRow
                  binned={binned}
                  names={names}
                  onRestore={list.newer.has(binned.id) ? undefined : () => void restore(binned, index)}
                  onErase={() => setAsking([binned])}
                />
              </li>
            )
          );
        })}
      </ol>
      {asking && (
        <EraseForGoodDialog
          pieces={asking}
          isAll={asking === all}
          editions={list.applications.editions}
          onErase={(fromEditions) => void erase(asking, fromEditions)}
          // A dialog reports a moment later that it closed; another may be open by then.
          onClose={() => setAsking((now) => (now === asking ? undefined : now))}
        />
      )}
      <LiveMessage>{message}</LiveMessage>
    </main>
  );
}

interface BinRowProps {
  readonly binned: BinnedPiece;
  /** The names of colleagues, by their installations. */
  readonly names: ReadonlyMap<string, string>;
  /** Missing for a piece that a newer version wrote. */
  readonly onRestore: (() => void) | undefined;
  readonly onErase: () => void;
}

function BinRow({ binned: { id, evidence }, names, onRestore, onErase }: BinRowProps) {
  const { t, language, settings } = useWords();
  const title = evidence.title || t('common.untitled');
  const date = dateIn(language, evidence.deletedAt, 'medium');
  const deletedBy = removerOf(evidence);
  const name = deletedBy && names.get(deletedBy);
  const deleted =
    deletedBy === undefined || deletedBy === settings.origin
      ? t('bin.deletedOn', { date })
      : name
        ? t('bin.deletedByOn', { date, name })
        : t('bin.deletedByColleagueOn', { date });
  return (
    <>
      <DomainMark domain={evidence.domain} />
      <div class={styles.what}>
        <h3 class={styles.title} dir="auto">
          {title}
        </h3>
        <p class={styles.meta}>
          <span dir="auto">{deleted}</span>
          <span aria-hidden="true"> · </span>
          {t('bin.left', { count: daysLeft(evidence.deletedAt, new Date()) })}
        </p>
      </div>
      {onRestore && (
        <div class={styles.tools}>
          <Button
            icon={RotateCcw}
            look="plain"
            data-restore={id}
            aria-label={t('bin.restoreOf', { title })}
            onClick={onRestore}
          >
            {t('bin.restore')}
          </Button>
          <Button icon={Trash} aria-label={t('bin.eraseOf', { title })} onClick={onErase}>
            {t('bin.erase')}
          </Button>
        </div>
      )}
    </>
  );
}
