import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import type { ViewFault } from '../../components/faults.tsx';
import { PARTS } from '../../evidence/application/application.ts';
import { EXPORT_FORMATS, EXPORT_GROUPS } from '../../evidence/export/index.ts';
import { COLUMNS } from '../../evidence/files/table-columns.ts';
import type { CellProblem } from '../../evidence/import/read-row.ts';
import type { TeamFault } from '../../evidence/import/read-team-file.ts';
import { SORTS } from '../../evidence/list/list-view.ts';
import { MISSION_DOMAINS } from '../../evidence/mission-domain.ts';
import type { UntaggableReason } from '../../evidence/page/page-address.ts';
import { ACCESS, STATUSES } from '../../evidence/piece/facts.ts';
import { SNAPSHOT_REASONS } from '../../evidence/snapshots/snapshot.ts';
import { baseOf, uiStrings } from '../support/locale-files.ts';

const ROOT = join(import.meta.dirname, '../..');

const sources = ['components', 'entrypoints', 'browser']
  .flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`, { cwd: ROOT }))
  .concat('wxt.config.ts')
  .map((file) => readFileSync(join(ROOT, file), 'utf8'))
  .join('\n');

/** The files that the popup can load, at first or later. */
const inPopup = [...loadedFrom('components/popup/open-popup.tsx')]
  .map((file) => readFileSync(join(ROOT, file), 'utf8'))
  .join('\n');

/** @returns a file of components with all that it imports there, except for examples in comments */
function loadedFrom(file: string, loaded = new Set<string>()): Set<string> {
  if (loaded.has(file)) return loaded;
  loaded.add(file);
  const source = readFileSync(join(ROOT, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  for (const [, path = ''] of source.matchAll(/(?:from |import\()'(\.[^']+\.tsx?)'/g)) {
    const imported = join(dirname(file), path);
    if (imported.startsWith('components')) loadedFrom(imported, loaded);
  }
  return loaded;
}

const keys = [...new Set([...uiStrings('en').keys()].map(baseOf))];

// Written as records, so that the compiler asks for a missing case.
const faults: Record<ViewFault, true> = {
  'newer-data': true,
  'unreadable-data': true,
  'not-found': true,
  'no-application': true,
  untaggable: true,
  'too-long': true,
  'too-many': true,
  'not-undoable': true,
  'no-snapshot': true,
  'damaged-snapshot': true,
  'newer-snapshot': true,
  refused: true,
  'storage-failed': true,
  'no-answer': true,
  'read-failed': true,
};
const fileFaults: Record<TeamFault['code'], true> = {
  'too-large': true,
  unreadable: true,
  'empty-file': true,
  'not-text': true,
  'not-json': true,
  'not-ours': true,
  'forbidden-name': true,
  'newer-format': true,
  'too-many': true,
  'too-many-notes': true,
  'bad-piece': true,
  'bad-rows': true,
  'repeated-page': true,
  'unknown-kind': true,
  stopped: true,
  'damaged-archive': true,
  'encrypted-archive': true,
  'unusual-archive': true,
  'too-many-files': true,
  'unpacks-too-large': true,
  'no-backup': true,
  'no-bookmarks': true,
  'too-many-bookmarks': true,
  'too-many-folders': true,
  'too-deep': true,
};
const cellProblems: Record<CellProblem['kind'], true> = {
  missing: true,
  domain: true,
  address: true,
  day: true,
  word: true,
  access: true,
  'too-long': true,
  'too-many': true,
};
const reasons: Record<UntaggableReason, true> = {
  'browser-page': true,
  'local-file': true,
  'unknown-page': true,
  'too-long': true,
};

/** Assembled keys: the text before and after the variable part, and its values. */
const COMPOSED: [before: string, values: readonly string[], after: string][] = [
  ['hints.', MISSION_DOMAINS, ''],
  ['common.', ['partMissing', 'unexpected'], ''],
  ['application.', ['name', 'school', 'preparedBy', 'from', 'to', ...PARTS], ''],
  ['faults.', Object.keys(faults), ''],
  ['fileFaults.', Object.keys(fileFaults), ''],
  ['untaggable.', [...Object.keys(reasons), 'private-window'], ''],
  ['menu.untaggable.', Object.keys(reasons), ''],
  ['export.formats.', EXPORT_FORMATS.map(({ id }) => id), '.name'],
  ['export.formats.', EXPORT_FORMATS.map(({ id }) => id), '.use'],
  ['export.groups.', EXPORT_GROUPS.map(({ purpose }) => purpose), ''],
  ['merge.kinds.', ['backup', 'archive', 'table'], ''],
  ['merge.cell.', Object.keys(cellProblems), ''],
  ['document.columns.', COLUMNS, ''],
  ['document.status.', STATUSES, ''],
  ['document.access.', ACCESS, ''],
  ['facts.guess.', ACCESS, ''],
  ['facts.who.', ACCESS, ''],
  ['screenshot.', ['take', 'goOn'], ''],
  ['find.statuses.', STATUSES, ''],
  ['find.sorts.', SORTS, ''],
  ['select.', ['move', 'labels', 'date', 'status'], ''],
  ['backup.snapshots.reasons.', [...SNAPSHOT_REASONS, 'other'], ''],
  ['backup.restore.', ['back', 'changed', 'gone'], ''],
];

it('every key is used somewhere', () => {
  const composed = COMPOSED.flatMap(([before, values, after]) =>
    values.map((value) => before + value + after),
  );
  const unused = keys.filter(
    (key) =>
      !["'", '"', '`'].some((quote) => sources.includes(quote + key + quote)) &&
      !composed.includes(key) &&
      !sources.includes(`__MSG_${key.replace('manifest.', '')}__`),
  );
  expect(unused).toEqual([]);
});

it('every assembled key has its words', () => {
  for (const [before, values, after] of COMPOSED) {
    for (const value of values) expect(keys).toContain(before + value + after);
  }
});

it('every key that the code assembles is listed here', () => {
  const topics = [...new Set(keys.map((key) => key.split('.')[0]))].join('|');
  const found = [
    ...sources.matchAll(new RegExp(`\`((?:${topics})\\.[\\w.-]*)\\$\\{[^}]*\\}([\\w.-]*)\``, 'g')),
  ];
  const known = COMPOSED.map(([before, , after]) => `${before}…${after}`);
  expect(new Set(found.map(([, before, after]) => `${before}…${after}`))).toEqual(new Set(known));
});

it('the popup uses only words in the files that it loads', () => {
  const said = [...inPopup.matchAll(/\bt\(\s*['`]([a-z]\w*)\./g)].map(([, topic = '']) => topic);
  expect(said.length).toBeGreaterThan(50);
  const known = new Set([...uiStrings('en', ['ui', 'piece']).keys()].map((key) => key.split('.')[0]));
  expect(said.filter((topic) => !known.has(topic))).toEqual([]);
});
