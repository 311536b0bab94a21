/**
 * The words. A language is a folder: mission.json holds the official texts with their source, the
 * other files ours, by where they are said. Adding one is adding the folder; nothing here lists languages.
 */
import type { TFunction } from 'i18next';
import { chooseAmong, directionOf, FALLBACK, type Language } from './choose-language.ts';
import type englishMission from './en/mission.json';
import { type Section, translator } from './translator.ts';

export { directionOf, type Language };

type DomainId = keyof typeof englishMission.domains;

/** mission.json; a text that is missing truthfully means that there is no official one. */
interface MissionFile {
  readonly source: string;
  readonly intro?: readonly string[];
  readonly domains: Readonly<Partial<Record<DomainId, { readonly title?: string; readonly text?: string }>>>;
}

/** An official text, word for word, and the language it is in. `**` marks what the source has in bold. */
export interface OfficialText {
  readonly text: string;
  readonly language: Language;
}

/** The official texts of the eTwinning School Mission in one language, English where one is missing. */
export interface Mission {
  readonly intro: readonly OfficialText[];
  readonly domains: Readonly<Record<DomainId, { readonly title: OfficialText; readonly text: OfficialText }>>;
}

/** Everything a view or a document says, in one language. */
export interface Words {
  readonly language: Language;
  readonly direction: 'ltr' | 'rtl';
  readonly mission: Mission;
  readonly t: TFunction;
}

const INTRO_PARAGRAPHS = 3;

const missionFiles = import.meta.glob<MissionFile>('./*/mission.json', { import: 'default' });
const ownFiles = import.meta.glob<Section>(['./*/*.json', '!./*/mission.json'], { import: 'default' });

/**
 * The files of our own words: `ui` says what the popup's first view and every page need, `piece` what is
 * said of a page that something was done with, or when something fails, `desk` what the full pages and the
 * documents say, `menu` what is said without any view.
 */
export type WordsFile = 'ui' | 'piece' | 'desk' | 'menu';

/** What the full pages say. */
export const PAGE_FILES: readonly WordsFile[] = ['ui', 'piece', 'desk'];

/** All languages there are, by code. */
export const LANGUAGES: readonly Language[] = Object.keys(missionFiles)
  .map((path) => path.split('/')[1] as Language)
  .sort();

/**
 * Chooses the language: the saved choice, else the first that matches by base language, so `ro-MD`
 * gives `ro`, else English.
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

/**
 * Chooses what may stand beside the official texts: the saved choice, else English, else the
 * teacher's next language; never the interface's own.
 */
export function chooseSecondLanguage(
  saved: string | null | undefined,
  first: Language,
  preferred: readonly string[],
  available: readonly Language[] = LANGUAGES,
): Language {
  const others = available.filter((language) => language !== first);
  const fallback = others.includes(FALLBACK) ? FALLBACK : undefined;
  if (saved && others.includes(saved)) return saved;
  return fallback ?? chooseLanguage(undefined, [...preferred, ...others], others);
}

/** @returns the language's name in its own words: `română`. */
export function nameOfLanguage(language: Language): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

/**
 * Loads the words of one language, and English only where an official text is missing.
 * @param files those whose words will be said; what is in no other is not known to `t`
 * @throws when the language has no folder
 */
export async function loadWords(
  language: Language,
  files: readonly WordsFile[] = PAGE_FILES,
): Promise<Words> {
  const [mission, ...sections] = await Promise.all([
    loadMission(language),
    ...files.map((name) => load(ownFiles, language, name)),
  ]);
  return { language, direction: directionOf(language), mission, t: translator(language, ...sections) };
}

/** Loads the official texts of one language, with English where one is missing. */
export async function loadMission(language: Language): Promise<Mission> {
  const own = await load(missionFiles, language, 'mission');
  return isWhole(own)
    ? missionOf(language, own)
    : missionOf(language, own, await load(missionFiles, FALLBACK, 'mission'));
}

/**
 * Puts the official texts together.
 * @param own the language's own file
 * @param english the file to take missing texts from; needed only where `own` is not whole
 */
export function missionOf(language: Language, own: MissionFile, english: MissionFile = own): Mission {
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

function isWhole(file: MissionFile): boolean {
  const domains = Object.values(file.domains);
  return (
    file.intro?.length === INTRO_PARAGRAPHS &&
    domains.length === 5 &&
    domains.every((domain) => domain?.title && domain.text)
  );
}

async function load<T>(
  files: Record<string, () => Promise<T>>,
  language: Language,
  name: string,
): Promise<T> {
  const file = files[`./${language}/${name}.json`];
  if (!file) throw new Error(`There is no locales/${language}/${name}.json`);
  return file();
}
