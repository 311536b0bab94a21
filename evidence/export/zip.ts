import { type ListedPicture, PICTURES_FORMAT, PICTURES_VERSION } from '../files/archived-picture.ts';
import { MAX_ARCHIVE_BYTES, MAX_FILES, MAX_UNPACKED_BYTES } from '../files/limits.ts';
import { type ArrangedEvidence, arrange } from '../list/arrange.ts';
import { pageKey } from '../page/page-address.ts';
import { isLive } from '../piece/piece.ts';
import { pace } from '../values/pace.ts';
import { backupFiles, halvesOf } from './backup-files.ts';
import { csv } from './csv.ts';
import type { ExportFormat, ExportOptions, ExportPicture, ExportWords } from './format/contract.ts';
import { bytesOfDataUrl, pictureFileName, typeOfDataUrl } from './format/picture-file.ts';
import { html } from './html.ts';
import { backupOf } from './json.ts';

/**
 * Everything in one archive: the backup, the report, the table, and the pictures, with a list that says which
 * page each belongs to, so that they can be imported. Like every export it leaves out pictures that show
 * pupils.
 *
 * `fflate` packs it in steps on the page. `zip.js` was tried: it is six times the size of `fflate` and our
 * zip directory reader together, and adds only ZIP64.
 */
export const zip: ExportFormat<'zip'> = {
  id: 'zip',
  extension: 'zip',
  mimeType: 'application/zip',
  pasteable: false,
  wantsPictures: true,
  async write(list, words, options) {
    return (await pack(list, words, options)).bytes;
  },
  writeFiles: (list, words, options) => archivesOf(list, words, options),
};

/** An archive, and the size that import checks before it unpacks it. */
interface Archive {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly files: number;
  /** How much import would unpack, in bytes. */
  readonly unpacked: number;
}

/**
 * Splits the list into archives. Each has the pictures of its own pieces, so that they can be imported in any
 * order.
 * @param maxBytes of an archive; smaller in tests
 * @returns archives that import accepts
 */
export async function archivesOf(
  list: ArrangedEvidence,
  words: ExportWords,
  options: ExportOptions,
  maxBytes: number = MAX_ARCHIVE_BYTES,
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  if (isWorthATry(list, options, maxBytes)) {
    const archive = await pack(list, words, options);
    if (isAccepted(archive, maxBytes)) return [archive.bytes];
  }
  const archives: Uint8Array<ArrayBuffer>[] = [];
  for (const { evidence, ...applications } of halvesOf(backupOf(list, options))) {
    const deleted = evidence.filter((piece) => !isLive(piece));
    const half = { ...options, deleted, applications };
    archives.push(...(await archivesOf(arrange(evidence), words, half, maxBytes)));
  }
  return archives;
}

/**
 * Estimates from the pictures alone whether a list fits: they are known before anything is packed, and are
 * most of what makes an archive too large.
 */
function isWorthATry(list: ArrangedEvidence, { pictures }: ExportOptions, maxBytes: number): boolean {
  const sizes = picturesIn(list, pictures).map(({ dataUrl }) => (dataUrl.length * 3) / 4);
  return sizes.length < MAX_FILES && sizes.reduce((sum, size) => sum + size, 0) < maxBytes;
}

function isAccepted({ bytes, files, unpacked }: Archive, maxBytes: number): boolean {
  return bytes.length <= maxBytes && files <= MAX_FILES && unpacked <= MAX_UNPACKED_BYTES;
}

async function pack(list: ArrangedEvidence, words: ExportWords, options: ExportOptions): Promise<Archive> {
  // Load only when the first archive is made: no other format needs it.
  const { strToU8, Zip, ZipDeflate } = await import('fflate');
  const backups = await backupFiles(backupOf(list, options), options.exportedAt, options);
  const documents = await Promise.all(
    DOCUMENTS.map(async ({ name, format }) => ({ name, text: await format.write(list, words, options) })),
  );
  const pictures = picturesIn(list, options.pictures);
  const listed = { format: PICTURES_FORMAT, version: PICTURES_VERSION, pictures: pictures.map(listedOf) };
  const read = [
    ...backups.map((text, index) => ({ name: backupName(index, backups.length), text })),
    { name: 'pictures.json', text: `${JSON.stringify(listed, null, 2)}\n` },
  ].map(({ name, text }) => ({ name, bytes: strToU8(text) }));
  const shown = documents.map(({ name, text }) => ({
    name,
    bytes: typeof text === 'string' ? strToU8(text) : text,
  }));

  const chunks: Uint8Array[] = [];
  const archive = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  const texts = [...read, ...shown];
  const steps = texts.reduce((sum, { bytes }) => sum + Math.ceil(bytes.length / STEP_BYTES), pictures.length);
  const step = pace(steps, options);
  // The library's workers are not an option: they start from text, which the extension's policy forbids.
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
  let unpacked = read.reduce((sum, { bytes }) => sum + bytes.length, 0);
  for (const { file, dataUrl } of pictures) {
    const bytes = bytesOfDataUrl(dataUrl);
    unpacked += bytes.length;
    // Pictures are compressed already.
    await add(file, bytes, 0);
  }
  archive.end();
  return { bytes: joined(chunks), files: texts.length + pictures.length, unpacked };
}

function backupName(index: number, of: number): string {
  return of === 1 ? 'mission-evidence.json' : `mission-evidence-${index + 1}-of-${of}.json`;
}

/** How much to compress at once, in bytes: a few milliseconds of work. */
const STEP_BYTES = 262_144;

/** Documents in the archive for people to read. */
const DOCUMENTS: readonly { readonly name: string; readonly format: ExportFormat }[] = [
  { name: 'mission-evidence.html', format: html },
  { name: 'mission-evidence.csv', format: csv },
];

interface PictureInList extends ListedPicture {
  readonly dataUrl: string;
}

/**
 * The pictures of the pages in the list, in its order, each once even if its page is under several domains.
 */
function picturesIn(
  list: ArrangedEvidence,
  pictures: ReadonlyMap<string, ExportPicture>,
): readonly PictureInList[] {
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

function listedOf({ page, file, type, width, height, takenAt }: PictureInList): ListedPicture {
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
