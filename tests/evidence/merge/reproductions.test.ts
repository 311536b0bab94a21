/**
 * Short histories in which words were once lost, became another's, or came back from the dead. `I ← A` in a title
 * means that I imports A's backup; d1 and d2 are two domains, X is a page.
 */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../../evidence/commands/index.ts';
import { binOf } from '../../../evidence/list/bin.ts';
import { contributionsOf, ownWords, removerOf } from '../../../evidence/piece/contribution.ts';
import { isLive, pieceId } from '../../../evidence/piece/piece.ts';
import { exchange, type Installation, openInstallation } from '../../support/installations.ts';

const X = 'https://school.example/x';
const [D1, D2] = ['collaboration', 'model-school'] as const;
const [X1, X2] = [pieceId(D1, X), pieceId(D2, X)];
const DAY = 24 * 60 * 60 * 1_000;
const YEAR = 365 * DAY;

let time: number;
const clock = () => time;

beforeEach(() => {
  time = Date.parse('2026-05-01T08:00:00.000Z');
});

async function run(one: Installation, command: Command): Promise<string> {
  time += 60_000;
  return (await one.run(command)) ?? '';
}

const tag = (one: Installation, domain: typeof D1 | typeof D2 = D1) =>
  run(one, { type: 'tag', domain, pages: [{ url: X, title: 'Water' }] });
const note = (one: Installation, text: string, id = X1) => run(one, { type: 'write-note', id, note: text });
const remove = (one: Installation, id = X1) => run(one, { type: 'delete', ids: [id] });
const move = (one: Installation, id = X1, to: typeof D1 | typeof D2 = D2) =>
  run(one, { type: 'move', ids: [id], to });
const undo = (one: Installation, id: string) => run(one, { type: 'undo', id });

/** `to ← from` */
async function merge(to: Installation, from: Installation): Promise<void> {
  time += 60_000;
  await to.merge([await from.save()]);
}

/** The notes at a piece of the list, by the installations that they belong to; undefined if it is not in the list. */
async function notesAt(one: Installation, id: string): Promise<Record<string, string> | undefined> {
  const piece = (await one.pieces()).get(id);
  if (!isLive(piece)) return undefined;
  const notes: Record<string, string> = {};
  for (const { origin, note: text } of contributionsOf(piece)) {
    const name = origin.replace('origin-', '');
    notes[name] = [notes[name], text].filter(Boolean).join(' + ');
  }
  return notes;
}

async function areEqual(...team: Installation[]): Promise<void> {
  expect(await exchange(team)).toBeLessThanOrEqual(3);
  const [first, ...others] = await Promise.all(team.map((one) => one.list()));
  for (const other of others) expect(other).toEqual(first);
}

let A: Installation;
let I: Installation;
let Z: Installation;

beforeEach(() => {
  [A, I, Z] = [openInstallation('A', clock), openInstallation('I', clock), openInstallation('Z', clock)];
});

describe('D1: a colleague moves his copy of a page', () => {
  it('my note moves along: I tags X d1; A tags X d1 with a note; I moves; A ← I', async () => {
    await tag(I);
    await tag(A);
    await note(A, 'Hers.');
    await move(I);
    await merge(A, I);
    expect(await notesAt(A, X1)).toBeUndefined();
    expect(await notesAt(A, X2)).toEqual({ I: '', A: 'Hers.' });
    await areEqual(A, I);
    expect(await notesAt(I, X2)).toEqual({ I: '', A: 'Hers.' });
  });

  it('a note that was lengthened before the move arrives whole', async () => {
    await tag(A);
    await note(A, 'Short.');
    await merge(I, A);
    await note(A, 'Short, and long now.');
    await move(I);
    await merge(A, I);
    expect(await notesAt(A, X2)).toEqual({ A: 'Short, and long now.' });
    await areEqual(A, I);
  });

  it('a note that is written there after the move, by somebody who did not know of it, arrives too', async () => {
    await tag(A);
    await merge(I, A);
    await move(I);
    await note(A, 'Later.');
    await merge(I, A);
    expect(await notesAt(I, X1)).toBeUndefined();
    expect(await notesAt(I, X2)).toEqual({ A: 'Later.' });
    await areEqual(A, I);
  });

  it('who tags the old place again after the move tags it there', async () => {
    await tag(A);
    await note(A, 'Hers.');
    await move(A);
    await merge(I, A);
    await tag(A);
    await merge(I, A);
    expect(await notesAt(I, X1)).toEqual({ A: '' });
    expect(await notesAt(I, X2)).toEqual({ A: 'Hers.' });
    await areEqual(A, I);
  });

  it('two moves, one after the other, are both followed, and a way back leads home', async () => {
    await tag(A);
    await note(A, 'Hers.');
    await merge(I, A);
    await move(I);
    await merge(A, I);
    await move(A, X2, D1);
    await merge(Z, I);
    await merge(Z, A);
    expect(await notesAt(Z, X1)).toEqual({ A: 'Hers.' });
    expect(await notesAt(Z, X2)).toBeUndefined();
    await areEqual(A, I, Z);
    expect(await notesAt(I, X1)).toEqual({ A: 'Hers.' });
  });
});

it('D2: two tag again what a third deleted, and both notes stay', async () => {
  await tag(A);
  await remove(A);
  await merge(I, A);
  await merge(Z, A);
  await tag(I);
  await note(I, 'His.');
  await tag(Z);
  await merge(I, Z);
  expect(await notesAt(I, X1)).toEqual({ I: 'His.', Z: '' });
  await areEqual(A, I, Z);
  expect(await notesAt(A, X1)).toMatchObject({ I: 'His.' });
});

describe('D3: deleted for good stays deleted', () => {
  it('A tags X; I ← A; A deletes X for good; A ← I', async () => {
    await tag(A);
    await merge(I, A);
    await remove(A);
    await run(A, { type: 'delete-for-good', ids: [X1] });
    await merge(A, I);
    expect(await notesAt(A, X1)).toBeUndefined();
    await areEqual(A, I);
    expect(await notesAt(I, X1)).toBeUndefined();
  });

  it('after the holidays, too', async () => {
    await tag(A);
    await merge(I, A);
    await remove(A);
    for (const days of [30, 60, 90]) {
      time = Date.parse('2026-05-01T09:00:00.000Z') + days * DAY;
      await A.tidyUp();
    }
    await merge(A, I);
    expect(await notesAt(A, X1)).toBeUndefined();
    await areEqual(A, I);
  });
});

describe('D8: a name is nothing that words are found by', () => {
  it.each([
    ['nobody has a name', ''],
    ['both have the same name', 'Ana'],
  ])("a colleague's note stays hers where %s", async (_, name) => {
    const [her, him] = [openInstallation('her', clock, 0, name), openInstallation('him', clock, 0, name)];
    await tag(her);
    await note(her, 'Hers.');
    await merge(him, her);
    const piece = (await him.pieces()).get(X1);
    expect(piece && ownWords(piece, { origin: him.origin })).toBeUndefined();
    await note(him, 'His.');
    await merge(her, him);
    expect(await notesAt(her, X1)).toEqual({ her: 'Hers.', him: 'His.' });
    await areEqual(her, him);
  });
});

describe('D9: moving writes nobody’s words', () => {
  it('A rewrites a note while I joins it with another by moving: A ← I', async () => {
    await tag(A);
    await note(A, 'One.');
    await tag(A, D2);
    await note(A, 'Two.', X2);
    await merge(I, A);
    await note(A, 'Two, anew.', X2);
    await move(I);
    await merge(A, I);
    expect(await notesAt(A, X2)).toEqual({ A: 'One. + Two, anew.' });
    await areEqual(A, I);
    // Whoever wrote both has one field for both.
    await note(A, 'Both.', X2);
    await merge(I, A);
    expect(await notesAt(I, X2)).toEqual({ A: 'Both.' });
  });

  it('a domain from which I once took the page does not swallow her note', async () => {
    await tag(I, D2);
    await remove(I, X2);
    await tag(I);
    await tag(A, D2);
    await note(A, 'Hers.', X2);
    await move(I);
    await merge(A, I);
    expect(await notesAt(A, X2)).toMatchObject({ A: 'Hers.' });
    await areEqual(A, I);
  });

  it('a bare tag in the new domain does not replace the note that was moved there', async () => {
    await tag(A, D2);
    await note(A, 'Hers.', X2);
    await merge(I, A);
    await move(I, X2, D1);
    await tag(A);
    await areEqual(A, I);
    expect(await notesAt(A, X1)).toEqual({ A: 'Hers.' });
  });
});

describe('D10: Undo of a move', () => {
  it("puts nobody's words under another's name", async () => {
    await tag(Z, D2);
    await tag(I, D2);
    const moved = await move(I, X2, D1);
    await merge(I, Z);
    await note(I, 'His.', X1);
    await undo(I, moved);
    expect(await notesAt(I, X2)).toEqual({ Z: '', I: 'His.' });
    await areEqual(I, Z);
    expect(await notesAt(Z, X2)).toEqual({ Z: '', I: 'His.' });
  });

  it('leaves each author one note', async () => {
    await tag(A, D2);
    await tag(Z);
    const moved = await move(Z);
    await merge(Z, A);
    await undo(Z, moved);
    await areEqual(A, Z);
    expect(await notesAt(A, X1)).toEqual({ Z: '' });
    expect(await notesAt(A, X2)).toEqual({ A: '' });
  });

  it('keeps the words that the mover added after it under their own name', async () => {
    await tag(A);
    await note(A, 'Hers.');
    await merge(I, A);
    const moved = await move(I);
    await tag(I);
    await note(I, 'His.');
    await undo(I, moved);
    expect(await notesAt(I, X1)).toEqual({ A: 'Hers.', I: 'His.' });
    await areEqual(A, I);
  });
});

describe('D13: clocks', () => {
  it('an own later note wins over one that a clock of 2029 dated, also after going back', async () => {
    let error = 3 * YEAR;
    const one = openInstallation('A', clock, () => error);
    await tag(one);
    await one.keep();
    await note(one, 'From 2029.');
    const file = await one.save();
    error = 0;
    await one.goBack(0);
    await note(one, 'Newer.');
    await one.merge([file]);
    expect(await notesAt(one, X1)).toEqual({ A: 'Newer.' });
  });
});

it('D17: a deletion of something that I never had lies in no bin', async () => {
  await tag(A);
  await remove(A);
  await merge(I, A);
  expect(binOf(await I.pieces())).toEqual([]);
  await tag(I);
  await note(I, 'His.');
  expect(await notesAt(I, X1)).toEqual({ I: 'His.' });
});

it('D17: the bin says who deleted', async () => {
  await tag(A);
  await merge(I, A);
  await remove(A);
  await merge(I, A);
  expect(binOf(await I.pieces()).map(({ evidence }) => removerOf(evidence))).toEqual([A.origin]);
});

it('D21: what I went back to stays, whatever my colleagues have', async () => {
  await tag(A);
  await note(A, 'One.');
  await A.keep();
  await note(A, 'Two.');
  await merge(I, A);
  await A.goBack(0);
  await merge(A, I);
  expect(await notesAt(A, X1)).toEqual({ A: 'One.' });
  await areEqual(A, I);
});

describe('My tag among those of colleagues', () => {
  it("goes on beside theirs, and taking it off leaves theirs, in everybody's list", async () => {
    await tag(A);
    await note(A, 'Hers.');
    await merge(I, A);
    const tagged = await tag(I);
    expect(await notesAt(I, X1)).toEqual({ A: 'Hers.', I: '' });
    await note(I, 'His.');
    await merge(A, I);
    await run(I, { type: 'delete', ids: [X1], onlyMine: true });
    expect(await notesAt(I, X1)).toEqual({ A: 'Hers.' });
    await areEqual(A, I);
    expect(await notesAt(A, X1)).toEqual({ A: 'Hers.' });
    await tag(I);
    expect(await notesAt(I, X1)).toEqual({ A: 'Hers.', I: 'His.' });
    await undo(I, tagged);
    await areEqual(A, I);
  });

  it('comes back with Undo', async () => {
    await tag(A);
    await merge(I, A);
    await tag(I);
    await note(I, 'His.');
    const off = await run(I, { type: 'delete', ids: [X1], onlyMine: true });
    await merge(A, I);
    await undo(I, off);
    await areEqual(A, I);
    expect(await notesAt(A, X1)).toEqual({ A: '', I: 'His.' });
  });

  it('the piece goes when the last tag is taken off, wherever that was', async () => {
    await tag(A);
    await tag(I);
    await areEqual(A, I);
    await run(A, { type: 'delete', ids: [X1], onlyMine: true });
    await run(I, { type: 'delete', ids: [X1], onlyMine: true });
    await areEqual(A, I);
    expect(await notesAt(A, X1)).toBeUndefined();
    expect(await notesAt(I, X1)).toBeUndefined();
  });
});
