import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docx } from '../../../evidence/export/docx.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import { MISSION_DOMAINS } from '../../../evidence/mission-domain.ts';
import { fullPiece } from '../../support/full-pieces.ts';
import { piece } from '../../support/pieces.ts';
import { all, parseXml } from '../../support/word-file.ts';
import { OPTIONS, rightToLeftWords, wordsOf } from '../../support/words.ts';

/**
 * LibreOffice is not installed for the tests (some 300 MB). If it is there already, it has to find in the report
 * everything that we put into it.
 */
const isThere = spawnSync('lowriter', ['--version']).status === 0;

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mission-evidence-word-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** @returns the report as LibreOffice understands it (OpenDocument 1.3, flat) */
async function opened(...[list, words, options]: Parameters<typeof docx.write>) {
  const path = join(folder, 'report.docx');
  await writeFile(path, (await docx.write(list, words, options)) as Uint8Array);
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`;
  const { status, stderr } = spawnSync(
    'lowriter',
    [profile, '--headless', '--convert-to', 'fodt', '--outdir', folder, path],
    { encoding: 'utf8' },
  );
  expect(status, stderr).toBe(0);
  return parseXml(await readFile(join(folder, 'report.fodt'), 'utf8'));
}

describe.skipIf(!isThere)('LibreOffice', { timeout: 120_000 }, () => {
  it('finds heads, links, the head of the table, the language and the title', async () => {
    const words = await wordsOf('pl');
    const one = fullPiece({ title: 'Woda w naszych miastach' });
    const document = await opened(arrange([one, piece({ domain: 'model-school' })]), words, OPTIONS);
    const heads = all(document, 'text:h').map((head) => [
      head.getAttribute('text:outline-level'),
      head.textContent,
    ]);
    expect(heads.filter(([level]) => level === '1').map(([, text]) => text)).toEqual([
      ...MISSION_DOMAINS.map((domain, index) => `${index + 1}. ${words.domainTitles[domain].text}`),
      words.report.approval,
    ]);
    expect(heads.filter(([level]) => level === '3').map(([, text]) => text)).toEqual([
      'Woda w naszych miastach (planowane)',
      piece().title,
    ]);
    const links = all(document, 'text:a').map((link) => link.getAttribute('xlink:href'));
    expect(links).toHaveLength(4);
    expect(links[0]).toBe(one.url);
    expect(links[1]).toMatch(/^https:\/\/school\.example\/projects\/water#:~:text=/);
    expect(all(document, 'table:table-header-rows')).toHaveLength(1);
    expect(all(document, 'dc:title')[0]?.textContent).toBe(words.documentTitle);
    const standard = all(document, 'style:default-style').flatMap((style) =>
      all(style, 'style:text-properties'),
    );
    expect(standard.map((look) => look.getAttribute('fo:language'))).toContain('pl');
  });

  it('turns a report round that is written from right to left', async () => {
    const document = await opened(arrange([fullPiece({ title: 'ماء' })]), await rightToLeftWords(), OPTIONS);
    const modes = all(document, 'style:paragraph-properties').map((look) =>
      look.getAttribute('style:writing-mode'),
    );
    expect(modes.filter((mode) => mode === 'rl-tb').length).toBeGreaterThan(5);
    expect(all(document, 'table:table-header-rows')).toHaveLength(1);
  });
});
