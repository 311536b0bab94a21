import { createHash } from 'node:crypto';
import { mkdir, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes earlier decisions of a user into a new profile: that spelling is not checked (Chromium would fetch a
 * dictionary for each language), and that an extension was once granted these optional permissions at its request.
 * Chromium then grants them again without the question, which is the system's window and can't be answered from here;
 * they are not granted until the extension asks. A profile that was used before stays as it is. Chromium trusts the
 * grants on Linux; elsewhere it signs its settings.
 * @param extension the folder from which the extension is going to be loaded
 */
export async function prepareProfile(
  profile: string,
  extension: string,
  permissions: readonly string[],
): Promise<void> {
  const granted = { api: permissions, explicit_host: [], manifest_permissions: [], scriptable_host: [] };
  const settings =
    permissions.length > 0 ? { [await idOf(extension)]: { runtime_granted_permissions: granted } } : {};
  await mkdir(join(profile, 'Default'), { recursive: true });
  const preferences = JSON.stringify({
    browser: { enable_spellchecking: false },
    spellcheck: { dictionaries: [] },
    extensions: { settings },
  });
  await writeFile(join(profile, 'Default', 'Preferences'), preferences, { flag: 'wx' }).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

/** @returns the id that Chromium gives an unpacked extension: a hash of its path, in the letters a to p */
async function idOf(folder: string): Promise<string> {
  const hash = createHash('sha256').update(await realpath(folder));
  return hash
    .digest('hex')
    .slice(0, 32)
    .replace(/./g, (digit) => 'abcdefghijklmnop'[parseInt(digit, 16)] ?? '');
}
