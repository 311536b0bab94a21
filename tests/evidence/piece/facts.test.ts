import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../../evidence/commands/index.ts';
import {
  changedFacts,
  cleanLabels,
  type Facts,
  type FactsChange,
  factsOf,
  guessAccess,
  sameLabel,
  withFacts,
} from '../../../evidence/piece/facts.ts';
import { anyFacts, anyText, piece } from '../../support/pieces.ts';

const facts: Facts = {
  activityDate: '2026-03-01',
  labels: ['Water'],
  status: 'planned',
  access: 'login',
  place: 'Cupboard',
};

describe('factsOf and withFacts', () => {
  it('return only the facts that exist', () => {
    expect(factsOf(piece(facts))).toStrictEqual(facts);
    expect(factsOf(piece({ status: 'done', keywords: 'x' }))).toStrictEqual({ status: 'done' });
    expect(factsOf(piece())).toStrictEqual({});
  });

  it('replace the existing facts', () => {
    const with1 = piece({ labels: ['Air'], access: 'local', keywords: 'x' });
    expect(withFacts(with1, { labels: ['Water'] })).toStrictEqual(
      piece({ labels: ['Water'], keywords: 'x' }),
    );
    expect(withFacts(with1, {})).toStrictEqual(piece({ keywords: 'x' }));
  });
});

describe('changedFacts', () => {
  it.each<[string, FactsChange, Facts]>([
    ['nothing', {}, facts],
    ['one', { status: 'done' }, { ...facts, status: 'done' }],
    [
      'labels and place, cleaned',
      { labels: [' Air\n'], place: 'A\tB ' },
      { ...facts, labels: ['Air'], place: 'A B' },
    ],
    [
      'all back to the defaults',
      { activityDate: null, labels: [], status: null, access: null, place: '' },
      {},
    ],
    ['labels and place that say nothing', { labels: ['\u202E'], place: ' \n' }, withoutWords(facts)],
    ['nothing for undefined values', { status: undefined, labels: undefined, place: undefined }, facts],
  ])('changes %s', (_, change, expected) => {
    expect(changedFacts(facts, change)).toStrictEqual(expected);
  });

  it('cuts facts that are too long, and drops no label however many there are', () => {
    const labels = Array.from({ length: 30 }, (_, number) => `${number}${'a'.repeat(100)}`);
    const changed = changedFacts({}, { labels, place: 'b'.repeat(1_000) });
    expect(changed.labels).toHaveLength(30);
    expect(changed.labels?.every((label) => label.length === 60)).toBe(true);
    expect(changed.place).toHaveLength(500);
  });

  it('is idempotent, for any facts and any change', () => {
    const anyChange = fc.record({ labels: fc.array(anyText), place: anyText }, { requiredKeys: [] });
    fc.assert(
      fc.property(anyFacts, anyChange, (before, change) => {
        const once = changedFacts(before, change);
        expect(changedFacts(once, change)).toStrictEqual(once);
        expect(changedFacts({}, once)).toStrictEqual(once);
      }),
    );
  });
});

function withoutWords({ labels: _, place: __, ...rest }: Facts): Facts {
  return rest;
}

it.each([
  [
    ['Water', 'Air'],
    ['Water', 'Air'],
  ],
  [[' Water \n', 'WATER', 'water'], ['Water']],
  [
    ['Școala', 'școala', 'Scoala'],
    ['Școala', 'Scoala'],
  ],
  [['', ' ', '\u202E'], []],
  [['a\u202Eb\u0000'], ['ab']],
  [[`${'a'.repeat(59)}😀`], ['a'.repeat(59)]],
  [[`${'a'.repeat(59)} b`], ['a'.repeat(59)]],
])('the labels %j become %j when cleaned', (labels, clean) => {
  expect(cleanLabels(labels)).toEqual(clean);
  expect(cleanLabels(clean)).toEqual(clean);
});

it('two labels of one wording are the same label', () => {
  expect(sameLabel('Water', 'water')).toBe(true);
  expect(sameLabel('Water', 'Air')).toBe(false);
});

describe('a day', () => {
  const isDay = (activityDate: string) =>
    parseCommand({ type: 'edit-facts', ids: ['x'], change: { activityDate } }) !== undefined;

  it.each(['2026-11-22', '2028-02-29', '1999-12-31'])('can be %s', (day) => {
    expect(isDay(day)).toBe(true);
  });

  it.each(
    [
      [
        '',
        '2026',
        '2026-11',
        '2026-1-2',
        '22.11.2026',
        '2026-02-30',
        '2026-13-01',
        '2026-00-10',
        '2026-11-00',
      ],
      [
        '2026-11-22T10:00:00.000Z',
        ' 2026-11-22',
        '2026-11-22\n',
        '+012026-11-22',
        '٢٠٢٦-١١-٢٢',
        'a'.repeat(100_000),
      ],
    ].flat(),
  )('is not %j', (day) => {
    expect(isDay(day)).toBe(false);
  });
});

describe('guessAccess', () => {
  it.each([
    'https://school.example/',
    'http://www.school.example:8080/a?b=c',
    'https://sites.google.com/view/water/home',
    'https://docs.google.com/document/d/e/2PACX-1/pub',
    'https://docs.google.com/document/d/e/2PACX-1/pub?embedded=true',
    'https://docs.google.com/spreadsheets/d/e/2PACX-1/pubhtml',
    'https://docs.google.com/presentation/d/e/2PACX-1/embed?start=false',
    'https://docs.google.com/forms/d/e/1FAI/viewform?usp=sf_link',
    'https://school-education.ec.europa.eu/en/etwinning/projects',
    'https://school-education.ec.europa.eu/pl/etwinning/projects/water',
    'https://school-education.ec.europa.eu/en/etwinning/projects/water/twinspaces',
    'https://www.etwinning.net/en/pub/index.htm',
    'https://www.dropbox.com/scl/fi/x/plan.pdf?rlkey=y',
    'https://facebook.com/ourschool',
    'https://notsharepoint.com/a',
    'https://drive.google.com.school.example/a',
    'https://padlet.com/ana/water',
    'https://10.school.example/',
    'https://172.32.0.1/',
    'https://8.8.8.8/',
    'https://[2001:db8::1]/',
    'https://localhost.school.example/',
    'https://my.local.example/a',
  ])('guesses that %s is open to everyone', (url) => {
    expect(guessAccess(url)).toBe('everyone');
  });

  it.each([
    'https://twinspace.etwinning.net/12345/home',
    'https://twinspace.etwinning.net/12345/pages/page/678',
    'https://school-education.ec.europa.eu/en/etwinning/projects/water/twinspace',
    'https://school-education.ec.europa.eu/pl/etwinning/projects/water/twinspace/pages/results?a=b',
    'https://school-education.ec.europa.eu/etwinning/projects/water/twinspace/pages/results',
    'https://school-education.ec.europa.eu/pt-br/etwinning/projects/water/twinspace/',
    'https://drive.google.com/file/d/1/view',
    'https://drive.google.com:8443/file/d/1/view',
    'https://docs.google.com/document/d/1/edit?usp=sharing',
    'https://docs.google.com/forms/d/1/edit',
    'https://docs.google.com/pub/d/1/edit',
    'https://classroom.google.com/c/1',
    'https://school.sharepoint.com/sites/a',
    'https://school-my.sharepoint.com/personal/ana',
    'https://onedrive.live.com/?id=1',
    'https://teams.microsoft.com/l/channel/1',
    'https://www.dropbox.com/home/plan',
    'https://www.facebook.com/groups/123',
    'https://mail.google.com/mail/u/0/#inbox/x',
  ])('guesses that %s is open to those who log in', (url) => {
    expect(guessAccess(url)).toBe('login');
  });

  it.each([
    'urn:uuid:3f2b8c1e-9a4d-4e6f-8b1a-5c7d9e0f1a2b',
    'file:///home/ana/plan.pdf',
    'nonsense',
    '',
    'http://localhost:3000/',
    'http://app.localhost/',
    'http://intranet/plan',
    'http://server.local/',
    'http://files.school.internal/',
    'http://nas.lan/',
    'http://router.home.arpa/',
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0.0.0.0/',
    'http://10.1.2.3/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.168.1.1:8080/',
    'http://169.254.1.1/',
    'http://[::1]/',
    'http://[fd12:3456::1]/',
    'http://[fe80::1]/',
  ])('guesses that %s is open to people in the school', (url) => {
    expect(guessAccess(url)).toBe('local');
  });
});
