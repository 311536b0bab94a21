import type { ArrangedEvidence } from '../arrange.ts';
import { pageKey } from '../page-address.ts';
import type { ExportFormat, ExportPicture } from './contract.ts';
import { csv } from './csv.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { pace } from './pace.ts';
import { bytesOfDataUrl, pictureFileName, typeOfDataUrl } from './picture-file.ts';

/** What the `format` field of the list of pictures says, and the version of that format. */
export const PICTURES_FORMAT = 'mission-evidence-pictures';
export const PICTURES_VERSION = 1;

/** A picture of a page in the archive; its published schema is public/mission-evidence-pictures-1.schema.json. */
export interface ListedPicture {
  /** The page key. */
  readonly page: string;
  /** Where it lies in the archive. */
  readonly file: string;
  readonly type: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** ISO 8601 UTC. */
  readonly takenAt: string;
}

/**
 * Everything in one archive: the backup, the report, the table, and the pictures with a list that tells whose
 * they are, so that they can be brought back. Like every export it is without the pictures that show pupils.
 */
export const zip: ExportFormat<'zip'> = {
  id: 'zip',
  extension: 'zip',
  mimeType: 'application/zip',
  pasteable: false,
  wantsPictures: true,
  async write(list, words, options) {
    // Loaded when the first archive is made: no other format needs it.
    const { strToU8, Zip, ZipDeflate } = await import('fflate');
    const documents = await Promise.all(
      DOCUMENTS.map(async ({ name, format }) => ({ name, text: await format.write(list, words, options) })),
    );
    const pictures = picturesIn(list, options.pictures);
    const listed = { format: PICTURES_FORMAT, version: PICTURES_VERSION, pictures: pictures.map(listedOf) };
    const texts = [...documents, { name: 'pictures.json', text: `${JSON.stringify(listed, null, 2)}\n` }].map(
      ({ name, text }) => ({ name, bytes: typeof text === 'string' ? strToU8(text) : text }),
    );

    const chunks: Uint8Array[] = [];
    const archive = new Zip((error, chunk) => {
      if (error) throw error;
      chunks.push(chunk);
    });
    const steps = texts.reduce(
      (sum, { bytes }) => sum + Math.ceil(bytes.length / STEP_BYTES),
      pictures.length,
    );
    const step = pace(steps, options);
    // Not by the library's workers: they start from text, which the extension's policy forbids.
    const add = async (name: string, bytes: Uint8Array, level: 0 | 6) => {
      const file = new ZipDeflate(name, { level });
      file.mtime = options.exportedAt;
      archive.add(file);
      for (let start = 0; start < bytes.length; start += STEP_BYTES) {
        file.push(bytes.subarray(start, start + STEP_BYTES), start + STEP_BYTES >= bytes.length);
        await step();
      }
    };
    for (const { name, bytes } of texts) await add(name, bytes, 6);
    // Pictures are compressed already.
    for (const { file, dataUrl } of pictures) await add(file, bytesOfDataUrl(dataUrl), 0);
    archive.end();
    return joined(chunks);
  },
};

/** How much is compressed at once, in bytes: some milliseconds' work. */
const STEP_BYTES = 262_144;

/** What the archive has beside the pictures. */
const DOCUMENTS: readonly { readonly name: string; readonly format: ExportFormat }[] = [
  { name: 'mission-evidence.json', format: json },
  { name: 'mission-evidence.html', format: html },
  { name: 'mission-evidence.csv', format: csv },
];

interface ArchivedPicture extends ListedPicture {
  readonly dataUrl: string;
}

/** The pictures of the pages in the list, in its order, each once however many domains its page has. */
function picturesIn(
  list: ArrangedEvidence,
  pictures: ReadonlyMap<string, ExportPicture>,
): readonly ArchivedPicture[] {
  const titles = new Map<string, string>();
  for (const { url, title } of list.flatMap(({ pieces }) => pieces)) {
    const page = pageKey(url);
    if (pictures.has(page) && !titles.get(page)) titles.set(page, title);
  }
  return [...titles].flatMap(([page, title], index) => {
    const picture = pictures.get(page);
    if (!picture) return [];
    const type = typeOfDataUrl(picture.dataUrl);
    return [{ ...picture, page, type, file: `pictures/${pictureFileName(index + 1, title, type)}` }];
  });
}

function listedOf({ page, file, type, width, height, takenAt }: ArchivedPicture): ListedPicture {
  return { page, file, type, width, height, takenAt };
}

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
