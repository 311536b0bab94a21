/** @returns whether a value can be the id of an application: a UUID, or one made from a file */
export function isApplicationId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f][0-9a-f-]{7,63}$/.test(value);
}
