import { placesAfterMove } from '../../evidence/list/hand-order.ts';
import { MISSION_DOMAINS } from '../../evidence/mission-domain.ts';
import { isLive, type PieceId } from '../../evidence/piece/piece.ts';
import { useRun } from '../faults.tsx';
import { useMessage, useWords } from '../words.tsx';
import type { useShownList } from './use-shown-list.ts';

type ShownList = ReturnType<typeof useShownList>;

interface Placing {
  /** A message about the last move; '' for none. */
  readonly placed: string;
  /** Moves a piece to another position among those shown. */
  place(id: PieceId, to: number): Promise<void>;
}

/** The order made by hand. */
export function usePlacing(ordered: ShownList['ordered'], byDomain: ShownList['byDomain']): Placing {
  const { t } = useWords();
  const run = useRun();
  const [placed, setPlaced] = useMessage();

  async function place(id: PieceId, to: number) {
    const domain = MISSION_DOMAINS.find((one) => byDomain[one].some((listed) => listed.id === id));
    if (!domain) return;
    const shown = byDomain[domain];
    const from = shown.findIndex((listed) => listed.id === id);
    // A piece deleted or moved on this page leaves a trace for its Undo, but the trace has no position.
    const beyond = to > from ? shown.slice(to) : shown.slice(0, to + 1).reverse();
    const neighbour = beyond.find(({ evidence }) => isLive(evidence));
    if (!neighbour) return;
    const all = ordered[domain].filter(({ evidence }) => isLive(evidence));
    const [at, goal] = [id, neighbour.id].map((one) => all.findIndex((listed) => listed.id === one));
    const places = placesAfterMove(all, at ?? -1, goal ?? -1);
    if (places.length === 0) return;
    const outcome = await run({ type: 'place', places });
    if (!outcome.ok) return;
    const live = shown.filter(({ evidence }) => isLive(evidence));
    const title = shown[from]?.evidence.title || t('common.untitled');
    setPlaced((t) => t('order.now', { title, number: live.indexOf(neighbour) + 1, total: live.length }));
  }

  return { placed, place };
}
