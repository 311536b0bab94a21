import { describe, expect, it } from 'vitest';
import { asHandedOver } from '../../../evidence/application/edition.ts';
import type { Command } from '../../../evidence/commands/index.ts';
import { json } from '../../../evidence/export/json.ts';
import { zip } from '../../../evidence/export/zip.ts';
import { readTeamJson } from '../../../evidence/import/read-json.ts';
import { readTeamFile } from '../../../evidence/import/read-team-file.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { application } from '../../support/applications.ts';
import { openItems } from '../../support/evidence-store.ts';
import { piece } from '../../support/pieces.ts';
import { EXPORTED_AT, OPTIONS, wordsOf } from '../../support/words.ts';

const words = await wordsOf('en');
const one = application({ school: 'Our school', texts: { eSafety: 'Our policy.' } });
const copy = { version: 1, id: 'c0ffee00', frozenAt: EXPORTED_AT, application: one, pieces: [piece()] };

const bytesOf = (value: unknown) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const fileOf = (more: object) => bytesOf({ format: 'mission-evidence', version: 1, evidence: [], ...more });

/** The applications read from a file; none if the file is refused. */
function applicationsOf(bytes: Uint8Array) {
  const file = readTeamJson(bytes);
  return (file.ok && file.applications) || { applications: [], editions: [], unreadable: 0 };
}

describe('the applications of a backup', () => {
  it('are read back as they were', async () => {
    const file = json.write(arrange([piece()]), words, {
      ...OPTIONS,
      applications: { applications: [one], editions: [copy] },
    });
    const bytes = bytesOf(file);
    expect(readTeamJson(bytes).ok).toBe(true);
    const read = applicationsOf(bytes);
    expect(read).toEqual({ applications: [one], editions: [copy], unreadable: 0 });
    const { writer, store, snapshots } = openItems({});
    const { applications, editions } = read;
    const command = { type: 'merge', pieces: [], applications, editions } satisfies Command;
    expect(await writer.run(command)).toMatchObject({ ok: true });
    await writer.run(command);
    const stored = (await readList(store)).applications;
    expect([...stored.all.values()]).toEqual([one]);
    expect([...stored.editions.values()].map(asHandedOver)).toEqual([copy]);
    expect((await snapshots.list()).map(({ reason }) => reason)).toContain('before-merge');
  });

  it.each([
    ['a file that is not ours', bytesOf({ applications: [one] })],
    ['no JSON', bytesOf('{')],
    ['no text', new Uint8Array([0xff, 0xfe])],
    ['none', fileOf({})],
    ['no list', fileOf({ applications: 'all' })],
    ['only brackets', bytesOf(`{"format":"mission-evidence","applications":${'['.repeat(100_000)}`)],
    [
      'a name that reaches a prototype',
      bytesOf(`{"format":"mission-evidence","applications":[{"__proto__":{}}]}`),
    ],
  ])('are none if there is %s', (_, bytes) => {
    expect(applicationsOf(bytes)).toEqual({ applications: [], editions: [], unreadable: 0 });
  });

  it('are read with a backup or an archive, if it has any', async () => {
    const options = { ...OPTIONS, applications: { applications: [one], editions: [copy] } };
    const list = arrange([piece()]);
    const expected = { ok: true, applications: { applications: [one], editions: [copy], unreadable: 0 } };
    for (const format of [json, zip]) {
      const content = await format.write(list, words, options);
      const bytes = typeof content === 'string' ? bytesOf(content) : content;
      const read = { name: 'x', bytes };
      expect(await readTeamFile(read, { tableWords: [], now: new Date(EXPORTED_AT) })).toMatchObject(
        expected,
      );
    }
    const none = { name: 'x', bytes: fileOf({}) };
    const read = await readTeamFile(none, { tableWords: [], now: new Date(EXPORTED_AT) });
    expect(read).toMatchObject({ ok: true });
    expect(read).not.toHaveProperty('applications');
  });

  it('are counted if they can’t be read', () => {
    const bytes = fileOf({
      applications: [one, { ...one, version: 2 }, { ...one, id: '../x' }, { ...one, texts: 1 }],
      editions: [copy, { ...copy, pieces: [{ url: 'javascript:alert(1)' }] }, null],
    });
    expect(applicationsOf(bytes)).toEqual({ applications: [one], editions: [copy], unreadable: 5 });
  });
});
