/** Fields of which none is undefined. */
type Defined<T> = { [Name in keyof T]: Exclude<T[Name], undefined> };

/**
 * @returns the fields of a change that say something: one that is there but undefined (a message may
 *   carry such) changes nothing, like one that is not there
 */
export function definedIn<T extends object>(change: T): Defined<T> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Defined<T>;
}
