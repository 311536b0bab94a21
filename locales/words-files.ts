/** The files of words and the types for loading them. */
import type englishMission from './en/mission.json';
import type englishUi from './en/ui.json';

export type DomainId = keyof typeof englishMission.domains;

/** mission.json or only its titles; a missing text means that there is no official one. */
export interface MissionTexts {
  readonly intro?: readonly string[];
  readonly domains: Readonly<Partial<Record<DomainId, { readonly title?: string; readonly text?: string }>>>;
}

/** The words that every view needs: our own in ui.json, and the official titles. */
export interface FirstWords extends MissionTexts {
  readonly ui: typeof englishUi;
}

/** A file of words as imported. */
export interface Loaded<T> {
  readonly default: T;
}

/** Loaders of each language's file, by its path. */
export type WordsLoaders<T> = Readonly<Record<string, () => Promise<Loaded<T>>>>;
