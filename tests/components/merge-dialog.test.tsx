import { afterEach, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { EvidencePage } from '../../components/evidence-page/EvidencePage.tsx';
import { MergeDialog } from '../../components/merge/MergeDialog.tsx';
import type { Application } from '../../evidence/application/application.ts';
import { csv } from '../../evidence/export/csv.ts';
import { xlsx } from '../../evidence/export/xlsx.ts';
import { zip } from '../../evidence/export/zip.ts';
import { arrange } from '../../evidence/list/arrange.ts';
import { daysLeft } from '../../evidence/list/bin.ts';
import { pageKey } from '../../evidence/page/page-address.ts';
import { move } from '../../evidence/piece/move.ts';
import { isLive, isTrace, type Piece } from '../../evidence/piece/piece.ts';
import { deletePiece } from '../../evidence/piece/tagging.ts';
import { writeNote } from '../../evidence/piece/write-note.ts';
import { readList } from '../../evidence/storage/evidence-list.ts';
import { createStore } from '../../evidence/storage/store.ts';
import { hash } from '../../evidence/values/hash.ts';
import { loadWords } from '../../locales/index.ts';
import { APPLICATION_ID, application } from '../support/applications.ts';
import { itemsOf } from '../support/evidence-store.ts';
import { fullPiece, offlinePiece, quote } from '../support/full-pieces.ts';
import { memoryArea } from '../support/memory-area.ts';
import {
  backup,
  button,
  checkLooks,
  choose,
  open,
  option,
  pieceOf,
  rendered,
  timesClosed,
} from '../support/merge-dialog.tsx';
import { webpFile } from '../support/picture-files.ts';
import { deletion, idOf, noteIn, picture, piece } from '../support/pieces.ts';
import { clear, find, show, text, until, untilText } from '../support/show.tsx';
import { OPTIONS, wordsOf } from '../support/words.ts';

afterEach(clear);

const T2 = '2026-05-02T00:00:00.000Z';
const ANA = { origin: 'ana', taggedBy: 'Ana', taggedAt: T2, updatedAt: T2 };
const ME = { origin: 'me', name: 'Maria' };
const ME_FIRST = { origin: 'me', taggedBy: 'Maria' };
const mine = fullPiece(ME_FIRST);
/** So many that a few changes are not much of the list. */
const rest = Array.from({ length: 20 }, (_, n) =>
  piece({ origin: 'me', url: `https://school.example/rest/${n}` }),
);

it('the merge dialog lists the contents of each file, and a bad file does not stop the others', async () => {
  await open([mine, ...rest]);
  await checkLooks();
  await choose(
    backup('ana.json', [piece({ ...ANA, url: 'https://school.example/new' })]),
    new File(['{'], 'cut off.json'),
  );
  await untilText('1 new piece will be added');
  expect(text()).toContain('Backup · 1 piece of evidence · from Ana');
  expect(text()).toContain('not a complete JSON file');
  await checkLooks();
  button('Leave out “cut off.json”').click();
  await until('the file to be gone', () => !text().includes('cut off.json'));
  await untilText('1 new piece will be added');
  expect(document.activeElement).toBe(button('Choose files'));
});

it('the merge dialog shows differences field by field, uses the chosen side, leaves names, and is undone', async () => {
  const theirs = {
    ...fullPiece({ ...ANA, title: 'Water, by Ana', note: 'Ana’s note.', labels: ['Air'] }),
    quotes: [quote('Another passage.')],
    changedAt: { title: T2 },
  };
  const area = await open([mine, ...rest]);
  const before = await pieceOf(area, mine);
  await choose(backup('ana.json', [theirs]));
  await untilText('1 piece is in your list but is different there');
  expect(option('Title', 'The files').checked).toBe(true);
  expect(option('Why it is evidence', 'Both').checked).toBe(true);
  expect(option('Quotes', 'Both').checked).toBe(true);
  expect(text()).toContain('Ana: Ana’s note.');
  expect(text()).toContain('left out for good');
  await checkLooks();
  option('Title', 'Your list').click();
  await rendered();
  button('Import').click();
  await untilText('Done. New: 0. Changed: 1. Deleted: 0.');
  expect(document.activeElement).toBe(document.querySelector('dialog [role=status]'));
  expect(await pieceOf(area, mine)).toMatchObject({
    title: mine.title,
    contributions: [
      { origin: 'me', by: 'Maria', note: noteIn(mine) },
      { origin: 'ana', by: 'Ana', note: 'Ana’s note.' },
    ],
    labels: expect.arrayContaining(['Water', 'Erasmus+', 'Air']),
  });
  await checkLooks();
  button('Undo').click();
  await untilText('Undone. Your list is as it was');
  expect(await pieceOf(area, mine)).toEqual(before);
});

it('the merge dialog is not stopped by a piece of a newer version here, and leaves that as it is', async () => {
  const newer = { ...mine, version: 99 };
  const area = await open([newer, ...rest]);
  const theirs = fullPiece({ ...ANA, title: 'Other' });
  await choose(backup('ana.json', [theirs, piece({ ...ANA, url: 'https://school.example/new' })]));
  await untilText('1 new piece will be added');
  button('Import').click();
  await untilText('Done. New: 1. Changed: 0. Deleted: 0.');
  expect(await pieceOf(area, mine)).toEqual(newer);
});

it('the merge dialog does not report that it was closed if the view removed it', async () => {
  await open([mine]);
  const dialog = await find<HTMLDialogElement>('dialog[open]');
  const late = new Promise((resolve) => dialog.addEventListener('close', () => setTimeout(resolve)));
  clear();
  await late;
  expect(timesClosed()).toBe(0);
});

it('the merge dialog has nothing to do the second time', async () => {
  const area = await open([mine, ...rest]);
  const file = backup('ana.json', [piece({ ...ANA, url: 'https://school.example/new' })]);
  await choose(file);
  await untilText('1 new piece');
  button('Import').click();
  await untilText('Done. New: 1.');
  const list = await readList(createStore(area));
  show(<MergeDialog list={list} dropped={[file]} isDragging onClose={() => {}} />, { area });
  await untilText('There is nothing to do.');
  expect([...document.querySelectorAll('button')].map((one) => one.innerText)).not.toContain('Import');
});

it('the merge dialog says which file of a backup of several files it is', async () => {
  await open(rest);
  const file = { format: 'mission-evidence', version: 1, part: { number: 2, of: 3 }, evidence: [mine] };
  await choose(new File([JSON.stringify(file)], 'backup-2-of-3.json'));
  await untilText('This is file 2 of 3; import the others as well, now or later.');
  await untilText('1 new piece will be added');
});

it('the merge dialog says so if files can’t be compared, instead of comparing for ever', async () => {
  const area = memoryArea({ settings: { version: 1, language: 'en' }, ...itemsOf([mine, ...rest]) });
  const list = await readList(createStore(area));
  class Broken extends Map<string, Piece> {
    override get(): never {
      throw new Error('This list cannot be compared');
    }
  }
  const broken = { ...list, pieces: new Broken(list.pieces) };
  show(<MergeDialog list={broken} dropped={[]} isDragging={false} onClose={() => {}} />, { area });
  await choose(backup('ana.json', [mine]));
  await untilText('These files could not be compared with your list. Your list is unchanged.');
  expect(text()).not.toContain('Comparing');
  await checkLooks();
  button('Leave out “ana.json”').click();
  await until('the sentence to be gone', () => !text().includes('could not be compared'));
});

it('the merge dialog stops and asks if much would change, but not about pieces that stay', async () => {
  const list = rest.slice(0, 4);
  const [gone] = list as [Piece];
  const area = await open(list);
  await choose(backup('ana.json', [deletion({ url: gone.url, deletedAt: T2 })]));
  await untilText('1 of 4 pieces (25%)');
  expect(button('Import').disabled).toBe(true);
  await checkLooks();
  const [keep, consent] = document.querySelectorAll<HTMLInputElement>('input[type=checkbox]');
  consent?.click();
  await until('the button', () => !button('Import').disabled);
  keep?.click();
  await until('no more question', () => !text().includes('25%'));
  button('Import').click();
  await untilText('Done. New: 0. Changed: 0. Deleted: 0.');
  expect(await pieceOf(area, gone)).not.toHaveProperty('deletedAt');
});

const FAR = '2099-01-01T00:00:00.000Z';

it('the merge dialog says whose clock is wrong, and asks before such a file replaces or deletes anything', async () => {
  const [gone, changed] = rest;
  if (!gone || !changed) throw new Error('There is no list');
  const area = await open(rest);
  await choose(
    backup('ion.json', [
      deletePiece(gone, FAR, 'ion'),
      { ...changed, title: 'Another', updatedAt: FAR, changedAt: { title: FAR } },
      piece({
        origin: 'ion',
        taggedBy: 'Ion',
        url: 'https://school.example/new',
        taggedAt: FAR,
        updatedAt: FAR,
      }),
    ]),
  );
  await untilText('The clock of Ion is wrong: it says 1 January 2099.');
  await untilText('1 piece is deleted in a file with a wrong clock; it stays in your list');
  expect(text()).not.toContain('will be deleted in your list, too');
  expect(text()).toContain('so nothing in your list is replaced unless you choose it');
  expect(option('Title', 'Your list').checked).toBe(true);
  const keep = await find<HTMLInputElement>('input[type=checkbox]');
  expect(keep.checked).toBe(true);
  await checkLooks();
  button('Delete all').click();
  await until('the choice to delete', () => !keep.checked);
  button('Keep all').click();
  await until('the choice to keep', () => keep.checked);
  button('Import').click();
  await untilText('Done. New: 1. Changed: 0. Deleted: 0.');
  expect(await pieceOf(area, gone)).not.toHaveProperty('deletedAt');
  expect(await pieceOf(area, changed)).toMatchObject({ title: changed.title });
});

it('a file with a wrong clock deletes what it names if that is chosen', async () => {
  const [gone] = rest;
  if (!gone) throw new Error('There is no list');
  const area = await open(rest);
  await choose(backup('ion.json', [deletePiece(gone, FAR, 'ion')]));
  await untilText('The computer that this file comes from has a wrong clock');
  const keep = await find<HTMLInputElement>('input[type=checkbox]');
  keep.click();
  await until('the choice', () => !keep.checked);
  button('Import').click();
  await untilText('Done. New: 0. Changed: 0. Deleted: 1.');
  const deletedAt = (await pieceOf(area, gone))?.deletedAt ?? '';
  expect(deletedAt > T2 && deletedAt < FAR).toBe(true);
});

it('one’s own note stays if a file has another, the dialog says so, and the other replaces it if chosen', async () => {
  const other = writeNote(mine, 'Words in my mouth.', T2, ME);
  const area = await open([mine, ...rest]);
  await choose(backup('mine.json', [other]));
  await untilText('Your own note is different in this file.');
  expect(option('Why it is evidence', 'Your list').checked).toBe(true);
  expect(text()).toContain('Maria: Words in my mouth.');
  await checkLooks();
  button('Import').click();
  await untilText('Done. New: 0. Changed: 0. Deleted: 0.');
  expect(noteIn(await pieceOf(area, mine))).toBe(noteIn(mine));

  const again = await open([mine, ...rest]);
  await choose(backup('mine.json', [other]));
  await untilText('Your own note is different in this file.');
  option('Why it is evidence', 'The files').click();
  await rendered();
  button('Import').click();
  await untilText('Done. New: 0. Changed: 1. Deleted: 0.');
  expect(noteIn(await pieceOf(again, mine))).toBe('Words in my mouth.');
});

it('the merge dialog chooses for all at once, and asks before choices are lost', async () => {
  await open([mine, ...rest]);
  await choose(backup('ana.json', [fullPiece({ ...ANA, title: 'Other', note: 'Other.' })]));
  await untilText('different there');
  button('Close').click();
  await until('closing at once', () => timesClosed() === 1);
  await open([mine, ...rest]);
  await choose(backup('ana.json', [fullPiece({ ...ANA, title: 'Other', note: 'Other.' })]));
  await untilText('different there');
  button('The files everywhere').click();
  await until('the choice', () => option('Why it is evidence', 'The files').checked);
  button('Close').click();
  await untilText('You made choices that would be lost');
  await until('the focus', () => document.activeElement === button('Go on choosing'));
  await checkLooks();
  button('Go on choosing').click();
  await until('the focus back', () => document.activeElement === button('Choose files'));
  button('As suggested').click();
  await until('the suggestion', () => option('Why it is evidence', 'Both').checked);
  expect(document.querySelector('dialog[open]')).not.toBeNull();
});

it('an archive adds pictures to pages that have none, after their pixels', async () => {
  const theirs = piece({ ...ANA, url: 'https://school.example/new' });
  const bytes = webpFile(40, 30);
  const dataUrl = `data:image/webp;base64,${btoa(String.fromCharCode(...bytes))}`;
  const taken = { width: 40, height: 30, takenAt: T2, dataUrl };
  const content = await zip.write(arrange([theirs, mine]), await wordsOf('en'), {
    ...OPTIONS,
    pictures: new Map([
      [pageKey(theirs.url), taken],
      [pageKey(mine.url), taken],
    ]),
  });
  const own = picture(1, { showsPupils: true });
  const area = memoryArea({
    settings: { version: 1, language: 'en', origin: 'me' },
    ...itemsOf([mine, ...rest]),
    [`picture:${pageKey(mine.url)}`]: own,
  });
  const kept = new Map<string, Blob>();
  const list = await readList(createStore(area));
  show(
    <MergeDialog
      list={list}
      dropped={[new File([content as Uint8Array<ArrayBuffer>], 'ana.zip')]}
      isDragging={false}
      onClose={() => {}}
    />,
    {
      area,
      services: {
        pictures: {
          async put(id, blob) {
            expect((await readList(createStore(area))).pictures.size).toBe(1);
            kept.set(id, blob);
          },
          get: async (id) => kept.get(id),
        },
      },
    },
  );
  await untilText('1 picture will be added');
  button('Import').click();
  await untilText('Done. New: 1.');
  const { pictures } = await readList(createStore(area));
  expect(pictures.get(pageKey(mine.url))).toEqual(own);
  const brought = pictures.get(pageKey(theirs.url));
  expect(brought).toMatchObject({ width: 40, height: 30, bytes: bytes.length, showsPupils: false });
  expect(kept.get(brought?.id ?? '')?.size).toBe(bytes.length);
});

it('the merge dialog asks which folder of bookmarks belongs to which domain, and makes them evidence of whoever imports them', async () => {
  const html = `<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p><DT><H3>Shared leadership</H3><DL><p>
    <DT><A HREF="https://school.example/team">Team</A></DL><p><DT><H3>Recipes</H3><DL><p>
    <DT><A HREF="https://food.example/soup">Soup</A></DL><p></DL><p>`;
  const area = await open(rest);
  await choose(new File([html], 'bookmarks.html'));
  await untilText('Which folder goes under which domain?');
  await untilText('Recipes');
  const selects = document.querySelectorAll('select');
  const [first, second] = selects;
  if (!first || !second) throw new Error(`There are ${selects.length} folders`);
  expect(second.value).toBe('');
  await checkLooks();
  first.value = 'collaboration';
  first.dispatchEvent(new Event('change', { bubbles: true }));
  await untilText('1 new piece will be added');
  button('Import').click();
  await untilText('Done. New: 1.');
  const merged = await pieceOf(area, piece({ url: 'https://school.example/team' }));
  expect(merged).toMatchObject({ title: 'Team' });
  expect(merged?.contributions).toEqual([{ origin: 'me', by: 'Maria' }]);
});

/** A bookmarks file with a page in each of so many folders; every tenth is about water. */
function manyFolders(count: number): File {
  const folders = Array.from({ length: count }, (_, n) => {
    const name = n % 10 === 0 ? `Water ${n}` : `Air ${n}`;
    return `<DT><H3>${name}</H3><DL><DT><A HREF="https://school.example/page/${n}">Page ${n}</A></DL>`;
  });
  return new File([`<!DOCTYPE NETSCAPE-Bookmark-file-1><DL>${folders.join('')}</DL>`], 'many.html');
}

function fill(input: HTMLInputElement | HTMLSelectElement, value: string): void {
  input.value = value;
  input.dispatchEvent(new Event(input instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
}

/** The control of a label that begins with these words. */
function labelled<Control extends HTMLElement>(words: string): Control {
  const label = [...document.querySelectorAll('label')].find((one) => one.innerText.startsWith(words));
  if (!label?.control) throw new Error(`There is no field “${words}”; there is: ${text()}`);
  return label.control as Control;
}

it('the merge dialog offers every one of a thousand folders: step by step, by name, and all found at once', async () => {
  const area = await open(rest);
  await choose(manyFolders(1_050));
  await untilText('50 of 1,050 shown · 0 folders go under a domain');
  await checkLooks();
  button('Show more (1,000)').click();
  await untilText('100 of 1,050 shown');

  fill(labelled<HTMLInputElement>('Find a folder by its name'), 'air 1049');
  await untilText('1 of 1,050 shown');
  fill(labelled<HTMLSelectElement>('Air 1049'), 'collaboration');
  await untilText('1 folder goes under a domain');

  fill(labelled<HTMLInputElement>('Find a folder by its name'), 'WATER');
  await untilText('50 of 1,050 shown');
  fill(labelled<HTMLSelectElement>('All 105 folders found go under'), 'model-school');
  await rendered();
  button('Use for the folders found').click();
  await untilText('106 folders go under a domain');
  await untilText('106 new pieces will be added');
  button('Import').click();
  await untilText('Done. New: 106.');
  const { pieces } = await readList(createStore(area));
  expect([...pieces.keys()]).toContain('collaboration:https://school.example/page/1049');
  expect([...pieces.keys()]).toContain('model-school:https://school.example/page/1040');
});

it('the focus stays among the folders when the last of them are shown', async () => {
  await open(rest);
  await choose(manyFolders(70));
  await untilText('50 of 70 shown');
  const more = button('Show more (20)');
  more.focus();
  more.click();
  await untilText('70 of 70 shown');
  expect(document.activeElement?.tagName).toBe('UL');
  expect(document.activeElement?.children).toHaveLength(70);
});

it('the merge dialog names each page whose bookmarks say more than fits, and the shortened fields', async () => {
  const tags = Array.from({ length: 21 }, (_, n) => `tag ${n}`).join();
  const html = `<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><H3>Projects</H3><DL>
    <DT><A HREF="https://school.example/long" TAGS="${tags}">Long page</A><DD>${'n'.repeat(20_001)}
    <DT><A HREF="https://school.example/short">Short page</A></DL></DL>`;
  await open(rest);
  await choose(new File([html], 'bookmarks.html'));
  await untilText('Projects');
  fill(labelled<HTMLSelectElement>('Projects'), 'collaboration');
  await untilText('The bookmarks of 1 page say more than fits: a title has at most 1,000 characters');
  expect(text()).toContain('Long page (Why it is evidence, Labels)');
  expect(text()).not.toContain('Short page (');
  await checkLooks();
});

it('the merge dialog accepts a table of ours, in any language of ours', async () => {
  await open(rest);
  const table = "\uFEFFNr;Adres;Tytuł;Kto oznaczył\r\n2;https://school.example/csv;'=1+1;Ewa\r\n";
  await choose(new File([table], 'lista.csv'));
  await untilText('Table · 1 piece of evidence · from Ewa');
  await untilText('1 new piece will be added');
});

it.each([
  ['ro', 'Gdzie', 'Fișierele'],
  ['pl', '', 'Pliki'],
  ['it', '', 'I file'],
  ['et', '', 'Failid'],
])(
  'a difference in an untitled piece without a web page is shown in %s, without its internal address',
  async (language, _, files) => {
    await open([offlinePiece({ title: '', origin: 'me' }), ...rest], language);
    await choose(backup('a.json', [offlinePiece({ ...ANA, title: '', note: 'Other.', place: 'library' })]));
    await until('the difference', () => document.querySelector('fieldset') !== null);
    expect(text()).toContain(files);
    expect(text()).not.toContain('urn:');
  },
);

it('a merge can be undone from the page later on, until that is dismissed', async () => {
  const area = await open([mine, ...rest]);
  await choose(backup('ana.json', [piece({ ...ANA, url: 'https://school.example/new' })]));
  await untilText('1 new piece');
  button('Import').click();
  await untilText('Done. New: 1.');
  show(<EvidencePage />, { area });
  await untilText('Files were imported today, from Ana.');
  await checkLooks();
  button('Undo').click();
  await untilText('Undone. Your list is as it was');
  expect((await readList(createStore(area))).lastMerge).toBeUndefined();
});

it('every note is shown with its name, and only one’s own can be edited', async () => {
  const both = fullPiece({
    ...ME_FIRST,
    contributions: [{ origin: 'ana', by: 'Ana', note: 'Ana’s note.', taggedAt: T2 }],
  });
  const settings = { version: 1, language: 'en', origin: 'me', name: 'Maria' };
  const area = memoryArea({ settings, ...itemsOf([both]) });
  show(<EvidencePage />, { area });
  await untilText('Ana’s note.');
  expect(text()).toContain('Maria, Ana');
  button(`Edit “${mine.title}”`).click();
  const note = await find<HTMLTextAreaElement>('article textarea');
  expect(note.value).toBe(noteIn(mine));
  expect(text()).toContain('Ana’s note.');
  await checkLooks();
});

it('applications are merged with the list, and undone with it', async () => {
  const area = await open([mine, ...rest]);
  const file = { format: 'mission-evidence', version: 1, evidence: [mine], applications: [application()] };
  await choose(new File([JSON.stringify(file)], 'mine.json'));
  await untilText('1 application, or copy of one, will be added');
  button('Import').click();
  const stored = () => area.items.get(`application:${APPLICATION_ID}`) as Application | null | undefined;
  await until('the application', () => stored() !== undefined);
  expect(stored()).toEqual(application());
  await untilText('Undo');
  button('Undo').click();
  await until('it to be gone', () => stored() === null);
});

it('merged applications can be undone on the page later on, too', async () => {
  const area = await open([mine, ...rest]);
  const file = { format: 'mission-evidence', version: 1, evidence: [mine], applications: [application()] };
  await choose(new File([JSON.stringify(file)], 'mine.json'));
  await untilText('1 application, or copy of one, will be added');
  button('Import').click();
  await untilText('Done. New: 0.');
  show(<EvidencePage />, { area });
  await untilText('Files were imported today');
  button('Undo').click();
  await untilText('Undone. Your list is as it was');
  // Nothing of it is left, so the same file can bring it again.
  expect(area.items.get(`application:${APPLICATION_ID}`)).toBeNull();
});

it.each(['en', 'pl'])(
  'lists the unreadable cells of a table, and merges the rest when somebody agrees: %s',
  async (language) => {
    const words = await wordsOf(language);
    const table = (await csv.write(arrange([mine, ...rest.slice(0, 2)]), words, OPTIONS)) as string;
    const [head = '', first = '', second = '', third = ''] = table.split('\r\n').filter(Boolean);
    const changed = [
      `${head};Tags`,
      first,
      second.replace(rest[0]?.url ?? '', 'school.example'),
      third.replace('2026-03-01', '31.02.2026'),
    ].join('\r\n');
    const area = await open([], language);
    await choose(new File([changed], 'table.csv'));
    await untilText('Tags');
    await untilText('school.example');
    await untilText('31.02.2026');
    const { t } = await loadWords(language);
    await untilText(t('merge.cell.address', { row: 3, head: words.columns.address, said: 'school.example' }));
    const agree = await find<HTMLInputElement>('input[type=checkbox]');
    expect(agree.closest('label')?.innerText).toBe(t('merge.leaveRows', { count: 2 }));
    const run = button(t('import.run'));
    expect(run.disabled).toBe(true);
    await rendered();
    await checkLooks();
    agree.focus();
    await userEvent.keyboard(' ');
    await until('the way to import', () => !button(t('import.run')).disabled);
    button(t('import.run')).click();
    await untilText(t('common.undo'));
    expect((await readList(createStore(area))).pieces.size).toBe(1);
  },
);

it('changed cells of a table are offered, and ignored by default', async () => {
  await open([mine, ...rest]);
  const book = (await xlsx.write(
    arrange([{ ...mine, title: 'Corrected in Excel' }]),
    await wordsOf('ro'),
    OPTIONS,
  )) as Uint8Array<ArrayBuffer>;
  await choose(new File([book], 'list.xlsx'));
  await untilText("A table doesn't say when something was written.");
  expect(option('Title', 'Your list').checked).toBe(true);
  option('Title', 'The files').click();
  await rendered();
  await checkLooks();
});

it('emptied cells of a table are offered, beside a table that agrees with the list', async () => {
  const area = await open([mine, ...rest]);
  const words = await wordsOf('pl');
  const tableOf = async (one: Piece) => (await csv.write(arrange([one]), words, OPTIONS)) as string;
  const [same, emptied] = await Promise.all([
    tableOf(mine),
    tableOf(fullPiece({ ...ME_FIRST, note: '', title: '' })),
  ]);
  await choose(new File([emptied], 'emptied.csv'), new File([same], 'same.csv'));
  await untilText('Your own note is different in this file.');
  expect(option('Why it is evidence', 'Your list').checked).toBe(true);
  expect(option('Title', 'Your list').checked).toBe(true);
  expect(text()).toContain('Maria: no note');
  option('Why it is evidence', 'The files').click();
  await rendered();
  button('Import').click();
  await untilText('Done. New: 0. Changed: 1. Deleted: 0.');
  const merged = await pieceOf(area, mine);
  expect([noteIn(merged), merged?.title]).toEqual(['', mine.title]);
});

it('the merge dialog says in a sentence of its own what is omitted from bookmarks', async () => {
  await open([]);
  const page =
    '<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF="https://school.example/">A</A><DT><A HREF="javascript:0">B</A></DL>';
  await choose(new File([page], 'bookmarks.html'));
  await untilText('1 bookmark leads to no web page and is left out.');
  expect(text()).toMatch(/1 page\n+1 bookmark leads/);
});

it('the merge dialog accepts tables of both kinds', async () => {
  await open([]);
  const { accept } = await find<HTMLInputElement>('input[type=file]');
  expect(accept.split(',')).toEqual(expect.arrayContaining(['.csv', '.xlsx']));
});

it('the sentence about a long unknown head ends with one ellipsis', async () => {
  await open([]);
  const table = (await csv.write(arrange([mine]), await wordsOf('en'), OPTIONS)) as string;
  await choose(new File([table.replace('\r\n', `;${'long'.repeat(30)}\r\n`)], 'table.csv'));
  await untilText('1 column was not recognised and is left out: long');
  expect(text()).toContain('long…');
  expect(text()).not.toContain('….');
});

it('the merge dialog says what stays deleted, and takes back single pieces', async () => {
  const [water, air] = ['water', 'air'].map((name) =>
    piece({ ...ANA, url: `https://school.example/${name}`, title: name }),
  ) as [Piece, Piece];
  const times = Object.fromEntries([water, air].map((one) => [hash(idOf(one)), '2026-06-01T00:00:00.000Z']));
  const area = await open([mine, ...rest], 'en', { gone: { version: 1, pieces: times } });
  await choose(backup('ana.json', [water, air]));
  await untilText('2 pieces that were deleted for good in your list stay deleted');
  expect(text()).not.toContain('new piece');
  expect(text()).not.toContain('is in your list already');
  await checkLooks();
  const box = [...document.querySelectorAll('label')].find((one) => one.innerText.includes('“water”'));
  box?.click();
  await untilText('1 piece that was deleted for good in your list stays deleted');
  button('Import').click();
  await untilText('New: 1.');
  expect(await pieceOf(area, water)).toMatchObject({ title: 'water', url: water.url });
  expect(await pieceOf(area, air)).toBeUndefined();
});

it('the merge dialog moves what a colleague deleted for good to the bin, for all its days', async () => {
  const gone = rest[0] as Piece;
  const area = await open([mine, ...rest]);
  const deletedForGood = [{ id: hash(idOf(gone)), at: '2026-06-01T00:00:00.000Z' }];
  await choose(backup('ana.json', [], { deletedForGood }));
  await untilText('1 piece was deleted by a colleague');
  button('Import').click();
  await untilText('Deleted: 1');
  const binned = await pieceOf(area, gone);
  expect(binned).toMatchObject({ title: gone.title, removals: [{ at: '2026-06-01T00:00:00.000Z' }] });
  expect(binned?.deletedAt && daysLeft(binned.deletedAt, new Date())).toBe(60);
});

/** A piece as Ana moved it an hour ago: what she left behind, and what arrived. */
function movedByAna(one: Piece): Piece[] {
  const at = new Date(Date.now() - 60 * 60 * 1_000).toISOString();
  const { left, arrived } = move(one, undefined, 'model-school', at, 'ana');
  return [left, arrived];
}

it('the merge dialog lists what colleagues moved, and the import moves it with one’s own words, until Undo', async () => {
  const both = [mine, fullPiece({ ...ME_FIRST, title: '', url: 'https://school.example/untitled' })];
  const area = await open([...both, ...rest]);
  await choose(backup('ana.json', both.flatMap(movedByAna)));
  await untilText('2 pieces were moved to other domains by colleagues and move in your list, too');
  const heading = [...document.querySelectorAll('h4')].find((one) => one.innerText === 'Moved by colleagues');
  const section = heading?.closest('section');
  expect(section?.getAttribute('aria-labelledby')).toBe(heading?.id);
  const rows = [...(section?.querySelectorAll('li') ?? [])].map((row) => row.innerText);
  expect(rows).toEqual([
    expect.stringContaining(`“${mine.title}”: from domain 2 to domain 4`),
    expect.stringMatching(/“[^”]+”: from domain 2 to domain 4/),
  ]);
  expect(text()).not.toMatch(/new piece|was deleted|were deleted|different there/);
  await checkLooks();
  button('Import').click();
  await untilText('Done. New:');
  const there = { ...mine, domain: 'model-school' } as const;
  const moved = await pieceOf(area, there);
  expect(moved).toMatchObject({ title: mine.title, quotes: mine.quotes });
  expect(moved?.contributions).toMatchObject([
    { origin: 'me', by: 'Maria', note: noteIn(mine), from: 'collaboration' },
  ]);
  expect(isTrace((await pieceOf(area, mine)) as Piece)).toBe(true);
  await checkLooks();
  button('Undo').click();
  await untilText('Undone. Your list is as it was');
  expect((await pieceOf(area, mine))?.contributions).toEqual(mine.contributions);
  expect(isLive(await pieceOf(area, mine))).toBe(true);
  expect(isLive(await pieceOf(area, there))).toBe(false);
});

it('the merge dialog shows the rest of many moved pieces on demand', async () => {
  const all = Array.from({ length: 30 }, (_, n) =>
    piece({ ...ME_FIRST, title: `Page ${n}`, url: `https://school.example/many/${n}` }),
  );
  await open([...all, ...rest]);
  await choose(backup('ana.json', all.flatMap(movedByAna)));
  await untilText('30 pieces were moved to other domains by colleagues');
  // So many that the import asks first.
  await untilText('30 of 50 pieces (60%)');
  expect(button('Import').disabled).toBe(true);
  const rows = () => (text().match(/from domain 2 to domain 4/g) ?? []).length;
  expect(rows()).toBe(20);
  button('Show more (10)').click();
  await until('all of them', () => rows() === 30);
  await checkLooks();
});
