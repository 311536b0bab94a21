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
  /** Those that are shown, and what is left in the place of some. */
  readonly byDomain: ListByDomain;
  /** The live ones of them, from the top of the page to its end. */
  readonly ids: readonly PieceId[];
}

/**
 * Orders the list when it changes, and only sifts it when the search does.
 * @param stays whether something stays, whatever is searched for
 * @param leavesTrace whether something that is no longer live is shown
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

/** Gets the list ready to be searched while the browser has nothing else to do. */
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
