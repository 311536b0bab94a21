/** Why a command changed nothing. The words for each are in the locales. */
export type Fault =
  /** What is stored was written by a newer version of the extension: it is shown, not written. */
  | 'newer-data'
  /** What is stored under this name can't be read; it is left as it is. */
  | 'unreadable-data'
  /** The piece is not there (any more). */
  | 'not-found'
  /** The application is not there (any more). */
  | 'no-application'
  /** The address can't be evidence. */
  | 'untaggable'
  /** A note would be longer than a note can be. */
  | 'too-long'
  /** A piece would have more quotes or labels than a piece can have. */
  | 'too-many'
  /** The action can't be undone any more. */
  | 'not-undoable'
  /** No snapshot could be taken first, so the command was not begun. */
  | 'no-snapshot'
  /** The snapshot is not whole, or not there any more. */
  | 'damaged-snapshot'
  /** The snapshot was taken by a newer version of the extension. */
  | 'newer-snapshot'
  /** Not a command, or not from one of our own pages. */
  | 'refused'
  /** The browser could not read or write the storage. */
  | 'storage-failed'
  /** The writer did not answer. */
  | 'no-answer';

/** Why a command stops before anything is written. */
export class Refusal extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault);
    this.fault = fault;
  }
}
