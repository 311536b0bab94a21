import type { ComponentChildren } from 'preact';
import { useId, useMemo } from 'preact/hooks';
import { choicesIn, type ListView, SORTS } from '../../evidence/list/list-view.ts';
import { domainNumber, MISSION_DOMAINS } from '../../evidence/mission-domain.ts';
import { ACCESS, STATUSES } from '../../evidence/piece/facts.ts';
import type { Piece, PieceId } from '../../evidence/piece/piece.ts';
import type { ChangeView } from '../page-links/use-view-in-address.ts';
import { useWords } from '../words.tsx';
import styles from './FilterFields.module.css';

interface FilterFieldsProps {
  readonly view: ListView;
  readonly onChange: ChangeView;
  readonly pieces: ReadonlyMap<PieceId, Piece>;
}

/** All fields to filter and sort the list by. Each choice takes effect at once. */
export function FilterFields({ view, onChange, pieces }: FilterFieldsProps) {
  const { t, mission } = useWords();
  const { labels, colleagues } = useChoices(pieces);
  const periodId = useId();
  return (
    <div class={styles.fields}>
      <Choice
        name={t('find.domain')}
        value={view.domain}
        onChoose={(domain) => onChange({ domain })}
        choices={MISSION_DOMAINS.map((domain) => [
          domain,
          `${domainNumber(domain)}. ${mission.domains[domain].title.text}`,
        ])}
      >
        {t('find.allDomains')}
      </Choice>
      <Choice
        name={t('find.label')}
        value={view.label}
        onChoose={(label) => onChange({ label })}
        choices={withChosen(labels, view.label).map((label) => [label, label])}
      >
        {t('find.allLabels')}
      </Choice>
      <Choice
        name={t('find.by')}
        value={view.by}
        onChoose={(by) => onChange({ by })}
        choices={withChosen(colleagues, view.by).map((name) => [name, name])}
      >
        {t('find.allColleagues')}
      </Choice>
      <Choice
        name={t('find.status')}
        value={view.status}
        onChoose={(status) => onChange({ status })}
        choices={STATUSES.map((status) => [status, t(`find.statuses.${status}`)])}
      >
        {t('find.anyStatus')}
      </Choice>
      <Choice
        name={t('find.access')}
        value={view.access}
        onChoose={(access) => onChange({ access })}
        choices={ACCESS.map((access) => [access, t(`facts.who.${access}`)])}
      >
        {t('find.anyAccess')}
      </Choice>
      <Day
        name={t('find.from')}
        value={view.from}
        helpId={periodId}
        onChoose={(from) => onChange({ from })}
      />
      <Day name={t('find.to')} value={view.to} helpId={periodId} onChoose={(to) => onChange({ to })} />
      <Choice
        name={t('find.sort')}
        value={view.sort}
        onChoose={(sort) => onChange({ sort: sort || 'tagged' })}
        choices={SORTS.map((sort) => [sort, t(`find.sorts.${sort}`)])}
      />
      <p id={periodId} class={styles.help}>
        {t('find.period')}
      </p>
    </div>
  );
}

interface ChoiceProps<T extends string> {
  readonly name: string;
  readonly value: T | '';
  readonly choices: readonly (readonly [value: T, name: string])[];
  readonly onChoose: (value: T | '') => void;
  /** The option that stands for any; missing if a choice is required. */
  readonly children?: ComponentChildren;
}

function Choice<T extends string>({ name, value, choices, onChoose, children }: ChoiceProps<T>) {
  return (
    <label class={styles.field}>
      <span>{name}</span>
      <select
        value={value}
        onChange={({ currentTarget }) =>
          onChoose(choices.find(([choice]) => choice === currentTarget.value)?.[0] ?? '')
        }
      >
        {children && <option value="">{children}</option>}
        {choices.map(([choice, words]) => (
          <option key={choice} value={choice}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

interface DayProps {
  readonly name: string;
  readonly value: string;
  readonly helpId: string;
  readonly onChoose: (day: string) => void;
}

function Day({ name, value, helpId, onChoose }: DayProps) {
  return (
    <label class={styles.field}>
      <span>{name}</span>
      <input
        type="date"
        value={value}
        aria-describedby={helpId}
        onChange={({ currentTarget }) => onChoose(currentTarget.value)}
      />
    </label>
  );
}

/** The choices in the list, sorted as the language requires. */
function useChoices(pieces: ReadonlyMap<PieceId, Piece>) {
  const { language } = useWords();
  return useMemo(() => {
    const { compare } = new Intl.Collator(language, { numeric: true });
    const { labels, colleagues } = choicesIn(pieces.values());
    return { labels: labels.toSorted(compare), colleagues: colleagues.toSorted(compare) };
  }, [pieces, language]);
}

/** Adds the value in the address: it may not be in the list (any more), but is chosen all the same. */
function withChosen(all: readonly string[], chosen: string): readonly string[] {
  return chosen === '' || all.includes(chosen) ? all : [chosen, ...all];
}
