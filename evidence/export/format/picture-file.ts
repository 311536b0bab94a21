/** A picture as a file of its own. */
import { cut } from '../../values/clean-text.ts';

/** Longest name without its number and extension, in UTF-16 code units: with its folders a path stays short. */
const MAX_NAME_LENGTH = 60;

/** What Windows takes in no name (Microsoft, Naming Files, Paths, and Namespaces), and what nobody sees. */
const UNSAFE = /[<>:"/\\|?*\p{C}\p{Zl}\p{Zp}]+/gu;

/** A space or a full stop at the end: Windows drops it. */
const UNSAFE_END = /(?<![\s.])[\s.]+$/;

/**
 * @param number counts the pictures, from 1: it makes the name unlike any other, whatever the case of its
 *   letters, and unlike a device's (`CON`)
 * @param title of the page
 * @param type `image/webp`
 * @returns a name that every system takes: `001 Water in our towns.webp`
 */
export function pictureFileName(number: number, title: string, type: string): string {
  const readable = title.normalize('NFC').replace(UNSAFE, ' ').replace(/\s+/g, ' ').trim();
  const name = cut(readable, MAX_NAME_LENGTH).replace(UNSAFE_END, '');
  return `${[`${number}`.padStart(3, '0'), name].filter(Boolean).join(' ')}.${EXTENSIONS[type] ?? 'bin'}`;
}

const EXTENSIONS: Record<string, string> = { 'image/webp': 'webp', 'image/jpeg': 'jpg' };

/** @returns the type of what a `data:` address holds */
export function typeOfDataUrl(dataUrl: string): string {
  return dataUrl.slice('data:'.length, dataUrl.indexOf(';'));
}

/** @returns the bytes that a `data:` address holds in base64 */
export function bytesOfDataUrl(dataUrl: string): Uint8Array<ArrayBuffer> {
  return bytesOfBase64(dataUrl.slice(dataUrl.indexOf(',') + 1));
}

/**
 * @returns the bytes that text in base64 (RFC 4648, section 4) holds
 * @throws DOMException where it is none
 */
export function bytesOfBase64(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
