/**
 * How large a file may be that is read. The writers of backups (export/backup-files.ts, export/zip.ts) go by the same
 * numbers, so that what was saved can always be read back.
 */

const MEGABYTE = 1024 * 1024;

/** The largest file that is read, in bytes: some forty thousand pieces of the usual length. */
export const MAX_FILE_BYTES = 32 * MEGABYTE;

/** The most pieces that a file may hold. */
export const MAX_PIECES = 100_000;

/**
 * How many pieces of a file may be of pages that it has named already, under the same domain. Ours have none;
 * putting copies together takes longer with each of them.
 */
export const MAX_REPEATS = 500;

/** How deep a file may nest; an export has five levels, and unknown fields may have some more. */
export const MAX_DEPTH = 16;

/** The most fields that anything in a file has; an export has some twenty, and unknown fields may be some more. */
export const MAX_FIELDS = 1_000;

/**
 * The most objects, fields, and values that a file has. The densest that 32 MB of evidence can be, twenty
 * short quotes and labels with each piece and no white space, is 0.4, 1.4 and 2.2 million.
 */
export const MAX_OBJECTS = 450_000;
export const MAX_ALL_FIELDS = 2_000_000;
export const MAX_VALUES = 3_000_000;

/** The largest archive that is read, in bytes: some thousand pictures of the usual size. */
export const MAX_ARCHIVE_BYTES = 128 * MEGABYTE;

/** The most that comes out of an archive, in bytes. */
export const MAX_UNPACKED_BYTES = MAX_ARCHIVE_BYTES + MAX_FILE_BYTES;

/** The most files that an archive may hold: ours has four, and a picture for each page. */
export const MAX_FILES = 10_000;

/** The most lists that an archive may hold: backups that somebody packed together. */
export const MAX_LISTS = 100;

/** The largest picture in an archive, in bytes; one of ours has 0.1 to 0.2 MB. */
export const MAX_PICTURE_BYTES = 8 * MEGABYTE;

/** The largest list of pictures, in bytes: some 300 for each. */
export const MAX_PICTURE_LIST_BYTES = 8 * MEGABYTE;
