/** What the background has words for, beside what it does: all that tagging a page can meet. */
export const TAGGING_FAULTS = [
  'newer-data',
  'unreadable-data',
  'too-long',
  'too-many',
  'storage-failed',
  'read-failed',
] as const;

/** See {@link TAGGING_FAULTS}. */
export type TaggingFault = (typeof TAGGING_FAULTS)[number];

/** @returns the fault to tell; what tagging can't meet is told as a failure of the storage */
export function toldFault(fault: string): TaggingFault {
  return TAGGING_FAULTS.find((one) => one === fault) ?? 'storage-failed';
}
