import { useEffect, useMemo } from 'preact/hooks';
import { type ListByDomain, listByDomain, onlyShown, orderOf } from '../../evidence/list/arrange.ts';
import { type ListView, shownIn } from '../../evidence/list/list-view.ts';
import { prepareSearch } from '../../evidence/list/search.ts';
import { MISSION_DOMAINS } from '../../evidence/mission-domain.ts';
import { isLive, type Piece, type PieceId } from '../../evidence/piece/piece.ts';
import { useWords } from '../words.tsx';

/** The list as a view shows it. */
export interface ShownList {
  /** All pieces in the order of the view. */
  readonly ordered: ListByDomain;
  /** The shown pieces, with the traces of deleted or moved ones. */
  readonly byDomain: ListByDomain;
  /** The live ones among them, from top to bottom. */
  readonly ids: readonly PieceId[];
}

/**
 * Sorts the list when it changes, and only filters it when the search does.
 * @param stays whether a piece stays shown, whatever the search
 * @param leavesTrace whether a piece that is no longer live is shown
 */
export function useShownList(
  pieces: ReadonlyMap<PieceId, Piece>,
  view: ListView,
  stays: PieceId | undefined,
  leavesTrace: (id: PieceId, evidence: Piece) => boolean,
): ShownList {
  const { language } = useWords();
  const compare = useMemo(
    () => new Intl.Collator(language, { numeric: true, sensitivity: 'base' }).compare,
    [language],
  );
  const ordered = useMemo(
    () => listByDomain(pieces, orderOf(view.sort, compare)),
    [pieces, view.sort, compare],
  );
  usePreparedSearch(pieces);
  return useMemo(() => {
    const isShown = shownIn(view);
    const byDomain = onlyShown(
      ordered,
      ({ id, evidence }) =>
        id === stays || ((isLive(evidence) || leavesTrace(id, evidence)) && isShown(evidence)),
    );
    const ids = MISSION_DOMAINS.flatMap((domain) =>
      byDomain[domain].filter(({ evidence }) => isLive(evidence)).map(({ id }) => id),
    );
    return { ordered, byDomain, ids };
  }, [ordered, view, stays, leavesTrace]);
}

/** Prepares the list for searching while the browser is idle. */
function usePreparedSearch(pieces: ReadonlyMap<PieceId, Piece>): void {
  useEffect(() => {
    const rest = pieces.values();
    const goOn = (deadline: IdleDeadline) => {
      if (!prepareSearch(rest, () => deadline.timeRemaining() > 1)) idle = requestIdleCallback(goOn);
    };
    let idle = requestIdleCallback(goOn);
    return () => cancelIdleCallback(idle);
  }, [pieces]);
}
