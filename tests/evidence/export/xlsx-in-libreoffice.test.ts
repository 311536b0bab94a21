import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { xlsx } from '../../../evidence/export/xlsx.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import { fullPiece, offlinePiece } from '../../support/full-pieces.ts';
import { piece } from '../../support/pieces.ts';
import { OPTIONS, wordsOf } from '../../support/words.ts';

const hasLibreOffice = spawnSync('localc', ['--version']).status === 0;

/** All sheets, with cells as they are displayed, in UTF-8 with semicolons (LibreOffice, CSV filter options). */
const AS_SHOWN = 'csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,false,true,false,false,-1';

// Only if LibreOffice is there: it is too large to be installed for one test.
it.skipIf(!hasLibreOffice)(
  'opens in LibreOffice with its dates, its hostile text and its overview',
  async () => {
    const words = await wordsOf('pl');
    const hostile = piece({
      title: '=1+1',
      note: '#N/A',
      domain: 'model-school',
      url: 'https://a.example/|',
    });
    const list = arrange([fullPiece(), offlinePiece({ domain: 'student-agency' }), hostile]);
    const folder = mkdtempSync(join(tmpdir(), 'workbook-'));
    try {
      writeFileSync(join(folder, 'list.xlsx'), (await xlsx.write(list, words, OPTIONS)) as Uint8Array);
      const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`;
      const { status } = spawnSync(
        'localc',
        [profile, '--headless', '--convert-to', AS_SHOWN, '--outdir', folder, join(folder, 'list.xlsx')],
        // A file is named after each sheet, in whatever characters the environment allows.
        { env: { ...process.env, LC_ALL: 'C.UTF-8' } },
      );
      expect(status).toBe(0);
      const read = (sheet: string): string[][] =>
        parse(readFileSync(join(folder, `list-${sheet}.csv`), 'utf8'), { delimiter: ';' });
      const [head, full, offline, odd] = read(words.sheets.evidence);
      expect(head).toEqual(Object.values(words.columns));
      expect(full?.slice(6, 8)).toEqual(['14.02.2026', '01.03.2026']);
      expect(offline?.[3]).toBe('Gdzie się znajduje: the school office, folder 3');
      expect(odd?.slice(2, 5)).toEqual(['=1+1', 'https://a.example/|', '#N/A']);
      expect(read(words.sheets.coverage).map((row) => row[2])).toEqual([
        words.sheets.pieces,
        '0',
        '1',
        '1',
        '1',
        '0',
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  120_000,
);
