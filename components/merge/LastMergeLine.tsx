import { useRef, useState } from 'preact/hooks';
import type { LastMerge } from '../../evidence/merge/merge-undo.ts';
import { agoIn } from '../../locales/dates.ts';
import { useRun } from '../faults.tsx';
import { Button } from '../shared/Button.tsx';
import { useMessage, useWords } from '../words.tsx';
import { fewNames } from './few-names.ts';
import styles from './LastMergeLine.module.css';

/** In one line that files were brought in, and the way back, until it is used or not wanted any more. */
export function LastMergeLine({ last }: { last: LastMerge | undefined }) {
  const { t, language } = useWords();
  const run = useRun();
  const [message, setMessage] = useMessage();
  const [busy, setBusy] = useState(false);
  const line = useRef<HTMLParagraphElement>(null);

  async function undo() {
    setBusy(true);
    const outcome = await run({ type: 'undo-merge' });
    setBusy(false);
    if (!outcome.ok) return;
    setMessage((t) => t('merge.undone'));
    // The button that had the focus is gone.
    line.current?.focus();
  }

  async function settle() {
    const outcome = await run({ type: 'settle-merge' });
    if (outcome.ok) document.querySelector('h1')?.focus();
  }

  if (!last && !message) return null;
  return (
    <div class={styles.line}>
      <p ref={line} tabIndex={-1} role="status">
        {busy ? t('import.busy') : last ? inWords(last, t, language) : message}
      </p>
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
  { mergedAt, names }: LastMerge,
  t: ReturnType<typeof useWords>['t'],
  language: string,
): string {
  const when = agoIn(language, mergedAt, new Date());
  if (names.length === 0) return t('merge.last', { when });
  return t('merge.lastFrom', { when, names: fewNames(names, language) });
}
