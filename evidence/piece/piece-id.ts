/** The id of a piece and whether it is live: all that the popup's first view needs to know about pieces. */

import { MISSION_DOMAINS, type MissionDomain } from '../mission-domain.ts';
import { pageKey } from '../page/page-address.ts';

/**
 * Identifies one piece: `<mission domain>:<page key>`. The same page under the same domain is the same piece.
 */
export type PieceId = string & { readonly pieceId?: never };

/** @returns the id of this page's piece under this domain; `url` is an http(s) address or an offline one. */
export function pieceId(domain: MissionDomain, url: string): PieceId {
  return `${domain}:${pageKey(url)}`;
}

/** @returns the page key in an id. */
export function pageOf(id: PieceId): string {
  return id.slice(id.indexOf(':') + 1);
}

/** @returns the id of the same page under another domain. */
export function siblingId(id: PieceId, domain: MissionDomain): PieceId {
  return `${domain}:${pageOf(id)}`;
}

/** @returns the ids of the same page under each of the five domains, given the id of any of them. */
export function siblingIds(id: PieceId): PieceId[] {
  return MISSION_DOMAINS.map((domain) => siblingId(id, domain));
}

/** @returns whether the piece is live: it exists and is not deleted. */
export function isLive<One extends { readonly deletedAt?: string | undefined }>(
  piece: One | undefined,
): piece is One & { deletedAt?: never } {
  return piece !== undefined && piece.deletedAt === undefined;
}
