import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addQuotes,
  deletePiece,
  move,
  removeQuote,
  tag,
  writeFacts,
  writeNote,
  writeTitle,
} from '../../../evidence/piece/edits.ts';
import { isLive, type Piece } from '../../../evidence/piece/piece.ts';
import { undoChange } from '../../../evidence/piece/take-back.ts';
import {
  anyFacts,
  anyLoosePiece,
  anyNote,
  anyQuotes,
  anyStored,
  anyText,
  piece,
  quote,
} from '../../support/pieces.ts';

const EARLIER = '2026-05-01T00:00:00.000Z';
const NOW = '2026-06-01T00:00:00.000Z';
const LATER = '2026-06-01T00:05:00.000Z';
const PAGE = { url: 'https://school.example/projects/water?utm_source=x', title: ' Water\n' };

/** Any change that the writer can make to one stored piece. */
const anyEdit: fc.Arbitrary<(current: Piece) => Piece> = fc.oneof(
  fc.constant((current: Piece) => deletePiece(current, NOW)),
  anyQuotes.map((quotes) => (current: Piece) => {
    return tag(current, { ...PAGE, url: current.url }, current.domain, NOW, { quotes });
  }),
  anyNote.map((note) => (current: Piece) => writeNote(current, note, NOW)),
  anyText.map((title) => (current: Piece) => writeTitle(current, title, NOW)),
  anyFacts.map((facts) => (current: Piece) => writeFacts(current, facts, NOW)),
  anyQuotes.map((quotes) => (current: Piece) => addQuotes(current, quotes, NOW)),
  fc.nat(2).map((index) => (current: Piece) => {
    return removeQuote(current, current.quotes?.[index] ?? quote('None.'), NOW);
  }),
  fc.constant((current: Piece) =>
    isLive(current) ? move(current, undefined, otherThan(current), NOW).left : current,
  ),
  anyLoosePiece.map((there) => (current: Piece) => {
    return move(there, current, current.domain, NOW).arrived;
  }),
);

function otherThan({ domain }: Piece) {
  return domain === 'model-school' ? 'collaboration' : 'model-school';
}

function withoutUpdate({ updatedAt: _, ...rest }: Piece) {
  return rest;
}

describe('undoChange', () => {
  it('deletes a new piece with everything that was typed into it since', () => {
    const after = tag(undefined, PAGE, 'collaboration', EARLIER);
    const typed = writeNote(after, 'Typed since.', NOW);
    const back = undoChange(typed, { id: 'x', before: null, after }, LATER);
    expect(back).toEqual({ ...typed, deletedAt: LATER, updatedAt: LATER });
  });

  it('right after any edit gives the piece before, apart from the time of the change', () => {
    fc.assert(
      fc.property(anyStored, anyEdit, (before, edit) => {
        const after = edit(before);
        const back = undoChange(after, { id: 'x', before, after }, LATER);
        expect(withoutUpdate(back)).toStrictEqual(withoutUpdate(before));
      }),
    );
  });

  it('twice is the same as once, after any edit', () => {
    fc.assert(
      fc.property(fc.option(anyStored), anyEdit, (before, edit) => {
        const after = before ? edit(before) : piece();
        const once = undoChange(after, { id: 'x', before, after }, NOW);
        expect(undoChange(once, { id: 'x', before, after }, LATER)).toBe(once);
      }),
    );
  });

  it('never loses a note that was typed after the edit', () => {
    fc.assert(
      fc.property(fc.option(anyStored), anyEdit, anyNote, (before, edit, typed) => {
        const after = before ? edit(before) : piece();
        fc.pre(typed !== after.note);
        const back = undoChange(writeNote(after, typed, NOW), { id: 'x', before, after }, LATER);
        expect(back.note).toBe(typed);
      }),
    );
  });

  it('leaves a title that was corrected since', () => {
    const before = piece();
    const after = writeNote(before, 'Other', NOW);
    const corrected = writeTitle(after, 'Corrected', NOW);
    const back = undoChange(corrected, { id: 'x', before, after }, LATER);
    expect(back).toMatchObject({ title: 'Corrected', note: before.note });
  });

  it('changes nothing if everything was changed again since', () => {
    const before = piece();
    const after = writeNote(before, 'Other', NOW);
    const again = writeNote(after, 'Again', NOW);
    expect(undoChange(again, { id: 'x', before, after }, LATER)).toBe(again);
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
      expect(withoutUpdate(back)).toStrictEqual(withoutUpdate(piece(having(expected))));
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
      fc.property(anyStored, anyEdit, (before, edit) => {
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
