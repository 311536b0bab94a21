import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MISSION_DOMAINS } from '../../../evidence/mission-domain.ts';
import {
  type Contribution,
  changeOf,
  colleaguesNotes,
  contributionsOf,
  isOwnTag,
  isSeen,
  namesOf,
  notesOf,
  ownWords,
  removerOf,
  type StoredContribution,
  storedContributions,
} from '../../../evidence/piece/contribution.ts';
import { addQuotes, removeQuote, writeFacts, writeTitle } from '../../../evidence/piece/edits.ts';
import { move } from '../../../evidence/piece/move.ts';
import { isLive, isTrace, PIECE_VERSION, type Piece, parsePiece } from '../../../evidence/piece/piece.ts';
import { deletePiece, restore, settle, tag, takeOff } from '../../../evidence/piece/tagging.ts';
import { withContributions } from '../../../evidence/piece/with-contributions.ts';
import { writeNote } from '../../../evidence/piece/write-note.ts';
import {
  anyFacts,
  anyLoosePiece,
  anyNote,
  anyQuotes,
  anyStored,
  FIRST_ORIGIN,
  noteIn,
  piece,
  quote,
} from '../../support/pieces.ts';

const EARLIER = '2026-05-01T00:00:00.000Z';
const NOW = '2026-06-01T00:00:00.000Z';
const LATER = '2026-06-01T00:05:00.000Z';
const LAST = '2026-06-01T00:10:00.000Z';
const PAGE = { url: 'https://school.example/projects/water?utm_source=x', title: ' Water\n' };

/** Whoever wrote the words of a piece that a test doesn’t say more about. */
const FIRST = { origin: FIRST_ORIGIN, name: '' };
const ANA = { origin: 'ana', name: 'Ana' };
const ION = { origin: 'ion', name: 'Ion' };

/** Ana’s piece, with a note by Ion. */
const both = (fields: Partial<Piece> = {}) =>
  piece({
    ...fields,
    origin: 'ana',
    taggedBy: 'Ana',
    note: 'Ana’s.',
    contributions: [{ origin: 'ion', by: 'Ion', note: 'Ion’s.', taggedAt: EARLIER }],
  });

const said = (one: Piece) => notesOf(one).map(({ origin, note }) => [origin, note]);

/** @returns what a piece stores of somebody’s own words */
function storedOf(one: Piece, { origin }: { origin: string }): readonly Contribution[] {
  return storedContributions(one).filter((words) => words.origin === origin);
}

function withoutUpdate({ updatedAt: _, ...rest }: Piece) {
  return rest;
}

/** Everything about a piece but people’s words, and what happened to it. */
function factsAndQuotes(one: Piece) {
  const { contributions: _c, taggedAt: _t, updatedAt: _u, removals: _r, ...rest } = one;
  return rest;
}

describe('tag', () => {
  it('makes a piece of the page as visited, with a clean title and a tag without a note', () => {
    expect(tag(undefined, PAGE, 'collaboration', NOW, ANA)).toStrictEqual({
      version: PIECE_VERSION,
      domain: 'collaboration',
      url: PAGE.url,
      title: 'Water',
      taggedAt: NOW,
      updatedAt: NOW,
      contributions: [{ origin: 'ana', by: 'Ana' }],
    });
  });

  it('leaves a page that the writer has tagged as it is', () => {
    const current = piece();
    expect(tag(current, PAGE, 'collaboration', NOW, FIRST)).toBe(current);
    expect(tag(both(), PAGE, 'collaboration', NOW, ION)).toEqual(both());
  });

  it('leaves a page that the writer has tagged as it is, whatever name is in the settings now', () => {
    const current = both();
    expect(tag(current, PAGE, 'collaboration', NOW, { ...ANA, name: 'Ana Popescu' })).toBe(current);
  });

  it('restores a deleted piece with its note, title and unknown fields', () => {
    const before = piece({ keywords: 'x' });
    const back = tag(deletePiece(before, EARLIER), PAGE, 'collaboration', NOW, FIRST);
    expect(back).toStrictEqual({
      ...before,
      url: PAGE.url,
      taggedAt: NOW,
      updatedAt: NOW,
      removals: [{ at: EARLIER }],
    });
    expect(isLive(back)).toBe(true);
  });

  it('takes back the writer’s own deletion, with what everybody said', () => {
    const gone = deletePiece(both({ position: 3 }), NOW, 'ion');
    const back = tag(gone, PAGE, 'collaboration', LATER, ION);
    expect(said(back)).toEqual([
      ['ana', 'Ana’s.'],
      ['ion', 'Ion’s.'],
    ]);
    expect(back.removals).toEqual([{ at: NOW, by: 'ion', isUndone: true }]);
    // The place in the order made by hand belonged to what was deleted.
    expect(back).not.toHaveProperty('position');
    expect(storedOf(back, ION)).toMatchObject([{ taggedAt: LATER }]);
    expect(storedOf(back, ANA)).toEqual(storedOf(gone, ANA));
  });

  it('brings back the writer’s words only if a colleague deleted the piece for everybody', () => {
    const gone = deletePiece(both(), NOW, 'ana');
    const back = tag(gone, PAGE, 'collaboration', LATER, ION);
    expect(said(back)).toEqual([['ion', 'Ion’s.']]);
    expect(back.removals).toEqual(gone.removals);
    expect(storedOf(back, ANA)).toEqual(storedOf(gone, ANA));
    expect(back.taggedAt).toBe(LATER);
  });

  it('gives a writer who had said nothing of a deleted piece a tag without a note', () => {
    const back = tag(deletePiece(piece(), EARLIER), PAGE, 'collaboration', NOW, ANA);
    expect(contributionsOf(back)).toEqual([{ origin: 'ana', by: 'Ana', note: '', taggedAt: NOW }]);
  });

  it('begins anew if the piece was moved away, because its note went along', () => {
    const { left } = move(piece(), undefined, 'model-school', EARLIER);
    const { removals, ...anew } = tag(left, PAGE, 'collaboration', NOW, FIRST);
    expect(anew).toStrictEqual(tag(undefined, PAGE, 'collaboration', NOW, FIRST));
    // A colleague’s note from before the move must still find the way.
    expect(removals).toEqual(left.removals);
  });

  it('begins anew after a move although colleagues’ words left entries there, of which nothing can be seen', () => {
    const { left } = move(both(), undefined, 'model-school', NOW);
    const back = tag(left, PAGE, 'collaboration', LATER, ANA);
    expect(contributionsOf(back)).toEqual([{ origin: 'ana', by: 'Ana', note: '', taggedAt: LATER }]);
    expect(storedOf(back, ION)).toEqual(storedOf(left, ION));
    expect(back.taggedAt).toBe(LATER);
  });

  it('is later than the deletion or the move, even if the clock was set back', () => {
    const soon = '2026-05-01T00:00:00.001Z';
    for (const gone of [
      deletePiece(piece(), EARLIER),
      move(piece(), undefined, 'model-school', EARLIER).left,
    ]) {
      const back = tag(gone, PAGE, 'collaboration', '2026-04-01T00:00:00.000Z', FIRST);
      expect([isLive(back), back.taggedAt, back.updatedAt]).toEqual([true, soon, soon]);
    }
  });

  it('begins with the given clean note, quotes, facts and name', () => {
    const beginning = { note: 'a\r\nb', quotes: [quote(' One. ')], facts: { access: 'login' } } as const;
    expect(tag(undefined, PAGE, 'collaboration', NOW, ANA, beginning)).toStrictEqual({
      ...tag(undefined, PAGE, 'collaboration', NOW, ANA),
      quotes: [quote('One.')],
      access: 'login',
      contributions: [{ origin: 'ana', by: 'Ana', note: 'a\nb' }],
    });
  });

  it('restores a piece with its own note, and adds the rest', () => {
    const fields = { quotes: [quote('Old.')], origin: 'ana', taggedBy: 'Ana', access: 'local' } as const;
    const gone = deletePiece(piece({ ...fields, quotes: [...fields.quotes] }), EARLIER);
    const beginning = { note: 'New.', quotes: [quote('New.')], facts: { access: 'login' } } as const;
    const back = tag(gone, PAGE, 'collaboration', NOW, { ...ANA, name: 'Ana Popescu' }, beginning);
    expect(back).toMatchObject({ quotes: [quote('Old.'), quote('New.')], access: 'login' });
    expect(contributionsOf(back)).toEqual([
      { origin: 'ana', by: 'Ana Popescu', note: noteIn(piece()), taggedAt: NOW },
    ]);
  });

  it('changes nothing of who tagged it before if nobody in particular tags it elsewhere', () => {
    const gone = deletePiece(piece({ origin: 'ana', taggedBy: 'Ana' }), EARLIER);
    const back = tag(gone, PAGE, 'collaboration', NOW, { origin: 'ion', name: '' });
    expect(storedOf(back, ANA)).toEqual(storedOf(gone, ANA));
    expect(namesOf(back)).toEqual([]);
  });

  it('only adds quotes to a page that the writer has tagged', () => {
    const current = piece({ quotes: [quote('One.')], origin: 'ana', taggedBy: 'Ana' });
    const quotes = [quote('One.'), quote('Two.')];
    const writer = { ...ANA, name: 'Ion' };
    expect(tag(current, PAGE, 'collaboration', NOW, writer, { note: 'x', quotes })).toEqual({
      ...current,
      quotes,
      updatedAt: NOW,
    });
    expect(tag(current, PAGE, 'collaboration', NOW, writer, { quotes: [quote('One.')] })).toBe(current);
  });

  it('is idempotent and gives a live piece of that domain with the writer’s tag, whatever is stored', () => {
    const anyBeginning = fc.record({ note: anyNote, quotes: anyQuotes, facts: anyFacts });
    const anyWriter = fc.constantFrom(FIRST, ANA);
    fc.assert(
      fc.property(
        fc.option(anyStored, { nil: undefined }),
        anyWriter,
        anyBeginning,
        (current, writer, beginning) => {
          const domain = current?.domain ?? 'collaboration';
          const once = tag(current, PAGE, domain, NOW, writer, beginning);
          expect(tag(once, PAGE, domain, LATER, writer, beginning)).toBe(once);
          expect(isLive(once)).toBe(true);
          expect(isOwnTag(once, writer)).toBe(true);
          expect(once.domain).toBe(domain);
          expect(parsePiece(once)).toEqual({ state: 'ok', piece: once });
        },
      ),
    );
  });
});

describe('tagging a page that only colleagues have tagged', () => {
  it('adds the writer’s own tag beside theirs, and changes nothing of theirs', () => {
    const current = piece({ origin: 'ana', taggedBy: 'Ana', labels: ['Water'], position: 3 });
    expect(tag(current, PAGE, 'collaboration', NOW, ION)).toStrictEqual({
      ...current,
      updatedAt: NOW,
      contributions: [
        { origin: 'ana', by: 'Ana', note: noteIn(current) },
        { origin: 'ion', by: 'Ion', taggedAt: NOW },
      ],
    });
  });

  it('is done by the installation, not by the name: two teachers may have one', () => {
    const back = tag(piece({ origin: 'old', taggedBy: 'Ana' }), PAGE, 'collaboration', NOW, ANA);
    expect(contributionsOf(back).map(({ origin }) => origin)).toEqual(['old', 'ana']);
    expect(namesOf(back)).toEqual(['Ana']);
  });

  it('adds the quotes that the writer found there as well', () => {
    const current = piece({ origin: 'ana', quotes: [quote('One.')] });
    const back = tag(current, PAGE, 'collaboration', NOW, ION, { quotes: [quote('Two.')] });
    expect(back.quotes).toEqual([quote('One.'), quote('Two.')]);
    expect(isOwnTag(back, ION)).toBe(true);
  });

  it('brings back the note of the writer who took the tag off before', () => {
    const off = takeOff(both(), NOW, ION);
    const back = tag(off, PAGE, 'collaboration', LATER, ION);
    expect(said(back)).toEqual([
      ['ana', 'Ana’s.'],
      ['ion', 'Ion’s.'],
    ]);
    expect(storedOf(back, ION)).toEqual([{ origin: 'ion', by: 'Ion', note: 'Ion’s.', taggedAt: LATER }]);
  });

  it('is later than the taking off, even if the clock was set back: else it would stay off in a merge', () => {
    const off = takeOff(both(), NOW, ION);
    const back = tag(off, PAGE, 'collaboration', EARLIER, ION);
    expect(storedOf(back, ION)).toMatchObject([{ taggedAt: '2026-06-01T00:00:00.001Z' }]);
  });

  it('is later than a move or a deletion of before, even if the clock is behind the one that made it', () => {
    const future = '2027-01-01T00:00:00.000Z';
    const after = '2027-01-01T00:00:00.001Z';
    for (const gone of [
      move(piece(), undefined, 'model-school', future).left,
      deletePiece(piece(), future, 'zoe'),
    ]) {
      const anas = tag(gone, PAGE, 'collaboration', after, ANA);
      const back = tag(anas, PAGE, 'collaboration', NOW, ION);
      expect(isOwnTag(back, ION)).toBe(true);
      expect(ownWords(writeNote(anas, 'Ion’s.', NOW, ION), ION)?.note).toBe('Ion’s.');
    }
  });

  it('brings back the note that came from another domain before its tag was taken off', () => {
    const { arrived } = move(both(), undefined, 'model-school', NOW);
    const back = tag(takeOff(arrived, LATER, ION), PAGE, 'model-school', LAST, ION);
    expect(ownWords(back, ION)?.note).toBe('Ion’s.');
  });
});

describe('settle', () => {
  const { arrived } = move(both(), undefined, 'model-school', NOW);

  it('makes the words that the writer brought from a domain words of this one, and nobody else’s', () => {
    const here = settle(arrived, ANA, 'collaboration', LATER);
    expect(storedOf(here, ANA)).toEqual([
      {
        origin: 'ana',
        by: 'Ana',
        note: 'Ana’s.',
        taggedAt: piece().taggedAt,
        cameAt: LATER,
        at: LATER,
      },
    ]);
    expect(storedOf(here, ION)).toEqual(storedOf(arrived, ION));
    expect(factsAndQuotes(here)).toEqual(factsAndQuotes(arrived));
    expect(here.updatedAt).toBe(LATER);
    expect(said(here)).toEqual(said(arrived));
  });

  it('changes nothing the second time, or if the writer brought nothing from there', () => {
    const here = settle(arrived, ANA, 'collaboration', LATER);
    expect(settle(here, ANA, 'collaboration', LAST)).toBe(here);
    expect(settle(arrived, ANA, 'student-agency', LATER)).toBe(arrived);
    expect(settle(arrived, { origin: 'eva' }, 'collaboration', LATER)).toBe(arrived);
    expect(settle(arrived, {}, 'collaboration', LATER)).toBe(arrived);
    const unmoved = both();
    expect(settle(unmoved, ANA, 'model-school', LATER)).toBe(unmoved);
  });

  it('joins them with the words that the writer has in this domain', () => {
    const there = piece({ domain: 'model-school', origin: 'ana', taggedBy: 'Ana', note: 'There.' });
    const joined = move(both(), there, 'model-school', NOW).arrived;
    const here = settle(joined, ANA, 'collaboration', LATER);
    expect(storedOf(here, ANA)).toHaveLength(1);
    expect(ownWords(here, ANA)?.note).toBe('There.\n\nAna’s.');
    expect(said(here)).toContainEqual(['ion', 'Ion’s.']);
  });

  it('leaves them here, whatever was moved from here before', () => {
    const away = move(both({ domain: 'model-school' }), undefined, 'student-agency', EARLIER).left;
    const back = move(both(), away, 'model-school', NOW).arrived;
    const here = settle(back, ANA, 'collaboration', LATER);
    expect(isOwnTag(here, ANA)).toBe(true);
    expect(said(here)).toEqual(said(both()));
  });

  it('never takes off a tag that is on: words that the writer took off before stay hidden', () => {
    // Ana brought a note, took it off, and tagged the page again here.
    const off = takeOff(arrived, LATER, ANA);
    const again = writeNote(tag(off, PAGE, 'model-school', LAST, ANA), 'Again.', LAST, ANA);
    expect(isOwnTag(again, ANA)).toBe(true);
    const here = settle(again, ANA, 'collaboration', LAST);
    expect(isOwnTag(here, ANA)).toBe(true);
    expect(ownWords(here, ANA)?.note).toContain('Again.');
  });

  it('leaves a piece that can be read, whatever its only author did to it before', () => {
    const own = move(piece({ origin: 'ana' }), undefined, 'model-school', NOW).arrived;
    const again = tag(deletePiece(own, LATER, 'ana'), PAGE, 'model-school', LAST, ANA);
    for (const one of [own, again]) {
      const here = settle(one, ANA, 'collaboration', LAST);
      expect(parsePiece(here)).toEqual({ state: 'ok', piece: here });
      expect(isOwnTag(here, ANA)).toBe(true);
    }
  });

  it('lets the page be tagged anew in the domain from which it came, without the words in two places', () => {
    const { left } = move(both(), undefined, 'model-school', NOW);
    const anew = tag(left, PAGE, 'collaboration', LATER, ANA);
    const here = settle(arrived, ANA, 'collaboration', LATER);
    expect(ownWords(anew, ANA)?.note).toBe('');
    expect(ownWords(here, ANA)?.note).toBe('Ana’s.');
  });
});

describe('deletePiece', () => {
  it('leaves everything in the piece and records the time, and which installation deleted it for everybody', () => {
    const current = both({ keywords: 'x', position: 3 });
    const gone = deletePiece(current, NOW, 'ion');
    const removals = [{ at: NOW, by: 'ion' }];
    expect(gone).toStrictEqual({ ...current, deletedAt: NOW, removals, updatedAt: NOW });
    expect(parsePiece(gone)).toEqual({ state: 'ok', piece: gone });
  });

  it('records nobody if an installation without an id deletes it', () => {
    const current = both();
    const removals = [{ at: NOW }];
    expect(deletePiece(current, NOW)).toStrictEqual({ ...current, deletedAt: NOW, removals, updatedAt: NOW });
  });

  it('only takes the tag off if nobody else’s is on it, so that a colleague’s that is not known here stays', () => {
    const current = piece({ origin: 'ion', taggedBy: 'Ion', keywords: 'x', position: 3 });
    const gone = deletePiece(current, NOW, 'ion');
    expect(gone).toStrictEqual({
      ...current,
      deletedAt: NOW,
      updatedAt: NOW,
      contributions: [{ origin: 'ion', by: 'Ion', note: noteIn(current), at: NOW, isOff: true }],
    });
  });

  it('remembers every deletion, in their order', () => {
    const again = tag(deletePiece(both(), EARLIER, 'ana'), PAGE, 'collaboration', NOW, ION);
    const gone = deletePiece(again, LATER, 'ana');
    const [first, second, ...more] = gone.removals ?? [];
    expect([first?.by, second, more]).toEqual(['ana', { at: LATER, by: 'ana' }, []]);
    expect(gone).toMatchObject({ deletedAt: LATER });
  });

  it('is later than everything in the piece, even if a clock was wrong', () => {
    const future = '2027-01-01T00:00:00.000Z';
    const after = '2027-01-01T00:00:00.001Z';
    const late: StoredContribution = { origin: 'eva', note: 'Eva’s.', taggedAt: future };
    for (const current of [
      piece({ contributions: [late] }),
      piece({ contributions: [{ ...late, taggedAt: EARLIER, at: future }] }),
      piece({ contributions: [{ ...late, taggedAt: EARLIER, from: 'model-school', cameAt: future }] }),
      piece({ updatedAt: future }),
      piece({ removals: [{ at: future, isUndone: true }] }),
    ]) {
      const gone = deletePiece(current, NOW, 'ion');
      expect([gone.deletedAt, gone.removals?.at(-1)?.at, gone.updatedAt]).toEqual([after, after, after]);
      expect(storedContributions(gone).some((one) => isSeen(one, gone))).toBe(false);
    }
    const own = deletePiece(piece({ origin: 'ion', changedAt: { note: future } }), NOW, 'ion');
    expect(storedOf(own, ION)).toMatchObject([{ isOff: true, at: after }]);
  });

  it('leaves a deleted piece as it is', () => {
    const gone = deletePiece(both(), EARLIER, 'ana');
    expect(deletePiece(gone, NOW, 'ion')).toBe(gone);
  });

  it('leaves a piece that is not on the list and can be read, whatever it was, and whoever deletes it', () => {
    fc.assert(
      fc.property(anyLoosePiece, fc.constantFrom(FIRST_ORIGIN, 'ion', undefined), (one, by) => {
        const gone = deletePiece(one, NOW, by);
        expect(isLive(gone)).toBe(false);
        expect(isTrace(gone)).toBe(false);
        expect(parsePiece(gone)).toEqual({ state: 'ok', piece: gone });
        expect(storedContributions(gone).some((words) => isSeen(words, gone))).toBe(false);
        expect(contributionsOf(gone).map(({ note }) => note)).toEqual([noteIn(one)]);
      }),
    );
  });
});

describe('deletePiece of a live piece that was moved from its domain before', () => {
  it('deletes what was tagged there since, so that its note comes back', () => {
    const { left } = move(piece(), undefined, 'model-school', EARLIER);
    const anew = writeNote(tag(left, PAGE, 'collaboration', NOW, FIRST), 'Anew.', NOW, FIRST);
    for (const by of [FIRST_ORIGIN, undefined]) {
      const gone = deletePiece(anew, LATER, by);
      expect(isTrace(gone)).toBe(false);
      expect(noteIn(tag(gone, PAGE, 'collaboration', LAST, FIRST))).toBe('Anew.');
    }
  });
});

describe('takeOff', () => {
  it('takes off the writer’s own tag, and leaves those of colleagues', () => {
    const current = both({ labels: ['Water'] });
    const off = takeOff(current, NOW, ION);
    expect(isLive(off)).toBe(true);
    expect(isOwnTag(off, ION)).toBe(false);
    expect(said(off)).toEqual([['ana', 'Ana’s.']]);
    expect(storedOf(off, ANA)).toEqual(storedOf(current, ANA));
    expect(factsAndQuotes(off)).toEqual(factsAndQuotes(current));
    expect(parsePiece(off)).toEqual({ state: 'ok', piece: off });
  });

  it('hides the writer’s words, which stay stored for Undo and for the next tag', () => {
    const off = takeOff(both(), NOW, ION);
    expect(storedOf(off, ION)).toEqual([
      { origin: 'ion', by: 'Ion', note: 'Ion’s.', taggedAt: EARLIER, at: NOW, isOff: true },
    ]);
    expect([ownWords(off, ION), colleaguesNotes(off, ANA), namesOf(off)]).toEqual([undefined, [], ['Ana']]);
  });

  it('makes the piece as old as the first tag that is left', () => {
    const off = takeOff(both(), NOW, ANA);
    expect(off.taggedAt).toBe(EARLIER);
    expect(contributionsOf(off)).toMatchObject([{ origin: 'ion', taggedAt: EARLIER }]);
    expect(storedOf(off, ANA)).toMatchObject([{ taggedAt: piece().taggedAt }]);
  });

  it('deletes the piece if no colleague’s tag is on it', () => {
    const current = piece({ origin: 'ion' });
    expect(takeOff(current, NOW, ION)).toStrictEqual(deletePiece(current, NOW, 'ion'));
    const last = takeOff(takeOff(both(), NOW, ANA), LATER, ION);
    expect(last).toMatchObject({ deletedAt: LATER });
    expect(removerOf(last)).toBe('ion');
    expect(parsePiece(last)).toEqual({ state: 'ok', piece: last });
  });

  it('takes off both of two notes that came together with a move', () => {
    const there = piece({ domain: 'model-school', origin: 'ion', note: 'There.' });
    const { arrived } = move(both(), there, 'model-school', NOW);
    const off = takeOff(arrived, LATER, ION);
    expect(said(off)).toEqual([['ana', 'Ana’s.']]);
    expect(storedOf(off, ION).map(({ isOff, at }) => [isOff, at])).toEqual([
      [true, LATER],
      [true, LATER],
    ]);
  });

  it('leaves the entry of words that moved away', () => {
    const { left } = move(both(), undefined, 'model-school', NOW);
    const anew = tag(tag(left, PAGE, 'collaboration', LATER, ANA), PAGE, 'collaboration', LATER, {
      origin: 'eva',
      name: 'Eva',
    });
    expect(storedOf(takeOff(anew, LAST, ANA), ION)).toEqual(storedOf(left, ION));
  });

  it('is later than the note, even if the clock was set back: else the tag would stay on in a merge', () => {
    const current = writeNote(both(), 'Ion’s second.', NOW, ION);
    const [off] = storedOf(takeOff(current, EARLIER, ION), ION);
    expect(off).toMatchObject({ isOff: true, at: '2026-06-01T00:00:00.001Z' });
  });

  it('leaves a piece as it is on which only colleagues’ tags are', () => {
    const current = both();
    expect(takeOff(current, NOW, { origin: 'eva' })).toBe(current);
    expect(takeOff(current, NOW, {})).toBe(current);
    const off = takeOff(current, NOW, ION);
    expect(takeOff(off, LATER, ION)).toBe(off);
  });

  it('leaves a deleted piece as it is: it was taken off for everybody', () => {
    const gone = deletePiece(both(), NOW, 'ana');
    expect(takeOff(gone, LATER, ION)).toBe(gone);
    const read = both({ deletedAt: NOW });
    expect(takeOff(read, LATER, ION)).toBe(read);
  });
});

describe('restore', () => {
  it('brings back a deleted piece as it was, with everybody’s words and in its place', () => {
    const current = both({ keywords: 'x', position: 3 });
    const back = restore(deletePiece(current, NOW, 'ion'), LATER, ANA);
    const removals = [{ at: NOW, by: 'ion', isUndone: true }];
    expect(back).toStrictEqual({ ...current, removals, updatedAt: LATER });
  });

  it('brings back what its only author deleted as it was, with the day on which it was tagged', () => {
    const current = piece({ origin: 'ion', taggedBy: 'Ion', keywords: 'x', position: 3 });
    const back = restore(deletePiece(current, NOW, 'ion'), LATER, ION);
    expect(factsAndQuotes(back)).toEqual(factsAndQuotes(current));
    expect(said(back)).toEqual(said(current));
    // Evidence without a day of its own is dated by its tag.
    expect(back.taggedAt).toBe(current.taggedAt);
  });

  it('brings back the note of what came from another domain', () => {
    const { arrived } = move(piece({ origin: 'ion' }), undefined, 'model-school', NOW);
    const back = restore(deletePiece(arrived, LATER, 'ion'), LAST, ION);
    expect(ownWords(back, ION)?.note).toBe(noteIn(piece()));
  });

  it('takes back every deletion, whoever made it', () => {
    const again = tag(deletePiece(both(), EARLIER, 'ana'), PAGE, 'collaboration', NOW, ION);
    const back = restore(deletePiece(again, LATER, 'eva'), LAST, ION);
    expect(said(back)).toEqual([
      ['ana', 'Ana’s.'],
      ['ion', 'Ion’s.'],
    ]);
    expect(back.removals?.every(({ isUndone }) => isUndone)).toBe(true);
  });

  it('does not take back a move: what left before stays where it is', () => {
    const { left } = move(both(), undefined, 'model-school', NOW);
    const gone = deletePiece(tag(left, PAGE, 'collaboration', LATER, ION), LAST, 'eva');
    const back = restore(gone, LAST, ANA);
    expect(contributionsOf(back)).toMatchObject([{ origin: 'ion', taggedAt: LATER }]);
    expect(back.removals?.[0]).toEqual(left.removals?.[0]);
  });

  it('puts no tag of the writer on it if a colleague’s is on it then', () => {
    const back = restore(deletePiece(both(), NOW), LATER, { origin: 'eva', name: 'Eva' });
    expect(isOwnTag(back, { origin: 'eva' })).toBe(false);
    expect(storedContributions(back)).toEqual(storedContributions(both()));
  });

  it('puts no tag of the writer on what a file says is deleted, without saying who deleted it', () => {
    const back = restore(both({ deletedAt: NOW }), LATER, { origin: 'eva', name: 'Eva' });
    expect(back).toStrictEqual({ ...both(), updatedAt: LATER });
  });

  const offs = (one: Piece) =>
    withContributions(
      deletePiece(one, NOW),
      storedContributions(one).map((words) => ({ ...words, isOff: true, at: NOW })),
    );

  it('puts the writer’s tag on a piece on which nobody’s tag is left, or nobody could read it', () => {
    // Its authors took their tags off, or a colleague’s deletion of it came in without any words.
    for (const gone of [offs(both()), withContributions(piece({ deletedAt: NOW }), [])]) {
      const back = restore(gone, LATER, { origin: 'eva', name: 'Eva' });
      expect(contributionsOf(back)).toEqual([{ origin: 'eva', by: 'Eva', note: '', taggedAt: LATER }]);
      expect(back).toMatchObject({ taggedAt: LATER, updatedAt: LATER });
      expect(parsePiece(back)).toEqual({ state: 'ok', piece: back });
    }
  });

  it('gives a writer whose own tag was off the note back, and leaves those of others off', () => {
    const gone = offs(both());
    const back = restore(gone, LATER, ION);
    expect(said(back)).toEqual([['ion', 'Ion’s.']]);
    expect(storedOf(back, ANA)).toEqual(storedOf(gone, ANA));
  });

  it('leaves a live piece and one that was moved as they are', () => {
    const current = both();
    expect(restore(current, NOW, ANA)).toBe(current);
    const { left } = move(current, undefined, 'model-school', NOW);
    expect(restore(left, LATER, ANA)).toBe(left);
  });

  it('is later than the deletion, even if the clock was set back', () => {
    const gone = deletePiece(both(), NOW, 'ana');
    expect(restore(gone, EARLIER, ION).updatedAt > NOW).toBe(true);
    const own = deletePiece(piece({ origin: 'ion' }), NOW, 'ion');
    const [back] = storedOf(restore(own, EARLIER, ION), ION);
    expect(back && changeOf(back) > NOW).toBe(true);
  });

  it('gives a live piece that can be read, whatever was deleted and by whom', () => {
    fc.assert(
      fc.property(
        anyLoosePiece,
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom(FIRST_ORIGIN, 'ion', undefined),
        (one, isOff, isBare, by) => {
          const gone = deletePiece(one, NOW, by);
          const words = storedContributions(gone).map((each): Contribution => {
            return isOff ? { ...each, isOff: true } : each;
          });
          const back = restore(withContributions(gone, isBare ? [] : words), LATER, ANA);
          expect(isLive(back)).toBe(true);
          expect(parsePiece(back)).toEqual({ state: 'ok', piece: back });
          expect(isOwnTag(back, ANA)).toBe(isOff || isBare || by === FIRST_ORIGIN);
        },
      ),
    );
  });
});

describe('addQuotes', () => {
  it('adds passages at the end, cleaned, each once', () => {
    const current = piece({ quotes: [quote('One.')] });
    const added = addQuotes(current, [quote('Two.\u202E'), quote('One.'), quote('Two.')], NOW);
    expect(added).toEqual({ ...current, quotes: [quote('One.'), quote('Two.')], updatedAt: NOW });
  });

  it('leaves the piece as it is if it has the passages already or they are empty', () => {
    const current = piece({ quotes: [quote('One.')] });
    expect(addQuotes(current, [quote('One.'), quote(' \n')], NOW)).toBe(current);
    expect(addQuotes(current, [], NOW)).toBe(current);
    expect(addQuotes(piece(), [quote('\u200B')], NOW)).not.toHaveProperty('quotes');
  });
});

describe('removeQuote', () => {
  const current = piece({ quotes: [quote('One.'), quote('Two.')] });

  it('removes the passage, however unclean its text is given', () => {
    const left = { ...current, quotes: [quote('Two.')], updatedAt: NOW };
    expect(removeQuote(current, quote('One.'), NOW)).toEqual(left);
    expect(removeQuote(current, quote('One.\u202E'), NOW)).toEqual(left);
  });

  it('leaves no empty list', () => {
    const { quotes: _, ...bare } = current;
    const left = removeQuote({ ...current, quotes: [quote('One.')] }, quote('One.'), NOW);
    expect(left).toStrictEqual({ ...bare, updatedAt: NOW });
  });

  it('leaves the piece as it is if the passage is not in it', () => {
    expect(removeQuote(current, quote('Three.'), NOW)).toBe(current);
    expect(removeQuote(piece(), quote('One.'), NOW)).toEqual(piece());
  });
});

describe('writeFacts', () => {
  it('changes only the named facts, cleaned', () => {
    const current = piece({ access: 'login', labels: ['Old'], keywords: 'x' });
    const change = { labels: [' Water\n', 'water', ''], status: 'planned' } as const;
    expect(writeFacts(current, { ...change, labels: [...change.labels] }, NOW)).toEqual({
      ...current,
      labels: ['Water'],
      status: 'planned',
      updatedAt: NOW,
    });
  });

  it('resets facts to their defaults', () => {
    const current = piece({ activityDate: '2026-03-01', labels: ['Old'], access: 'login', place: 'Here' });
    const change = { activityDate: null, labels: [], access: null, place: ' ' };
    expect(writeFacts(current, change, NOW)).toStrictEqual(piece({ updatedAt: NOW }));
  });

  it('leaves the piece as it is if its facts are the same already', () => {
    const current = piece({ labels: ['Water'], status: 'planned' });
    expect(writeFacts(current, { labels: ['Water '], status: 'planned', place: '' }, NOW)).toBe(current);
    expect(writeFacts(current, {}, NOW)).toBe(current);
  });
});

describe('writeNote', () => {
  it('replaces the writer’s own note, cleaned, and records the time beside it', () => {
    const current = piece();
    expect(writeNote(current, 'a\r\nb\u202E', NOW, FIRST)).toStrictEqual({
      ...current,
      updatedAt: NOW,
      contributions: [{ origin: FIRST_ORIGIN, note: 'a\nb', at: NOW }],
    });
  });

  it('leaves the piece as it is if the clean note is the same', () => {
    const current = piece({ note: 'a\nb' });
    expect(writeNote(current, 'a\r\nb\u0000', NOW, FIRST)).toBe(current);
    expect(writeNote(current, '', NOW, ION)).toBe(current);
  });

  it('removes the note, and leaves the tag', () => {
    const bare = writeNote(both(), ' ', NOW, ION);
    expect(storedOf(bare, ION)).toEqual([
      { origin: 'ion', by: 'Ion', note: ' ', taggedAt: EARLIER, at: NOW },
    ]);
    const empty = writeNote(both(), '', NOW, ION);
    expect(empty.contributions).toContainEqual({ origin: 'ion', by: 'Ion', taggedAt: EARLIER, at: NOW });
    expect(said(empty)).toEqual([['ana', 'Ana’s.']]);
    expect(isOwnTag(empty, ION)).toBe(true);
  });

  it('changes nobody else’s words, also if they are under the same name or none', () => {
    const current = piece({
      origin: 'old',
      taggedBy: 'Ana',
      note: 'Ana’s.',
      contributions: [{ origin: 'nobody', note: 'Nobody’s.' }],
    });
    const noted = writeNote(current, 'New.', NOW, ANA);
    expect(said(noted)).toEqual([
      ['nobody', 'Nobody’s.'],
      ['old', 'Ana’s.'],
      ['ana', 'New.'],
    ]);
    expect(storedOf(noted, { origin: 'old' })).toEqual(storedOf(current, { origin: 'old' }));
    expect(noted.taggedAt).toBe(current.taggedAt);
  });

  it('of a writer who has not tagged the page puts a tag on it, too', () => {
    const noted = writeNote(piece({ origin: 'ana' }), 'Ion’s.', NOW, ION);
    expect(isOwnTag(noted, ION)).toBe(true);
    expect(noted.contributions).toContainEqual({
      origin: 'ion',
      by: 'Ion',
      note: 'Ion’s.',
      taggedAt: NOW,
      at: expect.any(String),
    });
  });

  it('of a writer who took the tag off replaces the hidden one, and puts the tag on again', () => {
    const noted = writeNote(takeOff(both(), NOW, ION), 'Second thoughts.', LATER, ION);
    expect(said(noted)).toEqual([
      ['ana', 'Ana’s.'],
      ['ion', 'Second thoughts.'],
    ]);
    expect(storedOf(noted, ION)).toHaveLength(1);
    expect(JSON.stringify(noted)).not.toContain('Ion’s.');
  });

  it('makes one of two notes that came together with a move', () => {
    const there = piece({ domain: 'model-school', origin: 'ion', note: 'There.' });
    const { arrived } = move(both(), there, 'model-school', NOW);
    const noted = writeNote(arrived, 'One.', LATER, ION);
    expect(ownWords(noted, ION)?.note).toBe('One.');
    expect(storedOf(noted, ION).map(({ note, at }) => [note, at])).toEqual([
      ['One.', LATER],
      ['', LATER],
    ]);
  });

  it('is under the name in the settings; a name that was removed there stays in the note', () => {
    const named = writeNote(both(), 'One.', NOW, { ...ION, name: 'Ion Popa' });
    expect(storedOf(named, ION)).toMatchObject([{ by: 'Ion Popa' }]);
    expect(storedOf(writeNote(named, 'Two.', LATER, { ...ION, name: '' }), ION)).toMatchObject([
      { by: 'Ion Popa' },
    ]);
  });

  it('is later than the note before, even if the clock was set back: else it would be lost in a merge', () => {
    const second = writeNote(writeNote(both(), 'One.', NOW, ION), 'Two.', EARLIER, ION);
    expect(storedOf(second, ION)).toMatchObject([{ note: 'Two.', at: '2026-06-01T00:00:00.001Z' }]);
  });

  it('leaves the entries of words that moved away as they are', () => {
    const { left } = move(both(), undefined, 'model-school', NOW);
    const anew = tag(left, PAGE, 'collaboration', LATER, ANA);
    expect(storedOf(writeNote(anew, 'Anew.', LAST, ANA), ION)).toEqual(storedOf(left, ION));
  });

  it('leaves a deleted piece in the bin, with the note that was typed meanwhile', () => {
    for (const gone of [
      deletePiece(both(), NOW, 'ana'),
      deletePiece(piece({ origin: 'ion', taggedBy: 'Ion' }), NOW, 'ion'),
      piece({ origin: 'ion', taggedBy: 'Ion', deletedAt: NOW }),
    ]) {
      const noted = writeNote(gone, 'Meanwhile.', LATER, ION);
      expect(isLive(noted)).toBe(false);
      expect(storedContributions(noted).some((one) => isSeen(one, noted))).toBe(false);
      expect(notesOf(noted).map(({ note }) => note)).toContain('Meanwhile.');
      const back = restore(noted, LAST, ION);
      expect([isLive(back), ownWords(back, ION)?.note]).toEqual([true, 'Meanwhile.']);
    }
  });

  it('holds what two windows typed at once', () => {
    const current = writeNote(piece(), 'Clean water', NOW, FIRST);
    expect(noteIn(writeNote(current, 'water!', LATER, FIRST, ['water']))).toBe('Clean water!');
  });
});

describe('writeTitle', () => {
  it('replaces the title, cleaned', () => {
    const current = piece();
    expect(writeTitle(current, ' a\n b ', NOW)).toEqual({ ...current, title: 'a b', updatedAt: NOW });
  });

  it('leaves the piece as it is if the clean title is the same', () => {
    const current = piece();
    expect(writeTitle(current, ` ${current.title}\n`, NOW)).toBe(current);
  });
});

describe('move', () => {
  it('leaves a trace without words that says where the piece went, and moves everything along', () => {
    const current = piece({ keywords: 'x', position: 3 });
    const { position: _, ...unplaced } = current;
    const { left, arrived } = move(current, undefined, 'model-school', NOW, 'ion');
    expect(left).toStrictEqual({
      ...current,
      deletedAt: NOW,
      updatedAt: NOW,
      removals: [{ at: NOW, to: 'model-school', by: 'ion' }],
      contributions: [{ origin: FIRST_ORIGIN, isMoved: true }],
    });
    expect(isTrace(left)).toBe(true);
    expect(arrived).toStrictEqual({
      ...unplaced,
      domain: 'model-school',
      updatedAt: NOW,
      contributions: [{ origin: FIRST_ORIGIN, note: noteIn(current), from: 'collaboration', cameAt: NOW }],
    });
  });

  it('takes everybody’s words along, which stay those of their authors', () => {
    const current = writeNote(both(), 'Ion’s second.', NOW, ION);
    const { left, arrived } = move(current, undefined, 'model-school', LATER);
    expect(storedContributions(arrived)).toEqual(
      storedContributions(current).map((one) => ({ ...one, from: 'collaboration', cameAt: LATER })),
    );
    expect(contributionsOf(left)).toEqual([]);
    expect(storedContributions(left)).toEqual(
      storedContributions(current).map(({ origin, taggedAt }) => {
        return { origin, by: '', note: '', taggedAt, isMoved: true };
      }),
    );
    for (const words of ['Ana', 'Ion']) expect(JSON.stringify(left)).not.toContain(words);
  });

  it('takes words along that their author took off, still hidden, and leaves none of them behind', () => {
    const { left, arrived } = move(takeOff(both(), NOW, ION), undefined, 'model-school', LATER);
    expect(said(arrived)).toEqual([['ana', 'Ana’s.']]);
    expect(storedOf(arrived, ION)).toMatchObject([{ note: 'Ion’s.', isOff: true, from: 'collaboration' }]);
    expect(JSON.stringify(left)).not.toContain('Ion');
    expect(isTrace(left)).toBe(true);
  });

  it('is later than everything in either place, even if a clock was wrong', () => {
    const future = '2027-01-01T00:00:00.000Z';
    const after = '2027-01-01T00:00:00.001Z';
    const late: StoredContribution = { origin: 'ion', note: 'Ion’s.', taggedAt: future };
    const here = move(piece({ contributions: [late] }), undefined, 'model-school', NOW);
    expect([here.left.deletedAt, contributionsOf(here.left)]).toEqual([after, []]);
    const there = piece({ domain: 'model-school', updatedAt: future });
    expect(move(piece(), there, 'model-school', NOW).left.removals).toEqual([
      { at: after, to: 'model-school' },
    ]);
    const came = piece({ contributions: [{ origin: 'ion', from: 'student-agency', cameAt: future }] });
    expect(move(came, undefined, 'model-school', NOW).left.updatedAt).toBe(after);
  });

  it('adds the note to a piece that is already there, which otherwise stays as it is', () => {
    const there = piece({ domain: 'model-school', title: 'Corrected', note: 'There.' });
    const { arrived } = move(piece({ note: 'Here.' }), there, 'model-school', NOW);
    expect(factsAndQuotes(arrived)).toEqual(factsAndQuotes(there));
    expect(arrived.updatedAt).toBe(NOW);
    expect(said(arrived)).toEqual([
      [FIRST_ORIGIN, 'There.'],
      [FIRST_ORIGIN, 'Here.'],
    ]);
    // Its author reads and edits it as one.
    expect(ownWords(arrived, FIRST)?.note).toBe('There.\n\nHere.');
  });

  it('shows the same words of one author that come together once', () => {
    const there = piece({ domain: 'model-school' });
    const { arrived } = move(piece(), there, 'model-school', NOW);
    expect(said(arrived)).toEqual([[FIRST_ORIGIN, noteIn(piece())]]);
    expect(ownWords(arrived, FIRST)?.note).toBe(noteIn(piece()));
  });

  it('leaves deleted what was deleted there, and comes in its place', () => {
    const old = piece({ domain: 'model-school', origin: 'eva', note: 'Old.', position: 3 });
    for (const by of ['ana', 'eva']) {
      const there = deletePiece(old, EARLIER, by);
      const { arrived } = move(both({ title: 'New', position: 1 }), there, 'model-school', NOW);
      expect(said(arrived)).toEqual(said(both()));
      expect(storedOf(arrived, { origin: 'eva' })).toEqual(storedOf(there, { origin: 'eva' }));
      expect(arrived.removals).toEqual(there.removals);
      expect(arrived.title).toBe('New');
      expect([isLive(arrived), parsePiece(arrived).state]).toEqual([true, 'ok']);
    }
  });

  it('adds quotes, labels and facts to a piece that is already there, whose own facts stay', () => {
    const there = piece({
      domain: 'model-school',
      quotes: [quote('There.')],
      labels: ['Water'],
      access: 'login',
    });
    const here = piece({
      quotes: [quote('Here.'), quote('There.')],
      labels: ['water', 'Air'],
      access: 'local',
      activityDate: '2026-03-01',
    });
    expect(factsAndQuotes(move(here, there, 'model-school', NOW).arrived)).toEqual({
      ...factsAndQuotes(there),
      quotes: [quote('There.'), quote('Here.')],
      labels: ['Water', 'Air'],
      activityDate: '2026-03-01',
    });
  });

  it('there and back gives the same piece, for any piece and any domain', () => {
    fc.assert(
      fc.property(anyLoosePiece, fc.constantFrom(...MISSION_DOMAINS), (current, to) => {
        fc.pre(to !== current.domain);
        const there = move(current, undefined, to, NOW);
        const back = move(there.arrived, there.left, current.domain, LATER);
        const { removals, ...arrived } = back.arrived;
        const words = contributionsOf(arrived as Piece).map(({ cameAt: _, ...one }) => one);
        expect(withoutUpdate(withContributions(arrived as Piece, words))).toEqual(withoutUpdate(current));
        expect(removals).toEqual(there.left.removals);
        expect(isLive(back.left)).toBe(false);
        expect(storedContributions(back.left)).toEqual([]);
        for (const one of [there.left, there.arrived, back.left, back.arrived])
          expect(parsePiece(one)).toEqual({ state: 'ok', piece: one });
      }),
    );
  });

  it('back moves the note as it was edited, without the one that went along before', () => {
    const there = move(piece({ note: 'First.' }), undefined, 'model-school', NOW);
    const edited = writeNote(there.arrived, 'Edited.', NOW, FIRST);
    const back = move(edited, there.left, 'collaboration', LATER).arrived;
    expect(said(back)).toEqual([[FIRST_ORIGIN, 'Edited.']]);
    expect(storedContributions(back)).toHaveLength(1);
  });

  it('on to a third domain leaves nothing of what only passed through', () => {
    const there = move(both(), undefined, 'model-school', NOW);
    const on = move(there.arrived, undefined, 'student-agency', LATER);
    expect(storedContributions(on.left)).toEqual([]);
    expect(isTrace(on.left)).toBe(true);
    expect(said(on.arrived)).toEqual(said(both()));
    expect(storedContributions(on.arrived)).toMatchObject([
      { from: 'collaboration', cameAt: LATER },
      { from: 'collaboration', cameAt: LATER },
    ]);
  });

  it('loses no note and no quote, whatever is stored there', () => {
    fc.assert(
      fc.property(anyLoosePiece, anyStored, (current, there) => {
        fc.pre(there.domain !== current.domain);
        const { left, arrived } = move(current, there, there.domain, NOW);
        const all = contributionsOf(arrived).map(({ origin, by, note }) => ({ origin, by, note }));
        for (const { origin, by, note } of contributionsOf(current))
          expect(all).toContainEqual({ origin, by, note });
        expect(arrived.quotes ?? []).toEqual(expect.arrayContaining(current.quotes ?? []));
        expect([isTrace(left), contributionsOf(left)]).toEqual([true, []]);
        // What was deleted there stays so, and what moved away stays away.
        if (!isLive(there)) return;
        for (const { origin, by, note } of contributionsOf(there))
          expect(all).toContainEqual({ origin, by, note });
        expect(arrived.quotes ?? []).toEqual(expect.arrayContaining(there.quotes ?? []));
      }),
    );
  });
});
