import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { arrange } from '../../../evidence/arrange.ts';
import { csv } from '../../../evidence/export/csv.ts';
import { xlsx } from '../../../evidence/export/xlsx.ts';
import { readTeamFile } from '../../../evidence/import/read-team-file.ts';
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

/** What LibreOffice calls each way of saving; the numbers are its filter options for CSV. */
const WAYS = [
  ['csv', 'xlsx', 'xlsx:Calc MS Excel 2007 XML', 'CSV:59,34,76'],
  ['csv', 'csv', 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true', 'CSV:59,34,76'],
  ['xlsx', 'xlsx', 'xlsx:Calc MS Excel 2007 XML', undefined],
  ['xlsx', 'csv', 'csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true', undefined],
  ['xlsx', 'csv', 'csv:Text - txt - csv (StarCalc):9,34,COUNTRY,1,,0,false,true', undefined],
] as const;

/** What LibreOffice calls the code page of Windows in the countries of each language. */
const CODE_PAGES: Readonly<Record<string, string>> = { en: '1', it: '1', pl: '33', ro: '33', et: '39' };

// Only where LibreOffice is there: it is too large to be installed for one test.
it.skipIf(!hasLibreOffice).each(LANGUAGES)(
  'a table in “%s” that LibreOffice opened and saved again says nothing new',
  async (language) => {
    const words = await wordsOf(language);
    const folder = mkdtempSync(join(tmpdir(), 'tables-'));
    try {
      for (const [from, to, filter, input] of WAYS) {
        const source = join(folder, `list.${from}`);
        const made = await (from === 'csv' ? csv : xlsx).write(arrange(LIST), words, OPTIONS);
        writeFileSync(source, made as string | Uint8Array);
        const saved = join(folder, 'saved');
        const { status, stderr } = spawnSync(
          'localc',
          [
            `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`,
            '--headless',
            ...(input ? [`--infilter=${input}`] : []),
            '--convert-to',
            filter.replace('COUNTRY', CODE_PAGES[language] ?? '76'),
            '--outdir',
            saved,
            source,
          ],
          { env: { ...process.env, LC_ALL: 'C.UTF-8' }, encoding: 'utf8' },
        );
        expect(status, stderr).toBe(0);
        const bytes = new Uint8Array(readFileSync(join(saved, `list.${to}`)));
        const file = await readTeamFile(
          { name: `list.${to}`, bytes },
          { tableWords: [words], now: new Date('2026-11-22T10:00:00Z') },
        );
        if (!file.ok || file.kind !== 'list') throw new Error(`${filter}: ${JSON.stringify(file)}`);
        expect(file.table, filter).toMatchObject({ unread: [], unknownColumns: [] });
        const plan = planMerge(byId(LIST), [piecesToMerge(byId(LIST), file.pieces)]);
        expect(plan, filter).toMatchObject({ fresh: [], differing: [], removed: [] });
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  240_000,
);
