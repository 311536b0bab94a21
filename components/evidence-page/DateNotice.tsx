import { useEffect, useRef, useState } from 'preact/hooks';
import { dayOf, isToBeAsked, type KnownDate } from '../../evidence/storage/known-date.ts';
import { dateIn } from '../../locales/dates.ts';
import { Button } from '../controls/Button.tsx';
import { useRun } from '../faults.tsx';
import { Notice } from '../notices/Notice.tsx';
import { useMessage, useWords } from '../words.tsx';

/** Asks whether the date is right after the clock jumped: until it is confirmed, nothing expires. */
export function DateNotice({ known }: { known: KnownDate | undefined }) {
  const { t, language } = useWords();
  const run = useRun();
  const [message, setMessage] = useMessage();
  const [answers, setAnswers] = useState(0);
  const line = useRef<HTMLParagraphElement>(null);
  // The button that had the focus is gone.
  useEffect(() => {
    if (answers > 0) line.current?.focus();
  }, [answers]);

  async function answer(isRight: boolean) {
    const { ok } = await run({ type: 'answer-date', day: dayOf(new Date()), isRight });
    if (!ok) return;
    setMessage((t) => t(isRight ? 'date.right' : 'date.wrong'));
    setAnswers((count) => count + 1);
  }

  const now = new Date();
  const isAsking = known !== undefined && isToBeAsked(known, now);
  if (!isAsking && !message) return null;
  return (
    <Notice
      ways={
        isAsking && (
          <>
            <Button look="plain" onClick={() => void answer(true)}>
              {t('date.yes')}
            </Button>
            <Button look="plain" onClick={() => void answer(false)}>
              {t('date.no')}
            </Button>
          </>
        )
      }
    >
      <p ref={line} tabIndex={-1} role="status">
        {isAsking
          ? t('date.ask', {
              date: dateIn(language, now.toISOString(), 'long'),
              last: dateIn(language, known.day, 'long', 'UTC'),
            })
          : message}
      </p>
    </Notice>
  );
}
