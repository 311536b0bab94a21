/** The page as the popup shows it, combined from the browser's information and the stored records. */
import { forEachDomain, MISSION_DOMAINS, type MissionDomain } from '../../evidence/mission-domain.ts';
import type { Piece, StoredPiece } from '../../evidence/piece/piece.ts';
import { isLive } from '../../evidence/piece/piece-id.ts';
import type { Quote } from '../../evidence/piece/quote.ts';
import { isOwnTag, type Reader } from '../../evidence/piece/seen.ts';
import type { PageEvidence } from '../../evidence/storage/page-evidence.ts';
import type { KnownPage, PageState } from './use-page-evidence.ts';

export interface ShownPage {
  /** Missing if the page cannot be tagged. */
  readonly url: string | undefined;
  readonly untaggable: KnownPage['untaggable'];
  /** The passage selected on the page. */
  readonly selection: Quote | undefined;
  /** Missing if it could not be read. */
  readonly evidence: PageEvidence | undefined;
  /** The page's live pieces, by domain. */
  readonly pieces: Readonly<Record<MissionDomain, Piece | undefined>>;
  /** The domains under which the teacher tagged the page; under others, only colleagues did. */
  readonly mine: ReadonlySet<MissionDomain>;
  /** The same pieces in the order of the mission. */
  readonly live: readonly Piece[];
  /** The title as typed, or else the page's own. */
  readonly title: string;
  /** The page's own title, even if it was corrected. */
  readonly ownTitle: string | undefined;
}

/** @returns the popup's view of the page in the tab */
export function shownPage(page: PageState, reader: Reader): ShownPage {
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
    mine: new Set(live.filter((piece) => isOwnTag(piece, reader)).map(({ domain }) => domain)),
    live,
    title: latest(live)?.title ?? evidence?.draft?.title ?? ownTitle ?? '',
    ownTitle: ready?.title,
  };
}

/** @returns the piece that was changed last */
export function latest(pieces: readonly Piece[]): Piece | undefined {
  return pieces.reduce<Piece | undefined>(
    (last, piece) => (last && last.updatedAt >= piece.updatedAt ? last : piece),
    undefined,
  );
}

/** @returns whether anything is stored about the page */
export function hasRecords({ byDomain, draft, picture, lastAction }: PageEvidence): boolean {
  return [...Object.values(byDomain), draft, picture, lastAction].some((record) => record !== undefined);
}

function pieceIn(stored: StoredPiece | undefined): Piece | undefined {
  return stored && stored.state !== 'unreadable' && isLive(stored.piece) ? stored.piece : undefined;
}
