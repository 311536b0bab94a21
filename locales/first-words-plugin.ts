/** Part of the build: extracts the words that a first view, or the background, needs. */
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';
import { TAGGING_FAULTS } from './tagging-faults.ts';

const PART = /\/(?:mission\.json\?(first|titles)|piece\.json\?(faults))$/;

/**
 * Lets three parts of the words be imported alone, without long texts that are not needed at first, such as
 * the official paragraphs: `mission.json?titles` has the titles, `mission.json?first` has ui.json and the
 * titles in one file, and `piece.json?faults` has the background's words for failed tagging.
 */
export function firstWords(): Plugin {
  return {
    name: 'first-words',
    enforce: 'pre',
    async load(id) {
      const [asked, part, faults] = PART.exec(id) ?? [];
      if (!asked) return null;
      const missionFile = id.slice(0, id.lastIndexOf('?'));
      const read = async (file: string) => {
        this.addWatchFile(file);
        return JSON.parse(await readFile(file, 'utf8'));
      };
      const exported = (words: unknown) => {
        return { code: `export default ${JSON.stringify(words)};`, moduleType: 'js' } as const;
      };
      if (faults) {
        const { faults: all } = await read(missionFile);
        return exported(Object.fromEntries(TAGGING_FAULTS.map((fault) => [fault, all[fault]])));
      }
      const { domains } = (await read(missionFile)) as MissionFile;
      const titles = Object.fromEntries(
        Object.entries(domains).map(([domain, { title }]) => [domain, { title }]),
      );
      // Not an import of ui.json: the test runner confused the file of one language with another's.
      const words =
        part === 'titles'
          ? titles
          : { ui: await read(missionFile.replace(/mission\.json$/, 'ui.json')), domains: titles };
      return exported(words);
    },
  };
}

interface MissionFile {
  readonly domains: Readonly<Record<string, { readonly title?: string }>>;
}
