import { useCallback, useState } from 'preact/hooks';
import type { Choice } from '../../evidence/merge/differences.ts';
import { chooseEverywhere } from '../../evidence/merge/merge-effect.ts';
import type {
  MergeChoices,
  MergeDifference,
  MergePlan,
  MergeRemoval,
} from '../../evidence/merge/merge-plan.ts';
import type { PieceId } from '../../evidence/piece/piece.ts';

/** Choices made for a merge, and functions to make them. */
export interface Choosing {
  readonly made: MergeChoices;
  /** Whether any choice differs from the default. */
  readonly areMade: boolean;
  choose(difference: MergeDifference, field: string, choice: Choice): void;
  chooseAll(plan: MergePlan, side: 'mine' | 'theirs' | undefined): void;
  keep(removal: MergeRemoval, stays: boolean): void;
  keepAll(plan: MergePlan, stay: boolean): void;
  /** Whether a piece that was deleted for good comes back. */
  takeBack(id: PieceId, comes: boolean): void;
  clear(): void;
}

const NONE: MergeChoices = {};

/** Stores the choices; choosing the default again removes a choice. */
export function useMergeChoices(): Choosing {
  const [made, setMade] = useState<MergeChoices>(NONE);
  const isFieldChosen = [...(made.fields?.values() ?? [])].some((one) => Object.keys(one).length > 0);
  return {
    made,
    areMade: (made.kept?.size ?? 0) + (made.back?.size ?? 0) > 0 || isFieldChosen,
    choose({ id, fields: differing }, field, choice) {
      const isDefault = differing.find((one) => one.field === field)?.byDefault === choice;
      setMade((now) => {
        const { [field]: _, ...rest } = now.fields?.get(id) ?? {};
        const fields = new Map(now.fields).set(id, isDefault ? rest : { ...rest, [field]: choice });
        return { ...now, fields };
      });
    },
    chooseAll(plan, side) {
      setMade((now) => ({ ...now, fields: side ? chooseEverywhere(plan, side) : new Map() }));
    },
    keep({ id, isKept: byDefault }, stays) {
      setMade((now) => {
        const kept = new Map(now.kept);
        if (stays === byDefault) kept.delete(id);
        else kept.set(id, stays);
        return { ...now, kept };
      });
    },
    keepAll({ removed }, stay) {
      const others = removed.filter(({ isKept }) => isKept !== stay);
      setMade((now) => ({ ...now, kept: new Map(others.map(({ id }) => [id, stay])) }));
    },
    takeBack(id, comes) {
      setMade((now) => {
        const back = new Set(now.back);
        if (comes) back.add(id);
        else back.delete(id);
        return { ...now, back };
      });
    },
    clear: useCallback(() => setMade(NONE), []),
  };
}
