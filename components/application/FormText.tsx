import { Copy } from 'lucide';
import type { RefObject } from 'preact';
import { useId, useMemo, useState } from 'preact/hooks';
import {
  type Application,
  type ApplicationField,
  MAX_TEXT_LENGTH,
  textOf,
} from '../../evidence/application/application.ts';
import { countText } from '../../evidence/application/count-text.ts';
import { keepReferences, type Numbering, showReferences } from '../../evidence/application/references.ts';
import type { MissionDomain } from '../../evidence/mission-domain.ts';
import { cleanText } from '../../evidence/values/clean-text.ts';
import { Button } from '../controls/Button.tsx';
import { LiveMessage } from '../controls/LiveMessage.tsx';
import { useKeptCaret } from '../controls/use-kept-caret.ts';
import { useKeptText } from '../controls/use-kept-text.ts';
import { useServices } from '../services.ts';
import { useWords } from '../words.tsx';
import styles from './FormText.module.css';

interface FormTextProps {
  readonly application: Application;
  readonly field: ApplicationField;
  /** The domain that the text belongs to; undefined for the text without a domain. */
  readonly home: MissionDomain | undefined;
  readonly label: string;
  readonly numbering: Numbering;
  readonly readOnly: boolean;
  /** The field itself, to insert references into it. */
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly onFocus: () => void;
}

/**
 * One text of the form, saved while it is typed, with its length and a button to copy it. The stored text has
 * marks for references, the shown text has their numbers: see evidence/application/references.ts.
 */
export function FormText(props: FormTextProps) {
  const { application, field, home, label, numbering, readOnly, area, onFocus } = props;
  const { t, language } = useWords();
  const id = useId();
  const { field: kept, unsaved } = useKeptText(
    textOf(application, field),
    (text, from) => ({ type: 'write-application-text', id: application.id, field, text, from }),
    cleanText,
  );
  const shown = useMemo(() => showReferences(kept.value, numbering, home), [kept.value, numbering, home]);
  const { characters, words } = useMemo(() => countText(shown.text, language), [shown.text, language]);
  const { limit } = application;
  const over = limit === undefined ? 0 : Math.max(0, characters - limit);
  const number = (value: number) => value.toLocaleString(language);
  // A mark is longer than the number shown for it.
  const room = MAX_TEXT_LENGTH - kept.value.length + shown.text.length;
  const length =
    limit === undefined
      ? t('application.length', { characters: number(characters), words: number(words) })
      : t('application.lengthOf', {
          characters: number(characters),
          limit: number(limit),
          words: number(words),
        });

  // A reference's number may change while somebody types after it.
  useKeptCaret(area, shown.text);

  return (
    <div class={styles.field}>
      <div class={styles.head}>
        <label for={id}>{label}</label>
        <CopyText label={label} text={shown.text} />
      </div>
      <textarea
        ref={area}
        id={id}
        dir="auto"
        rows={6}
        value={shown.text}
        maxLength={room}
        readOnly={readOnly}
        aria-describedby={`${id}-length ${id}-kept`}
        onFocus={() => {
          kept.onFocus();
          onFocus();
        }}
        onBlur={kept.onBlur}
        onCompositionEnd={kept.onCompositionEnd}
        onInput={({ currentTarget, isComposing }) => {
          const value = keepReferences(currentTarget.value, numbering, home, shown.lost);
          kept.onInput({ currentTarget: { value }, isComposing });
        }}
      />
      <p class={styles.foot}>
        <span id={`${id}-length`}>
          {length}
          {over > 0 && <strong class={styles.over}>{t('application.over', { count: over })}</strong>}
        </span>
        <span id={`${id}-kept`}>
          {readOnly
            ? t('application.newer')
            : unsaved
              ? t('tag.unsaved')
              : characters >= room
                ? t('application.full')
                : t('tag.kept')}
        </span>
      </p>
      {shown.lost.length > 0 && (
        <p class={styles.lost}>
          {t('application.lost', {
            references: shown.lost.map((_, index) => `[?${index + 1}]`).join(', '),
          })}
        </p>
      )}
      <Crossing over={over} />
    </div>
  );
}

/** Announces once that the limit is exceeded, not again at every letter after it. */
function Crossing({ over }: { over: number }) {
  const { t } = useWords();
  const [said, setSaid] = useState('');
  if (over > 0 && said === '') setSaid(t('application.over', { count: over }));
  if (over === 0 && said !== '') setSaid('');
  return <LiveMessage>{said}</LiveMessage>;
}

function CopyText({ label, text }: { label: string; text: string }) {
  const { t } = useWords();
  const { copyText } = useServices();
  const [copied, setCopied] = useState<boolean>();
  const message = copied === undefined ? '' : t(copied ? 'application.copied' : 'export.copyFailed');

  async function copy() {
    try {
      await copyText(text);
      setCopied(true);
    } catch (error) {
      console.error('It could not be copied:', error);
      setCopied(false);
    }
  }

  return (
    <span class={styles.copy}>
      {message && <span aria-hidden="true">{message}</span>}
      <LiveMessage>{message}</LiveMessage>
      <Button
        icon={Copy}
        aria-label={t('application.copyOf', { field: label })}
        disabled={text.trim() === ''}
        onClick={() => void copy()}
        onBlur={() => setCopied(undefined)}
      >
        {t('application.copy')}
      </Button>
    </span>
  );
}
