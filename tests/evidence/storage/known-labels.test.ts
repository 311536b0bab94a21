import { describe, expect, it } from 'vitest';
import { parseKnownLabels, withLabels } from '../../../evidence/storage/known-labels.ts';
import stored from '../../fixtures/evidence-v1.json';

describe('parseKnownLabels', () => {
  it('keeps the stored ones as they are', () => {
    expect(parseKnownLabels(stored.labels)).toEqual(stored.labels);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', 'Water'],
    ['numbers', [1]],
    ['names', { 0: 'Water' }],
  ])('takes %s for none', (_, value) => {
    expect(parseKnownLabels(value)).toEqual([]);
  });
});

describe('withLabels', () => {
  it.each([
    [[], ['Water'], ['Water']],
    [['Air', 'Water'], ['Earth'], ['Earth', 'Air', 'Water']],
    [['Air', 'Water', 'Earth'], ['Water'], ['Water', 'Air', 'Earth']],
    [['Air', 'water'], ['Water'], ['Water', 'Air']],
    [['Air'], [' Water\n', 'WATER', ''], ['Water', 'Air']],
  ])('puts into %j what is used now in front: %j', (known, used, expected) => {
    expect(withLabels(known, used)).toEqual(expected);
  });

  it('is the same list where nothing changes', () => {
    const known = ['Water', 'Air'];
    expect(withLabels(known, ['Water'])).toBe(known);
    expect(withLabels(known, [])).toBe(known);
    expect(withLabels(known, ['Water', 'Air'])).toBe(known);
  });

  it('remembers 200', () => {
    const known = Array.from({ length: 200 }, (_, number) => `${number}`);
    const now = withLabels(known, ['Water']);
    expect(now).toHaveLength(200);
    expect(now[0]).toBe('Water');
    expect(now).not.toContain('199');
  });
});
