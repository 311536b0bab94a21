/** The same fields, with none of them undefined. */
type Defined<T> = { [Name in keyof T]: Exclude<T[Name], undefined> };

/**
 * @returns the defined fields of a change: one set to undefined (a message may have such) changes nothing,
 *   just like a missing one
 */
export function definedIn<T extends object>(change: T): Defined<T> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Defined<T>;
}
