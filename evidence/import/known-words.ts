/**
 * Every word by which our tables have ever been recognised, in each language. A table lies on a disk for
 * years, and its words must be understood as long. When a word of the export changes, add the new one here
 * and keep the old one. A test compares the export with this list.
 */
import type { Column } from '../files/table-columns.ts';
import type { Access, Status } from '../piece/facts.ts';

/** The words of one language, each in all its forms. */
export interface KnownWords {
  readonly columns: Readonly<Record<Column, readonly string[]>>;
  readonly status: Readonly<Record<Status, readonly string[]>>;
  readonly access: Readonly<Record<Access, readonly string[]>>;
  /** Words for who can open a page, if that was only guessed. */
  readonly guessedAccess: readonly string[];
  readonly keptAt: readonly string[];
  readonly notOnTheWeb: readonly string[];
  /** Words for a page without a title, in a workbook. */
  readonly untitled: readonly string[];
  /** Ends of a text that did not fit into a cell. */
  readonly shortened: readonly string[];
  /**
   * The code page in which Windows stores a table that isn't Unicode, in the countries that speak the
   * language (Microsoft, Code Page Identifiers).
   */
  readonly codePage: CodePage;
}

/** Names from the WHATWG Encoding Standard; see {@link KnownWords}. */
export type CodePage = 'windows-1250' | 'windows-1252' | 'windows-1257';

/** By language, BCP 47. */
export const KNOWN_WORDS: Readonly<Record<string, KnownWords>> = {
  en: {
    columns: {
      number: ['No.'],
      domain: ['Mission domain'],
      title: ['Title'],
      address: ['Address'],
      note: ['Why it is evidence'],
      quotes: ['Quotes'],
      activityDate: ['Date of the activity'],
      taggedOn: ['Tagged on'],
      taggedBy: ['Tagged by'],
      labels: ['Labels'],
      access: ['Who can open it'],
      status: ['Planned or done'],
      id: ['ID (do not change)'],
    },
    status: {
      done: ['done'],
      planned: ['planned'],
    },
    access: {
      everyone: ['everyone'],
      login: ['only people who log in'],
      local: ['only people at the school'],
    },
    guessedAccess: [
      'probably everyone',
      'probably only people who log in',
      'probably only people at the school',
    ],
    keptAt: ['Kept at'],
    notOnTheWeb: ['Not on the web'],
    untitled: ['Page without a title'],
    shortened: ['… (shortened: a cell holds no more)'],
    codePage: 'windows-1252',
  },
  ro: {
    columns: {
      number: ['Nr.'],
      domain: ['Domeniul misiunii'],
      title: ['Titlu'],
      address: ['Adresă'],
      note: ['De ce este o dovadă'],
      quotes: ['Citate'],
      activityDate: ['Data activității'],
      taggedOn: ['Data marcării'],
      taggedBy: ['Marcată de'],
      labels: ['Etichete'],
      access: ['Cine o poate deschide'],
      status: ['Planificată sau realizată'],
      id: ['ID (nu modifica)'],
    },
    status: {
      done: ['realizată'],
      planned: ['planificată'],
    },
    access: {
      everyone: ['oricine'],
      login: ['doar cine se autentifică'],
      local: ['doar cei din școală'],
    },
    guessedAccess: ['probabil oricine', 'probabil doar cine se autentifică', 'probabil doar cei din școală'],
    keptAt: ['Unde se păstrează'],
    notOnTheWeb: ['Nu se află pe internet'],
    untitled: ['Pagină fără titlu'],
    shortened: ['… (scurtat: într-o celulă nu încape mai mult)'],
    codePage: 'windows-1250',
  },
  pl: {
    columns: {
      number: ['Nr'],
      domain: ['Obszar misji'],
      title: ['Tytuł'],
      address: ['Adres'],
      note: ['Dlaczego to jest dowód'],
      quotes: ['Cytaty'],
      activityDate: ['Data działania'],
      taggedOn: ['Data oznaczenia'],
      taggedBy: ['Kto oznaczył'],
      labels: ['Etykiety'],
      access: ['Kto może to otworzyć'],
      status: ['Planowane czy zrealizowane'],
      id: ['Identyfikator (nie zmieniaj)'],
    },
    status: {
      done: ['zrealizowane'],
      planned: ['planowane'],
    },
    access: {
      everyone: ['każdy'],
      login: ['tylko osoby zalogowane'],
      local: ['tylko osoby ze szkoły'],
    },
    guessedAccess: [
      'prawdopodobnie każdy',
      'prawdopodobnie tylko osoby zalogowane',
      'prawdopodobnie tylko osoby ze szkoły',
    ],
    keptAt: ['Gdzie się znajduje'],
    notOnTheWeb: ['Nie ma tego w internecie'],
    untitled: ['Strona bez tytułu'],
    shortened: ['… (skrócono: w komórce nie zmieści się więcej)'],
    codePage: 'windows-1250',
  },
  it: {
    columns: {
      number: ['N.'],
      domain: ['Ambito della missione'],
      title: ['Titolo'],
      address: ['Indirizzo'],
      note: ["Perché è un'evidenza"],
      quotes: ['Citazioni'],
      activityDate: ["Data dell'attività"],
      taggedOn: ['Segnata il'],
      taggedBy: ['Segnata da'],
      labels: ['Etichette'],
      access: ['Chi può aprirla'],
      status: ['Prevista o realizzata'],
      id: ['ID (non modificare)'],
    },
    status: {
      done: ['realizzata'],
      planned: ['prevista'],
    },
    access: {
      everyone: ['chiunque'],
      login: ['solo chi accede con un account'],
      local: ['solo chi è a scuola'],
    },
    guessedAccess: [
      'probabilmente chiunque',
      'probabilmente solo chi accede con un account',
      'probabilmente solo chi è a scuola',
    ],
    keptAt: ['Luogo di conservazione'],
    notOnTheWeb: ['Non è sul web'],
    untitled: ['Pagina senza titolo'],
    shortened: ['… (abbreviato: in una cella non entra altro)'],
    codePage: 'windows-1252',
  },
  et: {
    columns: {
      number: ['Nr'],
      domain: ['Missiooni valdkond'],
      title: ['Pealkiri'],
      address: ['Aadress'],
      note: ['Miks see on tõend'],
      quotes: ['Tsitaadid'],
      activityDate: ['Tegevuse kuupäev'],
      taggedOn: ['Märkimise kuupäev'],
      taggedBy: ['Märkija'],
      labels: ['Sildid'],
      access: ['Kes saab avada'],
      status: ['Kavas või tehtud'],
      id: ['ID (ära muuda)'],
    },
    status: {
      done: ['tehtud'],
      planned: ['kavas'],
    },
    access: {
      everyone: ['igaüks'],
      login: ['ainult sisseloginud'],
      local: ['ainult koolipere'],
    },
    guessedAccess: [
      'tõenäoliselt igaüks',
      'tõenäoliselt ainult sisseloginud',
      'tõenäoliselt ainult koolipere',
    ],
    keptAt: ['Hoiukoht'],
    notOnTheWeb: ['Ei ole veebis'],
    untitled: ['Pealkirjata leht'],
    shortened: ['… (lühendatud: lahtrisse ei mahu rohkem)'],
    codePage: 'windows-1257',
  },
};
