import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EvidencePage } from '../../components/evidence-page/EvidencePage.tsx';
import { Popup } from '../../components/popup/Popup.tsx';
import { RecoveryPage } from '../../components/recovery/RecoveryPage.tsx';
import type { Services } from '../../components/services.ts';
import { readPlaces } from '../../evidence/mirror/read-places.ts';
import { itemsOf } from '../support/evidence-store.ts';
import {
  bothSay,
  endSession,
  type MirroredPlaces,
  mirroredPlaces,
  startBackground,
} from '../support/mirrored-evidence.ts';
import { idOf, piece } from '../support/pieces.ts';
import { clear, find, type ShowOptions, show, text, until, untilText, violations } from '../support/show.tsx';

const PIECES = ['Garden', 'Water', 'Air'].map((title, index) =>
  piece({ url: `https://school.example/${index}`, title }),
);
const KEYS = PIECES.map((one) => `evidence:${idOf(one)}`);

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

afterEach(() => {
  clear();
  vi.restoreAllMocks();
});

/** Three pieces in all stores; then something happens to them while the browser is closed. */
async function damaged(harm: (places: MirroredPlaces) => void) {
  const places = mirroredPlaces({ ...itemsOf(PIECES), settings: { version: 1, language: 'en' } });
  await startBackground(places);
  endSession(places);
  harm(places);
  const { writer } = await startBackground(places);
  const services: NonNullable<ShowOptions['services']> = { run: writer.run };
  return { places, services };
}

function loses(places: MirroredPlaces, index: number, ...where: ('list' | 'mirror')[]): void {
  const key = KEYS[index] ?? '';
  if (where.includes('list')) places.area.items.delete(key);
  if (where.includes('mirror')) places.mirror.records.delete(key);
}

const read =
  ({ area, mirror, witness }: MirroredPlaces) =>
  () =>
    readPlaces(area, mirror, witness);

function button(words: string): HTMLButtonElement | undefined {
  return [...document.querySelectorAll('button')].find((one) => one.innerText.trim() === words);
}

describe('the recovery report', () => {
  it.each([
    ['popup', <Popup />],
    ['evidence page', <EvidencePage />],
  ])('is shown once in the %s, and the focus stays on the page', async (_name, view) => {
    const { places, services } = await damaged((hit) => loses(hit, 0, 'list'));
    show(view, { area: places.area, services });
    await untilText('1 entry of your evidence was damaged on the disk. It is back, from the second copy.');
    expect(await violations()).toEqual([]);
    button('Got it')?.click();
    await until('the notice to go', () => !text().includes('damaged'));
    expect(document.activeElement?.tagName).toBe('H1');
  });

  it('covers the mirror, too', async () => {
    const { places, services } = await damaged((hit) => loses(hit, 0, 'mirror'));
    show(<Popup />, { area: places.area, services });
    await untilText('It has been made anew; your list is complete.');
  });
});

it('the page leads to the recovery view if the list can’t be read, or nobody can tell which state is right', async () => {
  const { places, services } = await damaged((hit) => loses(hit, 0, 'list', 'mirror'));
  show(<EvidencePage />, { area: places.area, services });
  await untilText('Something in your evidence was damaged');
  expect((await find<HTMLAnchorElement>('a[href="/recovery.html"]')).innerText).toBe('See what is there');
  clear();
  places.area.failing.get = new Error('Corruption');
  show(<EvidencePage />, { area: places.area, services });
  await untilText("can't be read right now");
  await find('a[href="/recovery.html"]');
});

it('the page does not call a list empty before it was compared', async () => {
  const { places, services } = await damaged(() => {});
  for (const key of KEYS) places.area.items.delete(key);
  const seen: string[] = [];
  const observer = new MutationObserver(() => seen.push(text()));
  observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  show(<EvidencePage />, { area: places.area, services });
  await untilText('Garden');
  observer.disconnect();
  await untilText('3 entries of your evidence were damaged');
  expect(seen.filter((shown) => shown.includes('Nothing collected yet'))).toEqual([]);
});

describe('the recovery view', () => {
  it('says that all is well if it is', async () => {
    const { places, services } = await damaged(() => {});
    show(<RecoveryPage readPlaces={read(places)} />, { area: places.area, services });
    await untilText('Both places say the same. There is nothing to decide.');
    expect(button('Use only the list')).toBeUndefined();
    expect(await violations()).toEqual([]);
  });

  it('shows what is stored, saves it, and changes nothing until something is chosen', async () => {
    const { places, services } = await damaged((hit) => loses(hit, 0, 'list', 'mirror'));
    const saved: string[] = [];
    const saveFile: Services['saveFile'] = (_name, content) => saved.push(String(content));
    const before = [bothSay(places), structuredClone([...places.area.items])];
    show(<RecoveryPage readPlaces={read(places)} />, {
      area: places.area,
      services: { ...services, saveFile },
    });
    await untilText('1 piece of evidence is missing from both places.');
    await untilText('There should be 3 pieces of evidence');
    (await find('summary')).click();
    await untilText('Water');
    expect(await violations()).toEqual([]);
    button('Save everything that can be read as a file')?.click();
    await untilText('Saved as');
    expect(JSON.parse(saved[0] ?? '').evidence).toHaveLength(2);
    expect([bothSay(places), structuredClone([...places.area.items])]).toEqual(before);

    button('Use everything that can be read')?.click();
    await untilText('Done. Your list and its second copy say the same now.');
    expect(document.activeElement?.textContent).toContain('Done.');
    expect(button('Use everything that can be read')).toBeUndefined();
    expect(places.witness.testimony?.pieces).toBe(2);
  });

  it('shows the contents of the mirror if the browser can’t open the list', async () => {
    const { places, services } = await damaged(() => {});
    places.area.failing.get = new Error('IO error');
    show(<RecoveryPage readPlaces={read(places)} />, { area: places.area, services });
    await untilText("The browser can't open the list at all.");
    await untilText('3 pieces of evidence · latest change');
    expect(button('Save everything that can be read as a file')?.disabled).toBe(false);
    expect(button('Use only the list')).toBeUndefined();
    expect(await violations()).toEqual([]);
  });

  it('offers to recreate a mirror that can’t be opened', async () => {
    const { places, services } = await damaged((hit) => {
      hit.mirror.failing = new Error('UnknownError');
    });
    show(<RecoveryPage readPlaces={read(places)} />, { area: places.area, services });
    await untilText("The second copy can't be opened");
    places.mirror.failing = undefined;
    button('Use only the list')?.click();
    await untilText('Done.');
    expect(bothSay(places)[1]).toEqual(bothSay(places)[0]);
  });
});
