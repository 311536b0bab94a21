import * as v from 'valibot';
import { applicationSchema, MAX_APPLICATIONS } from '../application/application.ts';
import { editionSchema, hasFitPieces } from '../application/edition.ts';
import { Refusal } from '../fault.ts';
import { joinFiles, mergeLists } from '../merge/merge-lists.ts';
import { goesWithout } from '../merge/unmerged.ts';
import { type Picture, pictureSchema } from '../picture/picture.ts';
import { NEW_ORIGIN, type StoredContribution } from '../piece/contribution.ts';
import {
  isLive,
  isTrace,
  PIECE_VERSION,
  type Piece,
  pieceId,
  pieceSchema,
  siblingIds,
} from '../piece/piece.ts';
import type { Writer } from '../piece/tagging.ts';
import { unfitField } from '../piece/unknown-fields.ts';
import type { RecordChange } from '../storage/last-action.ts';
import { LAST_MERGE, MAX_MERGED_NAMES } from '../storage/last-merge.ts';
import { readTagger } from '../storage/own-origin.ts';
import { PICTURE } from '../storage/pictures.ts';
import { put } from '../storage/puts.ts';
import type { Store } from '../storage/store.ts';
import { asItComes } from './as-it-comes.ts';
import { bringApplications } from './bring-applications.ts';
import { command } from './command.ts';
import { recordChange } from './remember.ts';
import { writePieces } from './write-pieces.ts';

/** An incoming piece, if nothing about it is unfit: see {@link unfitField}. */
const incomingPiece = v.pipe(
  pieceSchema,
  v.check((piece) => unfitField(piece) === undefined, 'a field that is not fit'),
);
const incomingEdition = v.pipe(editionSchema, v.check(hasFitPieces, 'a piece that is not fit'));
const incomingPicture = v.strictObject({ page: v.string(), picture: pictureSchema });

/**
 * Merges pieces and applications from colleagues' files into the stored ones, as the teacher chose. The list
 * may have grown since the merge was planned.
 */
export const merge = command({
  type: 'merge',
  fields: {
    pieces: v.array(incomingPiece),
    /** Pictures for pages that have none, by page key. Their pixels are already stored. */
    pictures: v.optional(v.array(incomingPicture)),
    applications: v.optional(v.pipe(v.array(applicationSchema), v.maxLength(MAX_APPLICATIONS))),
    editions: v.optional(v.pipe(v.array(incomingEdition), v.maxLength(MAX_APPLICATIONS))),
    /** Names of the people whose files they are, if the files say so. */
    names: v.optional(v.pipe(v.array(v.string()), v.maxLength(MAX_MERGED_NAMES))),
    /** Set if this is the next part of the merge with this `undoId`: one Undo undoes all parts. */
    continues: v.optional(v.string()),
    /** More parts follow. */
    isPart: v.optional(v.boolean()),
  },
  before: ({ continues }) => (continues === undefined ? 'before-merge' : undefined),
  async run(fields, context) {
    const { pieces, pictures = [], applications = [], editions = [], names = [], isPart = false } = fields;
    const { continues } = fields;
    const { store, now } = context;
    if (pieces.some(({ version }) => version > PIECE_VERSION)) throw new Refusal('newer-data');
    const tagger = await readTagger(context);
    const incoming = joinFiles(
      pieces.map((piece) => new Map([[pieceId(piece.domain, piece.url), ownedBy(tagger, piece)]])),
    );
    const records = [
      ...(await broughtPictures(store, pictures)),
      ...(await bringApplications(store, applications, editions, now)),
    ];
    const { made } = await writePieces(context, {
      ids: [...new Set([...incoming.keys()].flatMap(siblingIds))],
      change: (current) => mergeLists(current, incoming),
      also: () => tagger.puts,
      action: { kind: 'merged', asItCame: true, records, continues, merge: { names, isPart } },
      stamp: (before, after) => nowInBin(before, asItComes(before, after), now),
      stored: (change) => (goesWithout(change, now) ? { id: change.id, before: null } : change),
    });
    if (made.undoId !== undefined || continues === undefined) return made;
    const before = await store.read(LAST_MERGE);
    if (before?.id === continues) await store.write([put(LAST_MERGE, { ...before, isPart })]);
    return { ...made, undoId: continues };
  },
});

/** Whenever a colleague deleted it, a piece is in the bin here from now on. */
function nowInBin(before: Piece | null, after: Piece, now: string): Piece {
  return isLive(before ?? undefined) && !isLive(after) && !isTrace(after)
    ? { ...after, deletedAt: now }
    : after;
}

/** Signs what this installation said before it had an id, or without its name. */
function ownedBy({ origin, name }: Writer, piece: Piece): Piece {
  const isOwn = (one: StoredContribution) => one.origin === NEW_ORIGIN || one.origin === origin;
  if (!piece.contributions?.some((one) => isOwn(one) && (one.origin !== origin || !one.by))) return piece;
  const own = (one: StoredContribution) =>
    isOwn(one) ? { ...one, origin, ...(name && { by: one.by ?? name }) } : one;
  return { ...piece, contributions: piece.contributions.map(own) };
}

/** A page that has a picture keeps it, and keeps the mark that it shows pupils. */
async function broughtPictures(
  store: Store,
  pictures: readonly { readonly page: string; readonly picture: Picture }[],
): Promise<readonly RecordChange[]> {
  const brought = new Map<string, RecordChange>();
  for (const { page, picture } of pictures) {
    if (brought.has(page) || (await store.read(PICTURE, page)) !== undefined) continue;
    brought.set(page, recordChange(PICTURE, page, null, picture));
  }
  return [...brought.values()];
}
