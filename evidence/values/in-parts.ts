/**
 * Largest message between pages of the extension, in bytes of JSON, with room to spare: Chromium refuses more
 * than 64 MiB.
 */
export const MESSAGE_BYTES = 40 * 1024 * 1024;

/** @returns the size of a value in a message, in bytes of JSON */
export function messageBytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

/**
 * Splits a list that would be too large for one message.
 * @param sizeOf the size of an item
 * @param limit the largest size of a part; a larger item gets a part of its own
 * @returns the parts, in order and as few as possible; one for almost any list, none for an empty one
 */
export function inParts<T>(items: Iterable<T>, sizeOf: (item: T) => number, limit: number): T[][] {
  const parts: T[][] = [];
  let left = 0;
  for (const item of items) {
    const size = sizeOf(item);
    const part = parts.at(-1);
    if (part && size <= left) part.push(item);
    else {
      parts.push([item]);
      left = limit;
    }
    left -= size;
  }
  return parts;
}
