import { pieceId } from '../piece/piece.ts';
import type { Choice } from './differences.ts';
import {
  comesBack,
  isKept,
  type MergeChoices,
  type MergeDifference,
  type MergePlan,
  MOST_UNASKED,
} from './merge-plan.ts';

/** The effect of a merge on the list, with the teacher's choices, in numbers of pieces. */
export interface MergeEffect {
  readonly changed: number;
  readonly removed: number;
  /** Share of the list that is deleted or changed, 0 to 1. */
  readonly share: number;
  /** More than a fifth of the list is deleted or changed: stop and ask. */
  readonly needsConsent: boolean;
}

/** @returns the choice for a field: the teacher's, else the default */
export function choiceOf(
  { id, fields }: MergeDifference,
  field: string,
  choices: MergeChoices,
): Choice | undefined {
  const chosen = choices.fields?.get(id);
  if (chosen && Object.hasOwn(chosen, field)) return chosen[field];
  return fields.find((one) => one.field === field)?.byDefault;
}

/** @returns the effect of a merge on an existing list */
export function effectOf(plan: MergePlan, choices: MergeChoices): MergeEffect {
  const removed = plan.removed.filter((one) => !isKept(one, choices)).length;
  const differing = plan.differing.filter((one) =>
    one.fields.some(({ field }) => choiceOf(one, field, choices) !== 'mine'),
  );
  const changed = differing.length + plan.moves.length;
  const share = plan.total === 0 ? 0 : (removed + changed) / plan.total;
  return { changed, removed, share, needsConsent: share > MOST_UNASKED };
}

/**
 * @returns how many pieces are new or come back; a row that is taken as a change of its original piece isn't
 */
export function freshCount(plan: MergePlan, choices: MergeChoices): number {
  const taken = new Set(
    plan.differing.flatMap((one) =>
      one.moved && choiceOf(one, 'url', choices) === 'theirs' ? pieceId(one.moved.domain, one.moved.url) : [],
    ),
  );
  const returned = plan.stayDeleted.filter((one) => comesBack(one, choices)).length;
  return plan.fresh.filter(({ id }) => !taken.has(id)).length + returned;
}

/**
 * @returns the choice of one side for every field in which it isn't the default; the others need no choice
 */
export function chooseEverywhere(
  plan: MergePlan,
  side: 'mine' | 'theirs',
): NonNullable<MergeChoices['fields']> {
  return new Map(
    plan.differing.map(({ id, fields }) => {
      const others = fields.filter(({ byDefault }) => byDefault !== side);
      return [id, Object.fromEntries(others.map(({ field }) => [field, side]))];
    }),
  );
}
