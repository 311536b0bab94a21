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
      const file = id.slice(0, -'?first'.length);
      this.addWatchFile(file);
      const { domains } = JSON.parse(await readFile(file, 'utf8')) as MissionFile;
      const titles = Object.entries(domains).map(([domain, { title }]) => [domain, { title }]);
      return {
        code: `import ui from './ui.json';
export default { ui, domains: ${JSON.stringify(Object.fromEntries(titles))} };`,
        moduleType: 'js',
      };
    },
  };
}

interface MissionFile {
  readonly domains: Readonly<Record<string, { readonly title?: string }>>;
}
