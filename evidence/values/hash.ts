const PRIME = 0x01000193;

/**
 * Hashes a text (FNV-1a, twice 32 bits), to tell apart texts that nobody crafted to collide. Not for anything
 * secret.
 * @returns 16 hexadecimal digits
 */
export function hash(text: string): string {
  let [one, other] = [0x811c9dc5, 0x9747b28c];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    one = Math.imul(one ^ unit, PRIME);
    other = Math.imul(other ^ (unit + index), PRIME);
  }
  return [one, other].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
