import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  type Contribution,
  changeOf,
  colleaguesNotes,
  colleaguesOf,
  contributionsOf,
  firstTagged,
  isOwnTag,
  isSeen,
  joinNotes,
  keyOfContribution,
  namesByOrigin,
  namesOf,
  notesOf,
  ownWords,
  removerOf,
  type StoredContribution,
  storedContributions,
  toStore,
  wentAway,
} from '../../../evidence/piece/contribution.ts';
import { contributionSchema } from '../../../evidence/piece/contribution-schema.ts';
import { move } from '../../../evidence/piece/move.ts';
import type { Piece } from '../../../evidence/piece/piece.ts';
import type { Removal } from '../../../evidence/piece/removals.ts';
import { deletePiece, tag } from '../../../evidence/piece/tagging.ts';
import { withContributions } from '../../../evidence/piece/with-contributions.ts';
import { anyNote, anyText, anyTime, piece } from '../../support/pieces.ts';

const EARLIER = '2026-04-01T00:00:00.000Z';
const taggedAt = '2026-05-01T00:00:00.000Z';
const LATER = '2026-06-01T00:00:00.000Z';
const shared = piece({
  origin: 'ana',
  taggedBy: 'Ana',
  note: 'Ana’s.',
  contributions: [
    { origin: 'me', by: 'Maria', note: 'Mine.', taggedAt },
    { origin: 'nobody', by: '', note: 'Nobody’s.', taggedAt },
  ],
});
const notes = (said: readonly Contribution[]) => said.map(({ note }) => note);

/** Anybody’s contribution. */
function said(fields: Partial<Contribution> = {}): Contribution {
  return { origin: 'ana', by: '', note: '', taggedAt, ...fields };
}

const anyContribution: fc.Arbitrary<Contribution> = fc
  .record({
    origin: fc.constantFrom('ana', 'ion'),
    by: anyText,
    note: anyNote,
    taggedAt: anyTime,
    at: fc.option(anyTime, { nil: undefined }),
    isOff: fc.constantFrom(true as const, undefined),
    from: fc.constantFrom('model-school' as const, undefined),
    cameAt: fc.option(anyTime, { nil: undefined }),
  })
  .map((one) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)))
  .map((one) => one as unknown as Contribution);

describe('a stored contribution', () => {
  it('is read as it was, whatever it says', () => {
    fc.assert(
      fc.property(anyContribution, anyTime, (one, since) => {
        const stored = toStore(one, since);
        expect(v.parse(contributionSchema, stored)).toEqual(stored);
        const [read] = storedContributions({ taggedAt: since, contributions: [stored] });
        const { at: _, ...rest } = one;
        expect(read).toEqual(one.at === one.taggedAt ? rest : one);
        expect(read && changeOf(read)).toBe(changeOf(one));
      }),
    );
  });

  it('has no fields that are empty, as old as the piece, or as old as the tag', () => {
    expect(toStore(said({ at: taggedAt }), taggedAt)).toStrictEqual({ origin: 'ana' });
    expect(toStore(said(), EARLIER)).toStrictEqual({ origin: 'ana', taggedAt });
  });

  it.each<[string, object]>([
    ['nobody’s', { by: 'Ana' }],
    ['of an empty origin', { origin: '' }],
    ['of an origin without an end', { origin: 'a'.repeat(65) }],
    ['under a name without an end', { origin: 'ana', by: 'a'.repeat(101) }],
    ['a note without an end', { origin: 'ana', note: 'a'.repeat(20_001) }],
    ['written at no time', { origin: 'ana', at: 'yesterday' }],
    ['from an unknown domain', { origin: 'ana', from: 'elsewhere' }],
    // “On” has one form only, or two lists would differ for ever.
    ['a tag that says it is not off', { origin: 'ana', isOff: false }],
  ])('is not %s', (_, one) => {
    expect(v.is(contributionSchema, one)).toBe(false);
  });

  it('is the same one in every version if installation and domain are the same, whatever it says', () => {
    const key = keyOfContribution(said({ note: 'One.', by: 'Ana' }));
    expect(keyOfContribution(said({ note: 'Two.', by: 'Ion', isOff: true, taggedAt: LATER }))).toBe(key);
    expect(keyOfContribution(said({ origin: 'ion' }))).not.toBe(key);
    expect(keyOfContribution(said({ from: 'model-school' }))).not.toBe(key);
    expect(keyOfContribution(said({ from: 'model-school', cameAt: LATER }))).toBe(
      keyOfContribution(said({ from: 'model-school' })),
    );
  });
});

describe('a contribution is still here,', () => {
  const move: Removal = { at: LATER, to: 'model-school' };
  const deletion: Removal = { at: LATER, by: 'ion' };
  const undone = (removal: Removal): Removal => ({ ...removal, isUndone: true });
  const afterwards = '2026-07-01T00:00:00.000Z';
  const came = { from: 'student-agency', cameAt: taggedAt } as const;

  it.each<[string, 'here' | 'moved' | 'deleted', Contribution, Removal[]]>([
    ['if nothing was removed', 'here', said(), []],
    ['but not if it was there before a move', 'moved', said(), [move]],
    [
      'but not if it was changed after a move that its author did not know of',
      'moved',
      said({ at: afterwards }),
      [move],
    ],
    ['if its page was tagged anew since a move', 'here', said({ taggedAt: LATER }), [move]],
    ['if it came since', 'here', said({ ...came, cameAt: LATER }), [move]],
    ['but not if it came before the next move', 'moved', said(came), [move]],
    ['if the move was undone', 'here', said(), [undone(move)]],
    ['but not if it was there before a deletion', 'deleted', said(), [deletion]],
    ['but not if it came before a deletion', 'deleted', said(came), [deletion]],
    ['if it was changed after a deletion', 'here', said({ at: afterwards }), [deletion]],
    ['if the deletion was undone', 'here', said(), [undone(deletion)]],
    [
      'but not if it was deleted and the rest moved',
      'deleted',
      said(),
      [{ ...deletion, at: taggedAt }, move],
    ],
  ])('%s', (_, where, one, removals) => {
    const earlier = { ...one, taggedAt: one.taggedAt === taggedAt ? EARLIER : one.taggedAt };
    const all = { taggedAt: EARLIER, contributions: [toStore(earlier, EARLIER)], removals };
    expect(wentAway(earlier, all)).toBe(where === 'moved');
    expect(isSeen(earlier, all)).toBe(where === 'here');
    expect(contributionsOf(all)).toHaveLength(where === 'here' ? 1 : 0);
    // It stays stored: a merge and Undo must find it.
    expect(storedContributions(all)).toHaveLength(1);
    // The bin shows what was deleted, but not what is elsewhere.
    expect(contributionsOf({ ...all, deletedAt: LATER })).toHaveLength(where === 'moved' ? 0 : 1);
  });

  it('if its author’s tag is on', () => {
    expect(isSeen(said({ isOff: true }), {})).toBe(false);
    expect(isSeen(said(), {})).toBe(true);
  });
});

describe('what can be seen of everybody’s words', () => {
  it('is in the order of tagging, in whatever order it is stored', () => {
    const all = ['c', 'a', 'b'].map((origin, index) => {
      return { origin, note: origin, taggedAt: [LATER, taggedAt, EARLIER][index] as string };
    });
    expect(notes(contributionsOf({ taggedAt, contributions: all }))).toEqual(['b', 'a', 'c']);
    const atOnce = all.map((one) => ({ ...one, taggedAt }));
    expect(notes(contributionsOf({ taggedAt, contributions: atOnce }))).toEqual(['a', 'b', 'c']);
  });

  it('is in one order for any contributions, so that everybody sees the same', () => {
    fc.assert(
      fc.property(fc.array(anyContribution, { maxLength: 5 }), (all) => {
        const order = (list: Contribution[]) =>
          list.toSorted(firstTagged).map((one) => [one.taggedAt, keyOfContribution(one)]);
        expect(order(all.toReversed())).toEqual(order(all));
      }),
    );
  });

  it('is nothing of a tag that its author took off, nor of that author’s name', () => {
    const off = piece({
      origin: 'ana',
      taggedBy: 'Ana',
      contributions: [{ origin: 'me', by: 'Maria', note: 'Mine.', taggedAt, isOff: true }],
    });
    expect(notes(notesOf(off))).toEqual(['Planned together by four teachers.']);
    expect(namesOf(off)).toEqual(['Ana']);
    expect(ownWords(off, { origin: 'me' })).toBeUndefined();
    expect(isOwnTag(off, { origin: 'me' })).toBe(false);
    expect(colleaguesOf(off, { origin: 'ana' })).toEqual([]);
    expect(colleaguesNotes(off, { origin: 'ana' })).toEqual([]);
  });

  it('is nothing of a tag that was taken off before its piece was deleted, also in the bin', () => {
    const off: StoredContribution = {
      origin: 'me',
      by: 'Maria',
      note: 'Mine.',
      taggedAt,
      at: taggedAt,
      isOff: true,
    };
    const gone = deletePiece(piece({ origin: 'ana', taggedBy: 'Ana', contributions: [off] }), LATER, 'ion');
    expect(notes(notesOf(gone))).toEqual(['Planned together by four teachers.']);
    expect(namesOf(gone)).toEqual(['Ana']);
    expect(isOwnTag(gone, { origin: 'me' })).toBe(false);
  });

  it('is in the bin what everybody said of what was deleted, and what its only author said', () => {
    expect(notes(notesOf(deletePiece(shared, LATER, 'me')))).toEqual(['Ana’s.', 'Mine.', 'Nobody’s.']);
    expect(notes(notesOf(deletePiece(piece({ origin: 'me' }), LATER, 'me')))).toHaveLength(1);
  });

  it('is each name once, the first tagger’s first, and no name of nobody', () => {
    const names = piece({
      taggedBy: 'Zofia',
      contributions: [
        { origin: 'b', by: '', taggedAt: LATER },
        { origin: 'c', by: 'Zofia', taggedAt: LATER },
        { origin: 'd', by: 'Ana', taggedAt: LATER },
      ],
    });
    expect(namesOf(names)).toEqual(['Zofia', 'Ana']);
  });

  it('is no note without words, and words that one person has twice once', () => {
    const notable = piece({
      origin: 'a',
      taggedBy: 'Ana',
      note: 'Same.',
      contributions: [
        { origin: 'b', by: 'Ana', note: 'Same.', taggedAt: LATER },
        { origin: 'c', by: 'Ion', note: 'Same.', taggedAt: LATER },
        { origin: 'd', by: 'Eva', note: ' \n', taggedAt: LATER },
      ],
    });
    expect(notesOf(notable).map(({ origin }) => origin)).toEqual(['a', 'c']);
  });
});

describe('own words are those', () => {
  it('of the installation, whatever name is on them', () => {
    expect(ownWords(shared, { origin: 'me' })?.note).toBe('Mine.');
    expect(notes(colleaguesNotes(shared, { origin: 'me' }))).toEqual(['Ana’s.', 'Nobody’s.']);
    expect(colleaguesOf(shared, { origin: 'me' })).toEqual(['Ana', '']);
    expect(isOwnTag(shared, { origin: 'me' })).toBe(true);
  });

  it.each([
    ['in another installation, also under the same name', { origin: 'new', name: 'Ana' }],
    ['in another installation, also under no name', { origin: 'new', name: '' }],
    ['in an installation where nothing was ever tagged', {}],
  ])('of nobody, %s', (_, reader) => {
    expect(ownWords(shared, reader)).toBeUndefined();
    expect(isOwnTag(shared, reader)).toBe(false);
    expect(notes(colleaguesNotes(shared, reader))).toEqual(['Ana’s.', 'Mine.', 'Nobody’s.']);
    expect(colleaguesOf(shared, reader)).toEqual(['Ana', 'Maria', '']);
  });

  it('of nobody, if all are colleagues’', () => {
    const anas = piece({ origin: 'ana', taggedBy: 'Ana' });
    expect(ownWords(anas, { origin: 'me' })).toBeUndefined();
    expect(colleaguesNotes(anas, { origin: 'me' })).toHaveLength(1);
  });

  it('of the teacher alone: the same words under the same name are not shown as a colleague’s', () => {
    const twice = piece({
      origin: 'me',
      taggedBy: 'Maria',
      contributions: [{ origin: 'old', by: 'Maria', note: 'Planned together by four teachers.', taggedAt }],
    });
    expect(colleaguesNotes(twice, { origin: 'me' })).toEqual([]);
    expect(colleaguesNotes(twice, { origin: 'old' })).toEqual([]);
  });

  it('of two notes that came together with a move, as one text', () => {
    const moved = piece({
      origin: 'me',
      note: 'Here.',
      contributions: [
        { origin: 'me', note: 'There.', taggedAt: LATER, from: 'model-school', cameAt: LATER },
        { origin: 'ana', note: 'Ana’s.', taggedAt: LATER },
      ],
    });
    expect(ownWords(moved, { origin: 'me' })?.note).toBe('Here.\n\nThere.');
    expect(notes(colleaguesNotes(moved, { origin: 'me' }))).toEqual(['Ana’s.']);
    expect(colleaguesOf(moved, { origin: 'me' })).toEqual(['']);
  });
});

describe('whoever deleted a piece', () => {
  it.each<[string, string | undefined, Piece]>([
    ['nobody, if it is on the list', undefined, shared],
    ['is the installation that removed it', 'ion', deletePiece(shared, LATER, 'ion')],
    [
      'is the last one, if somebody tagged it again in between',
      'eva',
      deletePiece(
        tag(deletePiece(shared, LATER, 'ion'), shared, 'collaboration', LATER, { origin: 'zoe', name: '' }),
        '2026-07-01T00:00:00.000Z',
        'eva',
      ),
    ],
    ['is its only author, who took the tag off', 'me', deletePiece(piece({ origin: 'me' }), LATER, 'me')],
    ['is nobody knows who, if a file does not say so', undefined, piece({ deletedAt: LATER })],
    [
      'is known of a colleague’s deletion of what was never here',
      'ion',
      withContributions(piece({ deletedAt: LATER, removals: [{ at: LATER, by: 'ion' }] }), []),
    ],
    [
      'is the one who deleted what was tagged anew since a move',
      'eva',
      deletePiece(
        tag(move(shared, undefined, 'model-school', LATER, 'ion').left, shared, 'collaboration', LATER, {
          origin: 'zoe',
          name: '',
        }),
        '2026-07-01T00:00:00.000Z',
        'eva',
      ),
    ],
  ])('%s', (_, by, one) => {
    expect(removerOf(one)).toBe(by);
  });
});

it('an author has the name that was given last, in whichever piece, also if the tag was taken off', () => {
  const pieces = [
    piece({ origin: 'ana', taggedBy: 'Ana', taggedAt }),
    piece({ origin: 'ana', taggedBy: 'Ana Popescu', taggedAt: EARLIER, changedAt: { note: LATER } }),
    piece({ origin: 'nobody', contributions: [{ origin: 'ion', by: 'Ion', taggedAt, isOff: true }] }),
    // A name that was removed does not leave its author without one.
    piece({ origin: 'ion', taggedAt: LATER }),
  ];
  const names = { ana: 'Ana Popescu', ion: 'Ion' };
  expect(Object.fromEntries(namesByOrigin(pieces))).toEqual(names);
  expect(Object.fromEntries(namesByOrigin(pieces.toReversed()))).toEqual(names);
});

describe('joinNotes', () => {
  it.each([
    ['a', 'b', 'a\n\nb'],
    ['a', 'a', 'a'],
    ['a', '', 'a'],
    ['', 'b', 'b'],
    ['', '', ''],
    ['a\n\nb', 'b', 'a\n\nb'],
    ['b', 'a\n\nb', 'a\n\nb'],
  ])('of %j and %j is %j', (first, second, both) => {
    expect(joinNotes(first, second)).toBe(both);
  });

  it('holds both, and joining either again changes nothing, for any notes', () => {
    fc.assert(
      fc.property(anyNote, anyNote, (first, second) => {
        const both = joinNotes(first, second);
        expect(both).toContain(first);
        expect(both).toContain(second);
        expect(joinNotes(both, second)).toBe(both);
        expect(joinNotes(both, first)).toBe(both);
      }),
    );
  });
});
