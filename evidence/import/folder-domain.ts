import { MISSION_DOMAINS, type MissionDomain } from '../mission-domain.ts';

/** The official titles of a language. */
export type DomainTitles = Readonly<Record<MissionDomain, string>>;

/**
 * @param titles the official titles, in each language that they are known in
 * @returns what finds the domain that a folder is named after: by its official title, with or without its
 *   number, as our own export has it
 */
export function domainFinder(titles: readonly DomainTitles[]): (name: string) => MissionDomain | undefined {
  const byName = new Map(
    titles.flatMap((all) => MISSION_DOMAINS.map((domain) => [plain(all[domain]), domain] as const)),
  );
  return (name) => byName.get(plain(name));
}

/** A name in letters and digits only, without its number. */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^\s*[1-5]\s*[.):–-]/, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}
