/** What a piece is called and whether it counts: all that the popup's first view asks of pieces. */

import { MISSION_DOMAINS, type MissionDomain } from '../mission-domain.ts';
import { pageKey } from '../page/page-address.ts';

/** Names one piece: `<mission domain>:<page key>`. The same page under the same domain is the same piece. */
export type EvidenceId = string & { readonly evidenceId?: never };

/** @returns the id of the piece that this page has under this domain; `url` is an http(s) address or an offline one. */
export function evidenceId(domain: MissionDomain, url: string): EvidenceId {
  return `${domain}:${pageKey(url)}`;
}

/** @returns the page key in an id. */
export function pageOf(id: EvidenceId): string {
  return id.slice(id.indexOf(':') + 1);
}

/** @returns the id that the same page has under another domain. */
export function siblingId(id: EvidenceId, domain: MissionDomain): EvidenceId {
  return `${domain}:${pageOf(id)}`;
}

/** @returns the ids that the same page has under each of the five domains, for the id of any of them. */
export function siblingIds(id: EvidenceId): EvidenceId[] {
  return MISSION_DOMAINS.map((domain) => siblingId(id, domain));
}

/** @returns whether the piece counts: it has not been taken off. */
export function isLive<Piece extends { readonly deletedAt?: string | undefined }>(
  piece: Piece | undefined,
): piece is Piece & { deletedAt?: never } {
  return piece !== undefined && piece.deletedAt === undefined;
}
