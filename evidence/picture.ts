import * as v from 'valibot';

export const pictureSchema = v.looseObject({
  version: v.literal(1),
  id: v.pipe(v.string(), v.uuid()),
  type: v.picklist(['image/webp', 'image/jpeg']),
  width: v.number(),
  height: v.number(),
  bytes: v.number(),
  takenAt: v.string(),
  showsPupils: v.boolean(),
});
export type Picture = v.InferOutput<typeof pictureSchema>;
export function parsePicture(value: unknown): Picture | undefined {
  const result = v.safeParse(pictureSchema, value);
  return result.success ? result.output : undefined;
}
