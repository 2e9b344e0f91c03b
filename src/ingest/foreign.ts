/** Files that are recognised and cannot be read, each with what to do. */
import { isUtf32 } from './bytes.ts';

interface Foreign {
  /** Bytes at the start, as Latin-1. */
  magic: string;
  at?: number;
  why: string;
}

const FOREIGN: readonly Foreign[] = [
  { magic: 'ustar', at: 257, why: 'tar archive; unpack it first: tar xf FILE' },
  { magic: 'BZh', why: 'bzip2 file; unpack it first: bunzip2 FILE' },
  { magic: '\xfd7zXZ', why: 'xz file; unpack it first: unxz FILE' },
  { magic: '7z\xbc\xaf\x27\x1c', why: '7-Zip archive; unpack it first' },
  { magic: 'Rar!', why: 'RAR archive; unpack it first' },
  { magic: 'ARROW1', why: 'Arrow or Feather file; write it as Parquet or JSON Lines' },
  { magic: 'Obj\x01', why: 'Avro file; write it as Parquet or JSON Lines' },
  { magic: 'ORC', why: 'ORC file; write it as Parquet or JSON Lines' },
  { magic: 'DUCK', at: 8, why: "DuckDB database; export the table: COPY messages TO 'messages.parquet'" },
  { magic: '\x80\x04\x95', why: 'Python pickle; it can run code when it is opened, so export it as JSON Lines' },
  { magic: '\x80\x05\x95', why: 'Python pickle; it can run code when it is opened, so export it as JSON Lines' },
  { magic: '%PDF-', why: 'PDF; export the conversation as text or JSON' },
  { magic: '\x89HDF', why: 'HDF5 file; write it as Parquet or JSON Lines' },
  { magic: '\x93NUMPY', why: 'NumPy array; write it as JSON Lines' },
  { magic: '\xd0\xcf\x11\xe0', why: 'old Office document; save it as CSV' },
  { magic: '\x89PNG', why: 'picture' },
  { magic: '\xff\xd8\xff', why: 'picture' },
  { magic: '\x7fELF', why: 'program' },
  { magic: 'SQLite format 3\0', why: 'SQLite database' },
  { magic: 'PK\x03\x04', why: 'ZIP archive' },
  { magic: 'PK\x05\x06', why: 'empty ZIP archive' },
  { magic: '\x1f\x8b', why: 'gzip file' },
  { magic: 'PAR1', why: 'Parquet file' },
];

/** Stores of agents that hold sessions which only the agent itself can open, by their place. */
const SEALED: readonly { place: RegExp; why: string }[] = [
  {
    place: /(?:^|\/)windsurf\/(?:[^/]+\/)*cascade\/[^/]+\.pb$/,
    why: 'Windsurf keeps its sessions encrypted; open the session there, copy it as Markdown, and read that',
  },
  {
    place: /(?:^|\/)antigravity[^/]*\/(?:conversations|implicit)\/[^/]+\.pb$/,
    why: 'Antigravity keeps its conversations encrypted; read brain/*/.system_generated/logs/transcript.jsonl beside it',
  },
];

/** Why nothing can be read of a file that lies there. @param path with forward slashes */
export const sealedStore = (path: string): string | undefined => SEALED.find(({ place }) => place.test(path))?.why;

/** undefined: none of these. Containers are opened before anyone asks here. */
export function foreignFile(head: Buffer): string | undefined {
  if (isUtf32(head)) return 'UTF-32 text; convert it: iconv -f UTF-32 -t UTF-8 FILE';
  const start = head.subarray(0, 300).toString('latin1');
  return FOREIGN.find(({ magic, at = 0 }) => start.startsWith(magic, at))?.why;
}
