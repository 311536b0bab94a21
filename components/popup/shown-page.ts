/** The page as the popup shows it, put together from what the browser says of it and what is stored. */
import { forEachDomain, MISSION_DOMAINS, type MissionDomain } from '../../evidence/mission-domain.ts';
import type { Piece, StoredPiece } from '../../evidence/piece/piece.ts';
import { isLive } from '../../evidence/piece/piece-id.ts';
import type { Quote } from '../../evidence/piece/quote.ts';
import type { PageEvidence } from '../../evidence/storage/page-evidence.ts';
import type { KnownPage, PageState } from './use-page-evidence.ts';

export interface ShownPage {
  /** Missing where nothing can be tagged. */
  readonly url: string | undefined;
  readonly untaggable: KnownPage['untaggable'];
  /** What is selected in the page. */
  readonly selection: Quote | undefined;
  /** Missing where it could not be read. */
  readonly evidence: PageEvidence | undefined;
  /** What it is tagged with, by domain. */
  readonly pieces: Readonly<Record<MissionDomain, Piece | undefined>>;
  /** The same in the order of the mission. */
  readonly live: readonly Piece[];
  /** As it was typed, or its own. */
  readonly title: string;
  /** Its own, whatever was made of it. */
  readonly ownTitle: string | undefined;
}

/** @returns what the popup shows of the page in the tab */
export function shownPage(page: PageState): ShownPage {
  const ready = page.status === 'ready' ? page : undefined;
  const evidence = ready?.evidence;
  const pieces = forEachDomain((domain) => pieceIn(evidence?.byDomain[domain]));
  const live = MISSION_DOMAINS.map((domain) => pieces[domain]).filter((piece) => piece !== undefined);
  const ownTitle = page.status === 'loading' ? undefined : page.title;
  return {
    url: ready?.url,
    untaggable: ready?.untaggable,
    selection: ready?.selection,
    evidence,
    pieces,
    live,
    title: latest(live)?.title ?? evidence?.draft?.title ?? ownTitle ?? '',
    ownTitle: ready?.title,
  };
}

/** @returns the piece that was worked on last */
export function latest(pieces: readonly Piece[]): Piece | undefined {
  return pieces.reduce<Piece | undefined>(
    (last, piece) => (last && last.updatedAt >= piece.updatedAt ? last : piece),
    undefined,
  );
}

/** @returns whether something was done with the page before */
export function hasRecords({ byDomain, draft, picture, lastAction }: PageEvidence): boolean {
  return [...Object.values(byDomain), draft, picture, lastAction].some((record) => record !== undefined);
}

function pieceIn(stored: StoredPiece | undefined): Piece | undefined {
  return stored && stored.state !== 'unreadable' && isLive(stored.evidence) ? stored.evidence : undefined;
}
