import fc from 'fast-check';
import type { Command, Outcome } from '../../evidence/command.ts';
import type { Change } from '../../evidence/edits.ts';
import { type Evidence, evidenceId } from '../../evidence/evidence.ts';
import { MISSION_DOMAINS } from '../../evidence/mission-domain.ts';
import type { EvidenceStore } from './evidence-store.ts';
import { idOf, piece } from './pieces.ts';

/** Few pages, domains and words, so that commands meet. The first two addresses are one page. */
const anyPageUrl = fc.constantFrom(
  'https://school.example/a',
  'https://school.example/a/?utm_source=x#b',
  'https://school.example/b',
);
const anyDomain = fc.constantFrom(...MISSION_DOMAINS.slice(0, 3));
const anyTitle = fc.constantFrom('Water', ' Water\n', 'Air', '');
const anyShortNote = fc.constantFrom('', 'One.', 'Two.', 'One.\n\nTwo.', 'Three\r\nlines\u202E\n.');
const anyQuote = fc.constantFrom({}, { quote: 'x' }, { quote: { text: 'y', by: 'z' } });
const anyId = fc.tuple(anyDomain, anyPageUrl).map(([domain, url]) => evidenceId(domain, url));
const anyMoment = fc.constantFrom('2026-04-01T00:00:00.000Z', '2026-05-01T00:00:00.000Z');

const anySmallPiece: fc.Arbitrary<Evidence> = fc
  .record({
    domain: anyDomain,
    url: anyPageUrl,
    title: fc.constantFrom('Water', 'Air', ''),
    note: fc.constantFrom('', 'One.', 'Two.', 'One.\n\nTwo.'),
    taggedAt: anyMoment,
    updatedAt: anyMoment,
  })
  .chain((fields) => anyQuote.map((quote) => piece({ ...fields, ...quote })));

const somePieces = fc.uniqueArray(anySmallPiece, { selector: idOf, maxLength: 4 });

/** What may be stored before the first command: some of it taken off. */
export const anyStart: fc.Arbitrary<Evidence[]> = somePieces.chain((pieces) =>
  fc
    .subarray(pieces)
    .map((gone) => pieces.map((one) => (gone.includes(one) ? { ...one, deletedAt: one.updatedAt } : one))),
);

const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    type: fc.constant('tag'),
    domain: anyDomain,
    page: fc.record({ url: anyPageUrl, title: anyTitle }),
  }),
  fc.record({ type: fc.constant('take-off'), id: anyId }),
  fc.record({ type: fc.constant('write-note'), id: anyId, note: anyShortNote }),
  fc.record({ type: fc.constant('write-title'), id: anyId, title: anyTitle }),
  fc.record({ type: fc.constant('write-draft'), url: anyPageUrl, title: anyTitle }),
  fc.record({ type: fc.constant('move'), id: anyId, to: anyDomain }),
  fc.record({
    type: fc.constant('import'),
    pieces: somePieces,
    differing: fc.constantFrom('keep', 'replace'),
  }),
  fc.record({ type: fc.constant('rebuild-summary') }),
  fc.record({
    type: fc.constant('save-settings'),
    change: fc.constantFrom({ language: 'ro' }, { language: null }, { showSecondLanguage: true }),
  }),
) as fc.Arbitrary<Command>;

/** A command, or the number of an earlier step to take back. */
type Step = Command | number;

/** Any sequence of commands, undo of any earlier one included. */
export const anySteps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof({ weight: 5, arbitrary: anyCommand }, { weight: 1, arbitrary: fc.nat(5) }),
  { minLength: 1, maxLength: 12 },
);

/** What a step was carried out as, and what became of it. */
export interface Taken {
  readonly command: Command;
  readonly outcome: Outcome;
}

/**
 * Carries steps out one after another.
 * @param after called after each
 * @returns the changes that each made
 */
export async function take(
  { writer }: Pick<EvidenceStore, 'writer'>,
  steps: readonly Step[],
  after: (taken: Taken) => unknown = () => {},
): Promise<(readonly Change[])[]> {
  const made: (readonly Change[])[] = [];
  for (const step of steps) {
    const command: Command =
      typeof step === 'number' ? { type: 'undo', changes: [...(made[step] ?? [])] } : step;
    const outcome = await writer.run(command);
    made.push(outcome.ok ? outcome.changes : []);
    await after({ command, outcome });
  }
  return made;
}
