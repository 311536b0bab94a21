import { useState } from 'preact/hooks';
import type { TableNotes as Notes, UnreadCell } from '../../evidence/import/read-table.ts';
import type { Words } from '../../locales/index.ts';
import { useWords } from '../words.tsx';
import { More } from './More.tsx';
import styles from './TableNotes.module.css';

/** Number of cells shown at first, and added each time. */
const STEP = 20;

/** Parts of a table that are left out, and cells to check. */
export function TableNotes({ unread, unknownColumns, codePage }: Notes) {
  const { t, language } = useWords();
  const heads = new Intl.ListFormat(language, { type: 'unit' }).format(unknownColumns);
  return (
    <>
      {codePage && <p>{t('merge.codePage', { encoding: codePage })}</p>}
      {unknownColumns.length > 0 && (
        // A long head already ends in an ellipsis.
        <p>{t('merge.unknownColumns', { count: unknownColumns.length, heads }).replace(/…\.$/, '…')}</p>
      )}
      {unread.length > 0 && <UnreadRows unread={unread} />}
    </>
  );
}

/** Every cell that cannot be read, and how to correct it. */
export function UnreadRows({ unread }: { readonly unread: readonly UnreadCell[] }) {
  const { t } = useWords();
  const [shown, setShown] = useState(STEP);
  return (
    <>
      <p>{t('merge.unread', { count: new Set(unread.map(({ row }) => row)).size })}</p>
      <ul class={styles.cells} tabIndex={-1}>
        {unread.slice(0, shown).map((cell) => (
          <li key={`${cell.row} ${cell.head} ${cell.problem.kind}`}>{inWords(cell, t)}</li>
        ))}
      </ul>
      <More left={unread.length - shown} step={STEP} onMore={() => setShown(shown + STEP)} />
    </>
  );
}

function inWords({ row, head, column, said, problem }: UnreadCell, t: Words['t']): string {
  return t(`merge.cell.${problem.kind}`, {
    ...problem,
    row,
    head: head || t(`document.columns.${column}`),
    said,
    done: t('document.status.done'),
    planned: t('document.status.planned'),
    everyone: t('document.access.everyone'),
    login: t('document.access.login'),
    local: t('document.access.local'),
  });
}
