/**
 * Limits for the files we read. The writers of backups (export/backup-files.ts, export/zip.ts) use the same
 * limits, so that a saved backup can always be read again.
 */

const MEGABYTE = 1024 * 1024;

/** The largest file, in bytes: some forty thousand pieces of the usual length. */
export const MAX_FILE_BYTES = 32 * MEGABYTE;

/** The most pieces in a file. */
export const MAX_PIECES = 100_000;

/**
 * How many pieces in a file may repeat a page under the same domain. Our files have none, and merging repeats
 * takes longer with each of them.
 */
export const MAX_REPEATS = 500;

/** How deep a file may nest; an export has five levels, and unknown fields may have some more. */
export const MAX_DEPTH = 16;

/** The most fields in one object; an export has some twenty, and there may be unknown ones. */
export const MAX_FIELDS = 1_000;

/**
 * The most objects, fields and values in a file. The densest evidence that fits into 32 MB, twenty short
 * quotes and labels in each piece and no white space, has 0.4, 1.4 and 2.2 million.
 */
export const MAX_OBJECTS = 450_000;
export const MAX_ALL_FIELDS = 2_000_000;
export const MAX_VALUES = 3_000_000;

/** The largest archive, in bytes: some thousand pictures of the usual size. */
export const MAX_ARCHIVE_BYTES = 128 * MEGABYTE;

/** The most that may be unpacked from an archive, in bytes. */
export const MAX_UNPACKED_BYTES = MAX_ARCHIVE_BYTES + MAX_FILE_BYTES;

/** The most files in an archive: ours has four, and a picture for each page. */
export const MAX_FILES = 10_000;

/** The most lists in an archive: backups that somebody packed together. */
export const MAX_LISTS = 100;

/** The largest picture in an archive, in bytes; ours have 0.1 to 0.2 MB. */
export const MAX_PICTURE_BYTES = 8 * MEGABYTE;

/** The largest list of pictures, in bytes: some 300 bytes for each picture. */
export const MAX_PICTURE_LIST_BYTES = 8 * MEGABYTE;
