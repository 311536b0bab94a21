import fc from 'fast-check';
import { offlineAddress } from '../../evidence/page/page-address.ts';
import { contributionsOf } from '../../evidence/piece/contribution.ts';
import { ACCESS, cleanLabels, MAX_PLACE_LENGTH, STATUSES } from '../../evidence/piece/facts.ts';
import type { Piece } from '../../evidence/piece/piece.ts';
import { cleanQuote, MAX_CONTEXT_LENGTH, type Quote, withQuote } from '../../evidence/piece/quote.ts';
import { withContributions } from '../../evidence/piece/with-contributions.ts';
import { cleanTitle, cut, MAX_NAME_LENGTH } from '../../evidence/values/clean-text.ts';
import { anyLoosePiece, anyText, anyUrl, idOf, type PieceFields, piece } from './pieces.ts';

/** A passage with the fields that a test sets. */
export function quote(exact: string, fields: Partial<Quote> = {}): Quote {
  return { exact, prefix: '', suffix: '', ...fields };
}

/** A piece with a value in every field there is. */
export function fullPiece(fields: PieceFields = {}): Piece {
  return piece({
    quotes: [
      quote('The water was clean.', { prefix: 'we said:', suffix: 'And' }),
      quote('All pupils measured it.'),
    ],
    taggedBy: 'Anna Kowalska',
    activityDate: '2026-02-14',
    labels: ['Erasmus+', 'Water'],
    status: 'planned',
    access: 'login',
    ...fields,
  });
}

/** Evidence that is no web page. */
export function offlinePiece(fields: PieceFields = {}): Piece {
  return piece({
    url: offlineAddress('0b5e3c9a-7d1f-4b62-9a55-3f1c2d4e5f60'),
    title: 'Minutes of the staff meeting',
    place: 'the school office, folder 3',
    ...fields,
  });
}

/** Any passage as it is stored. */
export const anyQuote: fc.Arbitrary<Quote> = fc
  .record({ exact: anyText, prefix: anyText, suffix: anyText })
  .map(({ exact, prefix, suffix }) =>
    cleanQuote({ exact, prefix: cut(prefix, MAX_CONTEXT_LENGTH), suffix: cut(suffix, MAX_CONTEXT_LENGTH) }),
  )
  .filter((clean) => clean !== undefined);

/** Any day of the calendar in a year of four digits. */
export const anyDay = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** Any text on one line, never empty. */
function anyLine(length: number): fc.Arbitrary<string> {
  return anyText.map((text) => cut(cleanTitle(text), length).trimEnd()).filter(Boolean);
}

/** The name of a colleague, as it is stored. */
const anyName = fc.option(anyLine(MAX_NAME_LENGTH), { nil: '' });

/** Any optional fields of a piece, as they are stored. */
const anyMore = fc.record(
  {
    quotes: fc
      .array(anyQuote, { minLength: 1, maxLength: 4 })
      .map((quotes) => [...quotes.reduce<readonly Quote[]>((all, one) => withQuote(all, one), [])]),
    activityDate: anyDay,
    labels: fc.array(anyLine(60), { minLength: 1, maxLength: 5 }).map(cleanLabels),
    status: fc.constantFrom(...STATUSES),
    access: fc.constantFrom(...ACCESS),
    place: anyLine(MAX_PLACE_LENGTH),
    // A file knows no -0.
    position: fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  },
  { requiredKeys: [] },
);

const anyAddress = fc.oneof(
  { weight: 4, arbitrary: anyUrl },
  { weight: 1, arbitrary: fc.uuid().map((uuid) => offlineAddress(uuid)) },
);

/** Any live piece, on the web or not, with any of the known fields and some unknown ones. */
export const anyFullPiece: fc.Arbitrary<Piece> = fc
  .tuple(anyLoosePiece, anyMore, anyAddress, anyName)
  .map(([known, more, url, by]) =>
    withContributions(
      { ...known, ...more, url },
      contributionsOf(known).map((one) => ({ ...one, by })),
    ),
  );

/** Any list of such pieces, each page once under each domain. */
export const anyFullList: fc.Arbitrary<Piece[]> = fc.uniqueArray(anyFullPiece, {
  selector: idOf,
  maxLength: 8,
});
