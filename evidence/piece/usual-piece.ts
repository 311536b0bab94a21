/**
 * A fast check for pieces that are just as this code stores them. Most are, and a list has up to a hundred
 * thousand: the schema takes ten times as long as a look at the fields. Pure.
 */

import { parseDomain } from '../mission-domain.ts';
import { mayHoldSecrets } from '../page/address-secrets.ts';
import { isOfflineAddress } from '../page/page-address.ts';
import {
  cleanText,
  cleanTitle,
  MAX_NAME_LENGTH,
  MAX_NOTE_LENGTH,
  MAX_ORIGIN_LENGTH,
  MAX_TITLE_LENGTH,
} from '../values/clean-text.ts';
import { isPlainTime } from '../values/timestamp.ts';
import { ACCESS, labelWording, MAX_LABEL_LENGTH, MAX_LABELS, MAX_PLACE_LENGTH, STATUSES } from './facts.ts';

type Check = (value: unknown) => boolean;

/**
 * Has no port, no segment that begins with a dot, no escaped dots, and no letters that are written otherwise.
 */
const USUAL_ADDRESS =
  /^https?:\/\/(?:(?!xn--)[a-z0-9-]+\.)+[a-z]{2,}\/(?!\.)(?:[\w~!$&()*+,;=:@?#-]|[./](?!\.)|%(?!2[eE]))*$/;
const USUAL_ADDRESS_LENGTH = 1_000;
const USUAL_TIMES = 100;
const PLAIN_DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/;

const isText = (value: unknown, most: number) =>
  typeof value === 'string' && value.length <= most && cleanText(value) === value;
const isLine = (value: unknown, most: number) =>
  typeof value === 'string' && value.length <= most && cleanTitle(value) === value;
const saysLine = (value: unknown, most: number) => value !== '' && isLine(value, most);
const isTime: Check = (value) => typeof value === 'string' && isPlainTime(value);
const isDomain: Check = (value) => parseDomain(value) !== undefined;

function isAddress(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > USUAL_ADDRESS_LENGTH) return false;
  return (USUAL_ADDRESS.test(value) && !mayHoldSecrets(value)) || isOfflineAddress(value);
}

function areLabels(value: unknown): boolean {
  if (!Array.isArray(value) || value.length === 0 || value.length > MAX_LABELS) return false;
  if (!value.every((label) => saysLine(label, MAX_LABEL_LENGTH))) return false;
  return value.length === 1 || new Set(value.map(labelWording)).size === value.length;
}

function areTimes(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const times = Object.entries(value);
  // Leave odd names to the schema.
  return (
    times.length <= USUAL_TIMES && times.every(([name, at]) => !(name in Object.prototype) && isTime(at))
  );
}

const isOrigin: Check = (value) =>
  typeof value === 'string' && value !== '' && value.length <= MAX_ORIGIN_LENGTH;

const CHECKS_OF_WORDS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['origin', isOrigin],
  ['by', (value) => saysLine(value, MAX_NAME_LENGTH)],
  ['note', (value) => value !== '' && isText(value, MAX_NOTE_LENGTH)],
  ['taggedAt', isTime],
  ['at', isTime],
]);

/** Leaves contributions that moved or were taken off to the schema. */
function areUsualWords(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((one) => {
      if (typeof one !== 'object' || one === null || !Object.hasOwn(one, 'origin')) return false;
      return Object.entries(one).every(([name, said]) => CHECKS_OF_WORDS.get(name)?.(said) === true);
    })
  );
}

const NEEDED = ['domain', 'url', 'title', 'taggedAt', 'updatedAt', 'contributions'] as const;

/** Quotes are rare and left to the schema, and so are pieces that moved. */
const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['domain', isDomain],
  ['url', isAddress],
  ['title', (value) => isLine(value, MAX_TITLE_LENGTH)],
  ['taggedAt', isTime],
  ['updatedAt', isTime],
  ['deletedAt', isTime],
  ['contributions', areUsualWords],
  ['position', Number.isFinite],
  ['activityDate', (value) => typeof value === 'string' && PLAIN_DAY.test(value)],
  ['labels', areLabels],
  ['status', (value) => STATUSES.some((one) => one === value)],
  ['access', (value) => ACCESS.some((one) => one === value)],
  ['place', (value) => saysLine(value, MAX_PLACE_LENGTH)],
  ['changedAt', areTimes],
]);

/**
 * @param version the version of the stored shape that this code writes
 * @returns whether a value is certainly a piece that the schema would return unchanged; false means unknown
 */
export function isUsualPiece(value: unknown, version: number): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  if (fields.version !== version || !NEEDED.every((name) => Object.hasOwn(fields, name))) return false;
  return Object.keys(fields).every((name) => name === 'version' || CHECKS.get(name)?.(fields[name]) === true);
}
