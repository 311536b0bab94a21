import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** What the lockfile says of a package (npm, package-lock.json). */
interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

const read = (name: string) => JSON.parse(readFileSync(join(ROOT, name), 'utf8'));
const locked = Object.entries<LockedPackage>(read('package-lock.json').packages).filter(
  ([path]) => path !== '',
);

it('every package is pinned to one version and to its content', () => {
  expect(locked.length).toBeGreaterThan(100);
  for (const [path, { version, integrity, link }] of locked) {
    expect(path).toMatch(/^node_modules\//);
    expect(version, path).toMatch(/^\d+\.\d+\.\d+/);
    expect(integrity, path).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
    expect(link, path).toBeUndefined();
  }
});

it('none is bound to where it was once downloaded', () => {
  expect(locked.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});

it('no script runs when a package is installed, but the one that fetches the Node of the tests', () => {
  const scripted = locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
  expect(scripted).toEqual(['node_modules/node']);
  const { allowScripts, dependencies } = read('package.json');
  expect(allowScripts).toEqual({ node: true });
  expect(dependencies).not.toHaveProperty('node');
});
