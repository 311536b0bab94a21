import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergePiece } from '../../../evidence/merge/merge-pieces.ts';
import { asItWas, saysTheSame } from '../../../evidence/piece/as-it-was.ts';
import { contributionsOf, isOwnTag, notesOf, ownWords } from '../../../evidence/piece/contribution.ts';
import { addQuotes, writeFacts, writeTitle } from '../../../evidence/piece/edits.ts';
import { move } from '../../../evidence/piece/move.ts';
import { isLive, type Piece, parsePiece } from '../../../evidence/piece/piece.ts';
import { stamped } from '../../../evidence/piece/registers.ts';
import { deletePiece, restore, tag, takeOff } from '../../../evidence/piece/tagging.ts';
import { writeNote } from '../../../evidence/piece/write-note.ts';
import { anyLoosePiece, piece, quote } from '../../support/pieces.ts';

const NOW = '2026-06-01T00:00:00.000Z';
const LATER = '2026-06-01T00:05:00.000Z';
const LAST = '2026-06-01T00:10:00.000Z';
const ION = { origin: 'ion', name: 'Ion' };
const ANA = { origin: 'ana', name: 'Ana' };
const EVA = { origin: 'eva', name: 'Eva' };

const both = piece({
  origin: 'ana',
  taggedBy: 'Ana',
  note: 'Ana’s.',
  quotes: [quote('One.')],
  contributions: [{ origin: 'ion', by: 'Ion', note: 'Ion’s.' }],
});

/** What Ion does to a piece, as the writer stores it. */
const stored = (edit: (one: Piece) => Piece) => (one: Piece) => stamped(one, edit(one));
const EDITS: readonly [string, (one: Piece) => Piece][] = [
  ['wrote the note anew', stored((one) => writeNote(one, 'Second.', NOW, ION))],
  ['removed the note', stored((one) => writeNote(one, '', NOW, ION))],
  ['took the tag off', stored((one) => takeOff(one, NOW, ION))],
  ['corrected the title', stored((one) => writeTitle(one, 'Corrected', NOW))],
  ['added a label', stored((one) => writeFacts(one, { labels: ['Water'] }, NOW))],
  ['added a passage', stored((one) => addQuotes(one, [quote('Two.')], NOW))],
  ['deleted the piece', stored((one) => deletePiece(one, NOW, 'ion'))],
  ['moved the piece', stored((one) => move(one, undefined, 'model-school', NOW, 'ion').left)],
];

describe('going back to what a piece was', () => {
  it.each(EDITS)('shows the same again after somebody %s', (_, edit) => {
    const back = asItWas(edit(both), both, LATER, 'ion');
    expect(saysTheSame(back, both)).toBe(true);
    expect(back.updatedAt).toBe(LATER);
    expect(parsePiece(back)).toEqual({ state: 'ok', piece: back });
  });

  it.each(EDITS)('stays so when the file of a colleague comes who has what somebody %s', (_, edit) => {
    const current = edit(both);
    const back = asItWas(current, both, LATER, 'ion');
    for (const merged of [mergePiece(back, current), mergePiece(current, back)]) {
      expect(isLive(merged)).toBe(true);
      expect(merged).toMatchObject({ title: both.title, quotes: both.quotes });
      expect(merged.labels).toBeUndefined();
      expect(notesOf(merged).map(({ note }) => note)).toEqual(['Ana’s.', 'Ion’s.']);
    }
  });

  it.each(EDITS)('is possible in the other direction, to when somebody %s', (_, edit) => {
    const earlier = edit(both);
    const current = stamped(earlier, restore(writeTitle(earlier, 'Later', LATER), LATER, ION));
    const back = asItWas(current, earlier, LAST, 'ion');
    expect(isLive(back)).toBe(isLive(earlier));
    expect(parsePiece(back)).toEqual({ state: 'ok', piece: back });
    if (!isLive(earlier)) return;
    expect(saysTheSame(back, earlier)).toBe(true);
    expect(saysTheSame(mergePiece(back, current), earlier)).toBe(true);
  });

  it('takes off the tag that the writer has put on since, also when a colleague’s file has it', () => {
    const earlier = piece({ origin: 'ana', taggedBy: 'Ana' });
    const current = writeNote(tag(earlier, earlier, 'collaboration', NOW, ION), 'Ion’s.', NOW, ION);
    const back = asItWas(current, earlier, LATER, 'ion');
    expect(isOwnTag(back, ION)).toBe(false);
    expect(isOwnTag(mergePiece(back, current), ION)).toBe(false);
  });

  it('changes nothing that a colleague said since, which comes again with a file', () => {
    const current = writeNote(writeNote(both, 'Ana’s second.', NOW, ANA), 'Eva’s.', NOW, EVA);
    const back = asItWas(current, both, LATER, 'ion');
    expect(notesOf(back).map(({ note }) => note)).toEqual(['Ana’s.', 'Ion’s.']);
    const merged = mergePiece(back, current);
    expect(ownWords(merged, ANA)?.note).toBe('Ana’s second.');
    expect(ownWords(merged, EVA)?.note).toBe('Eva’s.');
  });

  it('is later than what is there now, even if the clock was set back', () => {
    const current = stamped(both, writeTitle(writeNote(both, 'Second.', LATER, ION), 'Corrected', LATER));
    const back = asItWas(current, both, NOW, 'ion');
    const merged = mergePiece(current, back);
    expect(merged.title).toBe(both.title);
    expect(ownWords(merged, ION)?.note).toBe('Ion’s.');
  });

  it('deletes again what was in the bin', () => {
    for (const by of ['ion', 'ana', undefined]) {
      const earlier = deletePiece(both, NOW, by);
      const current = restore(earlier, LATER, ION);
      const back = asItWas(current, earlier, LAST, 'ion');
      expect(isLive(back)).toBe(false);
      expect(isLive(mergePiece(back, current))).toBe(false);
      expect(contributionsOf(back).map(({ note }) => note)).toEqual(['Ana’s.', 'Ion’s.']);
    }
  });

  it('says the same as the piece in the bin did, so that going back again changes nothing', () => {
    const own = piece({ origin: 'ion', taggedBy: 'Ion' });
    for (const earlier of [
      deletePiece(own, NOW, 'ion'),
      deletePiece(own, NOW, 'ana'),
      deletePiece(both, NOW, 'ion'),
      deletePiece(both, NOW, 'ana'),
      { ...own, deletedAt: NOW },
    ]) {
      const back = asItWas(restore(earlier, LATER, ION), earlier, LAST, 'ion');
      expect(isLive(back)).toBe(false);
      expect(saysTheSame(back, earlier)).toBe(true);
    }
  });

  it('gives a piece that can be read and shows what it did, for any two versions', () => {
    fc.assert(
      fc.property(anyLoosePiece, anyLoosePiece, (one, two) => {
        const [current, earlier] = [one, { ...two, domain: one.domain, url: one.url }];
        const back = asItWas(current, earlier, '2031-01-01T00:00:00.000Z', 'ion');
        expect(saysTheSame(back, earlier)).toBe(true);
        expect(parsePiece(back)).toEqual({ state: 'ok', piece: back });
      }),
    );
  });
});

describe('two versions say the same', () => {
  it.each<[string, Piece]>([
    ['if only times differ', { ...both, updatedAt: LAST, changedAt: { title: LAST } }],
    ['if a deletion was undone in between', restore(deletePiece(both, NOW, 'ana'), LATER, ANA)],
    [
      'if a note was changed there and back',
      writeNote(writeNote(both, 'Second.', NOW, ION), 'Ion’s.', LATER, ION),
    ],
  ])('%s', (_, one) => {
    expect(saysTheSame(one, both)).toBe(true);
    expect(saysTheSame(both, one)).toBe(true);
  });

  it.each(EDITS)('but not if somebody %s', (_, edit) => {
    expect(saysTheSame(edit(both), both)).toBe(false);
  });
});
