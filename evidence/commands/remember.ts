/** Remembers an action for Undo, in the same write as the changes of the action. */
import type { MissionDomain } from '../mission-domain.ts';
import { pictureIdIn } from '../picture/picture.ts';
import type { Change } from '../piece/edits.ts';
import { pageOf } from '../piece/piece.ts';
import {
  ACTION_PART,
  type ActionKind,
  type ActionPart,
  folded,
  LAST_ACTION,
  type PieceChange,
  parseStoredPart,
  type RecordChange,
  type StoredPart,
} from '../storage/last-action.ts';
import { LAST_MERGE, type LastMerge } from '../storage/last-merge.ts';
import { PICTURE } from '../storage/pictures.ts';
import { type Put, put } from '../storage/puts.ts';
import { keyOf, type RecordKind } from '../storage/record-kind.ts';
import { isOf, nameIn } from '../storage/records-of.ts';
import type { CommandContext } from './command.ts';

/** An action, as it is remembered. */
export interface Action {
  readonly kind: ActionKind;
  readonly pieces?: readonly PieceChange[];
  readonly records?: readonly RecordChange[];
  /** The pieces brought their own times of change. */
  readonly asItCame?: true;
  /** The id of the action that this is a further part of. */
  readonly continues?: string | undefined;
  /** The domain it happened in, for the popup. */
  readonly domain?: MissionDomain | undefined;
  /** Keys of the pages it changed, for the popup. */
  readonly pages?: readonly string[];
  /** What views show about it, if it is a merge. */
  readonly merge?: Pick<LastMerge, 'names' | 'isPart'>;
}

/** @returns a change of a record that Undo reverts, unless the record changed again since */
export function recordChange<Written>(
  kind: RecordKind<unknown, Written>,
  name: string,
  before: NoInfer<Written> | null | undefined,
  after: NoInfer<Written> | null,
): RecordChange {
  return { key: keyOf(kind, name), before: before ?? null, after };
}

/** @returns where the changes were made, for the popup: the domain, and the page if it is only one */
export function placeOf(changes: readonly Change[]): Pick<Action, 'domain' | 'pages'> {
  const pages = new Set(changes.map(({ id }) => pageOf(id)));
  return { domain: changes[0]?.after.domain, ...(pages.size === 1 && { pages: [...pages] }) };
}

/**
 * @returns the id of the action, for the answer, and the writes to add to its changes. Before this resolves,
 *   the previous last action has moved to the journal
 */
export async function remember(
  { store, journal, now, newId }: Pick<CommandContext, 'store' | 'journal' | 'now' | 'newId'>,
  { kind, pieces = [], records = [], asItCame, continues, domain, pages, merge }: Action,
): Promise<{ readonly id: string; readonly puts: readonly Put[] }> {
  const stored = await store.readRecords([keyOf(ACTION_PART), keyOf(LAST_ACTION), keyOf(LAST_MERGE)]);
  const newest = parseStoredPart(stored[keyOf(ACTION_PART)]);
  const lastMerge = LAST_MERGE.parse(stored[keyOf(LAST_MERGE)]);
  const dropped = newest ? await moveToJournal(newest) : [];
  const head = LAST_ACTION.parse(stored[keyOf(LAST_ACTION)]);
  const first =
    continues === undefined
      ? undefined
      : head?.id === continues
        ? head
        : await journal.entry(continues).catch(() => undefined);
  const id = first?.id ?? newId();
  const count = pieces.length + records.length + (first?.count ?? 0);
  const part: ActionPart = {
    version: 1,
    id,
    part: (first?.parts ?? 0) + 1,
    at: now,
    ...(asItCame && { asItCame }),
    pieces: [...pieces],
    records: [...records],
  };
  const pictures = picturesIn(records);
  const puts = [
    put(ACTION_PART, folded(part)),
    put(LAST_ACTION, {
      version: 1,
      id,
      kind,
      at: now,
      parts: part.part,
      count,
      ...(domain && { domain }),
      ...(pages && { pages: [...pages] }),
      ...(pictures.length > 0 && { pictures }),
    }),
    ...mergePuts(),
  ];
  return { id, puts };

  /** Never fails: an earlier Undo is worth less than the present change. */
  async function moveToJournal(earlier: StoredPart): Promise<readonly string[]> {
    const undoable = withoutPixels(earlier);
    if (undoable.pieceCount + undoable.records.length === 0) return [earlier.id];
    try {
      return await journal.add(undoable);
    } catch (error) {
      console.error('The last action could not be kept for Undo:', error);
      return [earlier.id];
    }
  }

  function mergePuts(): Put[] {
    if (merge) {
      const before = lastMerge?.id === id ? lastMerge : undefined;
      const names = [...new Set([...(before?.names ?? []), ...merge.names])];
      const mergedAt = before?.mergedAt ?? now;
      const all = pieces.length + (before?.count ?? 0);
      return [put(LAST_MERGE, { version: 1, id, mergedAt, names, count: all, isPart: merge.isPart })];
    }
    return lastMerge && dropped.includes(lastMerge.id) ? [put(LAST_MERGE, null)] : [];
  }
}

/**
 * The pixels of a removed picture are erased once its action isn't the last one, so that picture can't be
 * restored.
 */
function withoutPixels(part: StoredPart): StoredPart {
  const records = part.records.filter(({ key, before }) => !isOf(PICTURE, key) || before === null);
  return records.length === part.records.length ? part : { ...part, records };
}

function picturesIn(records: readonly RecordChange[]): { page: string; id: string }[] {
  return records
    .filter(({ key }) => isOf(PICTURE, key))
    .flatMap(({ key, before, after }) =>
      [before, after].map((value) => ({ page: nameIn(PICTURE, key), id: pictureIdIn(value) ?? '' })),
    )
    .filter(({ id }) => id !== '');
}
