/** Where records lie. */
import { z } from 'zod';

/** A record's place: enough to read its bytes again and to show it to the user. Local only, because paths name people. */
export const RecordRef = z.object({
  /** POSIX path, relative to the workspace folder when inside it. */
  path: z.string(),
  /** Entry of an archive, or table of a database. */
  entry: z.string().optional(),
  /** First line of the record, from 1; for databases the row number of the query. */
  line: z.number().int().positive(),
  /** Byte range in the file (or in the unpacked entry), end exclusive. */
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  /** Primary key of a database row. */
  key: z.string().optional(),
  /** JSON pointer of the session inside the record, when one record holds several sessions. */
  pointer: z.string().optional(),
});
export type RecordRef = z.infer<typeof RecordRef>;

/** A record, or a whole file or entry, that could not be used, and why. */
export const Skipped = z.object({
  path: z.string(),
  entry: z.string().optional(),
  /** First line of the record, from 1. 0: it is the file, or the entry of it, as a whole, of which nothing was read. */
  line: z.number().int().nonnegative(),
  /** How many records it is about; default 1. */
  records: z.number().int().positive().optional(),
  /** Never text of the log. What can be done about it follows a semicolon. */
  reason: z.string(),
  /** Stable code of the reason, for counting. */
  code: z.enum([
    'malformed',
    'not_utf8',
    'pending',
    'other_format',
    'metadata',
    'duplicate_record',
    'empty',
    'too_large',
    'unknown_format',
    'unreadable',
    'own_output',
    /** A pipe, a socket, a device, a symbolic link. */
    'not_a_file',
    /** It was another text when it was read again. */
    'changed',
    /** A bug of Goldpan, met while the record was indexed. */
    'reader_bug',
    /** The same, met while its session was processed. */
    'session_bug',
  ]),
});
export type Skipped = z.infer<typeof Skipped>;
export type SkipCode = Skipped['code'];
