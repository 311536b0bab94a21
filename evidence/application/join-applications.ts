/** Adds the applications of a file to the present ones. Pure. */
import { cut, MAX_NAME_LENGTH } from '../values/clean-text.ts';
import { hash } from '../values/hash.ts';
import { canonical, sameValue } from '../values/same-value.ts';
import { APPLICATION_FIELDS, type Application, removed, textOf } from './application.ts';
import { asHandedOver, type Edition } from './edition.ts';

/**
 * Loses and overwrites nobody's words. A new application is added. One that extends mine without
 * contradicting it replaces mine. One that contradicts mine is added beside it, under an id made from its
 * contents, so that importing the same file again adds nothing.
 * @param mine the present ones, deleted ones included
 * @param theirs those of the file
 * @returns the applications to write
 */
export function joinApplications(
  mine: ReadonlyMap<string, Application>,
  theirs: Iterable<Application>,
): ReadonlyMap<string, Application> {
  const put = new Map<string, Application>();
  for (const one of theirs) {
    const known = put.get(one.id) ?? mine.get(one.id);
    if (!known) put.set(one.id, one);
    else if (saysAllOf(known, one)) putIfChanged(put, known, removed(known));
    else if (saysAllOf(one, known)) put.set(one.id, one);
    else {
      const id = nameOf(one);
      const beside = put.get(id) ?? mine.get(id);
      if (beside) putIfChanged(put, beside, removed(beside));
      else put.set(id, { ...one, id, name: nameWithDay(one) });
    }
  }
  return put;
}

/** Adds the day to a name: two applications with the same name could not be told apart. */
function nameWithDay({ name, updatedAt }: Application): string {
  const day = ` (${updatedAt.slice(0, 10)})`;
  return (cut(name, MAX_NAME_LENGTH - day.length) + day).trim();
}

/**
 * Adds editions. They never change; only parts of one edition, from several files, are joined.
 * @returns the editions to write: those that are new, each under its own id or one made from its contents
 */
export function joinEditions(
  mine: ReadonlyMap<string, Edition>,
  theirs: Iterable<Edition>,
): ReadonlyMap<string, Edition> {
  const put = new Map<string, Edition>();
  for (const one of theirs) {
    const known = put.get(one.id) ?? mine.get(one.id);
    if (!known) put.set(one.id, one);
    else if (!hasAllOf(known, one)) {
      const whole = completed(known, one);
      if (whole) {
        put.set(one.id, whole);
        continue;
      }
      const id = nameOf(one);
      if (!put.has(id) && !mine.has(id)) put.set(id, { ...one, id });
    }
  }
  return put;
}

/** Whether one edition equals another or is a part of it. */
function hasAllOf(whole: Edition, one: Edition): boolean {
  if (sameValue(asHandedOver(whole), asHandedOver(one))) return true;
  if (one.total === undefined || !areOfOne(whole, one)) return false;
  const pieces = new Set(whole.pieces.map(canonical));
  return one.pieces.every((piece) => pieces.has(canonical(piece)));
}

/**
 * @returns two parts of an edition joined, as a whole edition once it has all pieces; undefined if they do
 *   not belong together
 */
function completed(part: Edition, other: Edition): Edition | undefined {
  const { total, ...rest } = part;
  // A whole edition takes in nothing more.
  if (total === undefined || other.total !== total || !areOfOne(part, other)) return undefined;
  const pieces = [
    ...new Map([...part.pieces, ...other.pieces].map((piece) => [canonical(piece), piece])).values(),
  ];
  if (pieces.length > total) return undefined;
  return { ...rest, ...(pieces.length < total && { total }), pieces } as Edition;
}

function areOfOne(a: Edition, b: Edition): boolean {
  const [head, other] = [a, b].map(({ pieces: _, total: _t, broughtAt: _b, ...rest }) => rest);
  return sameValue(head, other);
}

const DETAILS = ['name', 'school', 'preparedBy', 'from', 'to', 'limit'] as const;

/** Whether `more` says everything that `less` says. */
function saysAllOf(more: Application, less: Application): boolean {
  return (
    DETAILS.every((detail) => !less[detail] || less[detail] === more[detail]) &&
    APPLICATION_FIELDS.every((field) => !textOf(less, field) || textOf(less, field) === textOf(more, field))
  );
}

function nameOf({ id: _, ...content }: Application | Edition): string {
  return hash(canonical(content));
}

function putIfChanged(put: Map<string, Application>, before: Application, after: Application): void {
  if (after !== before) put.set(after.id, after);
}
