import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportWords } from '../../../components/export/export-words.ts';
import { text } from '../../../evidence/export/text.ts';
import { arrange } from '../../../evidence/list/arrange.ts';
import type { Piece } from '../../../evidence/piece/piece.ts';
import { loadWords } from '../../../locales/index.ts';
import { anyFullList, fullPiece, offlinePiece, quote } from '../../support/full-pieces.ts';
import { noteIn, piece } from '../../support/pieces.ts';
import { EXPORTED_AT, OPTIONS, wordsOf } from '../../support/words.ts';

const words = await wordsOf('ro');

function write(list: readonly Piece[], say = words): string {
  return text.write(arrange(list), say, OPTIONS) as string;
}

/** The only entry, without its surroundings. */
function entryOf(one: Piece): string {
  const [entry = ''] = /^1\) .*(\n {3}.*)*/m.exec(write([one])) ?? [];
  return entry;
}

describe('plain text', () => {
  it('is a list to paste, in Mission order', () => {
    const list = [
      piece({ note: 'One.\nTwo.\n\nThree.', taggedAt: '2026-04-01T09:00:00.000Z' }),
      piece({ url: 'https://school.example/b', title: '', note: '' }),
      piece({ domain: 'inclusive-innovation', title: 'Air' }),
    ];
    const title = (domain: Piece['domain']) => words.domainTitles[domain].text;
    expect(write(list)).toBe(`1. ${title('shared-leadership')}

${words.noEvidence}


2. ${title('collaboration')}

1) Water in our towns
   https://school.example/projects/water
   One.
   Two.
   
   Three.
   ${words.columns.taggedOn}: 1 aprilie 2026

2) ${words.untitled}
   https://school.example/b
   ${words.columns.taggedOn}: 1 martie 2026


3. ${title('student-agency')}

${words.noEvidence}


4. ${title('model-school')}

${words.noEvidence}


5. ${title('inclusive-innovation')}

1) Air
   https://school.example/projects/water
   Planned together by four teachers.
   ${words.columns.taggedOn}: 1 martie 2026
`);
  });

  it('contains every known fact of a piece', () => {
    const access = 'Cine o poate deschide: doar cine se autentifică';
    expect(entryOf(fullPiece())).toBe(`1) Water in our towns (planificată)
   https://school.example/projects/water
   Planned together by four teachers.
   „The water was clean.”
   „All pupils measured it.”
   Data activității: 14 februarie 2026
   Data marcării: 1 martie 2026
   Marcată de: Anna Kowalska
   Etichete: Erasmus+; Water
   ${access}`);
  });

  it.each([
    [offlinePiece(), 'Unde se păstrează: the school office, folder 3'],
    [piece({ url: offlinePiece().url }), 'Nu se află pe internet'],
    [piece({ url: 'javascript:alert(1)' }), 'Nu se află pe internet'],
  ])('gives the place of evidence without a web page, and no address', (offline, where) => {
    expect(entryOf(offline).split('\n')[1]).toBe(`   ${where}`);
    expect(entryOf(offline)).not.toMatch(/urn:|javascript:/);
  });

  it.each<[string, Partial<Piece>, string | undefined]>([
    ['a guess that everyone can is not worth saying', {}, undefined],
    ['but a statement is', { access: 'everyone' }, 'oricine'],
    [
      'a guess says that it is one',
      { url: 'https://drive.google.com/a' },
      'probabil doar cine se autentifică',
    ],
    ['a guess for a page in the school too', { url: 'http://nas.local/a' }, 'probabil doar cei din școală'],
    ['of evidence without a web page, only a stated fact', { url: offlinePiece().url }, undefined],
    ['and then it is', { url: offlinePiece().url, access: 'local' }, 'doar cei din școală'],
  ])('who can open it: %s', (_, fields, said) => {
    const [line] = entryOf(piece(fields)).match(/Cine o poate deschide: .*/) ?? [];
    expect(line).toBe(said && `Cine o poate deschide: ${said}`);
  });

  it('claims no date of the activity if nobody gave one', () => {
    expect(entryOf(piece())).not.toContain(words.columns.activityDate);
  });

  it.each(['UTC', 'Pacific/Honolulu', 'Pacific/Kiritimati'])(
    'has the same day of the activity in %s',
    async (zone) => {
      const say = exportWords(await loadWords('ro'), EXPORTED_AT, zone);
      expect(write([fullPiece()], say)).toContain('Data activității: 14 februarie 2026');
    },
  );

  it('has a passage in quotation marks, whatever it holds', () => {
    const hostile = '{{passage}} $t(common.undo) $1 $& %s\n\nlast';
    expect(entryOf(piece({ quotes: [quote(hostile)] }))).toContain(
      '   „{{passage}} $t(common.undo) $1 $& %s\n   \n   last”\n',
    );
  });

  it.each([
    ['ro', '1 martie 2026'],
    ['pl', '1 marca 2026'],
    ['it', '1 marzo 2026'],
    ['et', '1. märts 2026'],
    ['en', '1 March 2026'],
  ])('writes dates as people do in %s', async (language, date) => {
    const say = await wordsOf(language);
    expect(write([piece()], say)).toContain(`${say.columns.taggedOn}: ${date}\n`);
  });

  it('leaves markup and signs as they are', () => {
    const note = '**bold** <b>&amp;</b> =1 [x](y) \\';
    expect(write([piece({ note })])).toContain(`   ${note}\n`);
  });

  it('loses no line of any note or passage, and nothing else in a piece', () => {
    fc.assert(
      fc.property(anyFullList, (list) => {
        const lines = write(list).split('\n');
        const isThere = (text: string) => lines.some((line) => line.trim() === text.trim());
        for (const one of list) {
          const { title, url, status, ...more } = one;
          const planned = status === 'planned' ? ` (${words.status.planned})` : '';
          expect(lines.some((line) => line.endsWith(`) ${title || words.untitled}${planned}`))).toBe(true);
          if (url.startsWith('http')) expect(lines).toContain(`   ${url}`);
          else if (more.place) expect(isThere(`${words.keptAt}: ${more.place}`)).toBe(true);
          for (const line of noteIn(one).split('\n')) expect(isThere(line)).toBe(true);
          for (const { exact } of more.quotes ?? []) {
            for (const line of `„${exact.trim()}”`.split('\n')) expect(isThere(line)).toBe(true);
          }
          const name = one.contributions?.[0]?.by;
          if (name) expect(isThere(`${words.columns.taggedBy}: ${name}`)).toBe(true);
          if (more.labels) expect(isThere(`${words.columns.labels}: ${more.labels.join('; ')}`)).toBe(true);
        }
      }),
    );
  });
});
