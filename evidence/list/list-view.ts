/**
 * What the evidence page shows of the list, and in which order. It stands in the page's address, so that
 * it can be bookmarked and gone back to; whatever stands there may be typed by hand.
 */
import * as v from 'valibot';
import { MISSION_DOMAINS, type MissionDomain } from '../mission-domain.ts';
import {
  ACCESS,
  type Access,
  DEFAULT_STATUS,
  daySchema,
  guessAccess,
  STATUSES,
  type Status,
  sameLabel,
} from '../piece/facts.ts';
import { isLive, type Piece } from '../piece/piece.ts';
import { matcher } from './search.ts';

/** The orders of the pieces of a domain: last tagged first, latest activity first, by title, by hand. */
export const SORTS = ['tagged', 'activity', 'title', 'hand'] as const;

/** See {@link SORTS}. */
export type Sort = (typeof SORTS)[number];

/** What is shown; '' where it makes no difference. */
export interface ListView {
  /** What is searched for. */
  readonly query: string;
  readonly domain: MissionDomain | '';
  readonly label: string;
  /** A colleague who tagged it, the first or not. */
  readonly by: string;
  /** The first and the last day, YYYY-MM-DD, of the activity, or else of the tagging. */
  readonly from: string;
  readonly to: string;
  readonly status: Status | '';
  /** Who can open it, said or guessed. */
  readonly access: Access | '';
  readonly sort: Sort;
  /** The bin instead of the list. */
  readonly bin: boolean;
  /** The application instead of the list: its beginning, or the texts of `domain`. */
  readonly application: boolean;
  /** The id of a copy of an application, to be read instead; '' for none. */
  readonly copy: string;
}

/** The whole list, as it is shown at first. */
export const WHOLE_LIST: ListView = {
  query: '',
  domain: '',
  label: '',
  by: '',
  from: '',
  to: '',
  status: '',
  access: '',
  sort: 'tagged',
  bin: false,
  application: false,
  copy: '',
};

/** What can be filtered by, beside the search. */
const FILTERS = ['domain', 'label', 'by', 'from', 'to', 'status', 'access'] as const;

/** See {@link FILTERS}. */
export type Filter = (typeof FILTERS)[number];

/** No filter, whatever the search and the order. */
export const NO_FILTER: Pick<ListView, Filter> = {
  domain: '',
  label: '',
  by: '',
  from: '',
  to: '',
  status: '',
  access: '',
};

/** @returns the view that the query part of an address (`?q=water&sort=title`) says; never throws. */
export function viewIn(address: string): ListView {
  const parameters = new URLSearchParams(address);
  const said = (name: string) => parameters.get(name) ?? '';
  return {
    query: said('q'),
    domain: oneOf(MISSION_DOMAINS, said('domain')),
    label: said('label'),
    by: said('by'),
    from: day(said('from')),
    to: day(said('to')),
    status: oneOf(STATUSES, said('status')),
    access: oneOf(ACCESS, said('access')),
    sort: oneOf(SORTS, said('sort')) || WHOLE_LIST.sort,
    bin: said('view') === 'bin',
    application: said('view') === 'application',
    copy: said('view') === 'application' ? said('copy') : '',
  };
}

/**
 * @param address the query part of an address; parameters that are no part of a view are kept
 * @returns the query part that says the view: '' or with `?` before it
 */
export function addressOf(view: ListView, address = ''): string {
  const parameters = new URLSearchParams(address);
  const { query, sort, bin, application, copy } = view;
  const said: [name: string, value: string][] = [
    ['q', query],
    ...FILTERS.map((filter): [string, string] => [filter, view[filter]]),
    ['sort', sort === WHOLE_LIST.sort ? '' : sort],
    ['view', bin ? 'bin' : application ? 'application' : ''],
    ['copy', application ? copy : ''],
  ];
  for (const [name, value] of said) {
    // Taken out first, so that one view has one address.
    parameters.delete(name);
    if (value) parameters.append(name, value);
  }
  const text = parameters.toString();
  return text && `?${text}`;
}

/** @returns the filters that are in use */
export function activeFilters(view: ListView): Filter[] {
  return FILTERS.filter((filter) => view[filter] !== '');
}

/** @returns whether the view leaves out some of the list, or could. */
export function isNarrowed(view: ListView): boolean {
  return view.query.trim() !== '' || activeFilters(view).length > 0;
}

/** @returns a test for the pieces that a view shows, whether they are live or not */
export function shownIn(view: ListView): (evidence: Piece) => boolean {
  const { domain, label, by, from, to, status, access } = view;
  const matches = matcher(view.query);
  return (evidence) =>
    (domain === '' || evidence.domain === domain) &&
    (status === '' || (evidence.status ?? DEFAULT_STATUS) === status) &&
    (by === '' || taggersOf(evidence).includes(by)) &&
    (from === '' || dayOf(evidence) >= from) &&
    (to === '' || dayOf(evidence) <= to) &&
    (label === '' || (evidence.labels ?? []).some((one) => sameLabel(one, label))) &&
    (access === '' || accessOf(evidence) === access) &&
    matches(evidence);
}

/** @returns the day of the activity, or else of the tagging: YYYY-MM-DD */
export function dayOf({ activityDate, taggedAt }: Pick<Piece, 'activityDate' | 'taggedAt'>): string {
  return activityDate ?? taggedAt.slice(0, 'YYYY-MM-DD'.length);
}

/** What the live pieces of a list can be filtered by. */
export interface Choices {
  readonly labels: readonly string[];
  readonly colleagues: readonly string[];
}

/** @returns the labels, one of each wording, and the colleagues of the live pieces, in no order */
export function choicesIn(list: Iterable<Piece>): Choices {
  const labels = new Map<string, string>();
  const colleagues = new Set<string>();
  for (const evidence of list) {
    if (!isLive(evidence)) continue;
    for (const label of evidence.labels ?? []) {
      const wording = label.toLowerCase();
      if (!labels.has(wording)) labels.set(wording, label);
    }
    for (const name of taggersOf(evidence)) if (name) colleagues.add(name);
  }
  return { labels: [...labels.values()], colleagues: [...colleagues] };
}

/** @returns the names of those who tagged a piece; '' for nobody in particular */
function taggersOf({ taggedBy = '', contributions = [] }: Piece): string[] {
  return [taggedBy, ...contributions.map(({ by }) => by)];
}

function accessOf({ access, url }: Piece): Access {
  return access ?? guessAccess(url);
}

function oneOf<T extends string>(all: readonly T[], value: string): T | '' {
  return all.find((one) => one === value) ?? '';
}

function day(value: string): string {
  return v.is(daySchema, value) ? value : '';
}
