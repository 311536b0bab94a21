import * as v from 'valibot';
import { type Application, applicationSchema } from '../application/application.ts';
import { type Change, takeOff } from '../piece/edits.ts';
import { type Evidence, isLive, pieceSchema } from '../piece/evidence.ts';
import { sameValue } from '../values/same-value.ts';
import { timestamp } from '../values/timestamp.ts';
import { pieceOf, stateOf } from './piece-state.ts';

/** The most names that are remembered of a merge; a line shows a few. */
export const MAX_MERGED_NAMES = 200;

const headEntries = {
  version: v.literal(1),
  mergedAt: timestamp,
  names: v.optional(v.pipe(v.array(v.string()), v.maxLength(MAX_MERGED_NAMES))),
  progress: v.optional(v.object({ done: v.number(), total: v.number() })),
};

const mergedChangeSchema = v.pipe(
  v.object({
    id: v.string(),
    before: v.nullable(pieceSchema),
    after: v.optional(pieceSchema),
    at: v.optional(timestamp),
  }),
  v.check(({ before, after }) => before === null || after !== undefined, 'not what it became'),
);

const mergeUndoSchema = v.looseObject({
  ...headEntries,
  changes: v.array(mergedChangeSchema),
  pictures: v.optional(v.array(v.object({ page: v.string(), id: v.string() }))),
  applications: v.optional(
    v.array(v.object({ id: v.string(), updatedAt: timestamp, before: v.nullable(applicationSchema) })),
  ),
  copies: v.optional(v.array(v.string())),
});

const lastMergeSchema = v.looseObject({
  ...headEntries,
  // Not item by item: every view hears of it.
  changes: v.custom<readonly unknown[]>(Array.isArray),
});

/**
 * What a merge did to a piece. Of one that came in and was not here (`before` is null), what it was is missing:
 * to take it off again needs no more than its id, and it would lie in the storage, and in the event of the
 * change, twice. `at` is when it came (ISO 8601 UTC), where the merge had begun before that: between two parts of a
 * merge others have their turn, and what they did is not to be taken for what came in.
 */
export type MergedChange = Pick<Change, 'id' | 'before'> & {
  readonly after?: Evidence | undefined;
  readonly at?: string | undefined;
};

/** How many pieces of how many a merge has brought in. */
export interface MergeProgress {
  readonly done: number;
  readonly total: number;
}

/**
 * @param mergedAt ISO 8601 UTC
 * @returns a change as it is kept for the Undo of a merge at that time
 */
export function mergedChange({ id, before, after }: Change, mergedAt: string): MergedChange {
  // One with a time to come (a clock was wrong) could not be told from one that was changed since.
  const goesWithout = before === null && isLive(after) && after.updatedAt <= mergedAt;
  return goesWithout ? { id, before } : { id, before, after };
}

/** The changes of the last merge, stored with it: they may be too many for a message. */
export interface MergeUndo {
  readonly version: 1;
  readonly mergedAt: string;
  /** Whose files they were, as far as they said. */
  readonly names?: readonly string[] | undefined;
  readonly changes: readonly MergedChange[];
  /** The pictures that came in: the page keys, and the ids of the pictures. */
  readonly pictures?: readonly { readonly page: string; readonly id: string }[] | undefined;
  /** The applications that came in or were completed: what each was before, and when it was last changed then. */
  readonly applications?: readonly MergedApplication[] | undefined;
  /** The ids of the copies of applications that came in. */
  readonly copies?: readonly string[] | undefined;
  /** Where it came in several parts. */
  readonly progress?: MergeProgress | undefined;
}

/** See {@link MergeUndo}; one that is changed again bears another time, so that it is not taken back. */
export interface MergedApplication {
  readonly id: string;
  readonly updatedAt: string;
  /** null: it was not here. */
  readonly before: Application | null;
}

/** What a view says of the last merge. */
export interface LastMerge {
  readonly mergedAt: string;
  readonly names: readonly string[];
  /** How many pieces it changed. */
  readonly count: number;
  /** It did not come to its end, or not yet. */
  readonly isPart: boolean;
}

/** @returns what can be said of a stored merge without looking at its changes, which may be thousands */
export function parseLastMerge(value: unknown): LastMerge | undefined {
  const result = v.safeParse(lastMergeSchema, value);
  if (!result.success) return undefined;
  const { mergedAt, names = [], changes, progress } = result.output;
  const isPart = progress !== undefined && progress.done < progress.total;
  return { mergedAt, names, count: changes.length, isPart };
}

/** @returns two parts of one merge as one; a piece that both changed was changed once */
export function joinMerges(first: MergeUndo, rest: MergeUndo): MergeUndo {
  const changes = new Map(first.changes.map((change) => [change.id, change]));
  for (const change of rest.changes) {
    const earlier = changes.get(change.id);
    const later = { ...change, at: rest.mergedAt };
    changes.set(change.id, earlier ? { ...later, before: earlier.before } : later);
  }
  return {
    ...rest,
    mergedAt: first.mergedAt,
    names: [...new Set([...(first.names ?? []), ...(rest.names ?? [])])].slice(0, MAX_MERGED_NAMES),
    changes: [...changes.values()],
    pictures: [...(first.pictures ?? []), ...(rest.pictures ?? [])],
    applications: joinedApplications(first.applications ?? [], rest.applications ?? []),
    copies: [...new Set([...(first.copies ?? []), ...(rest.copies ?? [])])],
  };
}

/** What both parts changed was before what it was before the first. */
function joinedApplications(
  first: readonly MergedApplication[],
  rest: readonly MergedApplication[],
): readonly MergedApplication[] {
  const all = new Map(first.map((one) => [one.id, one]));
  for (const one of rest) {
    const earlier = all.get(one.id);
    all.set(one.id, earlier ? { ...one, before: earlier.before } : one);
  }
  return [...all.values()];
}

/**
 * @returns what is left to take back when pieces, and all that there was of some pages, were deleted for good:
 *   itself where it holds none of that, null where nothing is left
 */
export function withoutDeleted(
  merge: MergeUndo,
  ids: ReadonlySet<string>,
  pages: ReadonlySet<string>,
): MergeUndo | null {
  const { pictures: came = [], applications = [], copies = [] } = merge;
  const changes = merge.changes.filter(({ id }) => !ids.has(id));
  const pictures = came.filter(({ page }) => !pages.has(page));
  if (changes.length === merge.changes.length && pictures.length === came.length) return merge;
  const left = changes.length + pictures.length + applications.length + copies.length;
  return left > 0 ? { ...merge, changes, pictures } : null;
}

/** @returns the stored changes, or undefined where there are none that can be read */
export function parseMergeUndo(value: unknown): MergeUndo | undefined {
  const result = v.safeParse(mergeUndoSchema, value);
  return result.success ? result.output : undefined;
}

/**
 * Takes the merge of one piece back: each thing in it is what it was before, to its time, unless it changed
 * again since. So nothing is deleted at a colleague's, and the same files can be merged again.
 * @param began when the merge began
 * @returns the piece to write; `current` itself where there is nothing to take back
 */
export function unmerged(
  current: Evidence,
  { before, after, at }: MergedChange,
  began: string,
  now: string,
): Evidence {
  const mergedAt = at ?? began;
  if (before === null) {
    // What somebody worked on since is theirs to delete.
    const isAsItCame = after ? saysTheSame(current, after) : current.updatedAt <= mergedAt;
    return (!after || isLive(after)) && isAsItCame ? sentBack(current, now) : current;
  }
  if (!after) return current;
  if (sameValue(current, after)) return before;
  const [is, was, then] = [stateOf(current), stateOf(before), stateOf(after)];
  const back = pieceOf({
    domain: is.domain,
    registers: mapBack(is.registers, was.registers, then.registers),
    words: mapBack(is.words, was.words, then.words),
    life: sameValue(is.life, then.life) ? was.life : is.life,
    taggedAt: was.taggedAt,
  });
  return sameValue(back, pieceOf(is)) ? current : back;
}

/**
 * Takes off what came in with a file. It is no deletion that could travel to the colleague whose it is:
 * it counts as taken off before anybody said anything in it, so any copy of it that is live wins.
 */
function sentBack(current: Evidence, now: string): Evidence {
  if (!isLive(current)) return current;
  const { taggedAt, updatedAt } = current;
  return { ...takeOff(current, now), deletedAt: updatedAt < taggedAt ? updatedAt : taggedAt };
}

function saysTheSame(a: Evidence, b: Evidence): boolean {
  return sameValue(pieceOf(stateOf(a)), pieceOf(stateOf(b)));
}

/** The entries as they were before, but for those that are not any more what the merge made of them. */
function mapBack<T>(
  is: ReadonlyMap<string, T>,
  was: ReadonlyMap<string, T>,
  then: ReadonlyMap<string, T>,
): ReadonlyMap<string, T> {
  const back = new Map<string, T>();
  for (const name of new Set([...is.keys(), ...was.keys()])) {
    const value = (sameValue(is.get(name), then.get(name)) ? was : is).get(name);
    if (value !== undefined) back.set(name, value);
  }
  return back;
}
