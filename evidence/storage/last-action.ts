import * as v from 'valibot';
import { isWebAddress, pageKey } from '../page/page-address.ts';
import { type Picture, pictureSchema } from '../picture/picture.ts';
import type { Change } from '../piece/edits.ts';
import { pieceSchema } from '../piece/evidence.ts';

/** A change as it is stored and sent: see {@link Change}. */
export const changeSchema = v.object({
  id: v.string(),
  before: v.nullable(pieceSchema),
  after: pieceSchema,
});

/** A change of a page's picture: null where there is none. */
export const pictureChangeSchema = v.object({
  url: v.pipe(v.string(), v.check(isWebAddress, 'not an http or https address')),
  before: v.nullable(pictureSchema),
  after: v.nullable(pictureSchema),
});

const EVIDENCE_KINDS = ['tagged', 'taken-off', 'quote-added', 'quote-removed'] as const;
const PICTURE_KINDS = ['picture-kept', 'picture-removed'] as const;

const lastActionSchema = v.variant('kind', [
  v.looseObject({
    version: v.literal(1),
    kind: v.picklist(EVIDENCE_KINDS),
    changes: v.pipe(v.array(changeSchema), v.minLength(1)),
  }),
  v.looseObject({ version: v.literal(1), kind: v.picklist(PICTURE_KINDS), picture: pictureChangeSchema }),
]);

/** See {@link LastAction}. */
export interface PictureChange {
  readonly url: string;
  readonly before: Picture | null;
  readonly after: Picture | null;
}

/** What was done last in the popup, stored with it, so that Undo survives the popup closing. */
export type LastAction =
  | {
      readonly version: 1;
      readonly kind: (typeof EVIDENCE_KINDS)[number];
      readonly changes: readonly Change[];
    }
  | {
      readonly version: 1;
      readonly kind: (typeof PICTURE_KINDS)[number];
      readonly picture: PictureChange;
    };

/** @returns the stored last action, or undefined where there is none that can be read. */
export function parseLastAction(value: unknown): LastAction | undefined {
  const result = v.safeParse(lastActionSchema, value);
  return result.success ? result.output : undefined;
}

/** @returns whether an action concerned a page; `page` is a page key. */
export function concerns(action: LastAction, page: string): boolean {
  return 'picture' in action
    ? pageKey(action.picture.url) === page
    : action.changes.some(({ after }) => pageKey(after.url) === page);
}

/** @returns whether an action holds a word of pieces, or of what else there was of some pages (page keys) */
export function mentions(action: LastAction, ids: ReadonlySet<string>, pages: ReadonlySet<string>): boolean {
  return 'picture' in action
    ? pages.has(pageKey(action.picture.url))
    : action.changes.some(({ id, after }) => ids.has(id) || pages.has(pageKey(after.url)));
}

/** @returns the ids of the pictures that taking an action back, or having done it, needs. */
export function pictureIdsOf(action: LastAction): string[] {
  if (!('picture' in action)) return [];
  const { before, after } = action.picture;
  return [before, after].filter((picture) => picture !== null).map(({ id }) => id);
}
