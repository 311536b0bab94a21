/**
 * Every change to evidence as a pure function from what is stored to what will be. None of them
 * reads a clock or a store; the writer hands them both.
 */
import { cleanText, cleanTitle } from './clean-text.ts';
import { EVIDENCE_VERSION, type Evidence, isLive } from './evidence.ts';
import { changedFacts, type Facts, type FactsChange, factsOf } from './facts.ts';
import type { MissionDomain } from './mission-domain.ts';
import { cleanQuote, type Quote, withoutQuote, withQuote } from './quote.ts';

/** A page as the browser shows it. */
export interface Page {
  readonly url: string;
  readonly title: string;
}

/** What a piece says from its beginning on. */
export interface Beginning {
  readonly note?: string;
  readonly quotes?: readonly Quote[];
  readonly facts?: Facts;
  /** The colleague who tags; '' for nobody in particular. */
  readonly taggedBy?: string;
}

/**
 * Tags a page under a domain.
 * @param current the piece stored under this page and domain, if any; one that was taken off comes
 *   back with its note and its corrected title, as if it were tagged now
 * @param now ISO 8601 UTC
 * @param beginning what a new piece says; one that comes back keeps its own note and takes in the rest
 * @returns the piece; `current` itself where the page is already tagged
 */
export function tag(
  current: Evidence | undefined,
  page: Page,
  domain: MissionDomain,
  now: string,
  beginning: Beginning = {},
): Evidence {
  if (isLive(current)) return current;
  const kept = unlessMoved(current);
  const { note = '', quotes = [], facts = {}, taggedBy = '' } = beginning;
  const piece: Evidence = kept
    ? { ...revived(kept), ...facts, url: page.url, taggedAt: now, updatedAt: now }
    : {
        version: EVIDENCE_VERSION,
        domain,
        url: page.url,
        title: cleanTitle(page.title),
        note: cleanText(note),
        taggedAt: now,
        updatedAt: now,
        ...facts,
      };
  const named = taggedBy ? { ...piece, taggedBy } : piece;
  return withQuotes(named, quotes);
}

/** Takes a piece off. It stays stored, with everything in it, so that it can come back. */
export function takeOff(current: Evidence, now: string): Evidence {
  return isLive(current) ? { ...current, deletedAt: now, updatedAt: now } : current;
}

/** Replaces the note; `current` itself where nothing changes. */
export function writeNote(current: Evidence, note: string, now: string): Evidence {
  const clean = cleanText(note);
  return clean === current.note ? current : { ...current, note: clean, updatedAt: now };
}

/** Corrects the title; `current` itself where nothing changes. */
export function writeTitle(current: Evidence, title: string, now: string): Evidence {
  const clean = cleanTitle(title);
  return clean === current.title ? current : { ...current, title: clean, updatedAt: now };
}

/** Keeps a passage of the page; `current` itself where it is there already or says nothing. */
export function addQuote(current: Evidence, quote: Quote, now: string): Evidence {
  const quoted = withQuotes(current, [quote]);
  return quoted === current ? current : { ...quoted, updatedAt: now };
}

/** Drops a passage; `current` itself where it is not there. */
export function removeQuote(current: Evidence, quote: Quote, now: string): Evidence {
  const { quotes = [], ...rest } = current;
  const left = withoutQuote(quotes, quote);
  if (left === quotes) return current;
  const piece = { ...rest, updatedAt: now } as Evidence;
  return left.length === 0 ? piece : { ...piece, quotes: [...left] };
}

/** Changes facts; `current` itself where they say the same. */
export function writeFacts(current: Evidence, change: FactsChange, now: string): Evidence {
  const before = factsOf(current);
  const after = changedFacts(before, change);
  if (sameValue(before, after)) return current;
  const rest = Object.entries(current).filter(([field]) => !(field in before));
  return { ...(Object.fromEntries(rest) as Evidence), ...after, updatedAt: now };
}

/** A piece with some passages more; itself where it has them already. */
function withQuotes(piece: Evidence, quotes: readonly Quote[]): Evidence {
  const had = piece.quotes ?? [];
  let all: readonly Quote[] = had;
  for (const quote of quotes) {
    const clean = cleanQuote(quote);
    if (clean) all = withQuote(all, clean);
  }
  return all === had ? piece : { ...piece, quotes: [...all] };
}

/**
 * Moves a piece to another domain. Where the page is tagged there already, that piece stays and
 * takes the note and the quotes in as well, so the note may grow past its limit: the caller checks.
 * @returns the piece left behind (taken off, saying where it went) and the one in the other domain
 */
export function move(
  current: Evidence,
  there: Evidence | undefined,
  to: MissionDomain,
  now: string,
): { readonly left: Evidence; readonly arrived: Evidence } {
  const left = { ...takeOff(current, now), movedTo: to };
  const kept = unlessMoved(there);
  if (isLive(kept)) {
    const joined = { ...kept, note: joinNotes(kept.note, current.note), updatedAt: now };
    return { left, arrived: withQuotes(joined, current.quotes ?? []) };
  }
  const note = joinNotes(current.note, kept?.note ?? '');
  const arrived = { ...current, domain: to, note, updatedAt: now };
  return { left, arrived: withQuotes(arrived, kept?.quotes ?? []) };
}

/** @returns both notes, the first first; one of them where it says all that the other does. */
export function joinNotes(first: string, second: string): string {
  if (first.includes(second)) return first;
  if (second.includes(first)) return second;
  return `${first}\n\n${second}`;
}

/** The fields that may differ between two copies without a reader seeing two different pieces. */
const CIRCUMSTANCES = new Set(['url', 'taggedAt', 'updatedAt', 'deletedAt', 'movedTo']);

/**
 * @returns whether one copy of a piece says all that another says, whenever and from which address
 *   they came; it may say more, in fields that the other does not have
 */
export function saysAllOf(mine: Evidence, theirs: Evidence): boolean {
  const fields = new Set(Object.keys(theirs)).difference(CIRCUMSTANCES);
  return fields.values().every((field) => sameValue(mine[field], theirs[field]));
}

/** One record's change, as the writer made it: enough to take it back. */
export interface Change {
  readonly id: string;
  /** What was stored before; null where there was nothing. */
  readonly before: Evidence | null;
  readonly after: Evidence;
}

/**
 * Takes one change back, without losing what came later: a field that changed again since keeps its
 * newer value (a note typed after tagging survives undoing the tag). A piece that did not exist
 * before is taken off, not erased.
 * @returns the piece as it should be stored; `current` itself where there is nothing to take back
 */
export function takeBack(current: Evidence, { before, after }: Change, now: string): Evidence {
  if (!before) return takeOff(current, now);
  const restored: Record<string, unknown> = { ...current };
  let changed = false;
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (field === 'updatedAt' || !sameValue(current[field], after[field])) continue;
    if (sameValue(before[field], after[field])) continue;
    changed = true;
    if (before[field] === undefined) delete restored[field];
    else restored[field] = before[field];
  }
  return changed ? { ...(restored as Evidence), updatedAt: now } : current;
}

/**
 * Takes several changes back, as one command made them. What was written since into a piece that
 * came to be by moving goes back with it.
 * @param current what is stored now, by id
 * @returns the pieces as they should be stored, by id
 */
export function takeBackAll(
  current: ReadonlyMap<string, Evidence>,
  changes: readonly Change[],
  now: string,
): ReadonlyMap<string, Evidence> {
  const restored = new Map<string, Evidence>();
  for (const change of changes) {
    const piece = current.get(change.id);
    if (piece) restored.set(change.id, takeBack(piece, change, now));
  }
  for (const { id, after } of changes) {
    const left = restored.get(id);
    const arrival = changes.find(({ after: { domain } }) => domain === after.movedTo);
    const moved = arrival && current.get(arrival.id);
    if (!left || !moved) continue;
    // It moved on since: what would come back here is in the list elsewhere already.
    if (moved.movedTo !== undefined) restored.delete(id);
    else if (isLive(moved) && !isLive(arrival.before ?? undefined)) {
      const back = withLaterWords(left, arrival.after, moved);
      // The page was tagged here again since: both notes stay.
      const taggedAgain = isLive(current.get(id));
      restored.set(id, taggedAgain ? { ...left, note: joinNotes(left.note, moved.note) } : back);
    }
  }
  return restored;
}

/** A piece with the fields that changed in its other place since it arrived there. */
function withLaterWords(piece: Evidence, arrived: Evidence, moved: Evidence): Evidence {
  const later = Object.entries(moved).filter(
    ([field, value]) => !CIRCUMSTANCES.has(field) && !sameValue(value, arrived[field]),
  );
  return { ...piece, ...Object.fromEntries(later) };
}

function sameValue(a: unknown, b: unknown): boolean {
  return a === b || canonical(a) === canonical(b);
}

/** JSON with the names in order: Chromium stores them sorted, so their order says nothing. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** A piece that was moved away lives on elsewhere: to its old place it is as good as gone. */
function unlessMoved(evidence: Evidence | undefined): Evidence | undefined {
  return isLive(evidence) || evidence?.movedTo === undefined ? evidence : undefined;
}

function revived(evidence: Evidence): Evidence {
  const { deletedAt: _, ...rest } = evidence;
  return rest as Evidence;
}
