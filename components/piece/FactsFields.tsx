/**
 * The room piece/ has the parts of a piece that the popup and the evidence page both show: facts, labels,
 * quotes and colleagues' notes. Everything typed is saved at once; an unfinished label waits in the page's
 * draft (LabelsField.tsx).
 */
import { useId } from 'preact/hooks';
import { isOfflineAddress } from '../../evidence/page/page-address.ts';
import type { BegunLabel } from '../../evidence/piece/begun-label.ts';
import { ACCESS, type Access, guessAccess, MAX_PLACE_LENGTH } from '../../evidence/piece/facts.ts';
import type { Piece, PieceId } from '../../evidence/piece/piece.ts';
import { cleanTitle } from '../../evidence/values/clean-text.ts';
import { dateIn } from '../../locales/dates.ts';
import { useKeptText } from '../controls/use-kept-text.ts';
import { useRun } from '../faults.tsx';
import { useWords } from '../words.tsx';
import styles from './FactsFields.module.css';
import { LabelsField } from './LabelsField.tsx';

interface FactsFieldsProps {
  readonly id: PieceId;
  readonly evidence: Piece;
}

interface AllFactsProps extends FactsFieldsProps {
  readonly hasPicture: boolean;
  /** The label that is being typed. */
  readonly begun: BegunLabel | undefined;
}

/**
 * The facts that the application asks for, each optional and saved at once; they apply to all of the page's
 * domains.
 */
export function FactsFields({ id, evidence, hasPicture, begun }: AllFactsProps) {
  const { t } = useWords();
  const run = useRun();
  const ids = { access: useId() };
  const guess = guessAccess(evidence.url);
  const access = evidence.access ?? guess;

  return (
    <div class={styles.facts}>
      {isOfflineAddress(evidence.url) && <PlaceField id={id} evidence={evidence} />}
      <DateField id={id} evidence={evidence} />
      <LabelsField id={id} labels={evidence.labels} begun={begun} />
      <label class={styles.check}>
        <input
          type="checkbox"
          checked={evidence.status === 'planned'}
          onChange={({ currentTarget: { checked } }) =>
            void run({ type: 'edit-facts', ids: [id], change: { status: checked ? 'planned' : null } })
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
            void run({
              type: 'edit-facts',
              ids: [id],
              change: { access: value === '' ? null : (value as Access) },
            })
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

/**
 * A day is typed part by part, and each part makes a valid date (year 2, 20, 202), so the stored day may lag
 * behind.
 */
function DateField({ id, evidence }: FactsFieldsProps) {
  const { t, language } = useWords();
  const { field } = useKeptText(evidence.activityDate ?? '', (day) => ({
    type: 'edit-facts',
    ids: [id],
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
    (place) => ({ type: 'edit-facts', ids: [id], change: { place } }),
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
