import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { KEPT_AFTER_DELETION_DAYS } from '../../evidence/list/bin.ts';
import type { EvidenceList } from '../../evidence/storage/evidence-list.ts';
import { type Untagged, untaggedOf } from '../../evidence/storage/untagged.ts';
import { Button } from '../controls/Button.tsx';
import { LiveMessage } from '../controls/LiveMessage.tsx';
import { useRun } from '../faults.tsx';
import { useMessage, useWords } from '../words.tsx';
import styles from './NotTagged.module.css';

interface NotTaggedProps {
  readonly list: Pick<EvidenceList, 'drafts' | 'pieces'>;
}

/** Pages that are not tagged, but have a draft: what is stored of each, and a button to forget it. */
export function NotTagged({ list }: NotTaggedProps) {
  const { t } = useWords();
  const run = useRun();
  const pages = useMemo(() => untaggedOf(list), [list.drafts, list.pieces]);
  const [undoId, setUndoId] = useState<string>();
  const [message, setMessage] = useMessage();
  const undoButton = useRef<HTMLButtonElement>(null);
  const summary = useRef<HTMLElement>(null);
  const isBack = useRef(false);

  // The pressed button has disappeared: focus Undo.
  useEffect(() => undoButton.current?.focus(), [undoId]);
  useEffect(() => {
    if (isBack.current && pages.length > 0) {
      isBack.current = false;
      summary.current?.focus();
    }
  }, [pages]);

  async function forget(some: readonly Untagged[]) {
    const outcome = await run({ type: 'forget-drafts', pages: some.map(({ page }) => page) });
    if (!outcome.ok) return;
    setUndoId(outcome.undoId);
    setMessage((t) => t('untagged.forgotten'));
  }

  async function undo() {
    if (undoId === undefined) return;
    isBack.current = true;
    const outcome = await run({ type: 'undo', id: undoId });
    if (!outcome.ok) return;
    setUndoId(undefined);
    setMessage((t) => t('untagged.back'));
  }

  return (
    <>
      {pages.length > 0 && (
        <details class={styles.untagged}>
          <summary ref={summary}>{t('untagged.heading', { total: pages.length })}</summary>
          <p class={styles.explain}>{t('untagged.explain', { days: KEPT_AFTER_DELETION_DAYS })}</p>
          <ul>
            {pages.map((one) => (
              <li key={one.page} class={styles.row}>
                <p class={styles.what}>
                  <a href={one.page} target="_blank" rel="noopener noreferrer">
                    <bdi>{one.draft.title || one.page}</bdi>
                  </a>
                  {one.draft.title && (
                    <bdi class={styles.address} dir="ltr">
                      {one.page}
                    </bdi>
                  )}
                </p>
                <Button
                  aria-label={t('untagged.forgetOf', { title: one.draft.title || one.page })}
                  onClick={() => void forget([one])}
                >
                  {t('untagged.forget')}
                </Button>
              </li>
            ))}
          </ul>
          {pages.length > 1 && (
            <Button look="plain" onClick={() => void forget(pages)}>
              {t('untagged.forgetAll')}
            </Button>
          )}
        </details>
      )}
      {undoId !== undefined && (
        <div class={styles.forgotten}>
          <p aria-hidden="true">{message}</p>
          <Button ref={undoButton} look="plain" onClick={() => void undo()}>
            {t('common.undo')}
          </Button>
        </div>
      )}
      <LiveMessage>{message}</LiveMessage>
    </>
  );
}
