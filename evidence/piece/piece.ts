/**
 * A piece of evidence: its stored shape. To add a field, add it to `storedPieceSchema` as optional, to the JSON Schema in
 * public/ and to the export formats that show it: old pieces stay valid, and older versions of the extension keep it as
 * a field that they do not know. Nothing was released yet, so the shape may change and stays version 1. From the first
 * release on, a change that older code would misread raises `PIECE_VERSION` and the version of the backup
 * (files/backup-format.ts) and needs a step that reads the version before; that version's list, file and schema stay in
 * tests/fixtures/ and public/, never edited.
 */
import * as v from 'valibot';
import { MISSION_DOMAINS } from '../mission-domain.ts';
import { checkAddress, isOfflineAddress, wholeAddress } from '../page/page-address.ts';
import {
  cleanText,
  cleanTitle,
  MAX_NAME_LENGTH,
  MAX_NOTE_LENGTH,
  MAX_TITLE_LENGTH,
} from '../values/clean-text.ts';
import { timestamp } from '../values/timestamp.ts';
import { type Contribution, contributionSchema, originSchema } from './contribution.ts';
import { changedFacts, factsEntries, factsOf, withFacts } from './facts.ts';
import { joinQuotes } from './join-quotes.ts';
import { MAX_QUOTES } from './quote.ts';
import { quoteSchema } from './quote-schema.ts';
import { isUsualPiece } from './usual-piece.ts';

export * from './piece-id.ts';

/** The version of the stored shape that this code writes. Every record carries its own. */
export const PIECE_VERSION = 1;

/** The most times of changes that one piece holds; a file may hold no object with more fields. */
export const MAX_CHANGES = 1_000;

const changedAtSchema = v.pipe(
  v.record(v.string(), timestamp),
  v.check((times) => Object.keys(times).length <= MAX_CHANGES, 'too many times'),
);

/**
 * The stored shape of one piece of evidence: one page, or one thing that is no web page, under one
 * mission domain. It is loose: fields it does not name (a newer version's, another tool's) are kept as
 * they are.
 */
export const storedPieceSchema = v.looseObject({
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  domain: v.picklist(MISSION_DOMAINS),
  url: v.pipe(
    v.string(),
    v.check((url) => {
      if (isOfflineAddress(url)) return true;
      const address = wholeAddress(url);
      return address.ok && address.url === url;
    }, 'not a whole http or https address'),
    v.transform(withoutSecrets),
  ),
  title: v.pipe(v.string(), v.maxLength(MAX_TITLE_LENGTH)),
  note: v.pipe(v.string(), v.maxLength(MAX_NOTE_LENGTH)),
  taggedAt: timestamp,
  updatedAt: timestamp,
  deletedAt: v.optional(timestamp),
  movedTo: v.optional(v.picklist(MISSION_DOMAINS)),
  quotes: v.optional(v.pipe(v.array(quoteSchema), v.maxLength(MAX_QUOTES))),
  taggedBy: v.optional(v.pipe(v.string(), v.maxLength(MAX_NAME_LENGTH))),
  position: v.optional(v.pipe(v.number(), v.finite())),
  ...factsEntries,
  origin: v.optional(originSchema),
  changedAt: v.optional(changedAtSchema),
  contributions: v.optional(v.array(contributionSchema)),
});

/**
 * One piece of evidence.
 * `url` is the address as visited, `title` the page's title as the teacher corrected it, `note` why
 * this is evidence. Times are ISO 8601 in UTC: `taggedAt` when it was tagged, `updatedAt` of the
 * last change, `deletedAt` when it was taken off (such a piece is kept for Undo, but not listed) and
 * `movedTo` the domain it went to, if it was taken off by moving it. `quotes` are passages of the page,
 * `taggedBy` the colleague who tagged it, `position` its place in the order made by hand (see
 * evidence/list/hand-order.ts); for the rest see {@link factsEntries}.
 * For merging with colleagues' lists: `origin` names the installation that tagged it, `contributions` are
 * the words of others who tagged it too, and `changedAt` says when a thing in it got its present value or
 * was taken out, by register (registers.ts); what is not named there is as old as the tagging.
 */
export type Piece = v.InferOutput<typeof storedPieceSchema>;

/** What reading a stored value can find. */
export type StoredPiece =
  /** A piece this code can show and change. */
  | { readonly state: 'ok'; readonly evidence: Piece }
  /** Written by a newer version: shown, never written. */
  | { readonly state: 'newer'; readonly evidence: Piece }
  /** Not a piece this code understands: reported, kept as it is. */
  | { readonly state: 'unreadable' };

/**
 * The shape in which a piece may come in: a stored one, one of a file or of a message. Text is
 * cleaned, unknown fields are kept.
 */
export const pieceSchema: v.GenericSchema<unknown, Piece> = v.lazy((value) =>
  isUsualPiece(value, PIECE_VERSION) ? asItIs : wholeSchema,
);

const asItIs = v.custom<Piece>(() => true);
const wholeSchema = v.pipe(storedPieceSchema, v.transform(cleaned));

/**
 * The parser that every stored or imported piece passes on its way in; see {@link pieceSchema}.
 * @param value anything
 * @returns the piece and whether this code may write it; never throws
 */
export function parsePiece(value: unknown): StoredPiece {
  if (isUsualPiece(value, PIECE_VERSION)) return { state: 'ok', evidence: value as Piece };
  const result = v.safeParse(wholeSchema, value);
  if (!result.success) return { state: 'unreadable' };
  const evidence = result.output;
  return { state: evidence.version > PIECE_VERSION ? 'newer' : 'ok', evidence };
}

/** A file of another program may bring tokens and sessions in addresses. */
function withoutSecrets(url: string): string {
  const address = checkAddress(url);
  return address.ok ? address.url : url;
}

/** What is empty once it is clean is left out. */
function cleaned({ quotes = [], taggedBy = '', contributions = [], ...rest }: Piece): Piece {
  const said = joinQuotes([], quotes);
  const name = cleanTitle(taggedBy);
  return {
    ...withFacts(rest as Piece, changedFacts({}, factsOf(rest))),
    title: cleanTitle(rest.title),
    note: cleanText(rest.note),
    ...(name && { taggedBy: name }),
    ...(said.length > 0 && { quotes: [...said] }),
    ...(contributions.length > 0 && { contributions: contributions.map(cleanContribution) }),
  };
}

function cleanContribution({ by, note, ...rest }: Contribution): Contribution {
  return { ...rest, by: cleanTitle(by), note: cleanText(note) };
}
