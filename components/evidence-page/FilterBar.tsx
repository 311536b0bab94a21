import { ListFilter, X } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { activeFilters, type Filter, type ListView, NO_FILTER } from '../../evidence/list/list-view.ts';
import { domainNumber } from '../../evidence/mission-domain.ts';
import type { Piece, PieceId } from '../../evidence/piece/piece.ts';
import { dateIn } from '../../locales/dates.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import type { ChangeView } from '../page-links/use-view-in-address.ts';
import { useWords } from '../words.tsx';
import styles from './FilterBar.module.css';
import { FilterFields } from './FilterFields.tsx';

interface FilterBarProps {
  readonly view: ListView;
  readonly onChange: ChangeView;
  readonly pieces: ReadonlyMap<PieceId, Piece>;
  /** Further content of the bar. */
  readonly children: ComponentChildren;
}

/** Shows the filters in use and, one click away, the fields to filter and sort by. */
export function FilterBar({ view, onChange, pieces, children }: FilterBarProps) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const toggle = useRef<HTMLButtonElement>(null);
  const fieldsId = useId();
  const active = activeFilters(view);
  const say = useFilterWords(view);

  // The pressed button disappears with its filter: the focus stays in the bar.
  function change(part: Partial<ListView>) {
    onChange(part);
    toggle.current?.focus();
  }

  return (
    <>
      <Button
        ref={toggle}
        icon={ListFilter}
        look="plain"
        aria-expanded={open}
        aria-controls={fieldsId}
        onClick={() => setOpen(!open)}
      >
        {t('find.open')}
      </Button>
      {active.length > 0 && (
        <>
          <ul class={styles.active} aria-label={t('find.active')}>
            {active.map((filter) => (
              <li key={filter}>
                <button
                  type="button"
                  class={styles.chip}
                  aria-label={t('find.remove', { filter: say(filter) })}
                  onClick={() => change({ [filter]: '' })}
                >
                  <span dir="auto">{say(filter)}</span>
                  <Icon shape={X} size={13} />
                </button>
              </li>
            ))}
          </ul>
          <Button onClick={() => change(NO_FILTER)}>{t('find.clear')}</Button>
        </>
      )}
      {children}
      <div id={fieldsId} class={styles.fields} hidden={!open}>
        {open && <FilterFields view={view} onChange={onChange} pieces={pieces} />}
      </div>
    </>
  );
}

/** @returns a function that describes a filter in use, in the words of the interface */
function useFilterWords(view: ListView): (filter: Filter) => string {
  const { t, language } = useWords();
  const dateOf = (day: string) => dateIn(language, `${day}T12:00:00.000Z`, 'medium', 'UTC');
  return (filter) => {
    switch (filter) {
      case 'domain':
        return view.domain && t('find.chip.domain', { number: domainNumber(view.domain) });
      case 'label':
        return t('find.chip.label', { label: view.label });
      case 'by':
        return t('find.chip.by', { name: view.by });
      case 'from':
        return t('find.chip.from', { date: dateOf(view.from) });
      case 'to':
        return t('find.chip.to', { date: dateOf(view.to) });
      case 'status':
        return view.status && t(`find.statuses.${view.status}`);
      case 'access':
        return view.access && t(`facts.who.${view.access}`);
    }
  };
}
