import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ArchivedPicture } from '../../evidence/files/archived-picture.ts';
import { partsByClock, type WrongClock } from '../../evidence/import/believed-times.ts';
import { piecesFromBookmarks, type ShortenedPiece } from '../../evidence/import/pieces-from-bookmarks.ts';
import { deletionsAmong } from '../../evidence/import/read-deletions.ts';
import type { PieceList } from '../../evidence/merge/merge-lists.ts';
import { type MergePlan, planMergeInSlices } from '../../evidence/merge/merge-plan.ts';
import type { GoneTimes } from '../../evidence/merge/stays-deleted.ts';
import { makingPieces } from '../../evidence/merge/table-pieces.ts';
import { preparingTable, type TableToMerge } from '../../evidence/merge/table-to-merge.ts';
import { picturesToBring } from '../../evidence/merge/team-pictures.ts';
import { NEW_ORIGIN } from '../../evidence/piece/contribution.ts';
import type { PieceId } from '../../evidence/piece/piece.ts';
import type { EvidenceList } from '../../evidence/storage/evidence-list.ts';
import { inSlices } from '../../evidence/values/in-slices.ts';
import type { ChosenFile } from './use-chosen-files.ts';
import type { useFolders } from './use-folders.ts';

/** The comparison failed although every reader accepted its file. */
type Failed = 'failed';

/** The effect of the chosen files. */
export interface Planned {
  readonly plan: MergePlan;
  /** For pages without a picture. */
  readonly pictures: readonly ArchivedPicture[];
  /** Pages whose bookmarks have more text than a piece can hold. */
  readonly shortened: readonly ShortenedPiece[];
  /** Number of new pieces that are copied rows of tables. */
  readonly copies: number;
  /** Number of table rows with a changed name, which is ignored. */
  readonly renamed: number;
}

type FolderChoice = ReturnType<typeof useFolders>['choice'];

/**
 * Compares the files with the list, again whenever other files are chosen. The writer merges anything typed
 * meanwhile.
 * @param origin the installation that imports
 * @returns undefined until that is done, or if there is nothing to compare; 'failed' if it cannot be done
 */
export function useMergePlan(
  list: EvidenceList,
  files: readonly ChosenFile[],
  folderChoice: FolderChoice,
  origin: string | undefined,
): Planned | Failed | undefined {
  const [planned, setPlanned] = useState<Planned | Failed>();
  const [opened] = useState(() => new Date());
  const current = useRef(list);
  current.current = list;
  const isReading = files.some(({ content }) => content === undefined);
  // Adding or removing an invalid file must not start a new comparison.
  const key = files.flatMap(({ number, content }) => (content?.ok ? number : [])).join();
  const good = useMemo(() => files.filter(({ content }) => content?.ok), [key]);

  useEffect(() => {
    setPlanned(undefined);
    if (isReading) return;
    const control = new AbortController();
    planFor(current.current, good, { folderChoice, now: opened, own: origin }, control.signal).then(
      (made) => {
        if (!control.signal.aborted) setPlanned(made);
      },
      (error: unknown) => {
        if (control.signal.aborted) return;
        console.error('The files could not be compared with the list:', error);
        setPlanned('failed');
      },
    );
    return () => control.abort();
  }, [good, isReading, folderChoice, opened, origin]);

  return planned;
}

/** Inputs of the comparison. */
interface Planning {
  readonly folderChoice: FolderChoice;
  readonly now: Date;
  /** The installation that imports. */
  readonly own: string | undefined;
}

/** @returns the effect of the files; undefined if there is nothing to compare */
async function planFor(
  { pieces: mine, pictures: own, newer, unreadable, gone }: EvidenceList,
  files: readonly ChosenFile[],
  { folderChoice, now, own: origin }: Planning,
  signal: AbortSignal,
): Promise<Planned | undefined> {
  const untouchable = newer.union(unreadable);
  const sure: PieceList[] = [];
  const doubted: PieceList[] = [];
  const shortened: ShortenedPiece[] = [];
  const tables: TableToMerge[] = [];
  for (const file of files) {
    const brought = await broughtBy(
      file,
      mine,
      { folderChoice, now, untouchable, own: origin ?? NEW_ORIGIN },
      signal,
    );
    if (!brought) continue;
    const parts = partsByClock(brought.pieces, wrongClockIn(file));
    sure.push(parts.sure);
    doubted.push(parts.doubted);
    sure.push(without(deletionsAmong(mine, goneIn(file), now), untouchable));
    shortened.push(...brought.shortened);
    if (brought.table) tables.push(brought.table);
  }
  if (sure.length === 0) return undefined;
  const pictures = files.flatMap(({ content }) =>
    content?.ok && content.kind === 'list' ? content.pictures : [],
  );
  const plan = await planMergeInSlices(mine, sure, {
    own: origin,
    doubted,
    tables,
    gone: gone?.pieces,
    signal,
  });
  const copied = new Set(tables.flatMap(({ copies }) => copies));
  return {
    plan,
    pictures: picturesToBring(pictures, own, mine, plan),
    shortened,
    copies: plan.fresh.filter(({ id }) => copied.has(id)).length,
    renamed: tables.reduce((sum, { renamed }) => sum + renamed, 0),
  };
}

/**
 * Leaves out own pieces of a newer version or that cannot be read: they are never written, and do not stop
 * the rest.
 */
function without(pieces: PieceList, ids: ReadonlySet<PieceId>): PieceList {
  return ids.size === 0 ? pieces : new Map([...pieces].filter(([id]) => !ids.has(id)));
}

function wrongClockIn({ content }: ChosenFile): WrongClock | undefined {
  return content?.ok && content.kind === 'list' ? content.wrongClock : undefined;
}

function goneIn({ content }: ChosenFile): GoneTimes {
  return (content?.ok && content.kind === 'list' && content.gone) || {};
}

interface Brought {
  readonly pieces: PieceList;
  readonly shortened: readonly ShortenedPiece[];
  readonly table?: TableToMerge;
}

/** @returns undefined if a file has nothing to import */
async function broughtBy(
  { content }: ChosenFile,
  mine: PieceList,
  { folderChoice, now, untouchable, own }: Planning & { own: string; untouchable: ReadonlySet<PieceId> },
  signal: AbortSignal,
): Promise<Brought | undefined> {
  if (!content?.ok) return undefined;
  if (content.kind === 'bookmarks') {
    const { pieces: all, shortened } = await inSlices(
      piecesFromBookmarks(content.folders, folderChoice, now, own),
      signal,
    );
    const pieces = without(all, untouchable);
    return all.size === 0
      ? undefined
      : { pieces: await inSlices(makingPieces(mine, pieces), signal), shortened };
  }
  const pieces = without(content.pieces, untouchable);
  if (content.from !== 'table') return { pieces, shortened: [] };
  const table = await inSlices(preparingTable(mine, { ...content, pieces }, own), signal);
  return { pieces: table.pieces, shortened: [], table };
}
