/**
 * Removals of a piece from its domain. A removal takes away everything that was there before it, also what comes to
 * be known only later, and nothing that was said after it. A move is a removal that leads to another domain: what
 * it takes away goes there. Removals are remembered one by one, and undoing one marks it as undone; so it doesn't
 * matter in which order they come to be known.
 */
import type { MissionDomain } from '../mission-domain.ts';
import type { Removal } from './seen.ts';

export { type Removal, removalOf } from './seen.ts';

/** Maximum number of removals of one piece from one domain; the latest are remembered. */
export const MAX_REMOVALS = 50;

/** @returns the last removal that stands; undefined if there is none */
export function lastRemoval(removals: readonly Removal[] = []): Removal | undefined {
  return removals.findLast(({ isUndone }) => !isUndone);
}

/** @returns the removals of two versions of a piece, in the order of their times */
export function joinRemovals(a: readonly Removal[] = [], b: readonly Removal[] = []): Removal[] {
  if (a.length + b.length < 2) return [...a, ...b];
  const all = new Map<string, Removal>();
  for (const removal of [...a, ...b]) {
    const { at, to = '', by = '', since = '' } = removal;
    const key = `${at} ${to} ${by} ${since}`;
    all.set(key, all.get(key)?.isUndone ? { ...removal, isUndone: true } : removal);
  }
  const order = ([one]: [string, Removal], [other]: [string, Removal]) => (one < other ? -1 : 1);
  return [...all]
    .sort(order)
    .map(([, removal]) => removal)
    .slice(-MAX_REMOVALS);
}

/** @returns the removals, some of them undone */
export function withUndone(
  removals: readonly Removal[] = [],
  isMeant: (removal: Removal) => boolean = () => true,
): Removal[] {
  return removals.map((one) => (!one.isUndone && isMeant(one) ? { ...one, isUndone: true } : one));
}

/** @returns where the last move that stands leads to; undefined if there is none */
export function lastMove(removals: readonly Removal[] = []): (Removal & { to: MissionDomain }) | undefined {
  const isMove = (one: Removal): one is Removal & { to: MissionDomain } =>
    one.to !== undefined && !one.isUndone;
  return removals.findLast(isMove);
}

/** @returns whether anything was ever moved from a piece's domain */
export function hasMoved(
  piece: { readonly removals?: readonly Removal[] | undefined } | null | undefined,
): boolean {
  return piece?.removals?.some(({ to }) => to !== undefined) ?? false;
}
