import { forEachDomain, type MissionDomain } from '../mission-domain.ts';
import type { Picture } from '../picture/picture.ts';
import type { StoredPiece } from '../piece/piece.ts';
import { type Draft, joinedDraft } from './draft.ts';
import { LAST_ACTION, type LastAction } from './last-action.ts';
import { PICTURE } from './pictures.ts';
import { PIECE } from './pieces.ts';

export { parseRecoveryReport } from './recovery-report.ts';

/** The records of a page on which something was done. */
export interface PageRecords {
  /** The stored piece under each domain, including deleted ones. */
  readonly byDomain: Readonly<Record<MissionDomain, StoredPiece | undefined>>;
  /** Everything that was typed, chosen or selected for the page and isn't part of a piece yet. */
  readonly draft: Draft | undefined;
  readonly picture: Picture | undefined;
  /** The last action, if it was on this page. */
  readonly lastAction: LastAction | undefined;
}

/** The stored values of a page, unparsed. */
export interface RawRecords {
  readonly page: string;
  readonly byDomain: Readonly<Record<MissionDomain, unknown>>;
  readonly draft: unknown;
  readonly waiting: unknown;
  readonly picture: unknown;
  readonly lastAction: unknown;
}

/** Parses the stored values of a page. The popup loads this only if there is something to parse. */
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
