import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MISSION_DOMAINS } from '../../../evidence/mission-domain.ts';
import {
  addQuotes,
  deletePiece,
  joinNotes,
  move,
  removeQuote,
  tag,
  writeFacts,
  writeNote,
  writeTitle,
} from '../../../evidence/piece/edits.ts';
import { isLive, PIECE_VERSION, type Piece, parsePiece } from '../../../evidence/piece/piece.ts';
import {
  anyFacts,
  anyLoosePiece,
  anyNote,
  anyQuotes,
  anyStored,
  piece,
  quote,
} from '../../support/pieces.ts';

const EARLIER = '2026-05-01T00:00:00.000Z';
const NOW = '2026-06-01T00:00:00.000Z';
const LATER = '2026-06-01T00:05:00.000Z';
const PAGE = { url: 'https://school.example/projects/water?utm_source=x', title: ' Water\n' };

function withoutUpdate({ updatedAt: _, ...rest }: Piece) {
  return rest;
}

describe('tag', () => {
  it('makes a piece of the page as visited, with a clean title and no note', () => {
    expect(tag(undefined, PAGE, 'collaboration', NOW)).toEqual({
      version: PIECE_VERSION,
      domain: 'collaboration',
      url: PAGE.url,
      title: 'Water',
      note: '',
      taggedAt: NOW,
      updatedAt: NOW,
    });
  });

  it('leaves a page that is tagged as it is', () => {
    const current = piece();
    expect(tag(current, PAGE, 'collaboration', NOW)).toBe(current);
  });

  it('restores a deleted piece with its note, title and unknown fields', () => {
    const before = piece({ keywords: 'x' });
    const back = tag(deletePiece(before, EARLIER), PAGE, 'collaboration', NOW);
    expect(back).toEqual({ ...before, url: PAGE.url, taggedAt: NOW, updatedAt: NOW });
    expect(isLive(back)).toBe(true);
  });

  it('begins anew if the piece was moved away, because its note went along', () => {
    const { left } = move(piece(), undefined, 'model-school', EARLIER);
    expect(tag(left, PAGE, 'collaboration', NOW)).toEqual(tag(undefined, PAGE, 'collaboration', NOW));
  });

  it('begins with the given clean note, quotes, facts and name', () => {
    const beginning = {
      note: 'a\r\nb',
      quotes: [quote(' One. ')],
      facts: { access: 'login' },
      taggedBy: 'Ana',
    } as const;
    expect(tag(undefined, PAGE, 'collaboration', NOW, beginning)).toEqual({
      ...tag(undefined, PAGE, 'collaboration', NOW),
      note: 'a\nb',
      quotes: [quote('One.')],
      access: 'login',
      taggedBy: 'Ana',
    });
  });

  it('restores a piece with its own note, and adds the rest', () => {
    const gone = deletePiece(piece({ quotes: [quote('Old.')], taggedBy: 'Ana', access: 'local' }), EARLIER);
    const beginning = {
      note: 'New.',
      quotes: [quote('New.')],
      facts: { access: 'login' },
      taggedBy: 'Ion',
    } as const;
    expect(tag(gone, PAGE, 'collaboration', NOW, beginning)).toMatchObject({
      note: gone.note,
      quotes: [quote('Old.'), quote('New.')],
      access: 'login',
      taggedBy: 'Ion',
    });
  });

  it('leaves the name of who tagged it if nobody in particular restores it', () => {
    const gone = deletePiece(piece({ taggedBy: 'Ana' }), EARLIER);
    expect(tag(gone, PAGE, 'collaboration', NOW).taggedBy).toBe('Ana');
  });

  it('only adds quotes to a page that is tagged', () => {
    const current = piece({ quotes: [quote('One.')], taggedBy: 'Ana' });
    const quotes = [quote('One.'), quote('Two.')];
    expect(tag(current, PAGE, 'collaboration', NOW, { note: 'x', quotes, taggedBy: 'Ion' })).toEqual({
      ...current,
      quotes,
      updatedAt: NOW,
    });
    expect(tag(current, PAGE, 'collaboration', NOW, { quotes: [quote('One.')] })).toBe(current);
  });

  it('is idempotent and gives a live piece of that domain, whatever is stored', () => {
    const anyBeginning = fc.record({ note: anyNote, quotes: anyQuotes, facts: anyFacts });
    fc.assert(
      fc.property(fc.option(anyStored, { nil: undefined }), anyBeginning, (current, beginning) => {
        const domain = current?.domain ?? 'collaboration';
        const once = tag(current, PAGE, domain, NOW, beginning);
        expect(tag(once, PAGE, domain, LATER, beginning)).toBe(once);
        expect(isLive(once)).toBe(true);
        expect(once.domain).toBe(domain);
        expect(parsePiece(once)).toEqual({ state: 'ok', piece: once });
      }),
    );
  });
});

describe('deletePiece', () => {
  it('leaves everything in the piece and records the time', () => {
    const current = piece({ keywords: 'x' });
    expect(deletePiece(current, NOW)).toEqual({ ...current, deletedAt: NOW, updatedAt: NOW });
  });

  it('leaves a deleted piece as it is', () => {
    const gone = deletePiece(piece(), EARLIER);
    expect(deletePiece(gone, NOW)).toBe(gone);
  });
});

describe('deletePiece of a live piece that a file says was moved', () => {
  it('forgets the move, so that its note comes back', () => {
    const odd = piece({ movedTo: 'model-school' });
    expect(tag(deletePiece(odd, EARLIER), PAGE, 'collaboration', NOW).note).toBe(odd.note);
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
  it('replaces the note, cleaned', () => {
    const current = piece();
    expect(writeNote(current, 'a\r\nb\u202E', NOW)).toEqual({ ...current, note: 'a\nb', updatedAt: NOW });
  });

  it('leaves the piece as it is if the clean note is the same', () => {
    const current = piece({ note: 'a\nb' });
    expect(writeNote(current, 'a\r\nb\u0000', NOW)).toBe(current);
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
  it('leaves a trace that says where the piece went, and moves everything along', () => {
    const current = piece({ keywords: 'x' });
    expect(move(current, undefined, 'model-school', NOW)).toEqual({
      left: { ...current, deletedAt: NOW, movedTo: 'model-school', updatedAt: NOW },
      arrived: { ...current, domain: 'model-school', updatedAt: NOW },
    });
  });

  it('adds the note to a piece that is already there, which otherwise stays as it is', () => {
    const there = piece({ domain: 'model-school', title: 'Corrected', note: 'There.' });
    const { arrived } = move(piece({ note: 'Here.' }), there, 'model-school', NOW);
    expect(arrived).toEqual({ ...there, note: 'There.\n\nHere.', updatedAt: NOW });
  });

  it('adds the note of a piece that was deleted there', () => {
    const there = deletePiece(piece({ domain: 'model-school', note: 'Old.' }), EARLIER);
    const { arrived } = move(piece({ note: 'Here.' }), there, 'model-school', NOW);
    expect(arrived.note).toBe('Here.\n\nOld.');
    expect(isLive(arrived)).toBe(true);
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
    expect(move(here, there, 'model-school', NOW).arrived).toEqual({
      ...there,
      quotes: [quote('There.'), quote('Here.')],
      labels: ['Water', 'Air'],
      activityDate: '2026-03-01',
      updatedAt: NOW,
    });
  });

  it('there and back gives the same piece, for any piece and any domain', () => {
    fc.assert(
      fc.property(anyLoosePiece, fc.constantFrom(...MISSION_DOMAINS), (current, to) => {
        fc.pre(to !== current.domain);
        const there = move(current, undefined, to, NOW);
        const back = move(there.arrived, there.left, current.domain, LATER);
        expect(withoutUpdate(back.arrived)).toEqual(withoutUpdate(current));
        expect(isLive(back.left)).toBe(false);
      }),
    );
  });

  it('back moves the note as it was edited, without the one that went along before', () => {
    const there = move(piece({ note: 'First.' }), undefined, 'model-school', NOW);
    const edited = writeNote(there.arrived, 'Edited.', NOW);
    expect(move(edited, there.left, 'collaboration', LATER).arrived.note).toBe('Edited.');
  });

  it('loses no note and no quote, whatever is stored there', () => {
    fc.assert(
      fc.property(anyLoosePiece, anyStored, (current, there) => {
        const { arrived } = move(current, there, there.domain, NOW);
        expect(arrived.note).toContain(current.note);
        expect(arrived.quotes ?? []).toEqual(expect.arrayContaining(current.quotes ?? []));
        if (there.movedTo !== undefined) return;
        expect(arrived.note).toContain(there.note);
        expect(arrived.quotes ?? []).toEqual(expect.arrayContaining(there.quotes ?? []));
      }),
    );
  });
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
