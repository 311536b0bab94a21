import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  joinNotes,
  move,
  saysAllOf,
  tag,
  takeBack,
  takeOff,
  writeNote,
  writeTitle,
} from '../../evidence/edits.ts';
import { type Evidence, isLive, parseEvidence } from '../../evidence/evidence.ts';
import { MISSION_DOMAINS } from '../../evidence/mission-domain.ts';
import { anyLoosePiece, anyNote, anyText, anyTime, piece } from '../support/pieces.ts';

const EARLIER = '2026-05-01T00:00:00.000Z';
const NOW = '2026-06-01T00:00:00.000Z';
const LATER = '2026-06-01T00:05:00.000Z';
const PAGE = { url: 'https://school.example/projects/water?utm_source=x', title: ' Water\n' };

/** Any piece as it can be stored: live, taken off, or moved away. */
const anyStored: fc.Arbitrary<Evidence> = fc
  .tuple(anyLoosePiece, fc.option(anyTime), fc.option(fc.constantFrom(...MISSION_DOMAINS)))
  .map(([live, deletedAt, movedTo]) => {
    if (deletedAt === null) return live;
    return { ...live, deletedAt, ...(movedTo && movedTo !== live.domain && { movedTo }) };
  });

/** Any change that the writer can make to one stored piece. */
const anyEdit: fc.Arbitrary<(current: Evidence) => Evidence> = fc.oneof(
  fc.constant((current: Evidence) => takeOff(current, NOW)),
  fc.constant((current: Evidence) => tag(current, { ...PAGE, url: current.url }, current.domain, NOW)),
  anyNote.map((note) => (current: Evidence) => writeNote(current, note, NOW)),
  anyText.map((title) => (current: Evidence) => writeTitle(current, title, NOW)),
  fc.constant((current: Evidence) =>
    isLive(current) ? move(current, undefined, otherThan(current), NOW).left : current,
  ),
  anyLoosePiece.map((there) => (current: Evidence) => {
    return move(there, current, current.domain, NOW).arrived;
  }),
);

function otherThan({ domain }: Evidence) {
  return domain === 'model-school' ? 'collaboration' : 'model-school';
}

function withoutUpdate({ updatedAt: _, ...rest }: Evidence) {
  return rest;
}

describe('tag', () => {
  it('makes a piece of the page as visited, with a clean title and no note', () => {
    expect(tag(undefined, PAGE, 'collaboration', NOW)).toEqual({
      version: 1,
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

  it('brings a piece that was taken off back with its note, title and unknown fields', () => {
    const before = piece({ quote: 'x' });
    const back = tag(takeOff(before, EARLIER), PAGE, 'collaboration', NOW);
    expect(back).toEqual({ ...before, url: PAGE.url, taggedAt: NOW, updatedAt: NOW });
    expect(isLive(back)).toBe(true);
  });

  it('begins anew where the piece was moved away, because its note went along', () => {
    const { left } = move(piece(), undefined, 'model-school', EARLIER);
    expect(tag(left, PAGE, 'collaboration', NOW)).toEqual(tag(undefined, PAGE, 'collaboration', NOW));
  });

  it('is idempotent and gives a live piece of that domain, whatever is stored', () => {
    fc.assert(
      fc.property(fc.option(anyStored, { nil: undefined }), (current) => {
        const domain = current?.domain ?? 'collaboration';
        const once = tag(current, PAGE, domain, NOW);
        expect(tag(once, PAGE, domain, LATER)).toBe(once);
        expect(isLive(once)).toBe(true);
        expect(once.domain).toBe(domain);
        expect(parseEvidence(once)).toEqual({ state: 'ok', evidence: once });
      }),
    );
  });
});

describe('takeOff', () => {
  it('keeps everything in the piece and says when', () => {
    const current = piece({ quote: 'x' });
    expect(takeOff(current, NOW)).toEqual({ ...current, deletedAt: NOW, updatedAt: NOW });
  });

  it('leaves a piece that was taken off as it is', () => {
    const gone = takeOff(piece(), EARLIER);
    expect(takeOff(gone, NOW)).toBe(gone);
  });
});

describe('writeNote', () => {
  it('replaces the note, cleaned', () => {
    const current = piece();
    expect(writeNote(current, 'a\r\nb\u202E', NOW)).toEqual({ ...current, note: 'a\nb', updatedAt: NOW });
  });

  it('leaves the piece as it is where the clean note is the same', () => {
    const current = piece({ note: 'a\nb' });
    expect(writeNote(current, 'a\r\nb\u0000', NOW)).toBe(current);
  });
});

describe('writeTitle', () => {
  it('replaces the title, cleaned', () => {
    const current = piece();
    expect(writeTitle(current, ' a\n b ', NOW)).toEqual({ ...current, title: 'a b', updatedAt: NOW });
  });

  it('leaves the piece as it is where the clean title is the same', () => {
    const current = piece();
    expect(writeTitle(current, ` ${current.title}\n`, NOW)).toBe(current);
  });
});

describe('move', () => {
  it('leaves a piece that says where it went, and takes everything along', () => {
    const current = piece({ quote: 'x' });
    expect(move(current, undefined, 'model-school', NOW)).toEqual({
      left: { ...current, deletedAt: NOW, movedTo: 'model-school', updatedAt: NOW },
      arrived: { ...current, domain: 'model-school', updatedAt: NOW },
    });
  });

  it('adds the note to a piece that is there already, which stays otherwise as it is', () => {
    const there = piece({ domain: 'model-school', title: 'Corrected', note: 'There.' });
    const { arrived } = move(piece({ note: 'Here.' }), there, 'model-school', NOW);
    expect(arrived).toEqual({ ...there, note: 'There.\n\nHere.', updatedAt: NOW });
  });

  it('takes in the note of a piece that was taken off there', () => {
    const there = takeOff(piece({ domain: 'model-school', note: 'Old.' }), EARLIER);
    const { arrived } = move(piece({ note: 'Here.' }), there, 'model-school', NOW);
    expect(arrived.note).toBe('Here.\n\nOld.');
    expect(isLive(arrived)).toBe(true);
  });

  it('there and back is the piece it was, for any piece and any domain', () => {
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

  it('back takes the note as it was edited, without the one that went along before', () => {
    const there = move(piece({ note: 'First.' }), undefined, 'model-school', NOW);
    const edited = writeNote(there.arrived, 'Edited.', NOW);
    expect(move(edited, there.left, 'collaboration', LATER).arrived.note).toBe('Edited.');
  });

  it('loses no note, whatever is stored there', () => {
    fc.assert(
      fc.property(anyLoosePiece, anyStored, (current, there) => {
        const { arrived } = move(current, there, there.domain, NOW);
        expect(arrived.note).toContain(current.note);
        if (there.movedTo === undefined) expect(arrived.note).toContain(there.note);
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

describe('saysAllOf', () => {
  it.each<[string, Partial<Evidence>]>([
    ['the address as visited', { url: `${PAGE.url}#b` }],
    ['the time of tagging', { taggedAt: LATER }],
    ['the time of the last change', { updatedAt: LATER }],
    ['having been taken off', { deletedAt: LATER }],
    ['having been moved', { deletedAt: LATER, movedTo: 'model-school' }],
  ])('does not mind %s', (_, fields) => {
    expect(saysAllOf(piece(), piece(fields))).toBe(true);
  });

  it.each<[string, Partial<Evidence>]>([
    ['another title', { title: 'Other' }],
    ['another note', { note: 'Other' }],
    ['another domain', { domain: 'model-school' }],
  ])('minds %s', (_, fields) => {
    expect(saysAllOf(piece(), piece(fields))).toBe(false);
    expect(saysAllOf(piece(fields), piece())).toBe(false);
  });

  it('minds a field that only the other has, and not one that the other lacks', () => {
    expect(saysAllOf(piece(), piece({ quote: 'x' }))).toBe(false);
    expect(saysAllOf(piece({ quote: 'x' }), piece())).toBe(true);
  });

  it('compares unknown fields by what is in them', () => {
    const labels = piece({ labels: [{ a: 1 }] });
    expect(saysAllOf(labels, piece({ labels: [{ a: 1 }] }))).toBe(true);
    expect(saysAllOf(labels, piece({ labels: [{ a: 2 }] }))).toBe(false);
  });

  it('does not mind the order of names inside a field: Chromium stores them sorted', () => {
    expect(saysAllOf(piece({ place: { b: 1, a: 2 } }), piece({ place: { a: 2, b: 1 } }))).toBe(true);
  });
});

describe('takeBack', () => {
  it('takes a new piece off with everything that was typed into it since', () => {
    const after = tag(undefined, PAGE, 'collaboration', EARLIER);
    const typed = writeNote(after, 'Typed since.', NOW);
    const back = takeBack(typed, { id: 'x', before: null, after }, LATER);
    expect(back).toEqual({ ...typed, deletedAt: LATER, updatedAt: LATER });
  });

  it('right after any edit gives the piece before, apart from the time of the change', () => {
    fc.assert(
      fc.property(anyStored, anyEdit, (before, edit) => {
        const after = edit(before);
        const back = takeBack(after, { id: 'x', before, after }, LATER);
        expect(withoutUpdate(back)).toStrictEqual(withoutUpdate(before));
      }),
    );
  });

  it('twice is the same as once, after any edit', () => {
    fc.assert(
      fc.property(fc.option(anyStored), anyEdit, (before, edit) => {
        const after = before ? edit(before) : piece();
        const once = takeBack(after, { id: 'x', before, after }, NOW);
        expect(takeBack(once, { id: 'x', before, after }, LATER)).toBe(once);
      }),
    );
  });

  it('never loses a note that was typed after the edit', () => {
    fc.assert(
      fc.property(fc.option(anyStored), anyEdit, anyNote, (before, edit, typed) => {
        const after = before ? edit(before) : piece();
        fc.pre(typed !== after.note);
        const back = takeBack(writeNote(after, typed, NOW), { id: 'x', before, after }, LATER);
        expect(back.note).toBe(typed);
      }),
    );
  });

  it('keeps a title that was corrected since', () => {
    const before = piece();
    const after = writeNote(before, 'Other', NOW);
    const corrected = writeTitle(after, 'Corrected', NOW);
    const back = takeBack(corrected, { id: 'x', before, after }, LATER);
    expect(back).toMatchObject({ title: 'Corrected', note: before.note });
  });

  it('changes nothing where everything was changed again since', () => {
    const before = piece();
    const after = writeNote(before, 'Other', NOW);
    const again = writeNote(after, 'Again', NOW);
    expect(takeBack(again, { id: 'x', before, after }, LATER)).toBe(again);
  });
});
