import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Applications, EvidenceList, StoredChanges } from '../../evidence/storage/store.ts';
import { sameCounts, summarise } from '../../evidence/storage/summary.ts';
import { useRun } from '../faults.tsx';
import { useServices } from '../services.ts';

/** The whole list as it is stored, live. */
export type ListState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed' }
  | { readonly status: 'ready'; readonly list: EvidenceList };

/** Reads the list once and follows every change, in whatever view that happens. */
export function useEvidenceList(): ListState & {
  readonly retry: () => void;
  /** The list could not be compared with its second copy: it may be short. */
  readonly unchecked: boolean;
} {
  const services = useServices();
  const { store } = services;
  const run = useRun();
  const [state, setState] = useState<ListState>({ status: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const [unchecked, setUnchecked] = useState(false);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);

  useEffect(() => {
    let ended = false;
    // What changes while the list is being read is kept and put on top of it.
    let early: StoredChanges[] | undefined = [];

    const unsubscribe = store.subscribe((changes) => {
      if (early) early.push(changes);
      else {
        setState((now) => (now.status === 'ready' ? { ...now, list: applied(now.list, changes) } : now));
      }
    });
    void services.run({ type: 'check-list' }).then((outcome) => {
      if (!ended) setUnchecked(!outcome.ok);
    });
    readWhole().then(
      (read) => {
        if (ended) return;
        setState({ status: 'ready', list: (early ?? []).reduce(applied, read) });
        early = undefined;
        const truth = summarise(read.pieces.values());
        if (!read.summary || !sameCounts(read.summary.counts, truth.counts)) {
          void run({ type: 'rebuild-summary' });
        }
      },
      (error: unknown) => {
        console.error('The evidence could not be read:', error);
        if (!ended) setState({ status: 'failed' });
      },
    );
    /** An empty list is compared with its second copy before anybody is told that it is empty. */
    async function readWhole(): Promise<EvidenceList> {
      const read = await store.readAll();
      if (read.pieces.size > 0) return read;
      const outcome = await services.run({ type: 'check-list', fully: true });
      return outcome.ok ? store.readAll() : read;
    }
    return () => {
      ended = true;
      unsubscribe();
    };
  }, [services, store, run, attempt]);

  return { ...state, retry, unchecked };
}

function applied(before: EvidenceList, changes: StoredChanges): EvidenceList {
  const list =
    changes.drafts.size === 0 ? before : { ...before, drafts: draftsAfter(before.drafts, changes) };
  const { lastBackup = list.lastBackup, knownDate = list.knownDate } = changes;
  const rescue = changes.rescue === undefined ? list.rescue : (changes.rescue ?? undefined);
  const lastMerge = changes.lastMerge === undefined ? list.lastMerge : (changes.lastMerge ?? undefined);
  const applications = appliedToApplications(list.applications, changes);
  if (changes.evidence.size + changes.pictures.size === 0) {
    const isSame =
      lastBackup === list.lastBackup &&
      knownDate === list.knownDate &&
      rescue === list.rescue &&
      lastMerge === list.lastMerge &&
      applications === list.applications;
    return isSame ? list : { ...list, lastBackup, knownDate, rescue, lastMerge, applications };
  }
  const pictures = new Map(list.pictures);
  for (const [page, picture] of changes.pictures) {
    if (picture) pictures.set(page, picture);
    else pictures.delete(page);
  }
  const pieces = new Map(list.pieces);
  const newer = new Set(list.newer);
  const unreadable = new Set(list.unreadable);
  for (const [id, stored] of changes.evidence) {
    pieces.delete(id);
    newer.delete(id);
    unreadable.delete(id);
    if (!stored) continue;
    if (stored.state === 'unreadable') unreadable.add(id);
    else pieces.set(id, stored.evidence);
    if (stored.state === 'newer') newer.add(id);
  }
  return {
    ...list,
    pieces,
    newer,
    unreadable,
    pictures,
    lastBackup,
    knownDate,
    rescue,
    lastMerge,
    applications,
  };
}

function draftsAfter(before: EvidenceList['drafts'], changes: StoredChanges): EvidenceList['drafts'] {
  const drafts = new Map(before);
  for (const [page, draft] of changes.drafts) {
    if (draft) drafts.set(page, draft);
    else drafts.delete(page);
  }
  return drafts;
}

function appliedToApplications(before: Applications, changes: StoredChanges): Applications {
  if (changes.applications.size + changes.copies.size === 0) return before;
  const all = new Map(before.all);
  const newer = new Set(before.newer);
  const unreadable = new Set(before.unreadable);
  for (const [id, stored] of changes.applications) {
    all.delete(id);
    newer.delete(id);
    unreadable.delete(id);
    if (stored?.state === 'unreadable') unreadable.add(id);
    else if (stored) all.set(id, stored.application);
    if (stored?.state === 'newer') newer.add(id);
  }
  // The copies stay the same thing while a text is typed: what is made of them is made once.
  if (changes.copies.size === 0) return { ...before, all, newer, unreadable };
  const copies = new Map(before.copies);
  for (const [id, stored] of changes.copies) {
    copies.delete(id);
    unreadable.delete(id);
    if (stored?.state === 'unreadable') unreadable.add(id);
    else if (stored) copies.set(id, stored.copy);
  }
  return { all, newer, unreadable, copies };
}
