import { describe, expect, it } from 'vitest';
import { csv } from '../../../evidence/export/csv.ts';
import { readCsv } from '../../../evidence/import/read-csv.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import { applyChoices } from '../../../evidence/merge/apply-choices.ts';
import { planMerge } from '../../../evidence/merge/merge-plan.ts';
import { makingPieces, piecesToMerge } from '../../../evidence/merge/table-pieces.ts';
import { notesOf } from '../../../evidence/piece/contribution.ts';
import type { Piece } from '../../../evidence/piece/piece.ts';
import { unnamedOrigin } from '../../../evidence/piece/table-id.ts';
import { fullPiece, offlinePiece } from '../../support/full-pieces.ts';
import { byId, idOf, noteIn, piece } from '../../support/pieces.ts';
import { OPTIONS, wordsOf } from '../../support/words.ts';

const words = await wordsOf('ro');
const NOW = '2026-11-22T10:00:00.000Z';
const both = fullPiece({
  origin: 'ana',
  taggedBy: 'Ana',
  note: 'Ana’s.',
  contributions: [{ origin: 'me', by: 'Maria', note: 'Mine.', taggedAt: '2026-03-02T08:00:00.000Z' }],
});
const list = [both, piece({ domain: 'model-school', origin: 'me' }), offlinePiece({ origin: 'me' })];

async function rowsOf(pieces: readonly Piece[], edit = (text: string) => text) {
  const text = edit((await csv.write(arrange(pieces), words, { ...OPTIONS, csvSeparator: ';' })) as string);
  const content = await readCsv(new TextEncoder().encode(text), [words], NOW);
  if (!content.ok) throw new Error(content.fault.code);
  return content.pieces;
}

describe('piecesToMerge', () => {
  it('finds nothing new in a table of the list itself', async () => {
    const plan = planMerge(byId(list), [piecesToMerge(byId(list), await rowsOf(list))]);
    expect(plan).toMatchObject({ fresh: [], differing: [], removed: [] });
    expect(plan.pieces.size).toBe(0);
    expect(plan.same).toHaveLength(3);
  });

  it('brings a table in once, with the names in it, and nothing the second time', async () => {
    const rows = await rowsOf(list);
    const first = planMerge(byId([]), [piecesToMerge(byId([]), rows)]);
    expect(first.fresh).toHaveLength(3);
    const second = planMerge(first.pieces, [piecesToMerge(first.pieces, rows)]);
    expect(second.pieces.size).toBe(0);
    expect(second.same).toHaveLength(3);
  });

  it('leaves the list as it is by default if a row is older, and uses the chosen parts of it', async () => {
    const rows = await rowsOf([both], (text) => text.replace(both.title, 'Corrected in the table'));
    const plan = planMerge(byId([both]), [piecesToMerge(byId([both]), rows)]);
    expect(plan.differing.map(({ fields }) => fields)).toEqual([[{ field: 'title', byDefault: 'mine' }]]);
    const chosen = applyChoices(plan, { fields: new Map([[idOf(both), { title: 'theirs' }]]) }, NOW);
    expect(chosen.get(idOf(both))).toMatchObject({
      title: 'Corrected in the table',
      contributions: [{ origin: 'ana' }, { origin: 'me' }],
    });
  });

  it('gives an overwritten note to the same colleague, and a different note to nobody', async () => {
    const anas = piece({ origin: 'ana', taggedBy: 'Ana' });
    const edited = await rowsOf([piece({ ...anas, note: 'Written over.' })]);
    expect(piecesToMerge(byId([anas]), edited).get(idOf(anas))).toMatchObject({
      contributions: [{ origin: 'ana', note: 'Written over.' }],
    });
    const nameless = piece({ note: 'Another.', origin: unnamedOrigin(anas, '') });
    const others = piecesToMerge(byId([anas]), byId([nameless]));
    const plan = planMerge(byId([anas]), [others]);
    const [merged] = [...plan.pieces.values()];
    expect(merged && notesOf(merged).map(({ by, note }) => [by, note])).toEqual(
      expect.arrayContaining([
        ['Ana', noteIn(anas)],
        ['', 'Another.'],
      ]),
    );
  });

  it('yields to the page between the rows of a long table, and gives the same result', () => {
    const long = byId(
      Array.from({ length: 200 }, (_, n) => piece({ url: `https://school.example/${n}`, origin: 'me' })),
    );
    const steps = makingPieces(long, long);
    let stops = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) stops += 1;
    expect(stops).toBeGreaterThanOrEqual(5);
    expect(step.value).toEqual(piecesToMerge(long, long));
  });

  it('makes words without a name those of whoever imports them, and nobody else’s', () => {
    const row = piece({ note: 'Nobody’s.', origin: unnamedOrigin(piece(), '') });
    const named = piece({ note: 'Ana’s.', taggedBy: 'Ana', origin: unnamedOrigin(piece(), 'Ana') });
    const originIn = (one: Piece, own?: string) =>
      piecesToMerge(byId([]), byId([one]), undefined, own).get(idOf(one))?.contributions?.[0]?.origin;
    expect(originIn(row, 'me')).toBe('me');
    expect(originIn(row)).toMatch(/^unnamed-/);
    expect(originIn(named, 'me')).toMatch(/^unnamed-/);
  });
});
