import type { ExportPicture } from '../../evidence/export/format/contract.ts';
import type { Picture } from '../../evidence/picture/picture.ts';
import { asJpeg } from '../picture/as-jpeg.ts';
import type { Services } from '../services.ts';

/** The pictures that a document shows, and how many it leaves out. */
export interface LoadedPictures {
  /** By page key. */
  readonly pictures: ReadonlyMap<string, ExportPicture>;
  /** Number of pictures that could not be read. */
  readonly missing: number;
  /** Number of pictures left out because they show pupils. */
  readonly withheld: number;
}

/** For a document without pictures. */
export const NO_PICTURES: LoadedPictures = { pictures: new Map(), missing: 0, withheld: 0 };

/**
 * Loads the pictures of some pages. Pictures that show pupils are left out and counted; so are those that
 * cannot be read.
 * @param records the pictures' records, by page key
 * @param pages the keys of the pages
 * @param type the only type of picture wanted; if missing, each keeps its own
 * @throws AbortError if `signal` is aborted, and nothing else
 */
export async function loadPictures(
  { get }: Services['pictures'],
  records: ReadonlyMap<string, Picture>,
  pages: Iterable<string>,
  {
    type,
    signal,
  }: { readonly type?: 'image/jpeg' | undefined; readonly signal?: AbortSignal | undefined } = {},
): Promise<LoadedPictures> {
  const pictures = new Map<string, ExportPicture>();
  let missing = 0;
  let withheld = 0;
  for (const page of new Set(pages)) {
    signal?.throwIfAborted();
    const record = records.get(page);
    if (!record) continue;
    if (record.showsPupils) {
      withheld += 1;
      continue;
    }
    const dataUrl = await dataUrlOf(record, get, type);
    if (dataUrl === undefined) missing += 1;
    else pictures.set(page, { dataUrl, width: record.width, height: record.height, takenAt: record.takenAt });
  }
  return { pictures, missing, withheld };
}

async function dataUrlOf(
  { id, type }: Picture,
  get: Services['pictures']['get'],
  wanted: Picture['type'] = type,
): Promise<string | undefined> {
  try {
    const blob = await get(id);
    if (!blob || blob.size === 0) return undefined;
    // Use the record's type: a document must not repeat what only the stored file claims.
    const picture = new Blob([blob], { type });
    return await read(wanted === 'image/jpeg' && type !== wanted ? await asJpeg(picture) : picture);
  } catch (error) {
    console.error('A picture could not be read:', error);
    return undefined;
  }
}

function read(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
