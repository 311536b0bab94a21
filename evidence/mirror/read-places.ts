/** Reads the three places, each as far as it can be read. */

import type { Contents } from '../storage/contents.ts';
import { keyOf } from '../storage/record-kind.ts';
import { isInMirror } from '../storage/records.ts';
import { parseRecoveryReport, RECOVERY_REPORT } from '../storage/recovery-report.ts';
import { REVISION } from '../storage/revision.ts';
import { SUMMARY_KEY } from '../storage/storage-keys.ts';
import type { StorageArea } from '../storage/store.ts';
import { parseSummary, totalOf } from '../storage/summary.ts';
import type { ListContents, Places } from './compare.ts';
import type { MirrorContents, MirrorStore } from './mirror-store.ts';
import type { Testimony, Witness } from './witness.ts';

const RECOVERY_REPORT_KEY = keyOf(RECOVERY_REPORT);
const REVISION_KEY = keyOf(REVISION);

/** How many keys are read at once if all together fail. */
const FEW = 50;

/** The reading part of a storage area. The newest browsers can also return the keys alone. */
export interface ReadableArea extends Pick<StorageArea, 'get'> {
  getKeys?: () => Promise<string[]>;
}

/** @returns the three places, for a comparison; never rejects */
export async function readPlaces(
  area: ReadableArea,
  mirrorStore: Pick<MirrorStore, 'read'>,
  witnessStore: Pick<Witness, 'read'>,
): Promise<Places> {
  const [mirror, witness] = await Promise.all([readMirror(mirrorStore), readWitness(witnessStore)]);
  const keys = typeof mirror === 'object' ? [...mirror.records.keys()] : [];
  return { list: await readList(area, keys), mirror, witness };
}

async function readMirror(
  mirror: Pick<MirrorStore, 'read'>,
): Promise<MirrorContents | 'unreadable' | undefined> {
  try {
    return await mirror.read();
  } catch (error) {
    console.error('The second copy could not be read:', error);
    return 'unreadable';
  }
}

async function readWitness(witness: Pick<Witness, 'read'>): Promise<Testimony | undefined> {
  try {
    return await witness.read();
  } catch (error) {
    console.error('The witness could not be read:', error);
    return undefined;
  }
}

/** Reads the list at once; if that fails, in parts; and the records of a part that fails one by one. */
async function readList(area: ReadableArea, otherKeys: readonly string[]): Promise<ListContents> {
  const all = await read(area, null);
  if (all) return listOf(all, [], true);
  const own = await area.getKeys?.().catch(() => undefined);
  const keys = [...new Set([SUMMARY_KEY, REVISION_KEY, RECOVERY_REPORT_KEY, ...(own ?? []), ...otherKeys])];
  const found: Record<string, unknown> = {};
  const failed: string[] = [];
  for (let at = 0; at < keys.length; at += FEW) {
    const some = keys.slice(at, at + FEW);
    const part = await read(area, some);
    if (part) Object.assign(found, part);
    else {
      for (const key of some) {
        const one = await read(area, [key]);
        if (one) Object.assign(found, one);
        else failed.push(key);
      }
    }
  }
  return listOf(found, failed, own !== undefined);
}

async function read(area: ReadableArea, keys: string[] | null): Promise<Contents | undefined> {
  try {
    return await area.get(keys);
  } catch (error) {
    console.error('The list could not be read:', keys?.length ?? 'all of it', error);
    return undefined;
  }
}

function listOf(items: Contents, failed: readonly string[], complete: boolean): ListContents {
  const { [REVISION_KEY]: revision, [SUMMARY_KEY]: summary } = items;
  const counts = parseSummary(summary)?.counts;
  return {
    records: new Map(Object.entries(items).filter(([key]) => isInMirror(key))),
    failed: new Set(failed.filter(isInMirror)),
    complete,
    recoveryReport: parseRecoveryReport(items[RECOVERY_REPORT_KEY]),
    revision: typeof revision === 'number' ? revision : undefined,
    summarised: counts ? totalOf(counts) : 0,
  };
}
