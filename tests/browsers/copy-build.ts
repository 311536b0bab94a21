import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The parts of a manifest that tests change; the rest goes through as it is. */
export interface Manifest {
  permissions: string[];
  optional_permissions?: string[];
}

/**
 * Copies a built extension and changes its manifest, to prove what the build does not ask for itself.
 * @param change what is to differ; it changes what it is given
 * @returns the new folder, in the system's folder for such; whoever asked removes it
 */
export async function copyBuild(build: string, change: (manifest: Manifest) => void): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mission-evidence-extension-'));
  await cp(build, folder, { recursive: true });
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  change(manifest);
  await writeFile(path, JSON.stringify(manifest));
  return folder;
}
