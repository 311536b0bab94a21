import { describe, expect, it } from 'vitest';
import { badgeFace } from '../../browser/badge-face.ts';
import { MISSION_DOMAINS } from '../../evidence/mission-domain.ts';
import { readPage } from '../../evidence/storage/page-evidence.ts';
import { backgroundWords } from '../../locales/background-words.ts';
import { openEvidence, openItems } from '../support/evidence-store.ts';
import { idOf, piece } from '../support/pieces.ts';

const english = backgroundWords('en', []);
const PAGE = 'https://school.example/garden';

function pieces(number: number) {
  return MISSION_DOMAINS.slice(0, number).map((domain) => piece({ domain, url: PAGE }));
}

describe('the toolbar button', () => {
  it.each([
    ['en', 0, 'Mission Evidence: tag this page'],
    ['en', 1, 'Mission Evidence: this page is tagged under 1 domain'],
    ['en', 5, 'Mission Evidence: this page is tagged under 5 domains'],
    ['ro', 1, 'Mission Evidence: această pagină este marcată în 1 domeniu'],
    ['ro', 2, 'Mission Evidence: această pagină este marcată în 2 domenii'],
    ['pl', 2, 'Mission Evidence: ta strona jest oznaczona w 2 obszarach'],
    ['pl', 5, 'Mission Evidence: ta strona jest oznaczona w 5 obszarach'],
    ['it', 3, 'Mission Evidence: questa pagina è segnata in 3 ambiti'],
    ['et', 1, 'Mission Evidence: see leht on märgitud 1 valdkonna alla'],
  ])('in %s with %i domains says “%s”', async (language, number, title) => {
    const { store } = openEvidence(pieces(number));
    const face = badgeFace(await readPage(store, `${PAGE}/?utm_source=x#top`), backgroundWords(language, []));
    expect(face).toEqual({ text: number === 0 ? '' : String(number), title });
  });

  it('shows nothing of another page, nor of one that can’t be tagged', async () => {
    const { store } = openEvidence(pieces(3));
    expect(badgeFace(await readPage(store, 'https://school.example/'), english).text).toBe('');
    expect(badgeFace(undefined, english)).toEqual({ text: '', title: 'Mission Evidence: tag this page' });
  });

  it('counts pieces of a newer version, but neither deleted nor unreadable ones', async () => {
    const [first, second, third] = pieces(3) as [object, object, object];
    const ids = pieces(3).map(idOf);
    const { store } = openItems({
      [`evidence:${ids[0]}`]: { ...first, version: 99 },
      [`evidence:${ids[1]}`]: { ...second, deletedAt: '2026-03-02T09:00:00.000Z' },
      [`evidence:${ids[2]}`]: { ...third, title: 7 },
    });
    expect(badgeFace(await readPage(store, PAGE), english).text).toBe('1');
  });
});
