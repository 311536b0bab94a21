/**
 * The words. A language is a folder: mission.json holds the official texts with their source, the other files
 * hold ours, by where they appear. Nothing here lists languages. To add one:
 *
 * - Copy the official text into mission.json word for word, with `**` around what the source has in bold, and
 *   name its source in `source`. Leave out texts that do not exist officially: English replaces them, and is
 *   marked.
 * - Translate every key of ui.json, piece.json, desk.json and menu.json, with every plural form of the
 *   language.
 * - Add the words of its tables to evidence/import/known-words.ts, so that they can be imported.
 * - Run `npm run test:logic`: it compares keys, plurals and placeholders, and asks for the hash of the
 *   official text.
 * - Add it to the tests that name the languages on purpose: builds.test.ts and sizes.test.ts in
 *   tests/artefacts/, accessibility.test.ts and settings.test.ts in tests/journeys/.
 */
import type { TFunction } from 'i18next';
import { chooseAmong, directionOf, FALLBACK, type Language } from './choose-language.ts';
import { type Section, translator } from './translator.ts';
import type { DomainId, FirstWords, Loaded, MissionTexts, WordsLoaders } from './words-files.ts';

export { directionOf, type Language };

/** An official text, word for word, and its language. `**` marks what is bold in the source. */
export interface OfficialText {
  readonly text: string;
  readonly language: Language;
}

/**
 * The official texts of the eTwinning School Mission in one language, in English if one is missing. If only
 * the titles were loaded, there are no paragraphs, and each text is ''.
 */
export interface Mission {
  readonly intro: readonly OfficialText[];
  readonly domains: Readonly<Record<DomainId, { readonly title: OfficialText; readonly text: OfficialText }>>;
}

/** All words of a view or a document, in one language. */
export interface Words {
  readonly language: Language;
  readonly direction: 'ltr' | 'rtl';
  readonly mission: Mission;
  readonly t: TFunction;
}

const INTRO_PARAGRAPHS = 3;

/** The words that every view needs, and the words about a page that has been worked on. */
const firstFiles = import.meta.glob<Loaded<FirstWords>>('./*/mission.json', { query: '?first' });
const pieceFiles = import.meta.glob<Loaded<Section>>('./*/piece.json');

/**
 * The files of words besides `ui` and the official titles, which are always loaded. `piece`: for a page that
 * has been worked on, and for failures. `desk`: for the full pages and the documents. `menu`: for notices
 * without a view. `mission`: the official texts.
 */
export type WordsFile = 'piece' | 'desk' | 'menu' | 'mission';

/** The files that the full pages need. */
export const PAGE_FILES: readonly WordsFile[] = ['mission', 'piece', 'desk'];

/** All languages, by code. */
export const LANGUAGES: readonly Language[] = Object.keys(firstFiles)
  .map((path) => path.split('/')[1] as Language)
  .sort();

/**
 * Chooses the language: the saved choice, else the first that matches by base language (`ro-MD` gives `ro`),
 * else English.
 * @param saved the teacher's choice, if any
 * @param preferred the browser's languages, most wanted first (`navigator.languages`)
 */
export function chooseLanguage(
  saved: string | null | undefined,
  preferred: readonly string[],
  available: readonly Language[] = LANGUAGES,
): Language {
  return chooseAmong(available, saved, preferred);
}

/** @returns the language's name in the language itself: `română`. */
export function nameOfLanguage(language: Language): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

/**
 * Loads the words of one language, and English only if an official text is missing.
 * @param files the files needed; `t` does not know the words of any other
 * @throws if the language has no folder
 */
export async function loadWords(
  language: Language,
  files: readonly WordsFile[] = PAGE_FILES,
): Promise<Words> {
  const [first, mission, ...sections] = await Promise.all([
    load(firstFiles, language, 'mission'),
    files.includes('mission') ? loadMission(language) : undefined,
    ...files.filter((name) => name !== 'mission').map((name) => loadSection(language, name)),
  ]);
  return {
    language,
    direction: directionOf(language),
    mission: mission ?? (await titlesOf(language, first)),
    t: translator(language, first.ui, ...sections),
  };
}

async function loadSection(language: Language, name: Exclude<WordsFile, 'mission'>): Promise<Section> {
  return load(
    name === 'piece' ? pieceFiles : (await import('./later-files.ts')).sectionFiles,
    language,
    name,
  );
}

/** Requests a language's first words before it is certain that they will be used. */
export function expectWords(language: Language): void {
  // Whoever uses the words handles the failure.
  firstFiles[`./${language}/mission.json`]?.().catch(() => {});
}

/** Loads the official texts of one language, in English if one is missing. */
export async function loadMission(language: Language): Promise<Mission> {
  const { missionFiles } = await import('./later-files.ts');
  const own = await load(missionFiles, language, 'mission');
  return isWhole(own)
    ? missionOf(language, own)
    : missionOf(language, own, await load(missionFiles, FALLBACK, 'mission'));
}

/** Returns only the official titles. */
async function titlesOf(language: Language, own: FirstWords): Promise<Mission> {
  return hasTitles(own)
    ? missionOf(language, own)
    : missionOf(language, own, await load(firstFiles, FALLBACK, 'mission'));
}

/**
 * Combines the official texts.
 * @param own the language's own file
 * @param english the file for missing texts; needed only if `own` is incomplete
 */
export function missionOf(language: Language, own: MissionTexts, english: MissionTexts = own): Mission {
  const pick = (text: string | undefined, fallback: string | undefined): OfficialText =>
    text ? { text, language } : { text: fallback ?? '', language: FALLBACK };
  const intro = Array.from({ length: INTRO_PARAGRAPHS }, (_, index) =>
    pick(own.intro?.[index], english.intro?.[index]),
  );
  const ids = Object.keys(english.domains) as DomainId[];
  const domains = Object.fromEntries(
    ids.map((id) => [
      id,
      {
        title: pick(own.domains[id]?.title, english.domains[id]?.title),
        text: pick(own.domains[id]?.text, english.domains[id]?.text),
      },
    ]),
  ) as Mission['domains'];
  return { intro, domains };
}

function isWhole(file: MissionTexts): boolean {
  return (
    hasTitles(file) &&
    file.intro?.length === INTRO_PARAGRAPHS &&
    Object.values(file.domains).every((domain) => domain?.text)
  );
}

function hasTitles({ domains }: MissionTexts): boolean {
  const all = Object.values(domains);
  return all.length === 5 && all.every((domain) => domain?.title);
}

async function load<T>(files: WordsLoaders<T>, language: Language, name: string): Promise<T> {
  const file = files[`./${language}/${name}.json`];
  if (!file) throw new Error(`There is no locales/${language}/${name}.json`);
  return (await file()).default;
}
