import fc from 'fast-check';
import type { Outcome } from '../../evidence/commands/command.ts';
import type { Command } from '../../evidence/commands/index.ts';
import { MISSION_DOMAINS } from '../../evidence/mission-domain.ts';
import { offlineAddress } from '../../evidence/page/page-address.ts';
import { MAX_LABELS } from '../../evidence/piece/facts.ts';
import { move } from '../../evidence/piece/move.ts';
import { type Piece, pieceId, siblingId } from '../../evidence/piece/piece.ts';
import { MAX_QUOTES } from '../../evidence/piece/quote.ts';
import { deletePiece } from '../../evidence/piece/tagging.ts';
import { type EvidenceStore, ORIGIN } from './evidence-store.ts';
import { idOf, labels, type PieceFields, picture, piece, quote, quotes } from './pieces.ts';

/**
 * Few pages, domains and words, so that commands often concern the same piece. The first two addresses are one page.
 */
const anyPageUrl = fc.constantFrom(
  'https://school.example/a',
  'https://school.example/a/?utm_source=x#b',
  'https://school.example/a?page=2',
  'https://www.school.example/b',
);
const anyUuid = fc.constantFrom(
  '11111111-1111-4111-8111-111111111111',
  'AAAAAAAA-AAAA-4AAA-8AAA-AAAAAAAAAAAA',
);
const anyUrl = fc.oneof(
  { weight: 4, arbitrary: anyPageUrl },
  { weight: 1, arbitrary: anyUuid.map((uuid) => offlineAddress(uuid.toLowerCase())) },
);
const anyDomain = fc.constantFrom(...MISSION_DOMAINS.slice(0, 3));
const anyTitle = fc.constantFrom('Water', ' Water\n', 'Air', '');
const anyShortNote = fc.constantFrom('', 'One.', 'Two.', 'One.\n\nTwo.', 'Three\r\nlines\u202E\n.');
const anyId = fc.tuple(anyDomain, anyUrl).map(([domain, url]) => pieceId(domain, url));
const someIds = fc.array(anyId, { minLength: 1, maxLength: 4 });
/** After all that is stored at the beginning was said. */
const LATER = '2026-05-03T00:00:00.000Z';
const anyMoment = fc.constantFrom('2026-04-01T00:00:00.000Z', '2026-05-01T00:00:00.000Z');
const anyPage = fc.record({ url: anyPageUrl, title: anyTitle });

/** As many as a piece can have, of two kinds, so that both together are too many. */
const manyQuotes = ['a', 'b'].map((kind) => quotes(MAX_QUOTES, kind));
const manyLabels = ['a', 'b'].map((kind) => labels(MAX_LABELS, kind));

const anyQuote = fc.constantFrom(...['One.', 'Two.', ' Two.\u202E', '\u200B'].map((exact) => quote(exact)));
const someQuotes = fc.oneof(
  { weight: 9, arbitrary: fc.array(anyQuote, { maxLength: 2 }) },
  { weight: 1, arbitrary: fc.constantFrom(...manyQuotes) },
);
const someLabels = fc.oneof(
  { weight: 9, arbitrary: fc.subarray(['Water', 'water', ' Air\n', 'Earth']) },
  { weight: 1, arbitrary: fc.constantFrom(...manyLabels) },
);
const anyFactsChange = fc.record(
  {
    activityDate: fc.constantFrom('2026-03-01', null),
    labels: someLabels,
    status: fc.constantFrom('planned', null),
    access: fc.constantFrom('login', undefined),
    place: fc.constantFrom('Cupboard', ''),
  },
  { requiredKeys: [] },
);
const anyBegunLabel = fc.constantFrom({ text: 'Wat', instead: 'Water' }, { text: ' Ai\n', at: 7 });
const anyPicture = fc.constantFrom(null, picture(1), picture(2), picture(2, { showsPupils: true }));
const anyShape = fc.constant({ crop: { left: 0, top: 0, width: 1, height: 0.5 }, blurs: [] });

/** Whose words are on a piece: this installation's, a colleague's, or those of both. */
const anyWords = fc.constantFrom<PieceFields>(
  { origin: ORIGIN },
  { origin: ORIGIN, contributions: [{ origin: 'ana', by: 'Ana', note: 'Hers.' }] },
  { origin: 'ana', taggedBy: 'Ana' },
  { origin: 'ana', contributions: [{ origin: ORIGIN, by: 'Maria', taggedAt: '2026-05-02T00:00:00.000Z' }] },
);

/** The optional fields of a piece. */
const anyRest = fc.constantFrom<Partial<Piece>>(
  {},
  { keywords: 'x', position: 3 },
  { keywords: { text: 'y', by: 'z' } },
  { quotes: [quote('One.')], labels: ['Water'] },
  { quotes: manyQuotes[0], labels: manyLabels[0], status: 'planned' },
);

const anySmallPiece: fc.Arbitrary<Piece> = fc
  .record({
    domain: anyDomain,
    url: anyUrl,
    title: fc.constantFrom('Water', 'Air', ''),
    note: fc.constantFrom('', 'One.', 'Two.', 'One.\n\nTwo.'),
    taggedAt: anyMoment,
    updatedAt: anyMoment,
  })
  .chain((fields) =>
    fc.tuple(anyRest, anyWords).map(([rest, words]) => piece({ ...fields, ...rest, ...words })),
  );

const somePieces = fc.uniqueArray(anySmallPiece, { selector: idOf, maxLength: 4 });

/** Pieces that may be stored before the first command, some of them deleted or moved. */
export const anyStart: fc.Arbitrary<Piece[]> = somePieces.chain((pieces) =>
  fc
    .tuple(
      fc.subarray(pieces),
      fc.subarray(pieces),
      fc.constantFrom(ORIGIN, 'ana', undefined),
      anyDomain,
      fc.constantFrom(ORIGIN, 'ana'),
    )
    .map(([gone, away, by, to, mover]) => {
      const stored = new Map(pieces.map((one) => [idOf(one), one]));
      for (const one of pieces) {
        const id = idOf(one);
        if (away.includes(one) && one.domain !== to) {
          const there = siblingId(id, to);
          const { left, arrived } = move(one, stored.get(there), to, LATER, mover);
          stored.set(id, left).set(there, arrived);
        } else if (gone.includes(one) && stored.get(id) === one) {
          stored.set(id, deletePiece(one, LATER, by));
        }
      }
      return [...stored.values()];
    })
    // What would be refused is not stored either.
    .filter((all) =>
      all.every(({ quotes = [], labels = [] }) => quotes.length <= MAX_QUOTES && labels.length <= MAX_LABELS),
    ),
);

/** Any command, as a view may send it. */
export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.record(
    { type: fc.constant('tag'), domain: anyDomain, pages: anyPage.map((page) => [page]), quotes: someQuotes },
    { requiredKeys: ['type', 'domain', 'pages'] },
  ),
  fc.record({
    type: fc.constant('tag'),
    domain: anyDomain,
    pages: fc.array(anyPage, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    type: fc.constant('add'),
    uuid: anyUuid,
    domain: anyDomain,
    title: anyTitle,
    note: anyShortNote,
    facts: anyFactsChange,
  }),
  fc.record(
    { type: fc.constant('delete'), ids: anyId.map((id) => [id]), onlyMine: fc.constant(true) },
    { requiredKeys: ['type', 'ids'] },
  ),
  fc.record({ type: fc.constant('write-note'), id: anyId, note: anyShortNote }),
  fc.record({ type: fc.constant('write-title'), id: anyId, title: anyTitle }),
  fc.record({
    type: fc.constant('add-quotes'),
    id: anyId,
    quotes: fc.array(anyQuote, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ type: fc.constant('remove-quote'), id: anyId, quote: anyQuote }),
  fc.record(
    {
      type: fc.constant('edit-facts'),
      ids: anyId.map((id) => [id]),
      change: anyFactsChange,
      begun: fc.option(anyBegunLabel),
    },
    { requiredKeys: ['type', 'ids', 'change'] },
  ),
  fc.record({
    type: fc.constant('write-draft'),
    url: anyPageUrl,
    change: fc.record(
      {
        title: fc.option(anyTitle),
        quotes: fc.option(someQuotes),
        picture: fc.option(anyShape),
        label: fc.option(anyBegunLabel),
      },
      { requiredKeys: [] },
    ),
  }),
  fc.record({
    type: fc.constant('forget-drafts'),
    pages: fc.array(anyPageUrl, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ type: fc.constant('set-picture'), url: anyPageUrl, picture: anyPicture }),
  fc.record({ type: fc.constant('move'), ids: anyId.map((id) => [id]), to: anyDomain }),
  fc.record({
    type: fc.constant('edit-facts'),
    ids: someIds,
    undoable: fc.constant(true),
    change: fc.record(
      {
        activityDate: fc.constantFrom('2026-03-01', null),
        status: fc.constantFrom('planned', null),
        addLabels: someLabels,
        removeLabels: someLabels,
      },
      { requiredKeys: [] },
    ),
  }),
  fc.record({ type: fc.constant('move'), ids: someIds, to: anyDomain }),
  fc.record({ type: fc.constant('delete'), ids: someIds }),
  fc.record({
    type: fc.constant('place'),
    places: fc.array(fc.record({ id: anyId, position: fc.constantFrom(-1.5, 0, 7) }), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
  fc.record({ type: fc.constant('restore'), ids: someIds }),
  fc.record(
    { type: fc.constant('delete-for-good'), ids: someIds, fromEditions: fc.constant(true) },
    { requiredKeys: ['type', 'ids'] },
  ),
  fc.record({
    type: fc.constant('answer-date'),
    day: fc.constantFrom('2026-05-31', '2026-06-01'),
    isRight: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('merge'),
    pieces: somePieces,
  }),
  fc.record({ type: fc.constant('recount') }),
  fc.record({
    type: fc.constant('save-settings'),
    change: fc.constantFrom({ language: 'ro' }, { language: null }, { name: ' Anna\n' }, { name: '' }),
  }),
) as fc.Arbitrary<Command>;

/** A command, or the number of an earlier step to undo. */
type Step = Command | number;

/** Any sequence of commands, with Undo of any earlier one. */
export const anySteps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof({ weight: 5, arbitrary: anyCommand }, { weight: 1, arbitrary: fc.nat(5) }),
  { minLength: 1, maxLength: 12 },
);

/** The command of a step, and its outcome. */
export interface Taken {
  readonly command: Command;
  readonly outcome: Outcome;
}

/**
 * Carries steps out one after another.
 * @param after called after each
 * @returns the Undo of each, if it can be undone
 */
export async function take(
  { writer }: Pick<EvidenceStore, 'writer'>,
  steps: readonly Step[],
  after: (taken: Taken) => unknown = () => {},
): Promise<(string | undefined)[]> {
  const undoIds: (string | undefined)[] = [];
  for (const step of steps) {
    const command: Command = typeof step === 'number' ? { type: 'undo', id: undoIds[step] ?? '' } : step;
    const outcome = await writer.run(command);
    undoIds.push(outcome.ok ? outcome.undoId : undefined);
    await after({ command, outcome });
  }
  // The daily work runs behind the last change.
  await writer.run({ type: 'check-list' });
  return undoIds;
}
