import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type BookmarkFolder, type FolderKey, folderKey } from '../../evidence/import/bookmark-folder.ts';
import { type DomainTitles, domainFinder } from '../../evidence/import/folder-domain.ts';
import { forEachDomain, type MissionDomain } from '../../evidence/mission-domain.ts';
import { LANGUAGES, loadMission } from '../../locales/index.ts';

interface Folders {
  /** Each folder of the files once, in their order. */
  readonly folders: readonly BookmarkFolder[];
  /** The domain of each folder; folders without one are left out. */
  readonly choice: ReadonlyMap<FolderKey, MissionDomain | undefined>;
  /** Whether anything was chosen by hand. */
  readonly isTouched: boolean;
  choose(keys: readonly FolderKey[], domain: MissionDomain | undefined): void;
}

/** The domain of each bookmark folder: proposed by the official titles, or chosen. */
export function useFolders(all: readonly BookmarkFolder[]): Folders {
  const [chosen, setChosen] = useState<ReadonlyMap<FolderKey, MissionDomain | undefined>>(new Map());
  const [titles, setTitles] = useState<readonly DomainTitles[]>([]);
  // Keep the same array for the same folders, so that a file without any does not start a new comparison.
  const folders = useRef(all);
  const isSame = all.length === folders.current.length && all.every((one, at) => one === folders.current[at]);
  if (!isSame) folders.current = all;
  const isNeeded = all.length > 0;

  useEffect(() => {
    if (isNeeded) void loadTitles().then(setTitles);
  }, [isNeeded]);

  const choice = useMemo(() => {
    const find = domainFinder(titles);
    const proposed = folders.current.map(
      (folder) => [folderKey(folder), find(folder.path.at(-1) ?? '')] as const,
    );
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
    choose: (keys, domain) =>
      setChosen((now) => new Map([...now, ...keys.map((key) => [key, domain] as const)])),
  };
}

async function loadTitles(): Promise<readonly DomainTitles[]> {
  const missions = await Promise.all(LANGUAGES.map(loadMission));
  return missions.map(({ domains }) => forEachDomain((domain) => domains[domain].title.text));
}
