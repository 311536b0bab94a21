/** Part of the build: what of the words a first view needs. */
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

const FIRST_WORDS = /\/mission\.json\?first$/;

/**
 * Lets `mission.json?first` be imported: what ui.json says, and the official titles without the paragraphs,
 * which are eight times as long and are not shown before someone asks for them. It is one file to load.
 */
export function firstWords(): Plugin {
  return {
    name: 'first-words',
    enforce: 'pre',
    async load(id) {
      if (!FIRST_WORDS.test(id)) return null;
      const missionFile = id.slice(0, -'?first'.length);
      const uiFile = missionFile.replace(/mission\.json$/, 'ui.json');
      const [mission, ui] = await Promise.all(
        [missionFile, uiFile].map(async (file) => {
          this.addWatchFile(file);
          return JSON.parse(await readFile(file, 'utf8'));
        }),
      );
      const { domains } = mission as MissionFile;
      const titles = Object.entries(domains).map(([domain, { title }]) => [domain, { title }]);
      // Not an import of ui.json: the test runner took that of one language for another's.
      const words = { ui, domains: Object.fromEntries(titles) };
      return { code: `export default ${JSON.stringify(words)};`, moduleType: 'js' };
    },
  };
}

interface MissionFile {
  readonly domains: Readonly<Record<string, { readonly title?: string }>>;
}
