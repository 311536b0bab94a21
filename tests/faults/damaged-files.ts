/** Ways to damage a browser's files on the disk. Each gets the folder of one store, while no browser runs. */
import { readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** One kind of damage. */
export interface Damage {
  readonly name: string;
  /** Tried in every run, not only when all are. */
  readonly always?: true;
  harm(folder: string): Promise<void>;
}

/** The files in which a database holds its records; locks and logs for humans hold none. */
const NO_DATA = /^(LOCK|LOG|LOG\.old|.*-shm)$/;

/** @returns the files of a store that hold data, the largest first */
async function filesOf(folder: string): Promise<{ path: string; name: string; size: number }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !NO_DATA.test(entry.name));
  const sized = files.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    return { path, name: entry.name, size: (await stat(path)).size };
  });
  return (await Promise.all(sized)).sort((a, b) => b.size - a.size);
}

/** Overwrites a part of every file of a kind: from and to are fractions of its length. */
function overwritten(name: string, kind: RegExp, from: number, to: number, byte: number): Damage {
  return {
    name,
    async harm(folder) {
      const files = (await filesOf(folder)).filter((file) => kind.test(file.name) && file.size > 0);
      if (files.length === 0) throw new Error(`Nothing to damage in ${basename(folder)}`);
      for (const { path } of files) {
        const bytes = await readFile(path);
        bytes.fill(byte, Math.floor(bytes.length * from), Math.ceil(bytes.length * to));
        await writeFile(path, bytes);
      }
    },
  };
}

/** Cuts every file of a kind down to a fraction of its length. */
function cut(name: string, kind: RegExp, to: number): Damage {
  return {
    name,
    async harm(folder) {
      for (const { path, name, size } of await filesOf(folder)) {
        if (kind.test(name)) await truncate(path, Math.floor(size * to));
      }
    },
  };
}

/** Deletes the files of a kind. */
function gone(name: string, kind: RegExp): Damage {
  return {
    name,
    async harm(folder) {
      for (const { path, name } of await filesOf(folder)) if (kind.test(name)) await rm(path);
    },
  };
}

const everythingGone: Damage = {
  name: 'the folder is gone',
  always: true,
  harm: (folder) => rm(folder, { recursive: true }),
};

const LEVELDB_RECORDS = /\.(log|ldb)$/;
const SQLITE_FILES = /\.sqlite(-wal)?$/;

/** Damage to a LevelDB, in which Chromium holds both stores. */
export const LEVELDB_DAMAGES: readonly Damage[] = [
  everythingGone,
  always(cut('the records are cut in half', LEVELDB_RECORDS, 0.5)),
  cut('the records are empty', LEVELDB_RECORDS, 0),
  always(overwritten('zeros in the middle of the records', LEVELDB_RECORDS, 0.4, 0.6, 0)),
  overwritten('noise at the beginning of the records', LEVELDB_RECORDS, 0, 0.05, 0xa5),
  gone('the records are gone', LEVELDB_RECORDS),
  gone('CURRENT is gone', /^CURRENT$/),
  always(gone('MANIFEST is gone', /^MANIFEST/)),
  overwritten('noise in CURRENT', /^CURRENT$/, 0, 1, 0xa5),
  cut('MANIFEST is cut in half', /^MANIFEST/, 0.5),
];

/** Damage to a folder of SQLite files, in which Firefox holds both stores. */
export const SQLITE_DAMAGES: readonly Damage[] = [
  everythingGone,
  cut('the files are cut in half', SQLITE_FILES, 0.5),
  cut('the files are empty', SQLITE_FILES, 0),
  overwritten('zeros in the middle of the files', SQLITE_FILES, 0.4, 0.6, 0),
  always(overwritten('noise at the beginning of the files', SQLITE_FILES, 0, 0.02, 0xa5)),
  always(overwritten('noise over most of the files', SQLITE_FILES, 0.1, 0.9, 0xa5)),
  gone('the files are gone', SQLITE_FILES),
  gone('the journal is gone', /-wal$/),
];

/** @returns the damage to try in every run */
function always(damage: Damage): Damage {
  return { ...damage, always: true };
}
