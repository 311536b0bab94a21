import { MISSION_DOMAINS, type MissionDomain } from '../mission-domain.ts';

/** The official titles in one language. */
export type DomainTitles = Readonly<Record<MissionDomain, string>>;

/**
 * @param titles the official titles, in every known language
 * @returns a function that finds the domain a folder is named after: by its official title, with or without
 *   its number, as in our own export
 */
export function domainFinder(titles: readonly DomainTitles[]): (name: string) => MissionDomain | undefined {
  const byName = new Map(
    titles.flatMap((all) => MISSION_DOMAINS.map((domain) => [plain(all[domain]), domain] as const)),
  );
  return (name) => byName.get(plain(name));
}

/** A name reduced to letters and digits, without its number. */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^\s*[1-5]\s*[.):–-]/, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}
