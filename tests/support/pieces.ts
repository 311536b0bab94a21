import fc from 'fast-check';
import { MISSION_DOMAINS } from '../../evidence/mission-domain.ts';
import { checkAddress } from '../../evidence/page/page-address.ts';
import type { Picture } from '../../evidence/picture/picture.ts';
import {
  contributionsOf,
  type StoredContribution,
  storedContributions,
} from '../../evidence/piece/contribution.ts';
import { ACCESS, cleanLabels, type Facts, STATUSES } from '../../evidence/piece/facts.ts';
import { joinQuotes } from '../../evidence/piece/join-quotes.ts';
import { move } from '../../evidence/piece/move.ts';
import { PIECE_VERSION, type Piece, type PieceId, pieceId } from '../../evidence/piece/piece.ts';
import type { Quote } from '../../evidence/piece/quote.ts';
import { withContributions } from '../../evidence/piece/with-contributions.ts';
import { cleanText, cleanTitle, MAX_NOTE_LENGTH } from '../../evidence/values/clean-text.ts';

/** What tests say about a piece: its fields, or the words of whoever tagged it first. */
export interface PieceFields extends Partial<Piece> {
  readonly note?: string | undefined;
  readonly taggedBy?: string | undefined;
  readonly origin?: string | undefined;
  /** The words of others. */
  readonly contributions?: StoredContribution[] | undefined;
}

/** The installation that wrote the words of a piece, if a test doesn't say which. */
export const FIRST_ORIGIN = 'first-installation';

/** A piece with the fields that a test sets, and defaults for the rest. */
export function piece(fields: PieceFields = {}): Piece {
  const { note, taggedBy, origin, contributions = [], ...rest } = fields;
  const { changedAt = {}, ...others } = rest as Partial<Piece>;
  const { note: at, ...times } = changedAt;
  const taggedAt = rest.taggedAt ?? '2026-03-01T09:00:00.000Z';
  // A piece that was made here already has the words of whoever tagged it first.
  const [known, ...more] = MADE_HERE.has(contributions)
    ? contributions
    : [{ origin: FIRST_ORIGIN, note: 'Planned together by four teachers.' }, ...contributions];
  const first: StoredContribution = {
    ...(known ?? { origin: FIRST_ORIGIN }),
    ...(origin !== undefined && { origin }),
    ...(taggedBy !== undefined && { by: taggedBy }),
    ...(note !== undefined && { note }),
    ...(rest.taggedAt !== undefined && { taggedAt }),
    ...(at !== undefined && { at }),
  };
  const made = withContributions(
    {
      version: PIECE_VERSION,
      domain: 'collaboration',
      url: 'https://school.example/projects/water',
      title: 'Water in our towns',
      taggedAt,
      updatedAt: '2026-03-01T09:00:00.000Z',
      ...others,
      ...(Object.keys(times).length > 0 && { changedAt: times }),
    },
    storedContributions({ taggedAt, contributions: [first, ...more] }),
  );
  if (made.contributions) MADE_HERE.add(made.contributions);
  return made;
}

const MADE_HERE = new WeakSet<object>();

/** A deletion as it travels: without words. */
export function deletion(fields: PieceFields & { readonly deletedAt: string }): Piece {
  const { contributions: _, ...bare } = piece({ title: '', ...fields });
  return { ...(bare as Piece), removals: [{ at: fields.deletedAt }] };
}

/** @returns the words of whoever tagged a piece first */
export function noteIn(one: Piece | undefined): string {
  return (one && contributionsOf(one)[0]?.note) ?? '';
}

/** A passage, with its text and defaults for the rest. */
export function quote(exact: string, fields: Partial<Quote> = {}): Quote {
  return { exact, prefix: 'Before it. ', suffix: ' After it.', ...fields };
}

/** So many passages, whose texts begin with `kind`. */
export function quotes(count: number, kind = ''): Quote[] {
  return labels(count, kind).map((text) => quote(text));
}

/** So many labels, which begin with `kind`. */
export function labels(count: number, kind = ''): string[] {
  return Array.from({ length: count }, (_, number) => `${kind}${number}`);
}

/** A saved picture; `last` is the last digit of its id. */
export function picture(last: number, fields: Partial<Picture> = {}): Picture {
  return {
    version: 1,
    id: `00000000-0000-4000-8000-00000000000${last}`,
    type: 'image/webp',
    width: 1_600,
    height: 900,
    bytes: 120_000,
    takenAt: '2026-05-20T10:00:00.000Z',
    showsPupils: false,
    ...fields,
  };
}

/** @returns the id of a piece. */
export function idOf({ domain, url }: Piece): PieceId {
  return pieceId(domain, url);
}

/** @returns pieces by id, as the store and a file return them. */
export function byId(pieces: readonly Piece[]): Map<PieceId, Piece> {
  return new Map(pieces.map((one) => [idOf(one), one]));
}

/** Any time between 2020 and 2030 as it is stored. */
export const anyTime = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

/** Any address that can be evidence. */
export const anyUrl = fc
  .webUrl({ withQueryParameters: true, withFragments: true })
  .map((url) => checkAddress(url))
  .filter((address) => address.ok)
  .map((address) => address.url);

/** Characters with a meaning for one of the formats, a spreadsheet or a browser. */
const ACTIVE_CHARACTERS = [...'<>&"\'=+-@;,|`*_~#![](){}\\/:.0123456789 \t\n\r＝＋－＠șłñ'];

/** Any text, with many characters that have a meaning somewhere. */
export const anyText = fc.string({
  unit: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...ACTIVE_CHARACTERS) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
  ),
  maxLength: 60,
});

/** Any note as it is stored. */
export const anyNote = anyText.map((text) => cleanText(text).slice(0, MAX_NOTE_LENGTH));

/** Any passages as they are stored. */
export const anyQuotes: fc.Arbitrary<Quote[]> = fc
  .array(fc.record({ exact: anyText, prefix: anyText, suffix: anyText }), { maxLength: 3 })
  .map((quotes) => [...joinQuotes([], quotes)]);

/** Any facts as they are stored. */
export const anyFacts: fc.Arbitrary<Facts> = fc.record(
  {
    activityDate: anyTime.map((time) => time.slice(0, 10)),
    labels: fc
      .array(
        anyText.map((text) => text.slice(0, 20)),
        { maxLength: 4 },
      )
      .map(cleanLabels)
      .filter((labels) => labels.length > 0),
    status: fc.constantFrom(...STATUSES),
    access: fc.constantFrom(...ACCESS),
    place: anyText.map(cleanTitle).filter((place) => place !== ''),
  },
  { requiredKeys: [] },
);

/** Any live piece in the list of a teacher who writes only the reason. */
export const anyPiece: fc.Arbitrary<Piece> = fc
  .record({
    domain: fc.constantFrom(...MISSION_DOMAINS),
    url: anyUrl,
    title: anyText.map(cleanTitle),
    note: anyNote,
    taggedAt: anyTime,
    updatedAt: anyTime,
  })
  .map((fields) => piece(fields));

const FORBIDDEN_NAMES = [...Object.getOwnPropertyNames(Object.prototype), 'prototype'];

/** Any plain data without the names that no file may hold. */
const anyData = fc
  .json({ maxDepth: 2 })
  .filter((text) => !FORBIDDEN_NAMES.some((name) => text.includes(`"${name}":`)))
  .map((text) => JSON.parse(text) as unknown);

/** Any fields that this version does not know, as a newer one or another tool may add. */
const unknownFields = fc.dictionary(fc.constantFrom('quote', 'keywords', 'projectId', 'x-school'), anyData, {
  maxKeys: 3,
});

/** Any live piece, some with quotes, facts, a name and unknown fields. */
export const anyLoosePiece: fc.Arbitrary<Piece> = fc
  .tuple(anyPiece, unknownFields, anyFacts, anyQuotes, anyText.map(cleanTitle))
  .map(([known, unknown, facts, quotes, taggedBy]) => {
    const piece = {
      ...unknown,
      ...known,
      ...facts,
      ...(quotes.length > 0 && { quotes }),
    } as Piece;
    const words = contributionsOf(known).map((one) => ({ ...one, by: taggedBy }));
    return withContributions(piece, words);
  });

/** Any piece as it can be stored: live, deleted, or moved away. */
export const anyStored: fc.Arbitrary<Piece> = fc
  .tuple(anyLoosePiece, fc.option(anyTime), fc.option(fc.constantFrom(...MISSION_DOMAINS)))
  .map(([live, deletedAt, to]) => {
    if (deletedAt === null) return live;
    if (!to || to === live.domain) return { ...live, deletedAt };
    return move(live, undefined, to, deletedAt).left;
  });

/** Any list: live pieces, some with unknown fields, each page once under each domain. */
export const anyList: fc.Arbitrary<Piece[]> = fc.uniqueArray(anyLoosePiece, {
  selector: idOf,
  maxLength: 8,
});
