import { forEachDomain } from '../mission-domain.ts';
import { parsePicture } from '../picture/picture.ts';
import { parseEvidence } from '../piece/evidence.ts';
import { joinedDraft } from './draft.ts';
import { concerns, parseLastAction } from './last-action.ts';
import type { PageRecords, Parsers, RawRecords } from './page-evidence.ts';
import { parseRescue } from './rescue.ts';

/** The parsers that stored values pass; the popup loads them when there is something to parse. */
export const PARSERS: Parsers = { parsePage, parseRescue };

function parsePage(raw: RawRecords): PageRecords {
  const lastAction = parseLastAction(raw.lastAction);
  return {
    byDomain: forEachDomain((domain) => {
      const value = raw.byDomain[domain];
      return value === undefined ? undefined : parseEvidence(value);
    }),
    draft: joinedDraft(raw.draft, raw.waiting),
    picture: parsePicture(raw.picture),
    lastAction: lastAction && concerns(lastAction, raw.page) ? lastAction : undefined,
  };
}
