import { useId } from 'preact/hooks';
import { folderKey } from '../../evidence/import/bookmark-folder.ts';
import { domainNumber, MISSION_DOMAINS, parseDomain } from '../../evidence/mission-domain.ts';
import { useWords } from '../words.tsx';
import styles from './FolderChoice.module.css';
import type { useFolders } from './use-folders.ts';

/** How many folders are shown; a browser may have thousands. Those after them are left out. */
const SHOWN_FOLDERS = 300;

/** Which folder of bookmarks goes under which domain. */
export function FolderChoice({ folders, choice, choose }: ReturnType<typeof useFolders>) {
  const { t, mission } = useWords();
  const id = useId();
  return (
    <section class={styles.folders} aria-labelledby={id}>
      <h3 id={id}>{t('merge.foldersHeading')}</h3>
      <ul>
        {folders.slice(0, SHOWN_FOLDERS).map((folder) => {
          const key = folderKey(folder);
          return (
            <li key={key}>
              <label>
                <span>
                  <b dir="auto">{folder.path.join(' › ') || t('merge.noFolder')}</b>{' '}
                  <span class={styles.pages}>{t('merge.pages', { count: folder.bookmarks.length })}</span>
                </span>
                <select
                  value={choice.get(key) ?? ''}
                  onChange={(event) => choose(key, parseDomain(event.currentTarget.value))}
                >
                  <option value="">{t('merge.leaveFolder')}</option>
                  {MISSION_DOMAINS.map((domain) => (
                    <option key={domain} value={domain}>
                      {domainNumber(domain)}. {mission.domains[domain].title.text}
                    </option>
                  ))}
                </select>
              </label>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
