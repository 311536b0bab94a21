import { useId } from 'preact/hooks';
import { type Choice, type FieldDifference, OWN_NOTE } from '../../evidence/merge/differences.ts';
import { choiceOf } from '../../evidence/merge/merge-effect.ts';
import type { MergeDifference } from '../../evidence/merge/merge-plan.ts';
import { domainNumber } from '../../evidence/mission-domain.ts';
import { isWebAddress } from '../../evidence/page/page-address.ts';
import { contributionsOf, notesOf } from '../../evidence/piece/contribution.ts';
import { DEFAULT_STATUS } from '../../evidence/piece/facts.ts';
import type { Piece } from '../../evidence/piece/piece.ts';
import { dateIn } from '../../locales/dates.ts';
import { VisuallyHidden } from '../controls/VisuallyHidden.tsx';
import { DomainMark } from '../mission/DomainMark.tsx';
import { type Saying, useWords } from '../words.tsx';
import styles from './DifferenceChoice.module.css';
import type { Choosing } from './use-merge-choices.ts';

interface DifferenceChoiceProps {
  readonly difference: MergeDifference;
  readonly title: string;
  readonly choices: Choosing;
}

/** A piece that differs here and in a file: lets the teacher choose, field by field. */
export function DifferenceChoice({ difference, title, choices }: DifferenceChoiceProps) {
  const { t } = useWords();
  const { mine, isDoubted, fields } = difference;
  return (
    <article class={styles.difference}>
      <h5>
        <DomainMark domain={mine.domain} /> <span dir="auto">{title}</span>
      </h5>
      {isDoubted && <p class={styles.why}>{t('merge.doubted')}</p>}
      {fields.map((one) => (
        <Field key={one.field} difference={difference} title={title} about={one} choices={choices} />
      ))}
    </article>
  );
}

function Field({
  difference,
  title,
  about: { field, byDefault },
  choices,
}: DifferenceChoiceProps & { about: FieldDifference }) {
  const words = useWords();
  const { t } = words;
  const name = useId();
  const { mine, theirs, moved } = difference;
  const chosen = choiceOf(difference, field, choices.made);
  const options: readonly Choice[] = byDefault === 'both' ? ['both', 'mine', 'theirs'] : ['mine', 'theirs'];
  const label = { both: t('merge.both'), mine: t('import.mine'), theirs: t('merge.theirs') };
  const isSplit = difference.fields.some((one) => one.field === OWN_NOTE);
  const say = (piece: Piece) => said(piece, field, words, isSplit);
  const there = moved && { ...(moved.row ?? theirs), domain: moved.domain, url: moved.url };
  const isMove = field === 'domain' || field === 'url';
  const value =
    isMove && there
      ? { both: '', mine: whereIs(mine, there, field, words), theirs: whereIs(there, mine, field, words) }
      : { both: '', mine: say(mine), theirs: say(theirs) };
  const head = headOf(field, t);
  return (
    <fieldset class={styles.field}>
      <legend>
        {head}
        <VisuallyHidden>: {title}</VisuallyHidden>
        {field === OWN_NOTE && <span class={styles.why}>{t('merge.ownDiffers')}</span>}
        {field === 'url' && <span class={styles.why}>{t('merge.addressChanged')}</span>}
      </legend>
      {options.map((option) => (
        <label key={option} class={styles.option}>
          <input
            type="radio"
            name={name}
            checked={chosen === option}
            onChange={() => choices.choose(difference, field, option)}
          />
          <span class={styles.words}>
            <b>
              {label[option]}
              {option === byDefault && <span class={styles.suggested}> {t('merge.suggested')}</span>}
            </b>
            {option !== 'both' && (
              <span class={styles.said} dir="auto">
                {value[option]}
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** The names of fields, the same as in documents. */
const HEADS = {
  title: 'document.columns.title',
  note: 'document.columns.note',
  [OWN_NOTE]: 'document.columns.note',
  domain: 'document.columns.domain',
  url: 'document.columns.address',
  place: 'document.keptAt',
  quotes: 'document.columns.quotes',
  activityDate: 'document.columns.activityDate',
  labels: 'document.columns.labels',
  access: 'document.columns.access',
  status: 'document.columns.status',
} as const;

function headOf(field: string, t: Saying['t']): string {
  return Object.hasOwn(HEADS, field) ? t(HEADS[field as keyof typeof HEADS]) : t('import.otherFields');
}

/**
 * @returns where a piece is, with other values from a row with a new address; `other` is the other version
 */
function whereIs(piece: Piece, other: Piece, field: 'domain' | 'url', { t, mission }: Saying): string {
  const domain = `${domainNumber(piece.domain)}. ${mission.domains[piece.domain].title.text}`;
  if (field === 'domain') return domain;
  const address = isWebAddress(piece.url) ? piece.url : (piece.place ?? t('document.notOnTheWeb'));
  return [piece.domain !== other.domain && domain, piece.title !== other.title && piece.title, address]
    .filter(Boolean)
    .join('\n');
}

/**
 * @param isSplit the reader's own note is shown as a separate field
 * @returns a version's value of a field, for people
 */
function said(piece: Piece, field: string, { t, language, settings }: Saying, isSplit: boolean): string {
  switch (field) {
    case OWN_NOTE: {
      const own = contributionsOf(piece).find(({ origin }) => origin === settings.origin);
      return [own?.by, own?.note.trim() || t('import.noNote')].filter(Boolean).join(': ');
    }
    case 'note':
      return (
        notesOf(piece)
          .filter(({ origin }) => !isSplit || origin !== settings.origin)
          .map(({ origin, by, note }) => {
            const own = origin === settings.origin ? settings.name : undefined;
            return `${by || own || t('colleagues.aColleague')}: ${note}`;
          })
          .join('\n') || t('import.noNote')
      );
    case 'quotes':
      return (piece.quotes ?? []).map(({ exact }) => exact).join('\n') || t('merge.empty');
    case 'labels':
      return (piece.labels ?? []).join(', ') || t('merge.empty');
    case 'status':
      return t(`document.status.${piece.status ?? DEFAULT_STATUS}`);
    case 'access':
      return piece.access ? t(`document.access.${piece.access}`) : t('merge.empty');
    case 'activityDate':
      return piece.activityDate
        ? dateIn(language, `${piece.activityDate}T00:00:00.000Z`, 'medium', 'UTC')
        : t('merge.empty');
    default: {
      const value = piece[field];
      return typeof value === 'string' && value !== '' ? value : t('merge.empty');
    }
  }
}
