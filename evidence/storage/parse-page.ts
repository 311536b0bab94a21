import { forEachDomain, type MissionDomain } from '../mission-domain.ts';
import type { Picture } from '../picture/picture.ts';
import type { StoredPiece } from '../piece/piece.ts';
import { type Draft, joinedDraft } from './draft.ts';
import { LAST_ACTION, type LastAction } from './last-action.ts';
import { PICTURE } from './pictures.ts';
import { PIECE } from './pieces.ts';

export { parseRecoveryReport } from './recovery-report.ts';

/** What only a page has that something was done with. */
export interface PageRecords {
  /** What is stored under each domain for this page, pieces that were taken off included. */
  readonly byDomain: Readonly<Record<MissionDomain, StoredPiece | undefined>>;
  /** What was typed, chosen or selected of the page and is not part of a piece yet. */
  readonly draft: Draft | undefined;
  readonly picture: Picture | undefined;
  /** What was done last, if that was on this page. */
  readonly lastAction: LastAction | undefined;
}

/** A page's stored values as they lie there, by what they are. */
export interface RawRecords {
  readonly page: string;
  readonly byDomain: Readonly<Record<MissionDomain, unknown>>;
  readonly draft: unknown;
  readonly waiting: unknown;
  readonly picture: unknown;
  readonly lastAction: unknown;
}

/** Makes of a page's stored values what they are; the popup loads it if there is something to parse. */
export function parsePage(raw: RawRecords): PageRecords {
  const lastAction = LAST_ACTION.parse(raw.lastAction);
  const picture = PICTURE.parse(raw.picture);
  return {
    byDomain: forEachDomain((domain) => PIECE.parse(raw.byDomain[domain])),
    draft: joinedDraft(raw.draft, raw.waiting),
    picture: picture === 'newer' ? undefined : picture,
    lastAction: lastAction?.parts && lastAction.pages?.includes(raw.page) ? lastAction : undefined,
  };
}
