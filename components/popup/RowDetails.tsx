import type { MissionDomain } from '../../evidence/mission-domain.ts';
import { pieceId } from '../../evidence/piece/piece-id.ts';
import type { LastAction } from '../../evidence/storage/last-action.ts';
import type { Say } from '../words.tsx';
import { ColleaguesLine } from './ColleaguesLine.tsx';
import { Done, type Undone } from './Done.tsx';
import { RowNote } from './RowNote.tsx';
import type { ShownPage } from './shown-page.ts';
import { TaggedTools } from './TaggedTools.tsx';
import type { PendingQuotes } from './use-pending-quotes.ts';
import type { RowFocus } from './use-row-focus.ts';
import type { ScreenshotState } from './use-screenshot.ts';
import type { Tagging } from './use-tagging.ts';

export interface RowDetailsProps {
  readonly domain: MissionDomain;
  readonly page: ShownPage;
  readonly tagging: Tagging;
  readonly focus: RowFocus;
  readonly pending: PendingQuotes;
  readonly screenshot: ScreenshotState;
  /** Called after an action that can be undone. */
  readonly onDone: (kind: LastAction['kind'], say: Say) => void;
  readonly onUndone: (undone: Undone) => void;
}

/** The content below a domain's button: the last action there, and the parts of the page's piece. */
export function RowDetails(props: RowDetailsProps) {
  const { domain, page, tagging, focus, pending, screenshot } = props;
  const action = actionIn(page, domain, tagging.noteAt);
  const piece = page.pieces[domain];
  const readOnly = page.evidence?.byDomain[domain]?.state === 'newer';
  return (
    <>
      {action && (
        <Done
          action={action}
          domain={domain}
          page={page}
          onUndone={props.onUndone}
          focusUndo={action.kind === focus.undoOf}
          onUndoFocused={focus.undoFocused}
        />
      )}
      {piece && !page.mine.has(domain) && <ColleaguesLine piece={piece} />}
      {piece && page.mine.has(domain) && page.url !== undefined && (
        <RowNote
          piece={piece}
          readOnly={readOnly}
          isOpen={tagging.noteAt === domain}
          isWriting={tagging.writingAt === domain}
          onOpen={() => tagging.writeNote(domain)}
        >
          <TaggedTools
            id={pieceId(domain, page.url)}
            piece={piece}
            readOnly={readOnly}
            page={page}
            screenshot={screenshot}
            pending={pending}
            onDone={props.onDone}
          />
        </RowNote>
      )}
    </>
  );
}

/**
 * @param noteDomain the domain whose note is open: it shows actions on a picture, which belongs to the page
 * @returns the last action, if a domain's row shows it
 */
function actionIn(
  { evidence, mine }: ShownPage,
  domain: MissionDomain,
  noteDomain: MissionDomain | undefined,
): LastAction | undefined {
  const action = evidence?.lastAction;
  if (!action) return undefined;
  const isHere = (action.domain ?? noteDomain) === domain;
  const isTagged = mine.has(domain);
  return isHere && isTagged === (action.kind !== 'deleted') ? action : undefined;
}
