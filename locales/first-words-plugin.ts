/** Part of the build: what of the words a first view needs. */
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

const MISSION = /\/mission\.json\?(first|titles)$/;

/**
 * Lets two parts of the words be imported alone, without the official paragraphs, which are eight times as long as
 * the titles and are not shown before someone asks for them:
 * `mission.json?titles` is the titles, `mission.json?first` what ui.json says and the titles, as one file to load.
 */
export function firstWords(): Plugin {
  return {
    name: 'first-words',
    enforce: 'pre',
    async load(id) {
      const [asked, part] = MISSION.exec(id) ?? [];
      if (!asked) return null;
      const missionFile = id.slice(0, id.lastIndexOf('?'));
      const read = async (file: string) => {
        this.addWatchFile(file);
        return JSON.parse(await readFile(file, 'utf8'));
      };
      const { domains } = (await read(missionFile)) as MissionFile;
      const titles = Object.fromEntries(
        Object.entries(domains).map(([domain, { title }]) => [domain, { title }]),
      );
      // Not an import of ui.json: the test runner took that of one language for another's.
      const words =
        part === 'titles'
          ? titles
          : { ui: await read(missionFile.replace(/mission\.json$/, 'ui.json')), domains: titles };
      return { code: `export default ${JSON.stringify(words)};`, moduleType: 'js' };
    },
  };
}

interface MissionFile {
  readonly domains: Readonly<Record<string, { readonly title?: string }>>;
}
