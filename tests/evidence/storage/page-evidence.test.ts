import { describe, expect, it } from 'vitest';
import { forEachDomain, MISSION_DOMAINS } from '../../../evidence/mission-domain.ts';
import { readPage } from '../../../evidence/storage/page-evidence.ts';
import { PIECE } from '../../../evidence/storage/pieces.ts';
import { createStore } from '../../../evidence/storage/store.ts';
import { summarise } from '../../../evidence/storage/summary.ts';
import { itemsOf, openEvidence } from '../../support/evidence-store.ts';
import { memoryArea } from '../../support/memory-area.ts';
import { idOf, picture, piece, quote } from '../../support/pieces.ts';

const { url, title } = piece();
const AT = '2026-05-01T00:00:00.000Z';
const NOTHING = { draft: undefined, picture: undefined, lastAction: undefined };

describe('the popup’s view of a page', () => {
  it.each<[string, Record<string, unknown>]>([
    ['nothing at all', {}],
    ['a page nearby', { [`evidence:${idOf(piece({ url: 'https://school.example/b' }))}`]: piece() }],
    ['a trace', { [`evidence:${idOf(piece())}`]: piece({ deletedAt: AT }) }],
    ['an emptied piece', { [`evidence:${idOf(piece())}`]: null }],
    ['an unreadable record', { [`evidence:${idOf(piece())}`]: { title: 7 } }],
    ['a piece', { [`evidence:${idOf(piece())}`]: piece({ note: 'Here it is' }) }],
    ['a piece of a newer version', { [`evidence:${idOf(piece())}`]: { ...piece(), version: 99 } }],
  ])('agrees on its pieces with the whole store if there is %s', async (_, items) => {
    const store = createStore(memoryArea(items));
    for (const asked of [url, 'https://other.example/']) {
      const { byDomain, ...rest } = await readPage(store, asked);
      for (const domain of MISSION_DOMAINS) {
        expect(byDomain[domain]).toEqual(await store.read(PIECE, idOf(piece({ domain, url: asked }))));
      }
      expect(rest).toMatchObject(NOTHING);
    }
    expect((await readPage(store, undefined)).byDomain).toEqual(forEachDomain(() => undefined));
  });

  it('has the draft, the waiting passages, the picture and the counts', async () => {
    const items = {
      ...itemsOf([piece()]),
      [`draft:${url}`]: { version: 1, title: 'Typed', updatedAt: AT },
      [`waiting:${url}`]: { version: 1, quotes: [quote('One.')], updatedAt: AT },
      [`picture:${url}`]: picture(1),
    };
    const store = createStore(memoryArea(items));
    expect(await readPage(store, url)).toMatchObject({
      draft: { title: 'Typed', quotes: [quote('One.')] },
      picture: picture(1),
      counts: summarise([piece()]).counts,
      summaryIsWrong: false,
    });
    expect(await readPage(store, 'https://other.example/')).toMatchObject(NOTHING);
  });

  it('shows no picture that a newer version wrote', async () => {
    const store = createStore(memoryArea({ [`picture:${url}`]: { ...picture(1), version: 2 } }));
    expect((await readPage(store, url)).picture).toBeUndefined();
  });

  it('shows the last action on the page, before and after its Undo', async () => {
    const { store, writer } = openEvidence();
    await writer.run({ type: 'tag', domain: 'collaboration', pages: [{ url, title }] });
    expect((await readPage(store, url)).lastAction?.kind).toBe('tagged');
    await writer.run({ type: 'delete', ids: [idOf(piece())] });
    expect((await readPage(store, url)).lastAction?.kind).toBe('deleted');
    expect((await readPage(store, 'https://other.example/')).lastAction).toBeUndefined();
  });

  it('is notified of every change until the subscription ends', async () => {
    const { store, writer } = openEvidence();
    const heard: unknown[] = [];
    const end = store.subscribe(({ settings }) => heard.push(settings));
    await writer.run({ type: 'save-settings', change: { language: 'et' } });
    await writer.run({ type: 'write-draft', url, change: { title: 'Corrected' } });
    end();
    await writer.run({ type: 'save-settings', change: { language: 'it' } });
    expect(heard).toEqual([{ version: 1, language: 'et' }, undefined]);
  });
});
