/**
 * What a table or a bookmarks file says, made ready to be merged. Both say less than a backup: days for
 * times, no origins, all notes in one cell. Merged as they are, their words would be taken for another
 * colleague's each time they come in.
 */
import { namesOf, notesOf } from '../contribution.ts';
import { type Evidence, evidenceId, isLive } from '../evidence.ts';
import { noteOf, taggersOf } from '../export/piece-in-words.ts';
import { isOfflineAddress } from '../page-address.ts';
import { sameValue } from '../same-value.ts';
import type { PieceList } from './merge-lists.ts';
import { type PieceState, pieceOf, type Register, stateOf } from './piece-state.ts';

/**
 * @param mine the list, by which words and passages are known again
 * @param rows the pieces of a table or a bookmarks file
 * @returns the pieces to merge: what they say like the list has its time and its author, what they say
 *   otherwise is as old as the row
 */
export function piecesToMerge(mine: PieceList, rows: PieceList): PieceList {
  const offline = new Map<string, Evidence>();
  for (const piece of mine.values()) {
    if (isLive(piece) && isOfflineAddress(piece.url)) offline.set(nameOf(piece), piece);
  }
  return new Map(
    [...rows].map(([id, row]) => {
      // What is no web page has no address in a table.
      const known = mine.get(id) ?? (isOfflineAddress(row.url) ? offline.get(nameOf(row)) : undefined);
      const piece = isLive(known) ? besides(known, row) : pieceOf(stateOf(row));
      return [evidenceId(piece.domain, piece.url), piece];
    }),
  );
}

function nameOf({ domain, title, place = '' }: Evidence): string {
  return [domain, title, place].join('\n');
}

function besides(here: Evidence, row: Evidence): Evidence {
  const [own, said] = [stateOf(here), stateOf(withKnownQuotes(here, row))];
  const registers = new Map<string, Register>();
  for (const [name, one] of said.registers) {
    const known = own.registers.get(name);
    registers.set(name, known && (name === 'url' || sameValue(known.value, one.value)) ? known : one);
  }
  return pieceOf({ ...own, registers, words: wordsOf(here, row, own, said) });
}

/** A table keeps a passage without what stands around it. */
function withKnownQuotes(here: Evidence, { quotes, ...rest }: Evidence): Evidence {
  if (!quotes) return rest as Evidence;
  const known = new Map((here.quotes ?? []).map((quote) => [quote.exact.trim(), quote]));
  return {
    ...(rest as Evidence),
    quotes: quotes.map((quote) => known.get(quote.exact.trim()) ?? quote),
  };
}

function wordsOf(here: Evidence, row: Evidence, own: PieceState, said: PieceState): PieceState['words'] {
  const { note, taggedBy = '' } = row;
  const isSaid = [noteOf(here), ...notesOf(here).map((one) => one.note)].some((one) => sameText(one, note));
  const isKnown = taggedBy === '' || taggedBy === taggersOf(here) || namesOf(here).includes(taggedBy);
  if (isKnown && (isSaid || note.trim() === '')) return own.words;
  // A note that somebody wrote over in a spreadsheet is still that colleague's.
  const authors = [...own.words.values()].filter(({ by }) => by !== '' && by === taggedBy);
  const [author] = authors;
  if (!author || authors.length > 1) return said.words;
  const { at: _, ...rest } = author;
  return new Map([[author.origin, { ...rest, note, ...olderThan(author, row.taggedAt) }]]);
}

/** When a row's note was written, as far as a row says: never later than it is known to be. */
function olderThan(author: { readonly taggedAt: string }, rowTime: string): { readonly taggedAt: string } {
  return { taggedAt: rowTime < author.taggedAt ? rowTime : author.taggedAt };
}

function sameText(a: string, b: string): boolean {
  return a.trim() === b.trim();
}
