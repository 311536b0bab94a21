import type { TeamFault } from '../../../evidence/import/read-team-file.ts';

/** A file that is meant to harm or was damaged, and its required outcome. */
export interface HostileFile {
  readonly name: string;
  /** The same bytes each time. */
  readonly make: () => Uint8Array;
  /** The fault with which it is refused, or that its contents do no harm. */
  readonly becomes: TeamFault['code'] | 'harmless';
}

/** @returns a file of text in UTF-8 */
export function hostile(
  name: string,
  becomes: HostileFile['becomes'],
  content: string | Uint8Array | (() => string | Uint8Array),
): HostileFile {
  return {
    name,
    becomes,
    make() {
      const made = typeof content === 'function' ? content() : content;
      return typeof made === 'string' ? new TextEncoder().encode(made) : made;
    },
  };
}

/** @returns `unit` as often as it fits into so many megabytes */
export function megabytesOf(unit: string, megabytes: number): string {
  return unit.repeat(Math.floor((megabytes * 1024 * 1024) / unit.length));
}

/** @returns the results of `unit` for 0, 1, 2, … with commas between, up to so many megabytes */
export function megabytesOfEach(unit: (number: number) => string, megabytes: number): string {
  const parts: string[] = [];
  for (let length = 0; length < megabytes * 1024 * 1024; length += (parts.at(-1)?.length ?? 0) + 1) {
    parts.push(unit(parts.length));
  }
  return parts.join(',');
}
