import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pseudoWords } from './pseudo-locale.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The sources of a build. */
const SOURCES = ['browser', 'components', 'entrypoints', 'evidence', 'locales', 'public'];
const FILES = ['package.json', 'tsconfig.json', 'wxt.config.ts'];

/** A folder outside the project with a copy of its sources, to build in. */
export interface Elsewhere {
  readonly folder: string;
  /** @returns the folder of the built extension */
  build(browser: 'chrome' | 'firefox'): Promise<string>;
  remove(): Promise<void>;
}

/** Copies the sources of a build to a new folder. */
export async function copyElsewhere(): Promise<Elsewhere> {
  const folder = await mkdtemp(join(tmpdir(), 'mission-evidence-build-'));
  for (const name of [...SOURCES, ...FILES]) {
    await cp(join(ROOT, name), join(folder, name), { recursive: true });
  }
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return {
    folder,
    async build(browser) {
      const wxt = join(ROOT, 'node_modules/wxt/bin/wxt.mjs');
      await promisify(execFile)(process.execPath, [wxt, 'build', '--browser', browser], { cwd: folder });
      return join(folder, `.output/${browser}-mv3`);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Adds the pseudo-locale `ar` to a copy. It has no official text: English replaces it. */
export async function addPseudoLocale({ folder }: Elsewhere): Promise<void> {
  const own = join(folder, 'locales/ar');
  await mkdir(own);
  for (const name of await readdir(join(folder, 'locales/en'))) {
    const english = JSON.parse(await readFile(join(folder, 'locales/en', name), 'utf8'));
    await writeFile(join(own, name), JSON.stringify(pseudoWords(english)));
  }
  await writeFile(join(own, 'mission.json'), JSON.stringify({ source: 'none', domains: {} }));
}
