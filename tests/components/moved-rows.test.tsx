import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { csv } from '../../evidence/export/csv.ts';
import { arrange } from '../../evidence/list/arrange.ts';
import { fullPiece } from '../support/full-pieces.ts';
import { button, checkLooks, choose, open, option, pieceOf, rendered } from '../support/merge-dialog.tsx';
import { noteIn, piece } from '../support/pieces.ts';
import { clear, text, untilText } from '../support/show.tsx';
import { OPTIONS, wordsOf } from '../support/words.ts';

afterEach(async () => {
  clear();
  await page.viewport(1_100, 800);
});

const mine = fullPiece({ origin: 'me', taggedBy: 'Maria', url: 'https://school.example/mine' });
/** So many that a few changes are not much of the list. */
const rest = Array.from({ length: 20 }, (_, n) =>
  piece({ origin: 'me', taggedBy: 'Maria', url: `https://school.example/rest/${n}` }),
);
const NEW_ADDRESS = 'https://school.example/mine-corrected';
const moved = { ...mine, domain: 'model-school' } as const;

/** Chooses a table of the first pieces, with its lines as somebody left them. */
async function chooseTable(change: (lines: readonly string[]) => readonly string[]): Promise<void> {
  const words = await wordsOf('pl');
  const table = (await csv.write(arrange([mine, ...rest.slice(0, 2)]), words, OPTIONS)) as string;
  await choose(new File([change(table.split('\r\n')).join('\r\n')], 'table.csv'));
}

/** Changes the line of the first piece. */
const onLine = (edit: (line: string) => string | readonly string[]) => (lines: readonly string[]) =>
  lines.flatMap((line) => (line.includes(mine.url) ? edit(line) : line));

const toDomain4 = (line: string) => line.replace(/^\d/, '4');
const readdressed = (line: string) => line.replace(mine.url, NEW_ADDRESS);

describe('a table with rows that were moved, copied or given another name', () => {
  it('offers another domain as a move of the piece, which stays by default', async () => {
    const area = await open([mine, ...rest]);
    await chooseTable(onLine(toDomain4));
    await untilText('1 piece is in your list but is different there');
    expect(text()).not.toContain('new piece');
    expect(option('Mission domain', 'Your list').checked).toBe(true);
    expect(option('Mission domain', 'The files').closest('label')?.innerText).toContain('4. ');
    option('Mission domain', 'The files').click();
    await rendered();
    await checkLooks();
    button('Import').click();
    await untilText('Done. New: 0. Changed: 1. Deleted: 0.');
    expect(await pieceOf(area, moved)).toMatchObject({
      contributions: [{ origin: 'me', by: 'Maria', note: noteIn(mine), from: 'collaboration' }],
    });
    expect(await pieceOf(area, mine)).toMatchObject({
      contributions: [{ origin: 'me', isMoved: true }],
      removals: [{ to: 'model-school', by: 'me' }],
    });
    button('Undo').click();
    await untilText('Undone. Your list is as it was before the files');
    const back = await pieceOf(area, mine);
    expect(back).not.toHaveProperty('deletedAt');
    expect(noteIn(back)).toBe(noteIn(mine));
    expect((await pieceOf(area, moved))?.deletedAt).toBeDefined();
  });

  it('presents a row with another address as a new piece, or as a change of the piece if that is chosen', async () => {
    const area = await open([mine, ...rest]);
    await chooseTable(onLine(readdressed));
    await untilText('1 new piece will be added');
    await untilText('The address was changed in the table.');
    expect(option('Address', 'Your list').checked).toBe(true);
    option('Address', 'The files').click();
    await rendered();
    await checkLooks();
    button('Import').click();
    await untilText('Done. New: 0. Changed: 1. Deleted: 0.');
    expect(await pieceOf(area, { ...mine, url: NEW_ADDRESS })).toMatchObject({ labels: mine.labels });
    expect(await pieceOf(area, mine)).toHaveProperty('deletedAt');
  });

  it('adds the row with another address beside the piece if nothing is chosen', async () => {
    const area = await open([mine, ...rest]);
    await chooseTable(onLine(readdressed));
    await untilText('The address was changed in the table.');
    button('Import').click();
    await untilText('Done. New: 1. Changed: 0. Deleted: 0.');
    expect(await pieceOf(area, { ...mine, url: NEW_ADDRESS })).toMatchObject({ title: mine.title });
    expect(await pieceOf(area, mine)).not.toHaveProperty('deletedAt');
  });

  it('presents a copied row as a new piece, and offers no change', async () => {
    await open([mine, ...rest]);
    await chooseTable(onLine((line) => [line, readdressed(line)]));
    await untilText('1 of the new pieces is a copied row: another row of the table has the same ID');
    expect(document.querySelector('fieldset')).toBeNull();
    await checkLooks();
  });

  it('reports that a changed name is ignored, and does not claim that all of it is in the list', async () => {
    await open([mine, ...rest]);
    await chooseTable((lines) => lines.map((line) => line.replace('Maria', 'Eva')));
    await untilText(
      "In 3 rows, a name under “Tagged by” was changed. It is not taken over: a table can't change whose evidence it is.",
    );
    await untilText('3 pieces are in your list already and will stay as they are');
    expect(text()).not.toContain('There is nothing to do.');
    await checkLooks();
  });
});

it.each(['en', 'pl'])('the choices about moved rows fit into a narrow window: %s', async (language) => {
  await page.viewport(400, 900);
  await open([mine, ...rest], language);
  await chooseTable((lines) => {
    const [head = '', ...rows] = lines;
    const [first = '', second = '', third = ''] = rows;
    return [
      head,
      toDomain4(first),
      second.replace('Maria', 'Eva'),
      third,
      third.replace('/rest/1', '/rest/copied'),
      '',
    ];
  });
  await untilText(language === 'en' ? 'The files' : 'Pliki');
  await rendered();
  await checkLooks();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(400);
});
