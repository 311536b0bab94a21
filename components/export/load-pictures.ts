import type { ExportPicture } from '../../evidence/export/format/contract.ts';
import type { Picture } from '../../evidence/picture/picture.ts';
import { asJpeg } from '../picture/as-jpeg.ts';
import type { Services } from '../services.ts';

/** The pictures that a document shows, and how many it does not show. */
export interface LoadedPictures {
  /** By page key. */
  readonly pictures: ReadonlyMap<string, ExportPicture>;
  /** How many it should show but could not be read. */
  readonly missing: number;
  /** How many show pupils. */
  readonly withheld: number;
}

/** What a document without pictures shows. */
export const NO_PICTURES: LoadedPictures = { pictures: new Map(), missing: 0, withheld: 0 };

/**
 * Loads the pictures of some pages; those that show pupils stay out and are counted. One that cannot be
 * read is counted instead.
 * @param records what is known of the pictures, by page key
 * @param pages the keys of the pages
 * @param type the one kind of picture that is wanted; missing: each as it is kept
 * @throws AbortError when `signal` says to stop, and nothing else
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
    // The type is the record's: a document says nothing of a picture that only the stored file claims.
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
