/**
 * The cell that identifies a row when an exported table is imported again: which piece it is, and which
 * installation each of its notes is from. It says nothing about a person.
 */

import { isOfflineAddress } from '../page/page-address.ts';
import { hash } from '../values/hash.ts';
import { type Piece, pieceId } from './piece.ts';

/** Contents of the cell. */
export interface TableId {
  /** The address of evidence without a web page; otherwise a name made from the page and its domain. */
  readonly piece: string;
  /** The origin of each colleague, in the order of the columns. */
  readonly origins: readonly string[];
}

/** @returns the name of a piece in a table */
export function tableName({ domain, url }: Pick<Piece, 'domain' | 'url'>): string {
  return isOfflineAddress(url) ? url : `page-${hash(pieceId(domain, url))}`;
}

/** @returns the cell */
export function tableIdCell({ piece, origins }: TableId): string {
  return [piece, ...origins.map((origin) => encodeURIComponent(origin.toWellFormed()))].join(' ');
}

/** @returns the contents of such a cell; undefined for any other text */
export function readTableId(cell: string): TableId | undefined {
  const [piece = '', ...origins] = cell.trim().split(/\s+/);
  if (!isOfflineAddress(piece) && !/^page-[0-9a-f]{16}$/.test(piece)) return undefined;
  try {
    return { piece, origins: origins.map(decodeURIComponent) };
  } catch {
    return undefined;
  }
}

/** @returns the origin of an author of whom a row has only the name: the same in every table */
export function unnamedOrigin({ domain, url }: Pick<Piece, 'domain' | 'url'>, name: string): string {
  return `unnamed-${hash(`${pieceId(domain, url)}\n${name}`)}`;
}
