import { PIECE_VERSION } from '../../evidence/piece/piece.ts';
import { itemsOf } from './evidence-store.ts';
import { piece } from './pieces.ts';

/** A page with pieces of every state, and another page. */
export const here = piece();
export const there = piece({ domain: 'model-school' });
export const gone = piece({ domain: 'student-agency', deletedAt: '2026-05-01T00:00:00.000Z' });
export const newer = piece({ domain: 'inclusive-innovation', version: PIECE_VERSION + 1 });
export const other = piece({ url: 'https://school.example/other' });

/** The id of a piece of the same page that can't be read. */
export const badId = 'shared-leadership:https://school.example/projects/water';

/** The head of a last action, as it is stored. */
export const SAVED = {
  version: 1,
  id: 'a',
  kind: 'picture-saved',
  at: '2026-05-01T00:00:00.000Z',
  parts: 1,
  count: 1,
} as const;

/** All of them as they are stored. */
export const everything = {
  ...itemsOf([here, there, gone, newer, other]),
  [`evidence:${badId}`]: 'damaged',
};
