import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import type { PieceId } from '../../evidence/piece/piece.ts';

/** What is chosen of the list, to be changed together. */
export interface Selection {
  /** Pieces can be chosen at the moment. */
  readonly on: boolean;
  /** What is chosen of what is shown, from the top of the page to its end. */
  readonly ids: readonly PieceId[];
  has(id: PieceId): boolean;
  /**
   * Chooses a piece or no longer; with `range`, also all from the one before to this one, as lists do
   * with Shift.
   */
  toggle(id: PieceId, range: boolean): void;
  /** Chooses all from the last one that was chosen to this one. */
  extendTo(id: PieceId): void;
  all(): void;
  none(): void;
  /** Begins to choose, or ends it. */
  setOn(on: boolean): void;
}

/** @param shown what can be chosen, in order; what is not shown is not chosen, whatever it was before */
export function useSelection(shown: readonly PieceId[]): Selection {
  const [on, setOn] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<PieceId>>(new Set());
  const anchor = useRef<PieceId>(undefined);
  const ids = useMemo(() => (chosen.size === 0 ? [] : shown.filter((id) => chosen.has(id))), [shown, chosen]);
  const none = useCallback(() => setChosen(new Set()), []);

  /** What was chosen and is no longer shown is forgotten. */
  function choose(some: readonly PieceId[], isChosen: boolean) {
    setChosen((now) => {
      const left = now.intersection(new Set(shown));
      return isChosen ? left.union(new Set(some)) : left.difference(new Set(some));
    });
  }

  /** From the last one that was chosen to this one. */
  function rangeTo(id: PieceId): readonly PieceId[] {
    const [from, to] = [anchor.current === undefined ? -1 : shown.indexOf(anchor.current), shown.indexOf(id)];
    return from < 0 ? [id] : shown.slice(Math.min(from, to), Math.max(from, to) + 1);
  }

  return {
    on,
    ids,
    has: (id) => chosen.has(id),
    toggle: (id, range) => {
      choose(range ? rangeTo(id) : [id], !chosen.has(id));
      anchor.current = id;
    },
    extendTo: (id) => choose(rangeTo(id), true),
    all: () => setChosen(new Set(shown)),
    none,
    setOn: (next) => {
      setOn(next);
      none();
    },
  };
}
