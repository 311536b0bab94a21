import type { MissionDomain } from '../mission-domain.ts';
import { NEW_ORIGIN } from '../piece/contribution.ts';
import { cleanLabels, labelWording, MAX_LABEL_LENGTH, MAX_LABELS } from '../piece/facts.ts';
import { PIECE_VERSION, type Piece, type PieceId, parsePiece, pieceId } from '../piece/piece.ts';
import { cleanTitle, cut, MAX_NOTE_LENGTH, MAX_TITLE_LENGTH } from '../values/clean-text.ts';
import type { Steps } from '../values/in-slices.ts';
import { type Bookmark, type BookmarkFolder, type FolderKey, folderKey } from './bookmark-folder.ts';

/** A field of a bookmark that may be longer than a piece can hold. */
export type ShortenedField = 'title' | 'note' | 'labels';

/** A page whose bookmarks have more text than a piece can hold: the piece has the beginning. */
export interface ShortenedPiece {
  readonly id: PieceId;
  /** The title, shortened. */
  readonly title: string;
  readonly fields: readonly ShortenedField[];
}

/** The pieces made from bookmarks. */
export interface BookmarkPieces {
  readonly pieces: Map<PieceId, Piece>;
  readonly shortened: readonly ShortenedPiece[];
}

/** The page that the texts of bookmarks belong to. */
type Page = Pick<Piece, 'domain' | 'url'>;

interface Words {
  readonly title: string;
  readonly note: string;
  readonly labels: readonly string[];
}

/** How many bookmarks are one step: a few milliseconds of work. */
const STEP_BOOKMARKS = 100;

/**
 * Makes evidence from bookmarks: title, address, note, tags as labels, and as time of tagging the time the
 * bookmark was added. Each page becomes one piece in each domain, with the texts of all its bookmarks: their
 * titles on one line, their notes one below the other, their tags, and the earliest of their times.
 * @param choice the domain for the pages of each folder; a folder without one is left out
 * @param now for bookmarks without a time, or with a time in the future
 * @param origin the installation that imports: the texts become its own
 * @returns the pieces, and those that did not hold everything
 */
export function* piecesFromBookmarks(
  folders: readonly BookmarkFolder[],
  choice: ReadonlyMap<FolderKey, MissionDomain | undefined>,
  now: Date,
  origin: string = NEW_ORIGIN,
): Steps<BookmarkPieces> {
  const found = new Map<PieceId, { readonly page: Page; readonly bookmarks: Bookmark[] }>();
  let handled = 0;
  for (const folder of folders) {
    const domain = choice.get(folderKey(folder));
    if (!domain) continue;
    for (const bookmark of folder.bookmarks) {
      if (++handled % STEP_BOOKMARKS === 0) yield;
      const id = pieceId(domain, bookmark.url);
      const known = found.get(id);
      if (known) known.bookmarks.push(bookmark);
      else found.set(id, { page: { domain, url: bookmark.url }, bookmarks: [bookmark] });
    }
  }
  const pieces = new Map<PieceId, Piece>();
  const shortened: ShortenedPiece[] = [];
  for (const [id, { page, bookmarks }] of found) {
    if (++handled % STEP_BOOKMARKS === 0) yield;
    const { words, fields } = fitting(bookmarks);
    pieces.set(id, pieceOf(page, words, timeOf(bookmarks, now), origin));
    if (fields.length > 0) shortened.push({ id, title: words.title, fields });
  }
  return { pieces, shortened };
}

/** The texts of all bookmarks of a page, cut to what a piece can hold, and the fields that were cut. */
function fitting(bookmarks: readonly Bookmark[]): { words: Words; fields: ShortenedField[] } {
  const title = joined(
    bookmarks.map((one) => one.title),
    ' · ',
  );
  const note = joined(
    bookmarks.map((one) => one.note ?? ''),
    '\n\n',
  );
  const tags = bookmarks.flatMap((one) => one.tags);
  const isLong: Readonly<Record<ShortenedField, boolean>> = {
    title: title.length > MAX_TITLE_LENGTH,
    note: note.length > MAX_NOTE_LENGTH,
    labels:
      new Set(tags.map(labelWording)).size > MAX_LABELS || tags.some((tag) => tag.length > MAX_LABEL_LENGTH),
  };
  return {
    words: {
      title: cleanTitle(title),
      note: cut(note, MAX_NOTE_LENGTH).trimEnd(),
      labels: cleanLabels(tags).slice(0, MAX_LABELS),
    },
    fields: (['title', 'note', 'labels'] as const).filter((field) => isLong[field]),
  };
}

/** Joins texts; equal ones appear once. */
function joined(texts: readonly string[], between: string): string {
  return [...new Set(texts.filter(Boolean))].join(between);
}

/** When the first of the bookmarks was added, if they say so; never in the future. */
function timeOf(bookmarks: readonly Bookmark[], now: Date): string {
  const present = now.toISOString();
  const [first = present] = bookmarks.flatMap(({ addedAt }) => addedAt ?? []).toSorted();
  return first < present ? first : present;
}

function pieceOf(page: Page, { labels, note, title }: Words, taggedAt: string, origin: string): Piece {
  const piece = parsePiece({
    version: PIECE_VERSION,
    ...page,
    title,
    taggedAt,
    updatedAt: taggedAt,
    ...(labels.length > 0 && { labels }),
    contributions: [{ origin, note }],
  });
  if (piece.state !== 'ok') throw new Error('A bookmark became no piece of evidence.');
  return piece.piece;
}
