import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { EvidenceId } from '../../evidence/evidence.ts';
import type { ArchivedPicture } from '../../evidence/import/archived-picture.ts';
import { partsByClock, type WrongClock } from '../../evidence/import/believed-times.ts';
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
 * @param origin the installation that imports
 * @returns undefined while that is not done, and where there is nothing to compare
 */
export function useMergePlan(
  list: EvidenceList,
  files: readonly ChosenFile[],
  folderChoice: FolderChoice,
  origin: string | undefined,
): Planned | undefined {
  const [planned, setPlanned] = useState<Planned>();
  const [opened] = useState(() => new Date());
  const current = useRef(list);
  current.current = list;
  const isReading = files.some(({ content }) => content === undefined);
  // A file that is not right makes no difference, neither when it comes nor when it goes.
  const key = files.flatMap(({ number, content }) => (content?.ok ? number : [])).join();
  const good = useMemo(() => files.filter(({ content }) => content?.ok), [key]);

  useEffect(() => {
    setPlanned(undefined);
    const { pieces: mine, pictures: own, newer, unreadable } = current.current;
    const untouchable = newer.union(unreadable);
    const lists = good.flatMap((file) => {
      const pieces = listOf(file, mine, folderChoice, opened);
      return pieces ? partsByClock(without(pieces, untouchable), wrongClockIn(file)) : [];
    });
    if (lists.length === 0 || isReading) return;
    const control = new AbortController();
    const brought = good.flatMap(({ content }) =>
      content?.ok && content.kind === 'list' ? content.pictures : [],
    );
    const [sure, doubted] = [lists.map((one) => one.sure), lists.map((one) => one.doubted)];
    planMergeInTurns(mine, sure, { own: origin, doubted, signal: control.signal }).then(
      (plan) => setPlanned({ plan, pictures: picturesToBring(brought, own, mine, plan) }),
      (error: unknown) => {
        if (!control.signal.aborted) throw error;
      },
    );
    return () => control.abort();
  }, [good, isReading, folderChoice, opened, origin]);

  return planned;
}

/** What here is of a newer version or cannot be read is never written; it does not stop the rest. */
function without(pieces: PieceList, ids: ReadonlySet<EvidenceId>): PieceList {
  return ids.size === 0 ? pieces : new Map([...pieces].filter(([id]) => !ids.has(id)));
}

function wrongClockIn({ content }: ChosenFile): WrongClock | undefined {
  return content?.ok && content.kind === 'list' ? content.wrongClock : undefined;
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
