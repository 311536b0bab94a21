import { useEffect, useRef } from 'preact/hooks';
import type { LastMerge } from '../../evidence/storage/last-merge.ts';
import { agoIn } from '../../locales/dates.ts';
import { Button } from '../controls/Button.tsx';
import { useRun } from '../faults.tsx';
import { useMessage, useWords } from '../words.tsx';
import { fewNames } from './few-names.ts';
import styles from './LastMergeLine.module.css';
import { useSteering } from './use-steering.ts';
import { useUndoMerge } from './use-undo-merge.ts';
import { Working } from './Working.tsx';

/** One line that files were merged, with Undo, until it is used or dismissed. */
export function LastMergeLine({ last }: { last: LastMerge | undefined }) {
  const { t, language } = useWords();
  const run = useRun();
  const [message, setMessage] = useMessage();
  const undoMerge = useUndoMerge();
  const { progress, stop, steer } = useSteering();
  const busy = progress !== undefined;
  const line = useRef<HTMLParagraphElement>(null);
  // A message about one merge must not stay for the next.
  useEffect(() => {
    if (last) setMessage(undefined);
  }, [last?.mergedAt]);

  async function undo() {
    const { result, done, total } = await steer((steering) => undoMerge(last?.id ?? '', steering));
    if (result === 'failed') return;
    setMessage((t) =>
      result === 'done'
        ? t('merge.undone')
        : t('merge.partlyUndone', {
            done: done.toLocaleString(language),
            total: total.toLocaleString(language),
          }),
    );
    // The button that had the focus is gone.
    line.current?.focus();
  }

  async function settle() {
    const outcome = await run({ type: 'dismiss-merge' });
    if (outcome.ok) document.querySelector('h1')?.focus();
  }

  if (!last && !message) return null;
  return (
    <div class={styles.line}>
      <p ref={line} tabIndex={-1} role="status">
        {busy ? t('import.busy') : message || (last && inWords(last, t, language))}
      </p>
      {progress && (
        <Working
          label={t('import.busy')}
          share={progress.total > 0 ? progress.done / progress.total : undefined}
          onStop={() => {
            // Its button disappears, so move the focus first.
            line.current?.focus();
            stop();
          }}
        />
      )}
      {last && (
        <div class={styles.ways}>
          <Button look="plain" disabled={busy} onClick={() => void undo()}>
            {t('common.undo')}
          </Button>
          <Button disabled={busy} onClick={() => void settle()}>
            {t('merge.settle')}
          </Button>
        </div>
      )}
    </div>
  );
}

function inWords(
  { mergedAt, names, isPart }: LastMerge,
  t: ReturnType<typeof useWords>['t'],
  language: string,
): string {
  const when = agoIn(language, mergedAt, new Date());
  if (isPart) return t('merge.lastPart', { when });
  if (names.length === 0) return t('merge.last', { when });
  return t('merge.lastFrom', { when, names: fewNames(names, language) });
}
