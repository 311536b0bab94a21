import { describe, expect, it } from 'vitest';
import {
  concerns,
  type LastAction,
  parseLastAction,
  pictureIdsOf,
} from '../../../evidence/storage/last-action.ts';
import stored from '../../fixtures/evidence-v1.json';
import { idOf, picture, piece, quote } from '../../support/pieces.ts';

const after = piece({ quotes: [quote('One.')], keywords: 'x' });
const other = piece({ url: 'https://school.example/other' });
const change = { id: idOf(after), before: null, after };
const tagged = { version: 1, kind: 'tagged', changes: [change] };
const kept = {
  version: 1,
  kind: 'picture-kept',
  picture: { url: after.url, before: picture(1), after: picture(2) },
};

describe('parseLastAction', () => {
  it.each<[string, unknown]>([
    ['tagged', tagged],
    ['taken-off', { ...tagged, kind: 'taken-off', changes: [{ ...change, before: piece() }] }],
    ['quote-added', { ...tagged, kind: 'quote-added' }],
    ['quote-removed', { ...tagged, kind: 'quote-removed' }],
    [
      'several pages tagged',
      { ...tagged, changes: [change, { id: idOf(other), before: null, after: other }] },
    ],
    ['picture-kept', kept],
    ['picture-removed', { ...kept, kind: 'picture-removed', picture: { ...kept.picture, after: null } }],
    ['the stored one of version 1', stored['last-action']],
  ])('keeps %s as it is', (_, action) => {
    expect(parseLastAction(action)).toEqual(action);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null, which says that there is nothing to undo', null],
    ['a newer version', { ...tagged, version: 2 }],
    ['another kind', { ...tagged, kind: 'imported' }],
    ['no change', { ...tagged, changes: [] }],
    ['a change without a piece', { ...tagged, changes: [{ id: 'x', before: null, after: {} }] }],
    ['a picture on no page', { ...kept, picture: { ...kept.picture, url: 'about:blank' } }],
    ['a picture that is none', { ...kept, picture: { ...kept.picture, after: {} } }],
    ['a kind of version 2 in version 1', { version: 1, kind: 'quote-added', change }],
  ])('takes %s for no action', (_, value) => {
    expect(parseLastAction(value)).toBeUndefined();
  });
});

describe('concerns', () => {
  it.each<[unknown, string, boolean]>([
    [tagged, after.url, true],
    [tagged, other.url, false],
    [{ ...tagged, changes: [change, { ...change, after: other }] }, other.url, true],
    [kept, after.url, true],
    [kept, other.url, false],
  ])('of %o for %s is %s', (action, page, expected) => {
    expect(concerns(action as LastAction, page)).toBe(expected);
  });
});

it('names the pictures that are needed to take an action back or to have done it', () => {
  expect(pictureIdsOf(kept as LastAction)).toEqual([picture(1).id, picture(2).id]);
  const removed = { ...kept, picture: { ...kept.picture, after: null } };
  expect(pictureIdsOf(removed as LastAction)).toEqual([picture(1).id]);
  expect(pictureIdsOf(tagged as LastAction)).toEqual([]);
});
