/** @returns whether a value can be the id of an application, as a UUID is and as a file may have made one */
export function isApplicationId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f][0-9a-f-]{7,63}$/.test(value);
}
