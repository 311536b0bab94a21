/** Part of the build: cuts out of the files of words what a first view, or the background, needs. */
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';
import { TAGGING_FAULTS } from './tagging-faults.ts';

/** Reads a file of the same language, by name. */
type Read = (name: string) => Promise<Section>;
type Section = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * The parts that can be imported alone, by how they are imported. The official paragraphs are eight times as long as
 * the titles and are not shown before someone asks for them; the background says little in five languages at once.
 */
const PARTS: Readonly<Record<string, (read: Read) => Promise<unknown>>> = {
  'mission.json?titles': titles,
  // Not an import of ui.json: the test runner took that of one language for another's.
  'mission.json?first': async (read) => ({ ui: await read('ui.json'), domains: await titles(read) }),
  'piece.json?faults': async (read) => some((await read('piece.json')).faults, TAGGING_FAULTS),
  'desk.json?button': async (read) => some((await read('desk.json')).manifest, ['name', 'actionTitle']),
};

/** Lets the {@link PARTS} of the words be imported. */
export function firstWords(): Plugin {
  return {
    name: 'first-words',
    enforce: 'pre',
    async load(id) {
      const at = id.lastIndexOf('/') + 1;
      const part = PARTS[id.slice(at)];
      if (!part) return null;
      const words = await part(async (name) => {
        const file = id.slice(0, at) + name;
        this.addWatchFile(file);
        return JSON.parse(await readFile(file, 'utf8'));
      });
      return { code: `export default ${JSON.stringify(words)};`, moduleType: 'js' };
    },
  };
}

async function titles(read: Read): Promise<unknown> {
  const { domains = {} } = await read('mission.json');
  return Object.fromEntries(
    Object.entries(domains).map(([domain, words]) => [domain, some(Object(words), ['title'])]),
  );
}

function some(words: Readonly<Record<string, unknown>> = {}, names: readonly string[]): unknown {
  return Object.fromEntries(names.map((name) => [name, words[name]]));
}
