import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv } from '../../../evidence/export/csv.ts';
import { xlsx } from '../../../evidence/export/xlsx.ts';
import { readTeamFile } from '../../../evidence/import/read-team-file.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import { planMerge } from '../../../evidence/merge/merge-plan.ts';
import { piecesToMerge } from '../../../evidence/merge/table-pieces.ts';
import { LANGUAGES } from '../../../locales/index.ts';
import { fullPiece, offlinePiece } from '../../support/full-pieces.ts';
import { byId } from '../../support/pieces.ts';
import { OPTIONS, wordsOf } from '../../support/words.ts';

const hasLibreOffice = spawnSync('localc', ['--version']).status === 0;

const LIST = [
  fullPiece({
    origin: 'ana',
    title: '=1+1; "so", twice',
    note: '- a\n- b,=1',
    labels: ['a; b', 'c'],
    contributions: [{ origin: 'ion', by: 'Ion', note: 'Łódź, õ.', taggedAt: '2026-03-02T09:00:00.000Z' }],
  }),
  offlinePiece({ origin: 'ana', domain: 'model-school' }),
];

/** LibreOffice's names for each way of saving; the numbers are its filter options for CSV. */
const WAYS = [
  ['csv', 'xlsx', 'xlsx:Calc MS Excel 2007 XML', 'CSV:59,34,76'],
  ['csv', 'csv', 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true', 'CSV:59,34,76'],
  ['xlsx', 'xlsx', 'xlsx:Calc MS Excel 2007 XML', undefined],
  ['xlsx', 'csv', 'csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true', undefined],
  ['xlsx', 'csv', 'csv:Text - txt - csv (StarCalc):9,34,COUNTRY,1,,0,false,true', undefined],
] as const;

/** LibreOffice's name for the code page of Windows in the countries of each language. */
const CODE_PAGES: Readonly<Record<string, string>> = { en: '1', it: '1', pl: '33', ro: '33', et: '39' };

// Only if LibreOffice is there: it is too large to be installed for one test.
describe.skipIf(!hasLibreOffice)('a table in any language', { timeout: 240_000 }, () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tables-'));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  /** Opens files and saves them again, all in one go: to start takes LibreOffice longer than the rest. */
  function saveAgain(
    files: readonly string[],
    filter: string,
    input: string | undefined,
    into: string,
  ): void {
    const { status, stderr } = spawnSync(
      'localc',
      [
        `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`,
        '--headless',
        ...(input ? [`--infilter=${input}`] : []),
        '--convert-to',
        filter,
        '--outdir',
        into,
        ...files,
      ],
      { env: { ...process.env, LC_ALL: 'C.UTF-8' }, encoding: 'utf8' },
    );
    expect(status, stderr).toBe(0);
  }

  it.each(WAYS)(
    'brings nothing new when LibreOffice opened it as %s and saved it as %s (%s)',
    async (...way) => {
      const [from, to, filter, input] = way;
      const place = mkdtempSync(join(folder, 'way-'));
      const byFilter = Map.groupBy(LANGUAGES, (language) =>
        filter.replace('COUNTRY', CODE_PAGES[language] ?? '76'),
      );
      for (const [exact, languages] of byFilter) {
        const sources: string[] = [];
        for (const language of languages) {
          const source = join(place, `${language}.${from}`);
          const made = await (from === 'csv' ? csv : xlsx).write(
            arrange(LIST),
            await wordsOf(language),
            OPTIONS,
          );
          writeFileSync(source, made as string | Uint8Array);
          sources.push(source);
        }
        saveAgain(sources, exact, input, join(place, 'saved'));
      }
      for (const language of LANGUAGES) {
        const name = `${language}.${to}`;
        const bytes = new Uint8Array(readFileSync(join(place, 'saved', name)));
        const file = await readTeamFile(
          { name, bytes },
          { tableWords: [await wordsOf(language)], now: new Date('2026-11-22T10:00:00Z') },
        );
        if (!file.ok || file.kind !== 'list') throw new Error(`${name}: ${JSON.stringify(file)}`);
        expect(file.table, name).toMatchObject({ unread: [], unknownColumns: [] });
        const plan = planMerge(byId(LIST), [piecesToMerge(byId(LIST), file.pieces)]);
        expect(plan, name).toMatchObject({ fresh: [], differing: [], removed: [] });
      }
    },
  );
});
