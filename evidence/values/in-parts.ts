/**
 * How much a browser passes on in one message, with room to spare: Chromium refuses more than 64 MiB. In
 * bytes of JSON.
 */
export const MESSAGE_BYTES = 40 * 1024 * 1024;

/** @returns how large a value is in a message, in bytes of JSON */
export function messageBytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

/**
 * Cuts a list where it would be too large for one message.
 * @param sizeOf how large an item is
 * @param limit how large a part may be; an item that is larger is a part of its own
 * @returns the parts, in order and as few as can be; one for almost any list, none for an empty one
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
