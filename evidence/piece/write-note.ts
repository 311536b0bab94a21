/** Writing a note. Pure. */
import { cleanText } from '../values/clean-text.ts';
import { textOver } from '../values/merge-texts.ts';
import { laterThan } from '../values/timestamp.ts';
import {
  type Contribution,
  changeOf,
  isOwn,
  isSeen,
  ownWords,
  storedContributions,
  wentAway,
} from './contribution.ts';
import { isLive, type Piece } from './piece.ts';
import { lastRemoval } from './removals.ts';
import { type Writer, withOwnTag } from './tagging.ts';
import { withContributions } from './with-contributions.ts';

/**
 * Replaces the writer's own note. If only colleagues have written one so far, it is added beside theirs.
 * @param from the texts that the note was changed from, as in the command
 * @returns the piece; `current` itself if nothing changes
 */
export function writeNote(
  current: Piece,
  note: string,
  now: string,
  writer: Writer,
  from?: readonly string[],
): Piece {
  const own = ownWords(current, writer);
  const said = own?.note ?? '';
  const clean = textOver(said, note, from, cleanText);
  if (clean === said) return current;
  const tagged = own ? current : withOwnTag(current, writer, now, true);
  let rest = clean;
  const all = storedContributions(tagged).map((one): Contribution => {
    const isShown = isLive(current) ? isSeen(one, tagged) : !wentAway(one, tagged);
    if (!isOwn(one, writer) || !isShown) return one;
    const changed = { ...one, by: writer.name || one.by, note: rest };
    // Two notes that came together when the piece moved become one.
    rest = '';
    const at = laterThan(changeOf(one), now);
    return isLive(current) ? { ...changed, at } : stillRemoved(changed, current, at);
  });
  const { taggedAt } = isLive(current) ? tagged : current;
  return { ...withContributions({ ...tagged, taggedAt }, all), updatedAt: now };
}

/**
 * What is in the bin stays there, with the note that was typed meanwhile: it counts as typed right before the deletion,
 * so that undoing that brings it back.
 */
function stillRemoved(one: Contribution, current: Piece, at: string): Contribution {
  const removal = lastRemoval(current.removals);
  if (one.isOff || !removal) return { ...one, isOff: true, at };
  const before = new Date(Date.parse(removal.at) - 1).toISOString();
  if (one.taggedAt > removal.at) return { origin: one.origin, by: one.by, note: one.note, taggedAt: before };
  return changeOf(one) <= before ? { ...one, at: before } : { ...one, isOff: true, at };
}
