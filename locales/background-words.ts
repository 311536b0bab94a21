/**
 * The words of the background. A service worker cannot load code later, so it includes its words in every
 * language, but only the sections that it needs. It also includes i18next, some 50 kB, so that there is one
 * way to translate.
 */
import type { TFunction } from 'i18next';
import { chooseAmong, directionOf, FALLBACK, type Language } from './choose-language.ts';
import type englishDesk from './en/desk.json';
import type englishMenu from './en/menu.json';
import type englishMission from './en/mission.json';
import type englishPiece from './en/piece.json';
import type { OfficialText } from './index.ts';
import type { TaggingFault } from './tagging-faults.ts';
import { type Section, translator } from './translator.ts';

type Domains = (typeof englishMission)['domains'];
type OwnDomains = Partial<Record<keyof Domains, { readonly title?: string }>>;

/** The background's words in one language. Its `t` knows only the sections below. */
export interface BackgroundWords {
  readonly language: Language;
  readonly direction: 'ltr' | 'rtl';
  readonly t: TFunction;
  /** The official titles of the mission domains, in English if one is missing. */
  readonly titles: Readonly<Record<keyof Domains, OfficialText>>;
}

const manifests = import.meta.glob<Pick<(typeof englishDesk)['manifest'], 'name' | 'actionTitle'>>(
  './*/desk.json',
  {
    query: '?button',
    import: 'default',
    eager: true,
  },
);
const menus = import.meta.glob<typeof englishMenu>('./*/menu.json', {
  import: 'default',
  eager: true,
});
const faults = import.meta.glob<Pick<(typeof englishPiece)['faults'], TaggingFault>>('./*/piece.json', {
  query: '?faults',
  import: 'default',
  eager: true,
});
const domains = import.meta.glob<OwnDomains>('./*/mission.json', {
  query: '?titles',
  import: 'default',
  eager: true,
});

const LANGUAGES: readonly Language[] = Object.keys(menus).map((path) => path.split('/')[1] as Language);

const known = new Map<Language, BackgroundWords>();

/**
 * Gives the words in the same language as the views.
 * @param saved the teacher's choice, if any
 * @param preferred the browser's languages, most wanted first (`navigator.languages`)
 */
export function backgroundWords(
  saved: string | null | undefined,
  preferred: readonly string[],
): BackgroundWords {
  const language = chooseAmong(LANGUAGES, saved, preferred);
  const words = known.get(language) ?? wordsIn(language);
  known.set(language, words);
  return words;
}

function wordsIn(language: Language): BackgroundWords {
  // Every language has every section: tests/locales checks that.
  const sections = {
    manifest: manifests[`./${language}/desk.json`],
    faults: faults[`./${language}/piece.json`],
  } as Section;
  return {
    language,
    direction: directionOf(language),
    t: translator(language, sections, menus[`./${language}/menu.json`] ?? {}),
    titles: titlesIn(language),
  };
}

function titlesIn(language: Language): BackgroundWords['titles'] {
  const own = domains[`./${language}/mission.json`] ?? {};
  const english = domains[`./${FALLBACK}/mission.json`] as Domains;
  const ids = Object.keys(english) as (keyof Domains)[];
  return Object.fromEntries(
    ids.map((id) => {
      const title = own[id]?.title;
      return [id, title ? { text: title, language } : { text: english[id].title, language: FALLBACK }];
    }),
  ) as BackgroundWords['titles'];
}
