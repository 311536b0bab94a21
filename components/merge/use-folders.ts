import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type BookmarkFolder, type FolderKey, folderKey } from '../../evidence/import/bookmark-folder.ts';
import { proposeDomain } from '../../evidence/import/pieces-from-bookmarks.ts';
import { forEachDomain, type MissionDomain } from '../../evidence/mission-domain.ts';
import { LANGUAGES, loadMission } from '../../locales/index.ts';

type Titles = readonly Readonly<Record<MissionDomain, string>>[];

interface Folders {
  /** Each folder of the files once, in their order. */
  readonly folders: readonly BookmarkFolder[];
  /** Under which domain each goes; one that is not named is left out. */
  readonly choice: ReadonlyMap<FolderKey, MissionDomain | undefined>;
  /** Whether anything was chosen by hand. */
  readonly isTouched: boolean;
  choose(key: FolderKey, domain: MissionDomain | undefined): void;
}

/** Which folder of bookmarks goes under which domain: proposed by the official titles, or chosen. */
export function useFolders(all: readonly BookmarkFolder[]): Folders {
  const [chosen, setChosen] = useState<ReadonlyMap<FolderKey, MissionDomain | undefined>>(new Map());
  const [titles, setTitles] = useState<Titles>([]);
  // The same ones are the same list, so that nothing is compared again for a file that has none.
  const folders = useRef(all);
  const isSame = all.length === folders.current.length && all.every((one, at) => one === folders.current[at]);
  if (!isSame) folders.current = all;
  const isNeeded = all.length > 0;

  useEffect(() => {
    if (isNeeded) void loadTitles().then(setTitles);
  }, [isNeeded]);

  const choice = useMemo(() => {
    const proposed = folders.current.map((folder) => {
      const name = folder.path.at(-1);
      return [folderKey(folder), name === undefined ? undefined : proposeDomain(name, titles)] as const;
    });
    return new Map([...proposed, ...chosen]);
  }, [folders.current, titles, chosen]);

  const unique = useMemo(
    () => [...new Map(folders.current.map((folder) => [folderKey(folder), folder])).values()],
    [folders.current],
  );
  return {
    folders: unique,
    choice,
    isTouched: chosen.size > 0,
    choose: (key, domain) => setChosen((now) => new Map(now).set(key, domain)),
  };
}

async function loadTitles(): Promise<Titles> {
  const missions = await Promise.all(LANGUAGES.map(loadMission));
  return missions.map(({ domains }) => forEachDomain((domain) => domains[domain].title.text));
}
