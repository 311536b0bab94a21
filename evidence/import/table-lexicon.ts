/** Finds the meaning of words in a table, in any language and as spreadsheets mangle them. */
import type { Column } from '../files/table-columns.ts';
import type { TableWords } from '../files/table-words.ts';
import { forEachDomain, type MissionDomain } from '../mission-domain.ts';
import { type CodePage, KNOWN_WORDS } from './known-words.ts';

/** The column that a head names; `author` numbers the colleagues from 1. */
export interface KnownColumn {
  readonly column: Column;
  readonly author: number;
}

/** Looks words up. Case, white space and accents make no difference, nor does a letter that became `?`. */
export interface Lexicon {
  columnOf(head: string): KnownColumn | undefined;
  domainOf(title: string): MissionDomain | undefined;
  statusOf(word: string): string | undefined;
  accessOf(words: string): string | undefined;
  /** @returns whether these are the words that a table has for a guess of who can open a page */
  isGuessedAccess(words: string): boolean;
  isNotOnTheWeb(address: string): boolean;
  /** @returns the place where evidence is kept; undefined if the address names none */
  placeOf(address: string): string | undefined;
  isUntitled(title: string): boolean;
  /** @returns the beginning of a text that was cut to fit into a cell; undefined for any other text */
  beforeShortened(text: string): string | undefined;
  /** @returns the code page of the countries that speak the language of these heads */
  codePageOf(heads: readonly string[]): CodePage | undefined;
}

/** @param languages the words of each language that a table may be in, beside all words ever known */
export function lexiconOf(languages: readonly TableWords[]): Lexicon {
  const known = Object.values(KNOWN_WORDS);
  const columns = new Dictionary<Column>();
  const domains = new Dictionary<MissionDomain>();
  const status = new Dictionary<string>();
  const access = new Dictionary<string>();
  const guesses = new Dictionary<true>();
  for (const words of languages) {
    columns.addEach(words.columns);
    domains.addEach(forEachDomain((domain) => words.domainTitles[domain].text));
    status.addEach(words.status);
    access.addEach(words.access);
    for (const guess of Object.values(words.probableAccess)) guesses.add(guess, true);
  }
  for (const words of known) {
    columns.addAll(words.columns);
    status.addAll(words.status);
    access.addAll(words.access);
    for (const guess of words.guessedAccess) guesses.add(guess, true);
  }
  const all = (field: 'keptAt' | 'notOnTheWeb' | 'untitled' | 'shortened') => [
    ...languages.map((words) => words[field]),
    ...known.flatMap((words) => words[field]),
  ];
  const elsewhere = new Dictionary<true>();
  for (const words of all('notOnTheWeb')) elsewhere.add(words, true);
  const places = new Dictionary<true>();
  for (const words of all('keptAt')) places.add(words, true);
  const untitled = new Set(all('untitled'));
  const ends = all('shortened');

  function columnOf(head: string): KnownColumn | undefined {
    const column = columns.find(head);
    if (column) return { column, author: 1 };
    const [, name = '', digits = ''] = /^(.{1,100}?) ?\(?(\d{1,3})\)?$/s.exec(head.trim()) ?? [];
    const [numbered, author] = [columns.find(name), Number(digits)];
    const isPair = numbered === 'note' || numbered === 'taggedBy';
    return isPair && author > 1 ? { column: numbered, author } : undefined;
  }

  return {
    columnOf,
    domainOf: (title) => domains.find(title),
    statusOf: (word) => status.find(word),
    accessOf: (words) => access.find(words),
    isGuessedAccess: (words) => guesses.find(words) === true,
    isNotOnTheWeb: (address) => elsewhere.find(address) === true,
    placeOf(address) {
      const [, beginning = '', place = ''] = /^([^:]{1,100}):(.*)$/s.exec(address) ?? [];
      return places.find(beginning) ? place.trim() : undefined;
    },
    isUntitled: (title) => untitled.has(title),
    beforeShortened(text) {
      const end = ends.find((one) => text.endsWith(one));
      return end === undefined ? undefined : text.slice(0, -end.length);
    },
    codePageOf(heads) {
      const counted = known.map((words) => {
        const own = new Dictionary<Column>();
        own.addAll(words.columns);
        return { count: heads.filter((head) => own.find(head)).length, codePage: words.codePage };
      });
      const best = counted.reduce((most, one) => (one.count > most.count ? one : most), {
        count: 0,
        codePage: undefined,
      } as {
        count: number;
        codePage: CodePage | undefined;
      });
      return best.codePage;
    },
  };
}

/** Words longer than any of ours aren't looked up. */
const MAX_WORD_LENGTH = 300;

/** Characters that programs write for a letter that the code page lacks. */
const LOST = /[?\uFFFD]/;

/** Words and their meanings. If two languages share a word, the first counts. */
class Dictionary<Meaning> {
  readonly #meanings = new Map<string, Meaning>();

  add(word: string, meaning: Meaning): void {
    const name = plain(word);
    if (!this.#meanings.has(name)) this.#meanings.set(name, meaning);
  }

  addEach(words: Readonly<Record<Meaning & string, string>>): void {
    for (const [meaning, word] of Object.entries<string>(words)) this.add(word, meaning as Meaning);
  }

  addAll(words: Readonly<Record<Meaning & string, readonly string[]>>): void {
    for (const [meaning, all] of Object.entries<readonly string[]>(words)) {
      for (const word of all) this.add(word, meaning as Meaning);
    }
  }

  find(word: string): Meaning | undefined {
    if (word.length > MAX_WORD_LENGTH) return undefined;
    const name = plain(word);
    const meaning = this.#meanings.get(name);
    if (meaning !== undefined || !LOST.test(name)) return meaning;
    const letters = [...name];
    const near = [...this.#meanings].find(([one]) => {
      const others = [...one];
      return (
        others.length === letters.length &&
        letters.every((letter, index) => letter === others[index] || LOST.test(letter))
      );
    });
    // A word of nothing but lost letters would match everything.
    return letters.filter((letter) => !LOST.test(letter)).length >= 3 ? near?.[1] : undefined;
  }
}

/** Reduces words to a form that ignores case, accents, and space and points around them. */
function plain(words: string): string {
  return words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'l')
    .replace(/[\s\uFEFF]+/g, ' ')
    .trim()
    .replace(/\.$/, '')
    .toLowerCase();
}
