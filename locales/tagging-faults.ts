/** The faults for which the background has words: all that can occur when it tags a page. */
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

/** @returns the fault to show; one that tagging cannot cause is shown as a failure of the storage */
export function toldFault(fault: string): TaggingFault {
  return TAGGING_FAULTS.find((one) => one === fault) ?? 'storage-failed';
}
