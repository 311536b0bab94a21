import { describe, expect, it } from 'vitest';
import { parseLastAction } from '../../evidence/last-action.ts';
import { idOf, piece } from '../support/pieces.ts';

const change = { id: idOf(piece()), before: null, after: piece({ quote: 'x' }) };
const action = { version: 1, kind: 'tagged', change };

describe('parseLastAction', () => {
  it.each([action, { ...action, kind: 'taken-off', change: { ...change, before: piece() } }])(
    'keeps $kind as it is',
    (stored) => {
      expect(parseLastAction(stored)).toEqual(stored);
    },
  );

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null, which says that there is nothing to undo', null],
    ['a newer version', { ...action, version: 2 }],
    ['another kind', { ...action, kind: 'imported' }],
    ['a change without a piece', { ...action, change: { id: 'x', before: null, after: {} } }],
  ])('takes %s for no action', (_, value) => {
    expect(parseLastAction(value)).toBeUndefined();
  });
});
