import { EVIDENCE_VERSION, type Evidence, type EvidenceId, evidenceId, parseEvidence } from '../evidence.ts';
import { cleanLabels, MAX_LABELS } from '../facts.ts';
import { MISSION_DOMAINS, type MissionDomain } from '../mission-domain.ts';
import { type Bookmark, type BookmarkFolder, type FolderKey, folderKey } from './bookmark-folder.ts';

/**
 * Makes evidence of bookmarks: title, address, note, tags as labels, and as time of tagging when the
 * bookmark was made.
 * @param choice under which domain the pages of a folder go; a folder that has none is left out
 * @param now for bookmarks that do not say when they were made, or say a time to come
 * @param origin the installation whose words they are, if they are to be somebody's
 * @returns the pieces, each page once under each domain: of two bookmarks the first gives title and note
 *   (the second where the first has none), the earlier the time, both the labels
 */
export function piecesFromBookmarks(
  folders: readonly BookmarkFolder[],
  choice: ReadonlyMap<FolderKey, MissionDomain | undefined>,
  now: Date,
  origin?: string,
): Map<EvidenceId, Evidence> {
  const found = new Map<EvidenceId, { readonly domain: MissionDomain; readonly bookmark: Bookmark }>();
  for (const folder of folders) {
    const domain = choice.get(folderKey(folder));
    if (!domain) continue;
    for (const bookmark of folder.bookmarks) {
      const id = evidenceId(domain, bookmark.url);
      const twin = found.get(id)?.bookmark;
      found.set(id, { domain, bookmark: twin ? both(twin, bookmark) : bookmark });
    }
  }
  const pieces = new Map<EvidenceId, Evidence>();
  for (const [id, { domain, bookmark }] of found) {
    const piece = pieceOf(bookmark, domain, now, origin);
    if (piece) pieces.set(id, piece);
  }
  return pieces;
}

/**
 * @param name of a folder: a domain's official title, with or without its number, as our own export has it
 * @param titles the official titles, in each language that they are known in
 * @returns the domain that the folder is named after, if it is
 */
export function proposeDomain(
  name: string,
  titles: readonly Readonly<Record<MissionDomain, string>>[],
): MissionDomain | undefined {
  const wanted = plain(name);
  return MISSION_DOMAINS.find((domain) => titles.some((title) => plain(title[domain]) === wanted));
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

function both(first: Bookmark, second: Bookmark): Bookmark {
  const note = first.note ?? second.note;
  const [addedAt] = [first.addedAt, second.addedAt].filter((time) => time !== undefined).sort();
  return {
    url: first.url,
    title: first.title || second.title,
    ...(note !== undefined && { note }),
    tags: cleanLabels([...first.tags, ...second.tags]).slice(0, MAX_LABELS),
    ...(addedAt !== undefined && { addedAt }),
  };
}

function pieceOf(
  { url, title, note = '', tags, addedAt }: Bookmark,
  domain: MissionDomain,
  now: Date,
  origin: string | undefined,
): Evidence | undefined {
  const present = now.toISOString();
  const taggedAt = addedAt === undefined || addedAt > present ? present : addedAt;
  const piece = parseEvidence({
    version: EVIDENCE_VERSION,
    domain,
    url,
    title,
    note,
    taggedAt,
    updatedAt: taggedAt,
    ...(tags.length > 0 && { labels: [...tags] }),
    ...(origin !== undefined && { origin }),
  });
  return piece.state === 'ok' ? piece.evidence : undefined;
}
