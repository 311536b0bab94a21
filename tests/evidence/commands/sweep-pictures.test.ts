import { expect, it, vi } from 'vitest';
import { sweepPictures } from '../../../evidence/commands/sweep-pictures.ts';
import { readList } from '../../../evidence/storage/evidence-list.ts';
import { openItems, START } from '../../support/evidence-store.ts';
import { picture, piece } from '../../support/pieces.ts';

const here = piece();

it('the sweep spares the pictures of a list that was replaced by going back, as long as that can be undone', async () => {
  const evidence = openItems({});
  /** The names that the sweep has to spare. */
  async function spared(): Promise<string[]> {
    const sweep = vi.fn<(spared: ReadonlySet<string>, olderThan: string) => Promise<number>>(async () => 0);
    await sweepPictures(evidence.store, { sweep }, new Date(START));
    expect(sweep).toHaveBeenCalledOnce();
    return [...(sweep.mock.calls[0]?.[0] ?? [])];
  }
  await evidence.writer.run({ type: 'tag', domain: here.domain, pages: [{ url: here.url, title: '' }] });
  await evidence.writer.run({ type: 'merge', pieces: [piece({ domain: 'model-school' })] });
  const [{ id = '' } = {}] = await evidence.snapshots.list();
  await evidence.writer.run({ type: 'set-picture', url: here.url, picture: picture(1) });
  await evidence.writer.run({ type: 'go-back', id });
  expect((await readList(evidence.store)).pictures.size).toBe(0);
  expect(await spared()).toEqual([picture(1).id]);
  await evidence.writer.run({ type: 'tag', domain: 'model-school', pages: [{ url: here.url, title: '' }] });
  await evidence.writer.run({ type: 'delete', ids: [`model-school:${here.url}`] });
  expect(await spared()).toEqual([]);
});
