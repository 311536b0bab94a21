import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sweepPictures } from '../../../evidence/commands/sweep-pictures.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { type EvidenceStore, openItems, START } from '../../support/evidence-store.ts';
import { picture, piece } from '../../support/pieces.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const NOW = Date.parse(START) + 60 * 60 * 1_000;
const here = piece();

let evidence: EvidenceStore;

/** What the sweep was told to spare, so long after an earlier state was brought back. */
async function sparedAfter(ms: number): Promise<string[]> {
  const sweep = vi.fn<(spared: ReadonlySet<string>, olderThan: string) => Promise<number>>(async () => 0);
  await sweepPictures(evidence.store, { sweep }, new Date(NOW + ms), evidence.snapshots);
  expect(sweep).toHaveBeenCalledOnce();
  return [...(sweep.mock.calls[0]?.[0] ?? [])];
}

beforeEach(async () => {
  evidence = openItems({});
  await evidence.writer.run({ type: 'tag', domain: here.domain, pages: [here] });
  await evidence.writer.run({
    type: 'merge',
    pieces: [piece({ domain: 'model-school' })],
  });
  const [{ id = '' } = {}] = await evidence.snapshots.list();
  await evidence.writer.run({ type: 'set-picture', url: here.url, picture: picture(1) });
  await evidence.writer.run({ type: 'go-back', id });
});

describe('the sweep', () => {
  it('spares for a day what was gone back from, and no longer', async () => {
    expect((await readList(evidence.store)).pictureIds.size).toBe(0);
    expect(await sparedAfter(0)).toEqual([picture(1).id]);
    expect(await sparedAfter(2 * DAY_MS)).toEqual([]);
  });

  it('does not begin where that cannot be read whole', async () => {
    for (const kept of evidence.snapshots.kept.values()) kept.content += ' ';
    await expect(sparedAfter(0)).rejects.toMatchObject({ fault: 'damaged-snapshot' });
  });
});
