/** Names and decodes pictures that become files of their own. */
import { cut } from '../../values/clean-text.ts';

/**
 * Longest name without its number and extension, in UTF-16 code units, so that the path with its folders
 * stays short.
 */
const MAX_NAME_LENGTH = 60;

/**
 * Characters that Windows does not allow in names (Microsoft, Naming Files, Paths, and Namespaces), and
 * invisible ones.
 */
const UNSAFE = /[<>:"/\\|?*\p{C}\p{Zl}\p{Zp}]+/gu;

/** White space or a full stop at the end, which Windows drops. */
const UNSAFE_END = /(?<![\s.])[\s.]+$/;

/**
 * @param number counts the pictures from 1. It makes the name unique even if case is ignored, and different
 *   from that of a device (`CON`)
 * @param title of the page
 * @param type `image/webp`
 * @returns a name that every system accepts: `001 Water in our towns.webp`
 */
export function pictureFileName(number: number, title: string, type: string): string {
  const readable = title.normalize('NFC').replace(UNSAFE, ' ').replace(/\s+/g, ' ').trim();
  const name = cut(readable, MAX_NAME_LENGTH).replace(UNSAFE_END, '');
  return `${[`${number}`.padStart(3, '0'), name].filter(Boolean).join(' ')}.${EXTENSIONS[type] ?? 'bin'}`;
}

const EXTENSIONS: Record<string, string> = { 'image/webp': 'webp', 'image/jpeg': 'jpg' };

/** @returns the type of the content of a `data:` address */
export function typeOfDataUrl(dataUrl: string): string {
  return dataUrl.slice('data:'.length, dataUrl.indexOf(';'));
}

/** @returns the bytes of a base64 `data:` address */
export function bytesOfDataUrl(dataUrl: string): Uint8Array<ArrayBuffer> {
  return bytesOfBase64(dataUrl.slice(dataUrl.indexOf(',') + 1));
}

/**
 * @returns the bytes encoded in a base64 text (RFC 4648, section 4)
 * @throws DOMException if it is not base64
 */
export function bytesOfBase64(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
