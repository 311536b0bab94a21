import { useId } from 'preact/hooks';
import {
  type Application,
  type ApplicationChange,
  MAX_LIMIT,
  MAX_SCHOOL_LENGTH,
} from '../../evidence/application/application.ts';
import { cleanTitle, MAX_NAME_LENGTH } from '../../evidence/values/clean-text.ts';
import { useKeptText } from '../controls/use-kept-text.ts';
import { useRun } from '../faults.tsx';
import { useWords } from '../words.tsx';
import styles from './DetailsFields.module.css';

interface DetailsFieldsProps {
  readonly application: Application;
  readonly readOnly: boolean;
}

/** Whose application it is and for which period; each field is saved while it is typed. */
export function DetailsFields({ application, readOnly }: DetailsFieldsProps) {
  const { t } = useWords();
  const run = useRun();
  const id = useId();
  const { from, to, limit } = application;
  const save = (change: ApplicationChange) =>
    void run({ type: 'save-application', id: application.id, change });
  const isReversed = from !== undefined && to !== undefined && from > to;

  return (
    <div class={styles.fields}>
      <LineField application={application} field="name" readOnly={readOnly} />
      <LineField application={application} field="school" readOnly={readOnly} />
      <LineField application={application} field="preparedBy" readOnly={readOnly} />
      <DayField application={application} field="from" readOnly={readOnly} describedBy={`${id}-period`} />
      <DayField application={application} field="to" readOnly={readOnly} describedBy={`${id}-period`} />
      <label class={styles.field}>
        <span>{t('application.limit')}</span>
        <input
          type="number"
          min={1}
          max={MAX_LIMIT}
          step={1}
          inputMode="numeric"
          value={limit ?? ''}
          readOnly={readOnly}
          onInput={({ currentTarget: { value, validity } }) => {
            if (value === '') save({ limit: null });
            else if (validity.valid) save({ limit: Number(value) });
          }}
        />
      </label>
      <p id={`${id}-period`} class={styles.help}>
        {t(isReversed ? 'application.reversed' : 'application.periodHelp')}
      </p>
    </div>
  );
}

interface DayFieldProps extends DetailsFieldsProps {
  readonly field: 'from' | 'to';
  readonly describedBy: string;
}

/**
 * A day is typed part by part, and each part makes a valid date (year 2, 20, 202), so the stored day may lag
 * behind.
 */
function DayField({ application, field, readOnly, describedBy }: DayFieldProps) {
  const { t } = useWords();
  const kept = useKeptText(application[field] ?? '', (day) => ({
    type: 'save-application',
    id: application.id,
    change: { [field]: day || null },
  }));
  return (
    <label class={styles.field}>
      <span>{t(`application.${field}`)}</span>
      <input {...kept.field} type="date" readOnly={readOnly} aria-describedby={describedBy} />
    </label>
  );
}

interface LineFieldProps extends DetailsFieldsProps {
  readonly field: 'name' | 'school' | 'preparedBy';
}

function LineField({ application, field, readOnly }: LineFieldProps) {
  const { t } = useWords();
  const kept = useKeptText(
    application[field],
    (text) => ({ type: 'save-application', id: application.id, change: { [field]: text } }),
    cleanTitle,
  );
  return (
    <label class={styles.field}>
      <span>
        {t(`application.${field}`)}
        {kept.unsaved && ` · ${t('tag.unsaved')}`}
      </span>
      <input
        {...kept.field}
        dir="auto"
        maxLength={field === 'name' ? MAX_NAME_LENGTH : MAX_SCHOOL_LENGTH}
        readOnly={readOnly}
      />
    </label>
  );
}
