/**
 * The stored shape of a piece of evidence. To add a field, add it to `storedPieceSchema` as optional, to the
 * JSON Schema in public/ and to the export formats that show it. Old pieces stay valid, and older versions of
 * the extension preserve it as an unknown field. Nothing was released yet, so the shape may change and stays
 * version 1. From the first release on, a change that older code would misread raises `PIECE_VERSION` and the
 * version of the backup (files/backup-format.ts), and needs a step that reads the previous version. That
 * version's list, file and schema stay in tests/fixtures/ and public/ and are never edited.
 */
import * as v from 'valibot';
import { MISSION_DOMAINS } from '../mission-domain.ts';
import { checkAddress, isOfflineAddress, wholeAddress } from '../page/page-address.ts';
import { cleanText, cleanTitle, MAX_TITLE_LENGTH } from '../values/clean-text.ts';
import { timestamp } from '../values/timestamp.ts';
import { contributionsOf, type StoredContribution, storedContributions, wentAway } from './contribution.ts';
import { contributionSchema } from './contribution-schema.ts';
import { changedFacts, factsEntries, factsOf, withFacts } from './facts.ts';
import { joinQuotes } from './join-quotes.ts';
import { isLive } from './piece-id.ts';
import { MAX_QUOTES } from './quote.ts';
import { quoteSchema } from './quote-schema.ts';
import { removalSchema } from './removal-schema.ts';
import { lastRemoval, MAX_REMOVALS } from './removals.ts';
import { isUsualPiece } from './usual-piece.ts';

export * from './piece-id.ts';

/** Version of the stored shape that this code writes. Every record carries its own. */
export const PIECE_VERSION = 1;

/** Maximum number of change times in one piece; no object in a file may have more fields. */
export const MAX_CHANGES = 1_000;

const changedAtSchema = v.pipe(
  v.record(v.string(), timestamp),
  v.check((times) => Object.keys(times).length <= MAX_CHANGES, 'too many times'),
);

/**
 * Stored shape of one piece of evidence: one page, or one thing without a web page, under one mission domain.
 * The object is loose: unknown fields (from a newer version or another tool) are preserved.
 */
const pieceEntries = v.looseObject({
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
  taggedAt: timestamp,
  updatedAt: timestamp,
  deletedAt: v.optional(timestamp),
  removals: v.optional(v.pipe(v.array(removalSchema), v.maxLength(MAX_REMOVALS))),
  contributions: v.optional(v.array(contributionSchema)),
  quotes: v.optional(v.pipe(v.array(quoteSchema), v.maxLength(MAX_QUOTES))),
  position: v.optional(v.pipe(v.number(), v.finite())),
  ...factsEntries,
  changedAt: v.optional(changedAtSchema),
});

/** See {@link Piece}. Whatever is on the list, somebody tagged. */
export const storedPieceSchema = v.pipe(
  pieceEntries,
  v.forward(
    v.check(
      (piece) => piece.deletedAt !== undefined || contributionsOf(piece).length > 0,
      'tagged by nobody',
    ),
    ['contributions'],
  ),
);

/** The names of the fields that this code knows. */
export const PIECE_FIELDS: readonly string[] = Object.keys(pieceEntries.entries);

/**
 * One piece of evidence.
 *
 * - `url`: the address as visited
 * - `title`: the page's title, as corrected by the teacher
 * - `contributions`: what each colleague says about it (contribution.ts)
 * - `taggedAt`, `updatedAt`: when it was first tagged and last changed (ISO 8601 UTC, like all times)
 * - `removals`: when it was deleted or moved from here (removals.ts)
 * - `deletedAt`: since when nothing of it can be seen here; such a piece stays stored for Undo, but is not listed
 * - `quotes`: passages of the page
 * - `position`: its position in the order made by hand (see evidence/list/hand-order.ts)
 * - the facts: see {@link factsEntries}
 *
 * For merging with colleagues' lists, `changedAt` says by register (registers.ts) when a value was last set or
 * removed; a register it does not name is as old as the first tagging.
 */
export type Piece = v.InferOutput<typeof storedPieceSchema>;

/** Result of parsing a stored value. */
export type StoredPiece =
  /** A piece that this code can show and change. */
  | { readonly state: 'ok'; readonly piece: Piece }
  /** Written by a newer version: shown, never written. */
  | { readonly state: 'newer'; readonly piece: Piece }
  /** Not a piece that this code understands: reported, left as it is. */
  | { readonly state: 'unreadable' };

/**
 * Accepts a piece from outside: from the store, a file or a message. Cleans its text and preserves unknown
 * fields.
 */
export const pieceSchema: v.GenericSchema<unknown, Piece> = v.lazy((value) =>
  isUsualPiece(value, PIECE_VERSION) ? asItIs : wholeSchema,
);

const asItIs = v.custom<Piece>(() => true);
const wholeSchema = v.pipe(storedPieceSchema, v.transform(cleaned));

/**
 * Parses every stored or imported piece; see {@link pieceSchema}.
 * @param value anything
 * @returns the piece and whether this code may write it; never throws
 */
export function parsePiece(value: unknown): StoredPiece {
  if (isUsualPiece(value, PIECE_VERSION)) return { state: 'ok', piece: value as Piece };
  const result = v.safeParse(wholeSchema, value);
  if (!result.success) return { state: 'unreadable' };
  const piece = result.output;
  return { state: piece.version > PIECE_VERSION ? 'newer' : 'ok', piece };
}

/** Removes the tokens and sessions that another program's file may have in addresses. */
function withoutSecrets(url: string): string {
  const address = checkAddress(url);
  return address.ok ? address.url : url;
}

/** @returns whether all that is left of a piece in this domain is that it moved to another */
export function isTrace(piece: Piece): boolean {
  if (isLive(piece)) return false;
  const words = storedContributions(piece);
  if (words.length === 0) return lastRemoval(piece.removals)?.to !== undefined;
  return words.every((one) => wentAway(one, piece));
}

/** Cleans all texts and leaves out those that are then empty. */
function cleaned({ quotes = [], contributions = [], ...rest }: Piece): Piece {
  const said = joinQuotes([], quotes);
  return {
    ...withFacts(rest as Piece, changedFacts({}, factsOf(rest))),
    title: cleanTitle(rest.title),
    ...(said.length > 0 && { quotes: [...said] }),
    ...(contributions.length > 0 && { contributions: contributions.map(cleanContribution) }),
  };
}

function cleanContribution({ by = '', note = '', ...rest }: StoredContribution): StoredContribution {
  const [name, text] = [cleanTitle(by), cleanText(note)];
  return { ...rest, ...(name && { by: name }), ...(text && { note: text }) };
}
