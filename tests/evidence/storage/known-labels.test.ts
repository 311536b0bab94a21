import { describe, expect, it } from 'vitest';
import { parseKnownLabels, withLabels } from '../../../evidence/storage/known-labels.ts';
import stored from '../../fixtures/evidence-v1.json';

describe('parseKnownLabels', () => {
  it('reads the stored labels as they are', () => {
    expect(parseKnownLabels(stored.labels)).toEqual(stored.labels);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', 'Water'],
    ['numbers', [1]],
    ['names', { 0: 'Water' }],
  ])('reads %s as no labels', (_, value) => {
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
  ])('adds to the front of %j the labels used now: %j', (known, used, expected) => {
    expect(withLabels(known, used)).toEqual(expected);
  });

  it('returns the same list if nothing changes', () => {
    const known = ['Water', 'Air'];
    expect(withLabels(known, ['Water'])).toBe(known);
    expect(withLabels(known, [])).toBe(known);
    expect(withLabels(known, ['Water', 'Air'])).toBe(known);
  });

  it('remembers up to 200 labels', () => {
    const known = Array.from({ length: 200 }, (_, number) => `${number}`);
    const now = withLabels(known, ['Water']);
    expect(now).toHaveLength(200);
    expect(now[0]).toBe('Water');
    expect(now).not.toContain('199');
  });
});
