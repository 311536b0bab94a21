import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import type { PieceId } from '../../evidence/piece/piece.ts';

/** The selected pieces of the list, to be changed together. */
export interface Selection {
  /** Whether pieces can be selected at the moment. */
  readonly on: boolean;
  /** The selected pieces among those shown, from top to bottom. */
  readonly ids: readonly PieceId[];
  has(id: PieceId): boolean;
  /**
   * Selects a piece or deselects it; with `range`, also all between the one before and this one, as Shift
   * does in lists.
   */
  toggle(id: PieceId, range: boolean): void;
  /** Selects all from the last selected one to this one. */
  extendTo(id: PieceId): void;
  all(): void;
  none(): void;
  /** Starts or ends selecting. */
  setOn(on: boolean): void;
}

/**
 * @param shown the selectable pieces, in order; a piece that is not shown is not selected, whatever it was
 *   before
 */
export function useSelection(shown: readonly PieceId[]): Selection {
  const [on, setOn] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<PieceId>>(new Set());
  const anchor = useRef<PieceId>(undefined);
  const ids = useMemo(() => (chosen.size === 0 ? [] : shown.filter((id) => chosen.has(id))), [shown, chosen]);
  const none = useCallback(() => setChosen(new Set()), []);

  /** Forgets selected pieces that are no longer shown. */
  function choose(some: readonly PieceId[], isChosen: boolean) {
    setChosen((now) => {
      const left = now.intersection(new Set(shown));
      return isChosen ? left.union(new Set(some)) : left.difference(new Set(some));
    });
  }

  /** All from the last selected one to this one. */
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
