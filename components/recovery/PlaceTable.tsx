import { List, ShieldCheck } from 'lucide';
import type { Places } from '../../evidence/mirror/compare.ts';
import { piecesIn } from '../../evidence/storage/contents.ts';
import { momentIn } from '../../locales/dates.ts';
import { Icon } from '../controls/Icon.tsx';
import { useWords } from '../words.tsx';
import styles from './PlaceTable.module.css';

/** How many pieces each place has, and how recent they are. */
export function PlaceTable({ places }: { places: Places }) {
  const { t } = useWords();
  const { list, mirror, witness } = places;
  const isShut = list.records.size === 0 && (!list.complete || list.failed.size > 0);
  return (
    <section aria-label={t('recovery.places')} class={styles.places}>
      <Place icon={List} name={t('recovery.list')} records={isShut ? 'unreadable' : list.records} />
      <Place
        icon={ShieldCheck}
        name={t('recovery.copy')}
        records={typeof mirror === 'object' ? mirror.records : mirror}
      />
      {witness && <p class={styles.expected}>{t('recovery.expected', { count: witness.pieces })}</p>}
    </section>
  );
}

interface PlaceProps {
  readonly icon: typeof List;
  readonly name: string;
  readonly records: ReadonlyMap<string, unknown> | 'unreadable' | undefined;
}

function Place({ icon, name, records }: PlaceProps) {
  const { t, language } = useWords();
  return (
    <div class={styles.place}>
      <Icon shape={icon} size={20} />
      <h2>{name}</h2>
      <p>{said()}</p>
    </div>
  );

  function said(): string {
    if (records === 'unreadable') return t('recovery.cannotOpen');
    const pieces = [...piecesIn(Object.fromEntries(records ?? [])).values()];
    if (pieces.length === 0) return t('recovery.none');
    const newest =
      pieces
        .map(({ updatedAt }) => updatedAt)
        .sort()
        .at(-1) ?? '';
    const count = t('recovery.pieces', { count: pieces.length });
    return `${count} · ${t('recovery.newest', { when: momentIn(language, newest) })}`;
  }
}
