/** Lists every command that a view can send to the writer. */
import * as v from 'valibot';
import { Refusal } from '../fault.ts';
import type { SnapshotReason } from '../snapshots/snapshot.ts';
import { add } from './add.ts';
import { addQuotes } from './add-quotes.ts';
import { answerDate } from './answer-date.ts';
import { checkList } from './check-list.ts';
import type { CommandContext, Made } from './command.ts';
import { deletePieces } from './delete.ts';
import { deleteApplication } from './delete-application.ts';
import { deleteEdition } from './delete-edition.ts';
import { deleteForGood } from './delete-for-good.ts';
import { dismissMerge } from './dismiss-merge.ts';
import { dismissRecoveryNotice } from './dismiss-recovery-notice.ts';
import { editFacts } from './edit-facts.ts';
import { eraseEverything } from './erase-everything.ts';
import { forgetDrafts } from './forget-drafts.ts';
import { goBack } from './go-back.ts';
import { merge } from './merge.ts';
import { move } from './move.ts';
import { noteBackup } from './note-backup.ts';
import { place } from './place.ts';
import { recount } from './recount.ts';
import { recover } from './recover.ts';
import { removeQuote } from './remove-quote.ts';
import { restore } from './restore.ts';
import { restoreApplication } from './restore-application.ts';
import { saveApplication } from './save-application.ts';
import { saveEdition } from './save-edition.ts';
import { saveSettings } from './save-settings.ts';
import { setPicture } from './set-picture.ts';
import { tag } from './tag.ts';
import { undo } from './undo.ts';
import { writeApplicationText } from './write-application-text.ts';
import { writeDraft } from './write-draft.ts';
import { writeNote } from './write-note.ts';
import { writeTitle } from './write-title.ts';

const COMMANDS = [
  tag,
  add,
  writeNote,
  writeTitle,
  editFacts,
  addQuotes,
  removeQuote,
  setPicture,
  writeDraft,
  forgetDrafts,
  move,
  place,
  deletePieces,
  restore,
  deleteForGood,
  undo,
  merge,
  dismissMerge,
  saveApplication,
  writeApplicationText,
  deleteApplication,
  restoreApplication,
  saveEdition,
  deleteEdition,
  saveSettings,
  noteBackup,
  goBack,
  answerDate,
  checkList,
  recount,
  recover,
  dismissRecoveryNotice,
  eraseEverything,
] as const;

type Schemas<Kinds extends readonly { readonly schema: unknown }[]> = {
  -readonly [Index in keyof Kinds]: Kinds[Index]['schema'];
};

/** The shape of a request to the writer. */
export const commandSchema = v.variant(
  'type',
  COMMANDS.map(({ schema }) => schema) as unknown as Schemas<typeof COMMANDS>,
);

/** A request to the writer. */
export type Command = v.InferOutput<typeof commandSchema>;

/** A command of any kind. Its schema has already checked its fields. */
export interface AnyCommand {
  readonly comparesPlaces?: boolean | undefined;
  before?(fields: Command, context: CommandContext): Promise<SnapshotReason | undefined>;
  run(fields: Command, context: CommandContext): Promise<Made | undefined>;
}

const BY_TYPE = new Map<Command['type'], AnyCommand>(
  COMMANDS.map((one) => [one.type, one as unknown as AnyCommand]),
);

/** @returns the kind that carries out a command */
export function kindOfCommand({ type }: Command): AnyCommand {
  const kind = BY_TYPE.get(type);
  if (!kind) throw new Refusal('refused');
  return kind;
}

/** @returns the command, or undefined if the value isn't one; never throws */
export function parseCommand(value: unknown): Command | undefined {
  const result = v.safeParse(commandSchema, value);
  return result.success ? result.output : undefined;
}
