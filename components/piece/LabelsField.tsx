import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { type BegunLabel, withBegun } from '../../evidence/piece/begun-label.ts';
import { cleanLabels, MAX_LABEL_LENGTH, MAX_LABELS } from '../../evidence/piece/facts.ts';
import type { PieceId } from '../../evidence/piece/piece.ts';
import { readLabels, splitLabels } from '../../evidence/piece/typed-labels.ts';
import { LABELS } from '../../evidence/storage/known-labels.ts';
import { useKeptCaret } from '../controls/use-kept-caret.ts';
import { useKeptText } from '../controls/use-kept-text.ts';
import { useCommonServices } from '../services.ts';
import { useWords } from '../words.tsx';
import styles from './FactsFields.module.css';

interface LabelsFieldProps {
  readonly id: PieceId;
  readonly labels: readonly string[] | undefined;
  readonly begun: BegunLabel | undefined;
}

const NONE: readonly string[] = [];

/** Number of labels offered at once. */
const OFFERED = 6;

/**
 * A field of comma-separated labels, which offers labels used before. A label is saved when it is finished:
 * by a comma, by Enter, by leaving the field or by choosing one. Until then it waits in the page's draft.
 */
export function LabelsField({ id, labels = NONE, begun }: LabelsFieldProps) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  /** The caret in the label that is being typed; undefined once it is finished. */
  const caret = useRef<number>(undefined);
  const { field } = useKeptText(
    withBegun(labels, begun).join(', '),
    (text) => {
      const typed = readLabels(text, labels, caret.current);
      return { type: 'edit-facts', ids: [id], change: { labels: [...typed.labels] }, begun: typed.begun };
    },
    asStored,
  );
  useKeptCaret(input, field.value);
  const fieldId = useId();
  const known = useKnownLabels();
  const all = splitLabels(field.value);
  const wordings = new Set(all.map(wording));
  // While the last label is being typed, labels that begin like it are offered first.
  const typed = wording(all.at(-1) ?? '');
  const offered = known
    .filter((label) => !wordings.has(wording(label)))
    .sort((a, b) => Number(begins(b, typed)) - Number(begins(a, typed)))
    .slice(0, OFFERED);

  /** Whether the field has more than the page's stored labels. */
  function hasMore(text: string): boolean {
    return asStored(text) !== labels.join(', ');
  }

  function finish(text: string) {
    caret.current = undefined;
    field.onInput({ currentTarget: { value: text } });
  }

  function choose(label: string) {
    // Completes the unfinished label if it begins like the chosen one; else adds the chosen one.
    const before = typed !== '' && begins(label, typed) ? all.slice(0, -1) : all;
    // Its button disappears, and the teacher goes on typing.
    input.current?.focus();
    finish([...before, label].join(', '));
  }

  return (
    <div
      class={styles.field}
      onFocusOut={({ currentTarget, relatedTarget }) => {
        // Moving to an offered label does not finish the label being typed.
        if (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) return;
        // After a look at another window or tab, something in here still has the focus.
        if (currentTarget.contains(document.activeElement)) return;
        // A field also loses the focus when it is removed: in that case its text waits in the draft.
        if (input.current && hasMore(input.current.value)) finish(input.current.value);
      }}
    >
      <label for={fieldId}>{t('facts.labels')}</label>
      <input
        {...field}
        ref={input}
        id={fieldId}
        dir="auto"
        placeholder={t('facts.labelsHint')}
        autocomplete="off"
        onInput={(event) => {
          caret.current = event.currentTarget.selectionStart ?? event.currentTarget.value.length;
          field.onInput(event);
        }}
        onKeyDown={(event) => {
          const { value, selectionStart } = event.currentTarget;
          if (event.key !== 'Enter' || event.isComposing || !hasMore(value)) return;
          // Do not submit the surrounding form.
          event.preventDefault();
          finish(selectionStart === value.length ? `${value}, ` : value);
        }}
      />
      <p role="status" class={styles.help}>
        {isTooMuch(field.value) &&
          t('facts.labelsLimit', { labels: MAX_LABELS, characters: MAX_LABEL_LENGTH })}
      </p>
      {offered.length > 0 && (
        <ul class={styles.offered} aria-label={t('facts.offered')}>
          {offered.map((label) => (
            <li key={label}>
              <button
                type="button"
                // Leave the focus in the field: the unfinished label is about to be completed.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(label)}
              >
                <span aria-hidden="true">+ </span>
                {label}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The labels used before, after eSafety, which the application's form asks about first. */
function useKnownLabels(): readonly string[] {
  const { store } = useCommonServices();
  const { t } = useWords();
  const [used, setUsed] = useState<readonly string[]>([]);
  useEffect(() => {
    let current = true;
    const read = () =>
      store.read(LABELS).then(
        (labels) => current && setUsed(labels),
        // Not essential: labels can be typed.
        (error) => console.warn('The labels could not be read:', error),
      );
    void read();
    const unsubscribe = store.subscribe(() => void read());
    return () => {
      current = false;
      unsubscribe();
    };
  }, [store]);
  return cleanLabels([t('facts.eSafety'), ...used]);
}

function asStored(text: string): string {
  return cleanLabels(splitLabels(text)).join(', ');
}

function isTooMuch(text: string): boolean {
  const labels = splitLabels(text);
  return labels.length > MAX_LABELS || labels.some((label) => label.length > MAX_LABEL_LENGTH);
}

function wording(label: string): string {
  return label.toLowerCase();
}

function begins(label: string, typed: string): boolean {
  return typed !== '' && wording(label).startsWith(typed);
}
