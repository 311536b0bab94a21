import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** The sources of a build; the rest of the folder must make no difference. */
const SOURCES = [
  ...['browser', 'components', 'entrypoints', 'evidence', 'locales', 'public'],
  ...['package.json', 'tsconfig.json', 'wxt.config.ts'],
];

let other: string;

beforeAll(() => {
  other = mkdtempSync(join(tmpdir(), 'mission-evidence-built-elsewhere-'));
  for (const name of SOURCES) cpSync(join(ROOT, name), join(other, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(other, 'node_modules'), 'junction');
});

afterAll(() => {
  if (other) rmSync(other, { recursive: true, force: true });
});

/** @returns the SHA-256 of each file in a folder, by its path there */
function hashesIn(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files
      .map((path) => [
        relative(folder, path).replaceAll('\\', '/'),
        createHash('sha256').update(readFileSync(path)).digest('hex'),
      ])
      .sort(),
  );
}

it.each([
  ['chrome', 'chrome-mv3'],
  ['firefox', 'firefox-mv3'],
])('a build for %s in another folder is the same, byte for byte', (browser, folder) => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules/wxt/bin/wxt.mjs'), 'build', '--browser', browser],
    // Not in the mode that a test would have built in.
    { cwd: other, encoding: 'utf8', env: { ...process.env, NODE_ENV: undefined, VITEST: undefined } },
  );
  expect(status, stderr).toBe(0);
  const built = hashesIn(join(other, '.output', folder));
  expect(Object.keys(built).length).toBeGreaterThan(20);
  expect(built).toEqual(hashesIn(join(ROOT, '.output', folder)));
  expect(Object.keys(built).filter((path) => path.endsWith('.map'))).toEqual([]);
});
