import { useEffect, useId, useState } from 'preact/hooks';
import { isOfflineAddress } from '../../evidence/page/page-address.ts';
import type { Evidence, EvidenceId } from '../../evidence/piece/evidence.ts';
import {
  ACCESS,
  type Access,
  cleanLabels,
  guessAccess,
  MAX_LABEL_LENGTH,
  MAX_LABELS,
  MAX_PLACE_LENGTH,
} from '../../evidence/piece/facts.ts';
import { cleanTitle } from '../../evidence/values/clean-text.ts';
import { dateIn } from '../../locales/dates.ts';
import { useKeptText } from '../controls/use-kept-text.ts';
import { useRun } from '../faults.tsx';
import { useCommonServices } from '../services.ts';
import { useWords } from '../words.tsx';
import styles from './FactsFields.module.css';
import { splitLabels } from './split-labels.ts';

interface FactsFieldsProps {
  readonly id: EvidenceId;
  readonly evidence: Evidence;
}

/** What the application asks about a page, each optional and kept at once; for all the page's domains. */
export function FactsFields({ id, evidence, hasPicture }: FactsFieldsProps & { hasPicture: boolean }) {
  const { t } = useWords();
  const run = useRun();
  const ids = { access: useId() };
  const guess = guessAccess(evidence.url);
  const access = evidence.access ?? guess;

  return (
    <div class={styles.facts}>
      {isOfflineAddress(evidence.url) && <PlaceField id={id} evidence={evidence} />}
      <DateField id={id} evidence={evidence} />
      <LabelsField id={id} evidence={evidence} />
      <label class={styles.check}>
        <input
          type="checkbox"
          checked={evidence.status === 'planned'}
          onChange={({ currentTarget: { checked } }) =>
            void run({ type: 'write-facts', id, change: { status: checked ? 'planned' : null } })
          }
        />{' '}
        {t('facts.planned')}
      </label>
      <div class={styles.field}>
        <label for={ids.access}>{t('facts.access')}</label>
        <select
          id={ids.access}
          value={evidence.access ?? ''}
          aria-describedby={`${ids.access}-advice`}
          onChange={({ currentTarget: { value } }) =>
            void run({ type: 'write-facts', id, change: { access: value === '' ? null : (value as Access) } })
          }
        >
          <option value="">{t(`facts.guess.${guess}`)}</option>
          {ACCESS.map((who) => (
            <option key={who} value={who}>
              {t(`facts.who.${who}`)}
            </option>
          ))}
        </select>
        <p id={`${ids.access}-advice`} class={styles.help}>
          {access !== 'everyone' && t(hasPicture ? 'facts.accessAdviceWithPicture' : 'facts.accessAdvice')}
        </p>
      </div>
    </div>
  );
}

/** The day is typed part by part, and each is a day of its own (year 2, 20, 202): what is stored may lag. */
function DateField({ id, evidence }: FactsFieldsProps) {
  const { t, language } = useWords();
  const { field } = useKeptText(evidence.activityDate ?? '', (day) => ({
    type: 'write-facts',
    id,
    change: { activityDate: day || null },
  }));
  const fieldId = useId();
  const date = dateIn(language, evidence.taggedAt, 'medium');
  return (
    <div class={styles.field}>
      <label for={fieldId}>{t('facts.activityDate')}</label>
      <input {...field} id={fieldId} type="date" aria-describedby={`${fieldId}-default`} />
      <p id={`${fieldId}-default`} class={styles.help}>
        {t('facts.activityDateDefault', { date })}
      </p>
    </div>
  );
}

function PlaceField({ id, evidence }: FactsFieldsProps) {
  const { t } = useWords();
  const { field } = useKeptText(
    evidence.place ?? '',
    (place) => ({ type: 'write-facts', id, change: { place } }),
    cleanTitle,
  );
  const fieldId = useId();
  return (
    <div class={styles.field}>
      <label for={fieldId}>{t('facts.place')}</label>
      <input
        {...field}
        id={fieldId}
        dir="auto"
        maxLength={MAX_PLACE_LENGTH}
        placeholder={t('facts.placeHint')}
      />
    </div>
  );
}

/** How many labels are offered at once. */
const OFFERED = 6;

/** Labels with commas between them, kept at every letter; those used before are offered. */
function LabelsField({ id, evidence }: FactsFieldsProps) {
  const { t } = useWords();
  const run = useRun();
  const labels = evidence.labels ?? [];
  const { field } = useKeptText(labels.join(', '), (text) => ({
    type: 'write-facts',
    id,
    // What is too much is said below, not refused: the rest is kept all the same.
    change: { labels: splitLabels(text).slice(0, MAX_LABELS) },
  }));
  const fieldId = useId();
  const known = useKnownLabels();
  const wordings = new Set(splitLabels(field.value).map(wording));
  // The last label is being typed: what begins like it is offered before the rest.
  const typed = wording(splitLabels(field.value).at(-1) ?? '');
  const offered = known
    .filter((label) => !wordings.has(wording(label)))
    .sort((a, b) => Number(begins(b, typed)) - Number(begins(a, typed)))
    .slice(0, OFFERED);

  function take(label: string) {
    const all = splitLabels(field.value);
    // What was begun is completed; anything else is a label of its own.
    const before = typed !== '' && begins(label, typed) ? all.slice(0, -1) : all;
    field.onInput({ currentTarget: { value: [...before, label].join(', ') } });
    void run({ type: 'remember-labels', labels: [label] });
  }

  return (
    <div class={styles.field}>
      <label for={fieldId}>{t('facts.labels')}</label>
      <input
        {...field}
        id={fieldId}
        dir="auto"
        placeholder={t('facts.labelsHint')}
        autocomplete="off"
        onBlur={() => {
          field.onBlur();
          // What is in the field: what is stored may still lack the last letters.
          const typed = splitLabels(field.value);
          if (typed.length > 0) void run({ type: 'remember-labels', labels: typed });
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
              <button type="button" onClick={() => take(label)}>
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
      store.readLabels().then(
        (labels) => current && setUsed(labels),
        // Nothing depends on it: the labels can be typed.
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
