import { forEachDomain } from '../mission-domain.ts';
import { joinedDraft } from './draft.ts';
import { LAST_ACTION } from './last-action.ts';
import type { PageRecords, RawRecords } from './page-evidence.ts';
import { PICTURE } from './pictures.ts';
import { PIECE } from './pieces.ts';

export { parseRescue } from './rescue.ts';

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
