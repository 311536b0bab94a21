/** Puts the applications of a file to those that are here. Pure. */
import { cut, MAX_NAME_LENGTH } from '../clean-text.ts';
import { hash } from '../hash.ts';
import { canonical, sameValue } from '../same-value.ts';
import { APPLICATION_FIELDS, type Application, removed, textOf } from './application.ts';
import { type ApplicationCopy, asHandedOver } from './application-copy.ts';

/**
 * Nothing that anybody wrote is lost, and nothing is written over: one that is not here is added; one that says
 * more than mine, and nothing else, takes its place; one that says something else is added beside mine, under
 * a name made of what it says, so that the same file adds it once.
 * @param mine what is here, what was removed included
 * @param theirs of the file
 * @returns what to write
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

/** Two that stand side by side under one name could not be told apart. */
function nameWithDay({ name, updatedAt }: Application): string {
  const day = ` (${updatedAt.slice(0, 10)})`;
  return (cut(name, MAX_NAME_LENGTH - day.length) + day).trim();
}

/** @returns the copies to write: those that are not here, each under its own name or one made of what it is */
export function joinCopies(
  mine: ReadonlyMap<string, ApplicationCopy>,
  theirs: Iterable<ApplicationCopy>,
): ReadonlyMap<string, ApplicationCopy> {
  const put = new Map<string, ApplicationCopy>();
  for (const one of theirs) {
    const known = put.get(one.id) ?? mine.get(one.id);
    if (!known) put.set(one.id, one);
    else if (!sameValue(asHandedOver(known), asHandedOver(one))) {
      const id = nameOf(one);
      if (!put.has(id) && !mine.has(id)) put.set(id, { ...one, id });
    }
  }
  return put;
}

const DETAILS = ['name', 'school', 'preparedBy', 'from', 'to', 'limit'] as const;

/** Whether whatever `less` says is said by `more` too. */
function saysAllOf(more: Application, less: Application): boolean {
  return (
    DETAILS.every((detail) => !less[detail] || less[detail] === more[detail]) &&
    APPLICATION_FIELDS.every((field) => !textOf(less, field) || textOf(less, field) === textOf(more, field))
  );
}

function nameOf({ id: _, ...content }: Application | ApplicationCopy): string {
  return hash(canonical(content));
}

function putIfChanged(put: Map<string, Application>, before: Application, after: Application): void {
  if (after !== before) put.set(after.id, after);
}
