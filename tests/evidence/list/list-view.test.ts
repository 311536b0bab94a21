import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  activeFilters,
  addressOf,
  choicesIn,
  isNarrowed,
  type ListView,
  SORTS,
  shownIn,
  viewIn,
  WHOLE_LIST,
} from '../../../evidence/list/list-view.ts';
import { MISSION_DOMAINS } from '../../../evidence/mission-domain.ts';
import { ACCESS, STATUSES } from '../../../evidence/piece/facts.ts';
import { anyText, anyTime, piece } from '../../support/pieces.ts';

const view = (fields: Partial<ListView>): ListView => ({ ...WHOLE_LIST, ...fields });
const anyDay = fc.oneof(
  fc.constant(''),
  anyTime.map((time) => time.slice(0, 10)),
);

const anyView: fc.Arbitrary<ListView> = fc
  .record({
    query: anyText,
    domain: fc.constantFrom('', ...MISSION_DOMAINS),
    label: anyText,
    by: anyText,
    from: anyDay,
    to: anyDay,
    status: fc.constantFrom('', ...STATUSES),
    access: fc.constantFrom('', ...ACCESS),
    sort: fc.constantFrom(...SORTS),
    place: fc.constantFrom('', 'bin', 'application'),
    copy: fc.constantFrom('', 'c0ffee00'),
  })
  .map(({ place, copy, ...rest }) => ({
    ...rest,
    bin: place === 'bin',
    application: place === 'application',
    copy: place === 'application' ? copy : '',
  }));

describe('the address of a view', () => {
  it.each<[string, Partial<ListView>]>([
    ['', {}],
    ['?q=water', { query: 'water' }],
    ['?label=eSafety&by=Anna', { label: 'eSafety', by: 'Anna' }],
    ['?from=2026-09-01&to=2027-08-31', { from: '2026-09-01', to: '2027-08-31' }],
    [
      '?domain=model-school&status=planned&access=login',
      { domain: 'model-school', status: 'planned', access: 'login' },
    ],
    ['?sort=hand', { sort: 'hand' }],
    ['?view=bin', { bin: true }],
  ])('%s is read and written', (address, fields) => {
    expect(viewIn(address)).toEqual(view(fields));
    expect(addressOf(view(fields))).toBe(address);
  });

  it.each(['?sort=up&status=maybe&access=&domain=6&from=2026-02-30&to=x&view=list', '?%', '?=&&?'])(
    'shows the whole list for %s',
    (address) => {
      expect(viewIn(address)).toEqual(WHOLE_LIST);
    },
  );

  it('is read as it was written, and leaves the rest of the address', () => {
    fc.assert(
      fc.property(anyView, anyView, (before, after) => {
        const address = addressOf(after, addressOf(before, '?lang=ro'));
        expect(viewIn(address)).toEqual(after);
        expect(new URLSearchParams(address).get('lang')).toBe('ro');
      }),
    );
  });
});

describe('a view', () => {
  const evidence = piece({
    labels: ['eSafety'],
    taggedBy: 'Anna',
    contributions: [{ origin: 'ion', by: 'Ion', note: '', taggedAt: '2026-03-01T09:00:00.000Z' }],
    activityDate: '2026-02-10',
    taggedAt: '2026-03-01T09:00:00.000Z',
    url: 'https://twinspace.etwinning.net/1/home',
  });

  it.each<[Partial<ListView>, boolean]>([
    [{}, true],
    [{ query: 'water' }, true],
    [{ query: 'air' }, false],
    [{ domain: 'collaboration' }, true],
    [{ domain: 'model-school' }, false],
    [{ label: 'ESAFETY' }, true],
    [{ label: 'eSaf' }, false],
    [{ by: 'Anna' }, true],
    [{ by: 'Ann' }, false],
    [{ by: 'Ion' }, true],
    [{ from: '2026-02-10', to: '2026-02-10' }, true],
    [{ from: '2026-02-11' }, false],
    [{ to: '2026-02-09' }, false],
    [{ status: 'done' }, true],
    [{ status: 'planned' }, false],
    [{ access: 'login' }, true],
    [{ access: 'everyone' }, false],
    [{ query: 'water', by: 'Anna', status: 'planned' }, false],
  ])('with the filters %j shows the piece: %s', (fields, isShown) => {
    expect(shownIn(view(fields))(evidence)).toBe(isShown);
  });

  it('uses the day of tagging if there is no date, and stated facts before guessed ones', () => {
    const { activityDate: _, ...undated } = evidence;
    expect(shownIn(view({ from: '2026-03-01', to: '2026-03-01' }))(undated)).toBe(true);
    expect(shownIn(view({ access: 'everyone' }))({ ...evidence, access: 'everyone' })).toBe(true);
  });

  it('reports that it is filtered, and by which fields', () => {
    expect(isNarrowed(view({ query: '  ', sort: 'title' }))).toBe(false);
    expect(isNarrowed(view({ query: 'x' }))).toBe(true);
    expect(isNarrowed(view({ to: '2026-01-01' }))).toBe(true);
    expect(activeFilters(view({ query: 'x', by: 'Anna', to: '2026-01-01' }))).toEqual(['by', 'to']);
  });
});

it('the filters offer the values of the live pieces', () => {
  const list = [
    piece({ labels: ['Water', 'Air'], taggedBy: 'Anna' }),
    piece({ labels: ['water'] }),
    piece({ labels: ['Gone'], taggedBy: 'Eva', deletedAt: '2026-03-01T09:00:00.000Z' }),
  ];
  expect(choicesIn(list)).toEqual({ labels: ['Water', 'Air'], colleagues: ['Anna'] });
});
