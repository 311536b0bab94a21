import * as v from 'valibot';
import {
  APPLICATION_FIELDS,
  applicationChangeSchema,
  applicationIdSchema,
  applicationSchema,
  MAX_APPLICATIONS,
} from '../application/application.ts';
import { copySchema, hasFitPieces } from '../application/application-copy.ts';
import { MAX_MERGED_NAMES } from '../merge/merge-undo.ts';
import { MISSION_DOMAINS } from '../mission-domain.ts';
import { isWebAddress } from '../page/page-address.ts';
import { pictureSchema } from '../picture/picture.ts';
import type { Change } from '../piece/edits.ts';
import { pieceSchema } from '../piece/evidence.ts';
import { daySchema, factsChangeSchema, sharedFactsChangeSchema } from '../piece/facts.ts';
import { MAX_QUOTES } from '../piece/quote.ts';
import { quoteSchema } from '../piece/quote-schema.ts';
import { unfitField } from '../piece/unknown-fields.ts';
import { RECOVERIES } from '../second-copy/recover.ts';
import { begunLabelSchema, draftChangeSchema, draftSchema } from '../storage/draft.ts';
import { changeSchema, pictureChangeSchema } from '../storage/last-action.ts';
import { backedUpEntries } from '../storage/last-backup.ts';
import { settingsChangeSchema } from '../storage/settings-change.ts';

const id = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const domain = v.picklist(MISSION_DOMAINS);
/**
 * What a text was changed from: what its field said before and, where that may not have been stored, what it last knew
 * to be stored. Where something else is stored, another window changed it, and both changes stay (merge-texts.ts).
 */
const from = v.optional(v.pipe(v.array(v.string()), v.maxLength(2)));
const page = v.strictObject({ url: v.string(), title: v.string() });

/** A piece as it may come in: see {@link unfitField}. */
const incomingPiece = v.pipe(
  pieceSchema,
  v.check((piece) => unfitField(piece) === undefined, 'a field that is not fit'),
);

const incomingCopy = v.pipe(copySchema, v.check(hasFitPieces, 'a piece that is not fit'));

/** The most pages that are tagged in one step. */
export const MAX_PAGES_AT_ONCE = 1_000;

/** The most pieces that one command changes; as many as a file can bring in. */
const MAX_PIECES_AT_ONCE = 100_000;

const ids = v.pipe(v.array(id), v.minLength(1), v.maxLength(MAX_PIECES_AT_ONCE));

/**
 * Everything a view can ask the writer for. Each command is idempotent: carried out twice, it
 * leaves the same as once, so a view may repeat one whose answer it did not hear.
 */
export const commandSchema = v.variant('type', [
  v.strictObject({
    type: v.literal('tag'),
    domain,
    page,
    /** Passages of the page that go into the piece. */
    quotes: v.optional(v.pipe(v.array(quoteSchema), v.maxLength(MAX_QUOTES))),
    /** Passages that wait in the page's draft go on waiting: whoever tags does not see them now. */
    leavesQuotes: v.optional(v.literal(true)),
  }),
  /** Tags several pages, all or none. */
  v.strictObject({
    type: v.literal('tag-pages'),
    domain,
    pages: v.pipe(v.array(page), v.minLength(1), v.maxLength(MAX_PAGES_AT_ONCE)),
  }),
  /** Adds evidence without a web page; `uuid` names it, so that adding it twice adds it once. */
  v.strictObject({
    type: v.literal('add'),
    uuid: v.pipe(v.string(), v.uuid()),
    domain,
    title: v.string(),
    note: v.string(),
    facts: factsChangeSchema,
  }),
  v.strictObject({ type: v.literal('take-off'), id }),
  v.strictObject({ type: v.literal('write-note'), id, note: v.string(), from }),
  /** Corrects the title of the page: of its piece in every domain. */
  v.strictObject({ type: v.literal('write-title'), id, title: v.string(), from }),
  v.strictObject({
    type: v.literal('add-quotes'),
    id,
    quotes: v.pipe(v.array(quoteSchema), v.minLength(1), v.maxLength(MAX_QUOTES)),
  }),
  v.strictObject({ type: v.literal('remove-quote'), id, quote: quoteSchema }),
  /** Changes facts of the page: of its piece in every domain. Its labels are offered first from now on. */
  v.strictObject({
    type: v.literal('write-facts'),
    id,
    change: factsChangeSchema,
    /** The label that is still being typed waits in the page's draft; null takes it out of there. */
    begun: v.optional(v.nullable(begunLabelSchema)),
  }),
  /** Keeps what was typed or chosen for a page and is not part of a piece yet. */
  v.strictObject({ type: v.literal('write-draft'), url: v.string(), change: draftChangeSchema }),
  /**
   * Forgets what was typed or chosen for pages (null), or brings it back where nothing was since; by page key. What
   * is selected there goes on waiting.
   */
  v.strictObject({
    type: v.literal('replace-drafts'),
    drafts: v.pipe(
      v.array(
        v.strictObject({
          page: v.pipe(v.string(), v.check(isWebAddress, 'not an http or https address')),
          draft: v.nullable(draftSchema),
        }),
      ),
      v.minLength(1),
      v.maxLength(MAX_PIECES_AT_ONCE),
    ),
  }),
  /** Gives a page its picture, whose pixels are stored already, or takes it away. */
  v.strictObject({ type: v.literal('set-picture'), url: v.string(), picture: v.nullable(pictureSchema) }),
  /** Takes a change of a picture back, unless it changed again since. */
  v.strictObject({ type: v.literal('undo-picture'), picture: pictureChangeSchema }),
  v.strictObject({ type: v.literal('move'), id, to: domain }),
  /** Changes facts of many pages: of their pieces in every domain. Like all that follow: all or none. */
  v.strictObject({ type: v.literal('edit-pieces'), ids, change: sharedFactsChangeSchema }),
  v.strictObject({ type: v.literal('move-pieces'), ids, to: domain }),
  v.strictObject({ type: v.literal('take-off-pieces'), ids }),
  /** Puts pieces in their places in the order made by hand. */
  v.strictObject({
    type: v.literal('place-pieces'),
    places: v.pipe(
      v.array(v.strictObject({ id, position: v.pipe(v.number(), v.finite()) })),
      v.minLength(1),
      v.maxLength(MAX_PIECES_AT_ONCE),
    ),
  }),
  /** Brings pieces back that were taken off. */
  v.strictObject({ type: v.literal('restore'), ids }),
  /** Erases pieces that were taken off, for good; those that are live again stay. */
  v.strictObject({
    type: v.literal('erase'),
    ids,
    /** Copies of applications that were used lose them, too. */
    fromCopies: v.optional(v.literal(true)),
  }),
  /** Says whether the day (UTC) that the clock says is right, after it jumped. */
  v.strictObject({ type: v.literal('answer-date'), day: daySchema, isRight: v.boolean() }),
  /** Merges pieces and applications into those that are here, as colleagues' files and what was chosen of them make them. */
  v.strictObject({
    type: v.literal('merge'),
    pieces: v.array(incomingPiece),
    /** Pictures for pages that have none, by page key; their pixels are stored already. */
    pictures: v.optional(v.array(v.strictObject({ page: v.string(), picture: pictureSchema }))),
    /** Applications of the files, and copies of them, to be put to those that are here. */
    applications: v.optional(v.pipe(v.array(applicationSchema), v.maxLength(MAX_APPLICATIONS))),
    copies: v.optional(v.pipe(v.array(incomingCopy), v.maxLength(MAX_APPLICATIONS))),
    /** Whose files they are, as far as they say. */
    names: v.optional(v.pipe(v.array(v.string()), v.maxLength(MAX_MERGED_NAMES))),
    /** It is the next part of the merge before it: one Undo takes back both. */
    continues: v.optional(v.literal(true)),
    /** How many pieces of how many are in with this part. */
    progress: v.optional(v.strictObject({ done: count, total: count })),
  }),
  /** Takes the last merge back: all of it, or a part, from its end. */
  v.strictObject({
    type: v.literal('undo-merge'),
    /** The most pieces to take back; the answer says how many are left. */
    most: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    /** It is the next part of the Undo before it. */
    continues: v.optional(v.literal(true)),
  }),
  /** Offers no longer to take the last merge back. */
  v.strictObject({ type: v.literal('settle-merge') }),
  v.strictObject({
    type: v.literal('undo'),
    changes: v.array(changeSchema),
    /** What is to wait in a page's draft again: what was typed for it before it was tagged. */
    draft: v.optional(v.strictObject({ url: v.string(), change: draftChangeSchema })),
  }),
  /** Compares the list with its second copy, and makes the counts agree with the records. */
  v.strictObject({ type: v.literal('rebuild-summary') }),
  /**
   * Compares the list with its second copy, unless that was done since the browser's start and their counts still
   * agree; record by record in any case for a view that could not read the list, or found it empty.
   */
  v.strictObject({ type: v.literal('check-list'), fully: v.optional(v.boolean()) }),
  /** What came back from the second copy was told. */
  v.strictObject({ type: v.literal('hear-rescue') }),
  /** Makes list and second copy say what was chosen of them; what goes becomes a snapshot first. */
  v.strictObject({ type: v.literal('recover'), choice: v.picklist(RECOVERIES) }),
  v.strictObject({ type: v.literal('save-settings'), change: settingsChangeSchema }),
  /** Remembers that a file with this many pieces was saved; `hash` is that of the pieces in it. */
  v.strictObject({ type: v.literal('note-backup'), ...backedUpEntries }),
  /** Brings back what a snapshot holds; what is there now becomes one first. */
  v.strictObject({ type: v.literal('restore-snapshot'), id: v.pipe(v.string(), v.uuid()) }),
  /** Changes what is said about an application; one that is not there is made and is the one worked on. */
  v.strictObject({
    type: v.literal('save-application'),
    id: applicationIdSchema,
    change: applicationChangeSchema,
  }),
  /** Keeps a text of an application; references in it are marks (application/references.ts). */
  v.strictObject({
    type: v.literal('write-application-text'),
    id: applicationIdSchema,
    field: v.picklist(APPLICATION_FIELDS),
    text: v.string(),
    from,
  }),
  v.strictObject({ type: v.literal('remove-application'), id: applicationIdSchema }),
  /** Brings back one that was removed. */
  v.strictObject({ type: v.literal('restore-application'), id: applicationIdSchema }),
  /** Keeps an application and its pieces as they are now, under the name `copy`. */
  v.strictObject({
    type: v.literal('freeze-application'),
    id: applicationIdSchema,
    copy: applicationIdSchema,
  }),
  /** Erases such a copy, for good. */
  v.strictObject({ type: v.literal('erase-application-copy'), id: applicationIdSchema }),
  /** Erases pieces, pictures, snapshots and settings, for good. */
  v.strictObject({ type: v.literal('erase-everything') }),
]);

/** A request to the writer. */
export type Command = v.InferOutput<typeof commandSchema>;

/** Why a command changed nothing. The words for each are in the locales. */
export type Fault =
  /** What is stored was written by a newer version of the extension: it is shown, not written. */
  | 'newer-data'
  /** What is stored under this name cannot be read; it is left as it is. */
  | 'unreadable-data'
  /** The piece is not there (any more). */
  | 'not-found'
  /** The application is not there (any more). */
  | 'no-application'
  /** The address cannot be evidence. */
  | 'untaggable'
  /** A note would be longer than a note can be. */
  | 'too-long'
  /** A piece would have more quotes or labels than a piece can have. */
  | 'too-many'
  /** No snapshot could be taken first, so the command was not begun. */
  | 'no-snapshot'
  /** The snapshot is not whole, or not there any more. */
  | 'damaged-snapshot'
  /** The snapshot was taken by a newer version of the extension. */
  | 'newer-snapshot'
  /** Not a command, or not from one of our own pages. */
  | 'refused'
  /** The browser could not read or write the storage. */
  | 'storage-failed'
  /** The writer did not answer. */
  | 'no-answer';

/**
 * What became of a command: the changes it made (hand them to `undo` to take them back), or the fault. Of a
 * merge and its Undo there is only `count`: the changes may be too many for a message. Of the Undo of a merge there is
 * also `left`, how many pieces are still to be taken back. Of bringing a snapshot
 * back there is `before` instead: the id of the snapshot of what was there.
 */
export type Outcome =
  | {
      readonly ok: true;
      readonly changes: readonly Change[];
      readonly count?: number;
      readonly left?: number;
      readonly before?: string;
    }
  | { readonly ok: false; readonly fault: Fault };

/** @returns the command, or undefined where the value is not one. Never throws. */
export function parseCommand(value: unknown): Command | undefined {
  const result = v.safeParse(commandSchema, value);
  return result.success ? result.output : undefined;
}
