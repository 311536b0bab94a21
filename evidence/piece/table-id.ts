/**
 * The cell by which a row of a table is known again when the table comes back: which piece it is, and whose
 * installation each of its notes is from. It holds nothing about a person.
 */

import { isOfflineAddress } from '../page/page-address.ts';
import { hash } from '../values/hash.ts';
import { type Piece, pieceId } from './piece.ts';

/** What the cell says. */
export interface TableId {
  /** Of evidence without a web page its address; else a name made of the page and its domain. */
  readonly piece: string;
  /** Of each colleague in the order of the columns, from the first. */
  readonly origins: readonly string[];
}

/** @returns the name that a piece has in a table */
export function tableName({ domain, url }: Pick<Piece, 'domain' | 'url'>): string {
  return isOfflineAddress(url) ? url : `page-${hash(pieceId(domain, url))}`;
}

/** @returns the cell */
export function tableIdCell({ piece, origins }: TableId): string {
  return [piece, ...origins.map((origin) => encodeURIComponent(origin.toWellFormed()))].join(' ');
}

/** @returns what such a cell says; undefined for anything else */
export function readTableId(cell: string): TableId | undefined {
  const [piece = '', ...origins] = cell.trim().split(/\s+/);
  if (!isOfflineAddress(piece) && !/^page-[0-9a-f]{16}$/.test(piece)) return undefined;
  try {
    return { piece, origins: origins.map(decodeURIComponent) };
  } catch {
    return undefined;
  }
}
