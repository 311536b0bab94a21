import { useEffect, useRef, useState } from 'preact/hooks';
import type { ArchivedPicture } from '../../evidence/import/archived-picture.ts';
import { piecesFromBookmarks } from '../../evidence/import/pieces-from-bookmarks.ts';
import type { PieceList } from '../../evidence/merge/merge-lists.ts';
import { type MergePlan, planMergeInTurns } from '../../evidence/merge/merge-plan.ts';
import { piecesToMerge } from '../../evidence/merge/table-pieces.ts';
import { picturesToBring } from '../../evidence/merge/team-pictures.ts';
import type { EvidenceList } from '../../evidence/store.ts';
import type { ChosenFile } from './use-chosen-files.ts';
import type { useFolders } from './use-folders.ts';

/** What the chosen files would do. */
export interface Planned {
  readonly plan: MergePlan;
  /** For pages that have none. */
  readonly pictures: readonly ArchivedPicture[];
}

type FolderChoice = ReturnType<typeof useFolders>['choice'];

/**
 * Compares the files with the list, again whenever other files are chosen. What is typed meanwhile is merged
 * in by the writer.
 * @returns undefined while that is not done, and where there is nothing to compare
 */
export function useMergePlan(
  list: EvidenceList,
  files: readonly ChosenFile[],
  folderChoice: FolderChoice,
): Planned | undefined {
  const [planned, setPlanned] = useState<Planned>();
  const [opened] = useState(() => new Date());
  const current = useRef(list);
  current.current = list;

  useEffect(() => {
    setPlanned(undefined);
    const { pieces: mine, pictures: own } = current.current;
    const lists = files.flatMap((file) => listOf(file, mine, folderChoice, opened) ?? []);
    if (lists.length === 0 || files.some(({ content }) => content === undefined)) return;
    const control = new AbortController();
    const brought = files.flatMap(({ content }) =>
      content?.ok && content.kind === 'list' ? content.pictures : [],
    );
    planMergeInTurns(mine, lists, control.signal).then(
      (plan) => setPlanned({ plan, pictures: picturesToBring(brought, own, mine, plan) }),
      (error: unknown) => {
        if (!control.signal.aborted) throw error;
      },
    );
    return () => control.abort();
  }, [files, folderChoice, opened]);

  return planned;
}

/** @returns the pieces of a file; undefined where it has none to bring */
function listOf(
  { content }: ChosenFile,
  mine: PieceList,
  folderChoice: FolderChoice,
  now: Date,
): PieceList | undefined {
  if (!content?.ok) return undefined;
  if (content.kind === 'bookmarks') {
    const pieces = piecesFromBookmarks(content.folders, folderChoice, now);
    return pieces.size === 0 ? undefined : piecesToMerge(mine, pieces);
  }
  return content.from === 'table' ? piecesToMerge(mine, content.pieces) : content.pieces;
}
