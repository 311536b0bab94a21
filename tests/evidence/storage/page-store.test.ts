import { describe, expect, it } from 'vitest';
import { LABELS } from '../../../evidence/storage/known-labels.ts';
import { createPageStore } from '../../../evidence/storage/page-store.ts';
import type { Settings } from '../../../evidence/storage/settings.ts';
import { SETTINGS } from '../../../evidence/storage/settings.ts';
import { createStore } from '../../../evidence/storage/store.ts';
import { ORIGIN, openEvidence } from '../../support/evidence-store.ts';
import { memoryArea } from '../../support/memory-area.ts';
import { idOf, piece } from '../../support/pieces.ts';

const URL_OF_PAGE = piece().url;

describe('the store of the popup', () => {
  it.each<[string, Record<string, unknown>]>([
    ['nothing at all', {}],
    ['a page nearby', { [`evidence:${idOf(piece({ url: 'https://school.example/b' }))}`]: piece() }],
    ['a trace', { [`evidence:${idOf(piece())}`]: piece({ deletedAt: '2026-05-01T00:00:00.000Z' }) }],
    ['what nobody can read', { [`evidence:${idOf(piece())}`]: null }],
    ['a piece', { [`evidence:${idOf(piece())}`]: piece({ note: 'Here it is' }) }],
    ['settings', { settings: { version: 1, language: 'pl', origin: ORIGIN } }],
    ['labels', { labels: ['Water'] }],
  ])('reads as the whole store does where there is %s', async (_, items) => {
    const [whole, page] = [createStore(memoryArea(items)), createPageStore(memoryArea(items))];
    for (const url of [URL_OF_PAGE, 'https://other.example/', undefined]) {
      expect(await page.readPage(url)).toEqual(await whole.readPage(url));
    }
    expect(await page.read(SETTINGS)).toEqual(await whole.read(SETTINGS));
    expect(await page.read(LABELS)).toEqual(await whole.read(LABELS));
  });

  it('gives what was done last on the page, back and forth', async () => {
    const { area, writer } = openEvidence();
    const page = createPageStore(area);
    const { url, title } = piece();
    await writer.run({ type: 'tag', domain: 'collaboration', pages: [{ url, title }] });
    expect((await page.readPage(url)).lastAction?.kind).toBe('tagged');
    await writer.run({ type: 'delete', ids: [idOf(piece())] });
    expect((await page.readPage(url)).lastAction?.kind).toBe('taken-off');
    expect((await page.readPage('https://other.example/')).lastAction).toBeUndefined();
  });

  it('tells of every change, and of settings what they are, until the subscription ends', async () => {
    const { area, writer } = openEvidence();
    const heard: (Settings | undefined)[] = [];
    const end = createPageStore(area).subscribe(({ settings }) => heard.push(settings));
    await writer.run({ type: 'save-settings', change: { language: 'et' } });
    await writer.run({ type: 'write-draft', url: URL_OF_PAGE, change: { title: 'Corrected' } });
    end();
    await writer.run({ type: 'save-settings', change: { language: 'it' } });
    expect(heard).toEqual([{ version: 1, language: 'et' }, undefined]);
  });
});
