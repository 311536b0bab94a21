/** Reasons why a command changed nothing. The words for each are in the locales. */
export type Fault =
  /** A newer version of the extension wrote the data: it is shown, not changed. */
  | 'newer-data'
  /** The record can't be read; it stays as it is. */
  | 'unreadable-data'
  /** The piece doesn't exist, or no longer does. */
  | 'not-found'
  /** The application doesn't exist, or no longer does. */
  | 'no-application'
  /** The address can't be evidence. */
  | 'untaggable'
  /** The note would be too long. */
  | 'too-long'
  /** The piece would have too many quotes or labels. */
  | 'too-many'
  /** The action can't be undone any more. */
  | 'not-undoable'
  /** The snapshot that has to come first could not be saved, so the command was not started. */
  | 'no-snapshot'
  /** The snapshot is incomplete, or no longer exists. */
  | 'damaged-snapshot'
  /** A newer version of the extension saved the snapshot. */
  | 'newer-snapshot'
  /** Not a command, or not sent by one of our own pages. */
  | 'refused'
  /** The browser could not read or write the storage. */
  | 'storage-failed'
  /** The writer did not answer. */
  | 'no-answer';

/** Stops a command before anything is written, and says why. */
export class Refusal extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault);
    this.fault = fault;
  }
}
