import type { ComponentChildren } from 'preact';
import { useId, useMemo, useState } from 'preact/hooks';
import { type BookmarkFolder, folderKey } from '../../evidence/import/bookmark-folder.ts';
import { textMatcher } from '../../evidence/list/search.ts';
import {
  domainNumber,
  MISSION_DOMAINS,
  type MissionDomain,
  parseDomain,
} from '../../evidence/mission-domain.ts';
import { Button } from '../controls/Button.tsx';
import { useWords } from '../words.tsx';
import styles from './FolderChoice.module.css';
import { More } from './More.tsx';
import type { useFolders } from './use-folders.ts';

/** Number of folders from which a search is offered. */
const MANY = 20;

/** Number of folders shown at first, and added each time. */
const STEP = 50;

type FolderChoiceProps = ReturnType<typeof useFolders>;

/** Chooses a domain for each folder of bookmarks; a browser may have thousands of folders. */
export function FolderChoice({ folders, choice, choose }: FolderChoiceProps) {
  const { t } = useWords();
  const id = useId();
  const [query, setQuery] = useState('');
  const [shown, setShown] = useState(STEP);
  const found = useMemo(() => {
    const matches = textMatcher(query);
    return folders.filter((folder) => matches(folder.path.join(' ')));
  }, [folders, query]);
  return (
    <section class={styles.folders} aria-labelledby={id}>
      <h3 id={id}>{t('merge.foldersHeading')}</h3>
      {folders.length > MANY && (
        <ManyFolders
          total={folders.length}
          found={found}
          shown={shown}
          query={query}
          onSearch={(text) => {
            setQuery(text);
            setShown(STEP);
          }}
          choice={choice}
          choose={choose}
        />
      )}
      <ul tabIndex={-1}>
        {found.slice(0, shown).map((folder) => {
          const key = folderKey(folder);
          return (
            <li key={key}>
              <DomainSelect value={choice.get(key)} onChoose={(domain) => choose([key], domain)}>
                <b dir="auto">{folder.path.join(' › ') || t('merge.noFolder')}</b>{' '}
                <span class={styles.pages}>{t('merge.pages', { count: folder.bookmarks.length })}</span>
              </DomainSelect>
            </li>
          );
        })}
      </ul>
      <More left={found.length - shown} step={STEP} onMore={() => setShown(shown + STEP)} />
    </section>
  );
}

interface ManyFoldersProps extends Pick<FolderChoiceProps, 'choice' | 'choose'> {
  readonly total: number;
  readonly found: readonly BookmarkFolder[];
  readonly shown: number;
  readonly query: string;
  readonly onSearch: (query: string) => void;
}

/** Searches many folders, and assigns all found ones to one domain. */
function ManyFolders({ total, found, shown, query, onSearch, choice, choose }: ManyFoldersProps) {
  const { t, language } = useWords();
  const [domain, setDomain] = useState<MissionDomain>();
  const chosen = [...choice.values()].filter(Boolean).length;
  const counts = {
    shown: Math.min(found.length, shown).toLocaleString(language),
    total: total.toLocaleString(language),
  };
  return (
    <div class={styles.many}>
      <label class={styles.choice}>
        <span>{t('merge.findFolder')}</span>
        <input type="search" value={query} onInput={(event) => onSearch(event.currentTarget.value)} />
      </label>
      <div class={styles.all}>
        <DomainSelect value={domain} onChoose={setDomain}>
          {t('merge.forFoundFolders', { count: found.length })}
        </DomainSelect>
        <Button
          look="plain"
          disabled={found.length === 0}
          onClick={() => choose(found.map(folderKey), domain)}
        >
          {t('merge.setFoundFolders')}
        </Button>
      </div>
      <p role="status" class={styles.pages}>
        {t('list.shown', counts)} · {t('merge.chosenFolders', { count: chosen })}
      </p>
    </div>
  );
}

interface DomainSelectProps {
  /** Says which folders the choice is for. */
  readonly children: ComponentChildren;
  /** undefined leaves a folder out. */
  readonly value: MissionDomain | undefined;
  readonly onChoose: (domain: MissionDomain | undefined) => void;
}

function DomainSelect({ children, value, onChoose }: DomainSelectProps) {
  const { t, mission } = useWords();
  return (
    <label class={styles.choice}>
      <span>{children}</span>
      <select value={value ?? ''} onChange={(event) => onChoose(parseDomain(event.currentTarget.value))}>
        <option value="">{t('merge.leaveFolder')}</option>
        {MISSION_DOMAINS.map((domain) => (
          <option key={domain} value={domain}>
            {domainNumber(domain)}. {mission.domains[domain].title.text}
          </option>
        ))}
      </select>
    </label>
  );
}
