import { execFile } from 'node:child_process';
import { mkdtemp, open, rm, rmdir, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from '../browsers/view.ts';

const run = promisify(execFile);

/** A file system of its own that can be filled. */
export interface SmallVolume {
  readonly path: string;
  /** Fills it. @param left the number of free bytes; fewer if the browser wrote meanwhile */
  fill(left: number): Promise<void>;
  free(): Promise<void>;
  /** Removes it with all its contents. */
  end(): Promise<void>;
}

/** @returns whether this user can mount a file system here; in most containers nobody can */
export async function canMount(): Promise<boolean> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    await (await smallVolume(1)).end();
    return true;
  } catch {
    return false;
  }
}

/** @param megabytes its size; it is in memory */
export async function smallVolume(megabytes: number): Promise<SmallVolume> {
  const path = await mkdtemp(join(tmpdir(), 'mission-evidence-volume-'));
  await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]).catch(async (error) => {
    await rmdir(path);
    throw error;
  });
  const filler = join(path, 'filler');
  return {
    path,
    async fill(left) {
      const { bavail, bsize } = await statfs(path);
      const file = await open(filler, 'w');
      try {
        const block = Buffer.alloc(1024 * 1024);
        for (let room = bavail * bsize - left; room > 0; room -= block.length)
          await file.write(block, 0, Math.min(block.length, room));
      } catch (error) {
        // The browser was quicker: then it is full.
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
      } finally {
        await file.close();
      }
    },
    free: () => rm(filler, { force: true }),
    async end() {
      // The last process of a browser that was ended may still be using it.
      await until('the volume to be free', () =>
        run('umount', [path]).then(
          () => true,
          () => false,
        ),
      );
      await rmdir(path);
    },
  };
}
