import { readFileSync } from 'node:fs';
import { LANGUAGES, type Language } from '../../locales/index.ts';

/** mission.json as it is written. */
export interface MissionJson {
  readonly source: string;
  readonly intro: readonly string[];
  readonly domains: Readonly<Record<string, { readonly title: string; readonly text: string }>>;
}

function read(language: Language, name: string): unknown {
  const file = new URL(`../../locales/${language}/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}

export function missionJson(language: Language): MissionJson {
  return read(language, 'mission') as MissionJson;
}

/** The files of our own words. */
export const WORDS_FILES = ['ui', 'piece', 'desk', 'menu'] as const;

export type OwnWordsFile = (typeof WORDS_FILES)[number];

/**
 * @param files the files to read; all if omitted
 * @returns every string of our words by its whole key, such as `list.newer_one`
 */
export function uiStrings(
  language: Language,
  files: readonly OwnWordsFile[] = WORDS_FILES,
): Map<string, string> {
  return new Map(files.flatMap((name) => flat(read(language, name) as Tree)));
}

type Tree = { readonly [name: string]: string | Tree };

function flat(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[path + name, value]] : flat(value, `${path}${name}.`),
  );
}

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** @returns the key without its plural category */
export function baseOf(key: string): string {
  return key.replace(PLURAL, '');
}

/** @returns the plural category in the key, if any */
export function pluralOf(key: string): string | undefined {
  return PLURAL.exec(key)?.[1];
}

/** Every language but English, with which the others are compared. */
export const TRANSLATIONS = LANGUAGES.filter((language) => language !== 'en');
