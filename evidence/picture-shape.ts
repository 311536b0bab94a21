import * as v from 'valibot';

const rectangle = v.object({ x: v.number(), y: v.number(), width: v.number(), height: v.number() });
export const pictureShapeSchema = v.object({ crop: rectangle, blurs: v.array(rectangle) });
export type PictureShape = v.InferOutput<typeof pictureShapeSchema>;
