/**
 * Which part of the list the evidence page shows, and in which order. The view is stored in the page's
 * address, so that it can be bookmarked and the back button works. Anybody can type into an address, so
 * nothing in it is trusted.
 */
import * as v from 'valibot';
import { MISSION_DOMAINS, type MissionDomain } from '../mission-domain.ts';
import { namesOf } from '../piece/contribution.ts';
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

/** Orders of the pieces in a domain: last tagged first, latest activity first, by title, by hand. */
export const SORTS = ['tagged', 'activity', 'title', 'hand'] as const;

/** See {@link SORTS}. */
export type Sort = (typeof SORTS)[number];

/** What the evidence page shows; '' stands for any. */
export interface ListView {
  /** The search text. */
  readonly query: string;
  readonly domain: MissionDomain | '';
  readonly label: string;
  /** A colleague who tagged the piece, first or later. */
  readonly by: string;
  /** The first and the last day, YYYY-MM-DD, of the activity, or else of the tagging. */
  readonly from: string;
  readonly to: string;
  readonly status: Status | '';
  /** Who can open the page, stated or guessed. */
  readonly access: Access | '';
  readonly sort: Sort;
  /** Shows the bin instead of the list. */
  readonly bin: boolean;
  /** Shows the application instead of the list: its beginning, or the texts of `domain`. */
  readonly application: boolean;
  /** The id of an edition of an application to show instead; '' for none. */
  readonly copy: string;
}

/** The whole list, as shown at first. */
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

/** All filters besides the search. */
const FILTERS = ['domain', 'label', 'by', 'from', 'to', 'status', 'access'] as const;

/** See {@link FILTERS}. */
export type Filter = (typeof FILTERS)[number];

/** No filter; search and order are not affected. */
export const NO_FILTER: Pick<ListView, Filter> = {
  domain: '',
  label: '',
  by: '',
  from: '',
  to: '',
  status: '',
  access: '',
};

/** @returns the view described by the query of an address (`?q=water&sort=title`); never throws. */
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
 * @param address the query of an address; its parameters that do not belong to a view are preserved
 * @returns the query that describes the view: '' or starting with `?`
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
    // Delete first, so that the parameters of one view always have the same order.
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

/** @returns whether the view hides some of the list, or could. */
export function isNarrowed(view: ListView): boolean {
  return view.query.trim() !== '' || activeFilters(view).length > 0;
}

/** @returns a test for the pieces that a view shows, live or not */
export function shownIn(view: ListView): (evidence: Piece) => boolean {
  const { domain, label, by, from, to, status, access } = view;
  const matches = matcher(view.query);
  return (evidence) =>
    (domain === '' || evidence.domain === domain) &&
    (status === '' || (evidence.status ?? DEFAULT_STATUS) === status) &&
    (by === '' || namesOf(evidence).includes(by)) &&
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

/** Values that the live pieces of a list can be filtered by. */
export interface Choices {
  readonly labels: readonly string[];
  readonly colleagues: readonly string[];
}

/** @returns the labels (one for each wording) and the colleagues of the live pieces, unsorted */
export function choicesIn(list: Iterable<Piece>): Choices {
  const labels = new Map<string, string>();
  const colleagues = new Set<string>();
  for (const evidence of list) {
    if (!isLive(evidence)) continue;
    for (const label of evidence.labels ?? []) {
      const wording = label.toLowerCase();
      if (!labels.has(wording)) labels.set(wording, label);
    }
    for (const name of namesOf(evidence)) colleagues.add(name);
  }
  return { labels: [...labels.values()], colleagues: [...colleagues] };
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
