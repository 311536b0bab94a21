import { useEffect, useRef, useState } from 'preact/hooks';
import { dayOf, isToBeAsked, type KnownDate } from '../../evidence/storage/known-date.ts';
import { dateIn } from '../../locales/dates.ts';
import { Button } from '../controls/Button.tsx';
import { useRun } from '../faults.tsx';
import { Notice } from '../notices/Notice.tsx';
import { useWords } from '../words.tsx';

/** Asks whether the date is right after the clock jumped: until it is confirmed, nothing expires. */
export function DateNotice({ known }: { known: KnownDate | undefined }) {
  const { t, language } = useWords();
  const run = useRun();
  const [answer, setAnswer] = useState<'right' | 'wrong'>();
  /** The day whose answer is known to be stored. */
  const [storedFor, setStoredFor] = useState<string>();
  const line = useRef<HTMLParagraphElement>(null);
  const now = new Date();
  const isAsking = known !== undefined && storedFor !== dayOf(now) && isToBeAsked(known, now);
  const isStored = storedFor !== undefined || (known !== undefined && !isAsking);
  // The button that had the focus is gone.
  useEffect(() => {
    if (answer && isStored) line.current?.focus();
  }, [answer, isStored, storedFor]);

  /** The answer is thanked for once it is stored, whether the writer or the list is the first to say so. */
  async function give(given: 'right' | 'wrong') {
    const day = dayOf(new Date());
    setAnswer(given);
    const { ok } = await run({ type: 'answer-date', day, isRight: given === 'right' });
    if (ok) setStoredFor(day);
  }

  const asked = isAsking && {
    date: dateIn(language, now.toISOString(), 'long'),
    last: dateIn(language, known.day, 'long', 'UTC'),
  };
  const thanks = () => t(answer === 'right' ? 'date.right' : 'date.wrong');
  const said = asked ? t('date.ask', asked) : answer && isStored && thanks();
  if (!said) return null;
  return (
    <Notice
      ways={
        isAsking && (
          <>
            <Button look="plain" onClick={() => void give('right')}>
              {t('date.yes')}
            </Button>
            <Button look="plain" onClick={() => void give('wrong')}>
              {t('date.no')}
            </Button>
          </>
        )
      }
    >
      <p ref={line} tabIndex={-1} role="status">
        {said}
      </p>
    </Notice>
  );
}
