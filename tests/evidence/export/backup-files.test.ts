import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Edition } from '../../../evidence/application/edition.ts';
import { type Backup, backupFiles } from '../../../evidence/export/backup-files.ts';
import { archivesOf } from '../../../evidence/export/zip.ts';
import { MAX_FILE_BYTES, MAX_PIECES } from '../../../evidence/files/limits.ts';
import { readTeamFile } from '../../../evidence/import/read-team-file.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import type { Piece } from '../../../evidence/piece/piece.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { canonical } from '../../../evidence/values/same-value.ts';
import { application } from '../../support/applications.ts';
import { openItems } from '../../support/evidence-store.ts';
import { anyFullList } from '../../support/full-pieces.ts';
import { webpFile } from '../../support/picture-files.ts';
import { idOf, piece } from '../../support/pieces.ts';
import { EXPORTED_AT, OPTIONS, wordsOf } from '../../support/words.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const pieces = (count: number, note = 'Why.'): Piece[] =>
  Array.from({ length: count }, (_, n) =>
    piece({ origin: 'me', url: `https://school.example/${n}`, note: `${n} ${note}` }),
  );

function copyOf(digit: number, of: readonly Piece[]): Edition {
  const id = `cccccccc-0000-4000-8000-00000000000${digit}`;
  return { version: 1, id, frozenAt: EXPORTED_AT, application: application(), pieces: [...of] };
}

/** Imports files into an empty list one after the other, through the reader and the writer. */
async function broughtIn(files: readonly Uint8Array[]): Promise<Backup> {
  const { writer, store } = openItems({});
  for (const bytes of files) {
    const file = await readTeamFile({ name: 'x', bytes }, { tableWords: [], now: new Date(EXPORTED_AT) });
    if (!file.ok || file.kind !== 'list') throw new Error(`Import refuses it: ${JSON.stringify(file)}`);
    const { applications = [], editions = [] } = file.applications ?? {};
    const pieces = [...file.pieces.values()];
    expect(await writer.run({ type: 'merge', pieces, applications, editions })).toMatchObject({ ok: true });
  }
  const { pieces: all, applications } = await readList(store);
  return {
    evidence: [...all.values()],
    applications: [...applications.all.values()],
    editions: [...applications.editions.values()].map(({ broughtAt: _, ...copy }) => copy as Edition),
  };
}

/** The same text whatever the order of pieces. */
function saying({ evidence, applications, editions }: Backup) {
  const inOrder = (values: readonly unknown[]) => values.map(canonical).sort();
  return {
    evidence: inOrder(evidence),
    applications: inOrder(applications),
    editions: inOrder(editions.map((copy) => ({ ...copy, pieces: inOrder(copy.pieces) }))),
  };
}

const BACKUP: Backup = {
  evidence: pieces(40),
  applications: [application({ school: 'Our school' })],
  editions: [copyOf(1, pieces(30)), copyOf(2, pieces(3))],
};

describe('the files of a backup', () => {
  it('are one as long as import accepts it, and several from one byte more on', async () => {
    const [whole = '', ...none] = await backupFiles(BACKUP, EXPORTED_AT);
    expect(none).toEqual([]);
    expect(JSON.parse(whole)).not.toHaveProperty('part');
    const maxBytes = bytesOf(whole).length;
    expect(await backupFiles(BACKUP, EXPORTED_AT, { maxBytes })).toEqual([whole]);
    const files = await backupFiles(BACKUP, EXPORTED_AT, { maxBytes: maxBytes - 1 });
    expect(files.length).toBeGreaterThan(1);
    expect(files.map((text) => JSON.parse(text).part)).toEqual(
      files.map((_, index) => ({ number: index + 1, of: files.length })),
    );
    expect(saying(await broughtIn(files.map(bytesOf)))).toEqual(saying(BACKUP));
  });

  it('are read back in any order, however small they have to be', async () => {
    const anySize = fc.integer({ min: 3_000, max: 20_000 });
    const property = fc.asyncProperty(anySize, fc.infiniteStream(fc.nat()), async (maxBytes, order) => {
      const files = await backupFiles(BACKUP, EXPORTED_AT, { maxBytes });
      for (const text of files) expect(bytesOf(text).length).toBeLessThanOrEqual(maxBytes);
      const drawn = files.map((text) => ({ text, at: order.next().value ?? 0 }));
      const shuffled = drawn.sort((a, b) => a.at - b.at).map(({ text }) => bytesOf(text));
      expect(saying(await broughtIn(shuffled))).toEqual(saying(BACKUP));
      // The same file again changes nothing.
      expect(saying(await broughtIn([...shuffled, ...shuffled]))).toEqual(saying(BACKUP));
    });
    await fc.assert(property, { numRuns: 15 });
  });

  it('are read back for any list', async () => {
    const property = fc.asyncProperty(anyFullList, async (evidence) => {
      const files = await backupFiles({ ...BACKUP, evidence }, EXPORTED_AT, { maxBytes: 100_000 });
      const back = await broughtIn(files.map(bytesOf));
      expect(back.evidence.map(idOf).sort()).toEqual(evidence.map(idOf).sort());
    });
    await fc.assert(property, { numRuns: 30 });
  });

  it('are read back if list and editions of applications take 37 MB, more than one file can hold', {
    timeout: 60_000,
  }, async () => {
    const evidence = pieces(1_000, 'x'.repeat(5_250));
    const editions = [1, 2, 3, 4, 5, 6].map((digit) => copyOf(digit, evidence));
    const backup = { evidence, applications: [], editions };
    const files = (await backupFiles(backup, EXPORTED_AT)).map(bytesOf);
    expect(files.length).toBeGreaterThan(1);
    for (const bytes of files) expect(bytes.length).toBeLessThanOrEqual(MAX_FILE_BYTES);
    expect(saying(await broughtIn(files.toReversed()))).toEqual(saying(backup));
  });

  it('are two if there is one piece more than a file may hold', { timeout: 60_000 }, async () => {
    const evidence = pieces(MAX_PIECES + 1, '');
    const files = await backupFiles({ evidence, applications: [], editions: [] }, EXPORTED_AT);
    const counts = files.map((text) => JSON.parse(text).evidence.length);
    expect(counts).toEqual([MAX_PIECES / 2 + 1, MAX_PIECES / 2]);
  });

  it('stop being written when asked', async () => {
    const signal = AbortSignal.abort();
    await expect(backupFiles(BACKUP, EXPORTED_AT, { maxBytes: 3_000, signal })).rejects.toThrow('aborted');
  });
});

describe('archives', () => {
  const list = pieces(12);
  // Content that does not shrink, like any picture.
  let state = 1;
  const noise = Uint8Array.from({ length: 20_000 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
  const bytes = Uint8Array.from([...webpFile(40, 30), ...noise]);
  new DataView(bytes.buffer).setUint32(4, bytes.length - 8, true);
  const dataUrl = `data:image/webp;base64,${btoa(String.fromCharCode(...bytes))}`;
  const taken = { width: 40, height: 30, takenAt: EXPORTED_AT, dataUrl };
  const { applications, editions } = BACKUP;
  const options = {
    ...OPTIONS,
    applications: { applications, editions },
    pictures: new Map(list.map(({ url }) => [url, taken])),
  };

  it('are as many as import accepts, each with the pictures of its pages', async () => {
    const words = await wordsOf('en');
    const [whole, ...none] = await archivesOf(arrange(list), words, options);
    expect(none).toEqual([]);
    const files = await archivesOf(arrange(list), words, options, 120_000);
    expect(files.length).toBeGreaterThan(2);
    const backup = { evidence: list, applications, editions };
    for (const archives of [[whole ?? new Uint8Array()], files, files.toReversed()]) {
      expect(saying(await broughtIn(archives))).toEqual(saying(backup));
    }
    const pages: string[] = [];
    for (const archive of files) {
      expect(archive.length).toBeLessThanOrEqual(120_000);
      const read = await readTeamFile({ name: 'x', bytes: archive }, { tableWords: [], now: new Date() });
      if (!read.ok || read.kind !== 'list') throw new Error('Import refuses it');
      expect(read.picturesLeftOut).toBe(0);
      pages.push(...read.pictures.map(({ page }) => page));
    }
    expect(pages.sort()).toEqual(list.map(({ url }) => url).sort());
  });
});
