import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contributionsOf,
  isOwnTag,
  isSeen,
  notesOf,
  ownWords,
  storedContributions,
} from '../../../evidence/piece/contribution.ts';
import {
  addQuotes,
  type Change,
  removeQuote,
  writeFacts,
  writeTitle,
} from '../../../evidence/piece/edits.ts';
import { move } from '../../../evidence/piece/move.ts';
import { isLive, isTrace, type Piece, parsePiece } from '../../../evidence/piece/piece.ts';
import { deletePiece, restore, settle, tag, takeOff } from '../../../evidence/piece/tagging.ts';
import { undoChange } from '../../../evidence/piece/take-back.ts';
import { withWork } from '../../../evidence/piece/with-contributions.ts';
import { writeNote } from '../../../evidence/piece/write-note.ts';
import { piecesUndone } from '../../../evidence/undo/undone.ts';
import {
  anyFacts,
  anyLoosePiece,
  anyNote,
  anyQuotes,
  anyStored,
  anyText,
  byId,
  FIRST_ORIGIN,
  idOf,
  noteIn,
  piece,
  quote,
} from '../../support/pieces.ts';

const EARLIER = '2026-05-01T00:00:00.000Z';
const NOW = '2026-06-01T00:00:00.000Z';
const LATER = '2026-06-01T00:05:00.000Z';
const LAST = '2026-06-01T00:10:00.000Z';
const PAGE = { url: 'https://school.example/projects/water?utm_source=x', title: ' Water\n' };

const FIRST = { origin: FIRST_ORIGIN, name: '' };
const ION = { origin: 'ion', name: 'Ion' };
const anyWriter = fc.constantFrom(FIRST, ION);

/** Any piece as the writer stores it: what is deleted was deleted by somebody. */
const anyBefore: fc.Arbitrary<Piece> = fc
  .tuple(anyStored, fc.constantFrom(FIRST_ORIGIN, 'ion', undefined))
  .map(([{ deletedAt, ...rest }, by]) => {
    const one = rest as Piece;
    if (deletedAt === undefined) return one;
    return contributionsOf(one).length > 0 ? deletePiece(one, deletedAt, by) : { ...one, deletedAt };
  });

/** Any change that the writer can make to one stored piece. */
const anyEdit: fc.Arbitrary<(current: Piece) => Piece> = fc.oneof(
  fc.constantFrom(FIRST_ORIGIN, 'ion', undefined).map((by) => (current: Piece) => {
    return deletePiece(current, NOW, by);
  }),
  fc.tuple(anyQuotes, anyWriter).map(([quotes, writer]) => (current: Piece) => {
    return tag(current, { ...PAGE, url: current.url }, current.domain, NOW, writer, { quotes });
  }),
  fc.tuple(anyNote, anyWriter).map(([note, writer]) => (current: Piece) => {
    return writeNote(current, note, NOW, writer);
  }),
  anyWriter.map((writer) => (current: Piece) => takeOff(current, NOW, writer)),
  anyWriter.map((writer) => (current: Piece) => restore(current, NOW, writer)),
  anyText.map((title) => (current: Piece) => writeTitle(current, title, NOW)),
  anyFacts.map((facts) => (current: Piece) => writeFacts(current, facts, NOW)),
  anyQuotes.map((quotes) => (current: Piece) => addQuotes(current, quotes, NOW)),
  fc.nat(2).map((index) => (current: Piece) => {
    return removeQuote(current, current.quotes?.[index] ?? quote('None.'), NOW);
  }),
);

/** Everything that a reader sees of a piece, and nothing of when it was said. */
function shown(one: Piece) {
  const { updatedAt: _u, changedAt: _c, taggedAt: _t, removals: _r, contributions: _w, ...rest } = one;
  const words = contributionsOf(one).map(({ origin, by, note }) => ({ origin, by, note }));
  return { ...rest, deletedAt: one.deletedAt !== undefined, words };
}

/** A merge orders quotes and labels by their times, and those of one time by their wording. */
function inAnyOrder(one: Piece) {
  const { quotes = [], labels = [], ...rest } = shown(one);
  return { ...rest, quotes: new Set(quotes), labels: new Set(labels) };
}

/** Undoes what a command made of some pieces, as the writer does. */
function undo(current: readonly Piece[], changes: readonly Change[], now: string): Piece[] {
  const part = { version: 1 as const, id: 'a', part: 1, at: NOW, records: [], pieces: [...changes] };
  const stored = byId(current);
  return [...new Map([...stored, ...piecesUndone(part, stored, now)]).values()];
}

const inDomain = (all: readonly Piece[], domain: string) => all.find((one) => one.domain === domain);
const said = (one: Piece | undefined) => (one ? notesOf(one).map(({ note }) => note) : []);

describe('undoChange', () => {
  it('deletes a new piece with everything that was typed into it since', () => {
    const after = tag(undefined, PAGE, 'collaboration', EARLIER, ION);
    const typed = writeNote(after, 'Typed since.', NOW, ION);
    const back = undoChange(typed, { id: 'x', before: null, after }, LATER);
    expect(shown(back)).toEqual({ ...shown(typed), deletedAt: true });
    expect(back).toMatchObject({ deletedAt: LATER, updatedAt: LATER });
    expect(parsePiece(back)).toEqual({ state: 'ok', piece: back });
  });

  it('takes only its own tag off a new piece that a colleague has tagged since', () => {
    const after = tag(undefined, PAGE, 'collaboration', EARLIER, FIRST);
    const both = writeNote(after, 'Ion’s.', NOW, ION);
    const back = undoChange(both, { id: 'x', before: null, after }, LATER);
    expect(contributionsOf(back)).toMatchObject([{ origin: 'ion', note: 'Ion’s.' }]);
    expect(isLive(back)).toBe(true);
  });

  it('right after any edit gives the piece before, apart from the times of the change', () => {
    fc.assert(
      fc.property(anyBefore, anyEdit, (before, edit) => {
        const after = edit(before);
        const back = undoChange(after, { id: 'x', before, after }, LATER);
        // In the bin, the words of whoever came in between stay with the tag that was taken off.
        const known = new Set(storedContributions(before).map(({ origin }) => origin));
        const { words: all } = shown(back);
        const words = isLive(before) ? all : all.filter(({ origin }) => known.has(origin));
        expect({ ...shown(back), words }).toEqual(shown(before));
        expect(parsePiece(back)).toEqual({ state: 'ok', piece: back });
      }),
    );
  });

  it('twice is the same as once, after any edit', () => {
    fc.assert(
      fc.property(fc.option(anyBefore), anyEdit, (before, edit) => {
        const after = before ? edit(before) : piece();
        const once = undoChange(after, { id: 'x', before, after }, NOW);
        expect(shown(undoChange(once, { id: 'x', before, after }, LATER))).toEqual(shown(once));
      }),
    );
  });

  it('leaves the object as it is if there is nothing to undo', () => {
    fc.assert(
      fc.property(anyBefore, (before) => {
        expect(undoChange(before, { id: 'x', before, after: before }, LATER)).toBe(before);
      }),
    );
  });

  it('never loses a note that was typed after the edit', () => {
    fc.assert(
      fc.property(anyBefore, anyEdit, anyWriter, anyNote, (before, edit, writer, typed) => {
        const after = edit(before);
        fc.pre(typed !== (ownWords(after, writer)?.note ?? '') && typed.trim() !== '');
        const noted = writeNote(after, typed, LATER, writer);
        const back = undoChange(noted, { id: 'x', before, after }, LAST);
        const words = storedContributions(back).filter(({ origin }) => origin === writer.origin);
        expect(words.map(({ note }) => note)).toContain(typed);
      }),
    );
  });

  it('leaves a title that was corrected since', () => {
    const before = piece();
    const after = writeNote(before, 'Other', NOW, FIRST);
    const corrected = writeTitle(after, 'Corrected', NOW);
    const back = undoChange(corrected, { id: 'x', before, after }, LATER);
    expect(back.title).toBe('Corrected');
    expect(noteIn(back)).toBe(noteIn(before));
  });

  it('takes no text back if everything was changed again since', () => {
    const before = piece();
    const after = writeNote(before, 'Other', NOW, FIRST);
    const again = writeNote(after, 'Again', NOW, FIRST);
    expect(shown(undoChange(again, { id: 'x', before, after }, LATER))).toEqual(shown(again));
    const [titled, retitled] = [writeTitle(before, 'Other', NOW), writeTitle(before, 'Again', LATER)];
    expect(undoChange(retitled, { id: 'x', before, after: titled }, LATER)).toBe(retitled);
  });

  it('of a note is later than the note, even if the clock was set back: else it would be lost in a merge', () => {
    const before = piece();
    const after = writeNote(before, 'Other', NOW, FIRST);
    const back = undoChange(after, { id: 'x', before, after }, EARLIER);
    expect(storedContributions(back)).toMatchObject([
      { note: noteIn(before), at: '2026-06-01T00:00:00.001Z' },
    ]);
  });

  it.each<[string, string[], string[], string[], string[]]>([
    ['an added one goes, one that was added since stays', [], ['a'], ['a', 'b'], ['b']],
    [
      'one that was removed comes back in its place',
      ['a', 'b', 'c'],
      ['a', 'c'],
      ['a', 'c', 'd'],
      ['a', 'b', 'c', 'd'],
    ],
    ['the first comes back as the first', ['a', 'b'], ['b'], ['b', 'c'], ['a', 'b', 'c']],
    ['one that was removed since stays removed', ['a'], ['a', 'b'], ['b'], []],
    ['all that were removed come back in their order', ['a', 'b', 'c'], [], ['d'], ['a', 'b', 'c', 'd']],
    ['one that came back by itself is not there twice', ['a', 'b'], ['b'], ['b', 'a'], ['b', 'a']],
    ['one that went by itself is not missed', ['a'], ['a', 'b'], ['a', 'c'], ['a', 'c']],
    ['nothing is left if all that was added goes', [], ['a'], ['a'], []],
  ])('removes quotes and labels one by one: %s', (_, before, after, now, expected) => {
    const withQuotes = (list: string[]) =>
      list.length > 0 ? { quotes: list.map((text) => quote(text)) } : {};
    const withLabels = (list: string[]) => (list.length > 0 ? { labels: list } : {});
    for (const having of [withQuotes, withLabels]) {
      const change = { id: 'x', before: piece(having(before)), after: piece(having(after)) };
      const back = undoChange(piece(having(now)), change, LATER);
      const { updatedAt: _b, ...rest } = back;
      const { updatedAt: _e, ...wanted } = piece(having(expected));
      expect(rest).toStrictEqual(wanted);
      expect(undoChange(back, change, LATER)).toBe(back);
    }
  });

  it('treats labels of one wording as one label', () => {
    const change = {
      id: 'x',
      before: piece({ labels: ['Water', 'Air'] }),
      after: piece({ labels: ['Air'] }),
    };
    expect(undoChange(piece({ labels: ['Air', 'WATER'] }), change, LATER).labels).toEqual(['Air', 'WATER']);
  });

  it('never loses a quote that was added after the edit', () => {
    fc.assert(
      fc.property(anyBefore, anyEdit, (before, edit) => {
        const after = edit(before);
        const added = addQuotes(after, [quote('Added since.')], NOW);
        const back = undoChange(added, { id: 'x', before, after }, LATER);
        expect(back.quotes).toContainEqual(quote('Added since.'));
        const others = (back.quotes ?? []).filter(({ exact }) => exact !== 'Added since.');
        expect(others).toEqual(before.quotes ?? []);
      }),
    );
  });
});

describe('undoing a tag beside colleagues’', () => {
  const before = piece({ origin: 'ana', taggedBy: 'Ana', note: 'Ana’s.' });
  const after = tag(before, PAGE, 'collaboration', NOW, ION);
  const change = { id: 'x', before, after };

  it('takes the writer’s tag off, and leaves theirs', () => {
    const back = undoChange(after, change, LATER);
    expect(shown(back)).toEqual(shown(before));
    expect(isOwnTag(back, ION)).toBe(false);
    expect(parsePiece(back)).toEqual({ state: 'ok', piece: back });
  });

  it('hides the note that was typed since with it, and a next tag brings it back', () => {
    const noted = writeNote(after, 'Ion’s.', LATER, ION);
    const back = undoChange(noted, change, LAST);
    expect(said(back)).toEqual(['Ana’s.']);
    expect(ownWords(tag(back, PAGE, 'collaboration', LAST, ION), ION)?.note).toBe('Ion’s.');
  });

  it('deletes the piece if the colleague has taken the tag off since', () => {
    const alone = takeOff(after, LATER, { origin: 'ana' });
    const back = undoChange(alone, change, LAST);
    expect(isLive(back)).toBe(false);
    expect(parsePiece(back)).toEqual({ state: 'ok', piece: back });
  });

  it('is later than the tag, even if the clock was set back: else the tag would stay on in a merge', () => {
    const back = undoChange(after, change, EARLIER);
    const own = storedContributions(back).find(({ origin }) => origin === 'ion');
    expect(own).toMatchObject({ isOff: true, at: '2026-06-01T00:00:00.001Z' });
  });
});

describe('undoing that a tag was taken off, or a piece deleted,', () => {
  const both = piece({
    origin: 'ana',
    taggedBy: 'Ana',
    note: 'Ana’s.',
    contributions: [{ origin: 'ion', by: 'Ion', note: 'Ion’s.' }],
  });

  it.each<[string, Piece, Piece]>([
    ['brings back the tag and its note', both, takeOff(both, NOW, ION)],
    ['brings back everybody’s words', both, deletePiece(both, NOW, 'ion')],
    [
      'brings back what only one had tagged',
      piece({ origin: 'ion' }),
      deletePiece(piece({ origin: 'ion' }), NOW, 'ion'),
    ],
  ])('%s', (_, before, after) => {
    const back = undoChange(after, { id: 'x', before, after }, LATER);
    expect(shown(back)).toEqual(shown(before));
    expect(back.taggedAt).toBe(before.taggedAt);
    expect(isLive(back)).toBe(true);
  });

  it('brings back nothing that somebody else deleted since', () => {
    const after = takeOff(both, NOW, ION);
    const gone = deletePiece(after, LATER, 'ana');
    expect(isLive(undoChange(gone, { id: 'x', before: both, after }, LAST))).toBe(true);
    const deleted = deletePiece(both, NOW, 'ion');
    const again = tag(deleted, PAGE, 'collaboration', LATER, { origin: 'eva', name: 'Eva' });
    const back = undoChange(
      deletePiece(again, LATER, 'zoe'),
      { id: 'x', before: both, after: deleted },
      LAST,
    );
    expect(isLive(back)).toBe(false);
  });

  it('leaves deleted what was deleted since an earlier change: undoing that is no work on the piece', () => {
    const quoted = withWork(addQuotes(both, [quote('One.')], NOW), ION);
    const noted = writeNote(both, 'Ion’s second.', NOW, ION);
    for (const after of [quoted, noted]) {
      const gone = deletePiece(after, LATER, 'ana');
      const back = undoChange(gone, { id: 'x', before: both, after }, LAST);
      expect(isLive(back)).toBe(false);
      expect(storedContributions(back).some((one) => isSeen(one, back))).toBe(false);
    }
  });

  it('leaves a piece in the bin that a file says is deleted, without saying who deleted it', () => {
    const before = { ...both, deletedAt: NOW };
    const after = writeTitle(before, 'Corrected', LATER);
    const back = undoChange(after, { id: 'x', before, after }, LAST);
    expect(back).toMatchObject({ deletedAt: NOW, title: both.title });
  });

  it('restores what was restored, and deletes it again, unless somebody has tagged it since', () => {
    const before = deletePiece(both, EARLIER, 'ana');
    const after = restore(before, NOW, ION);
    const back = undoChange(after, { id: 'x', before, after }, LATER);
    expect(shown(back)).toEqual(shown(before));
    const tagged = tag(after, PAGE, 'collaboration', LATER, { origin: 'eva', name: 'Eva' });
    const kept = undoChange(tagged, { id: 'x', before, after }, LAST);
    expect(isOwnTag(kept, { origin: 'eva' })).toBe(true);
  });
});

describe('undoing a move', () => {
  const before = piece({
    origin: 'ana',
    taggedBy: 'Ana',
    note: 'Ana’s.',
    contributions: [{ origin: 'ion', by: 'Ion', note: 'Ion’s.', taggedAt: EARLIER }],
    position: 3,
  });
  const { left, arrived } = move(before, undefined, 'model-school', NOW, 'ion');
  const changes: Change[] = [
    { id: idOf(left), before, after: left },
    { id: idOf(arrived), before: null, after: arrived },
  ];

  it('brings everybody’s words back, and leaves nothing on the list in the other domain', () => {
    const back = undo([left, arrived], changes, LATER);
    const [home, there] = ['collaboration', 'model-school'].map((domain) => inDomain(back, domain));
    expect(home && shown(home)).toEqual(shown(before));
    expect(there && isTrace(there)).toBe(true);
    expect(said(there)).toEqual([]);
    for (const one of back) expect(parsePiece(one)).toEqual({ state: 'ok', piece: one });
  });

  it('brings back what was written since, also by whoever tagged the page there since', () => {
    const noted = writeNote(writeNote(arrived, 'Ion’s second.', LATER, ION), 'Eva’s.', LATER, {
      origin: 'eva',
      name: 'Eva',
    });
    const back = undo([left, noted], changes, LAST);
    expect(said(inDomain(back, 'collaboration'))).toEqual(['Ana’s.', 'Ion’s second.', 'Eva’s.']);
    expect(said(inDomain(back, 'model-school'))).toEqual([]);
    expect(back.filter(isLive)).toHaveLength(1);
  });

  it('leaves what was in the other domain before there, with what was written there since', () => {
    const there = piece({ domain: 'model-school', origin: 'eva', note: 'Eva’s.' });
    const joined = move(before, there, 'model-school', NOW, 'ion');
    const noted = writeNote(joined.arrived, 'Eva’s second.', LATER, { origin: 'eva', name: 'Eva' });
    const back = undo(
      [joined.left, noted],
      [
        { id: idOf(left), before, after: joined.left },
        { id: idOf(there), before: there, after: joined.arrived },
      ],
      LAST,
    );
    expect(said(inDomain(back, 'collaboration'))).toEqual(['Ana’s.', 'Ion’s.']);
    expect(said(inDomain(back, 'model-school'))).toEqual(['Eva’s second.']);
  });

  it('leaves hidden words hidden, and brings them back as well', () => {
    const off = takeOff(before, EARLIER, ION);
    const moved = move(off, undefined, 'model-school', NOW, 'ana');
    const back = undo(
      [moved.left, moved.arrived],
      [
        { id: idOf(off), before: off, after: moved.left },
        { id: idOf(moved.arrived), before: null, after: moved.arrived },
      ],
      LATER,
    );
    const home = inDomain(back, 'collaboration') as Piece;
    expect(said(home)).toEqual(['Ana’s.']);
    expect(storedContributions(home)).toContainEqual(
      expect.objectContaining({ origin: 'ion', note: 'Ion’s.', isOff: true }),
    );
  });

  it('changes nothing if the piece was moved on since: its words stay where they are', () => {
    const on = move(arrived, undefined, 'student-agency', LATER, 'eva');
    const back = undo([left, on.left, on.arrived], changes, LAST);
    expect(said(inDomain(back, 'student-agency'))).toEqual(['Ana’s.', 'Ion’s.']);
    expect(back.filter(isLive)).toHaveLength(1);
  });

  it('leaves the page that was tagged anew in the old domain since, with the words that come back', () => {
    const anew = writeNote(tag(left, PAGE, 'collaboration', LATER, ION), 'Anew.', LATER, ION);
    const settled = settle(arrived, ION, 'collaboration', LATER);
    const back = undo([anew, settled], changes, LAST);
    const all = back.filter(isLive).flatMap(said);
    for (const words of ['Ana’s.', 'Ion’s.', 'Anew.']) expect(all.join('\n')).toContain(words);
    expect(said(inDomain(back, 'collaboration')).join('\n')).toContain('Anew.');
  });

  it('deletes nothing that somebody has deleted in the other domain since, and restores none of it', () => {
    const gone = deletePiece(arrived, LATER, 'eva');
    const back = undo([left, gone], changes, LAST);
    for (const one of back) expect(parsePiece(one)).toEqual({ state: 'ok', piece: one });
    // Nothing is lost: it is on the list, or in the bin.
    const all = back.flatMap((one) => contributionsOf(one).map(({ note }) => note));
    expect(all).toEqual(expect.arrayContaining(['Ana’s.', 'Ion’s.']));
  });

  it('gives the pieces before, for any piece, wherever it is moved', () => {
    const anyThere = fc.option(anyLoosePiece, { nil: undefined });
    fc.assert(
      fc.property(anyLoosePiece, anyThere, (one, other) => {
        const here: Piece = { ...one, domain: 'collaboration', url: PAGE.url };
        const there: Piece | undefined = other && { ...other, domain: 'model-school', url: PAGE.url };
        const moved = move(here, there, 'model-school', NOW);
        const back = undo(
          [moved.left, moved.arrived],
          [
            { id: idOf(here), before: here, after: moved.left },
            { id: idOf(moved.arrived), before: there ?? null, after: moved.arrived },
          ],
          LATER,
        );
        const [home, target] = ['collaboration', 'model-school'].map((domain) => inDomain(back, domain));
        expect(home && inAnyOrder(home)).toEqual(inAnyOrder(here));
        if (there) expect(target && inAnyOrder(target)).toEqual(inAnyOrder(there));
        else expect(target && storedContributions(target).some((words) => isSeen(words, target))).toBe(false);
        for (const each of back) expect(parsePiece(each)).toEqual({ state: 'ok', piece: each });
      }),
    );
  });
});
