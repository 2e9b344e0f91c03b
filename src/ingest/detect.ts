/** Which format a source has: by voting over its first records, specific formats before general ones. */
import type { SkipCode } from '../model/source.ts';
import type { Bytes } from './bytes.ts';
import { decode, type Encoding, firstNonZero, isUtf32, NOT_UTF8, sniffEncoding, unitBytes } from './bytes.ts';
import { foreignFile } from './foreign.ts';
import { HEADER_END } from './members.ts';
import { parseJson } from './parse.ts';
import type { Reader, Sample } from './reader.ts';
import type { Framing } from './scan/machine.ts';
import { scan } from './scan.ts';

/** Bytes from the start by which encoding and framing are told: 1 MiB. */
const HEAD = 1 << 20;
/**
 * Records that vote on the format; docs/formats.md names the number. Chosen: enough that a few odd ones do not decide.
 */
const SAMPLE_RECORDS = 200;
/** Bytes after which no further record is sampled: 4 MiB, so that logs of large records are recognised as quickly. */
const SAMPLE_BYTES = 4 << 20;

/** What is known of a source before it is read. `bom`: bytes before the first character, leading zeroes included. */
export interface Detected {
  reader: Reader | undefined;
  framing: Framing;
  encoding: Encoding;
  bom: number;
  /** Length in bytes of a block of zeroes before the first record; `bom` lies behind it. */
  zeroes?: number;
  /** Why there is no reader. */
  why?: string;
  /** Default: `unknown_format`. */
  code?: SkipCode;
}

/** A document of this size and more is read element by element, if a reader knows how. */
const LARGE_DOCUMENT = 16 << 20;

/** Looks at the first megabytes only; in a large document for the array of its sessions, wherever that is. */
export async function detect(
  bytes: Bytes,
  path: string,
  readers: readonly Reader[],
  large = LARGE_DOCUMENT,
): Promise<Detected> {
  const zeroes = zeroesBefore(bytes);
  const head = bytes.read(zeroes, HEAD);
  const sniffed = sniffEncoding(head);
  const { encoding } = sniffed;
  const bom = zeroes + sniffed.bom;
  const unread = (why: string, code?: SkipCode, framing: Framing = 'text'): Detected => ({
    reader: undefined,
    framing,
    encoding,
    bom,
    why,
    code,
  });
  if (zeroes > 0 && head.length === 0)
    return unread('nothing but zero bytes, as a crash leaves them; restore the file, or delete it', 'unreadable');
  const magic = foreignFile(zeroes > 0 ? bytes.read(0, HEAD) : head) ?? foreignFile(head);
  if (magic) return unread(magic, isUtf32(head) ? 'not_utf8' : undefined);
  const decoded = decodeHead(head.subarray(sniffed.bom), encoding);
  if (decoded === undefined)
    return isBinary(head) ? unread('binary data, no text; export it as JSON Lines') : unread(NOT_UTF8, 'not_utf8');
  const text = decoded.replaceAll('\0', '');
  if (text.trim() === '') return unread('empty file', 'empty');
  const framing = sniffFraming(text, head.length < bytes.size);
  // One document may be one line: then the head holds no second one.
  const isDocument = framing === 'values' || (framing === 'lines' && !text.trim().includes('\n'));
  if (isDocument && bytes.size >= large) {
    const found = await detectMember(bytes, { encoding, bom }, path, readers);
    if (found) return { ...found, zeroes };
  }
  // JSON is its own proof; anything may pass for a transcript.
  if (framing === 'text' && text !== decoded) return unread('binary data, no text; export it as JSON Lines');
  const sampled: Sampled =
    framing === 'text' ? { records: [text] } : await sampleRecords(bytes, { encoding, bom, framing });
  const reader = pick({ path, framing, records: sampled.records }, readers);
  if (reader) return { reader, framing: reader.framing ?? framing, encoding, bom, zeroes };
  if (framing === 'text')
    return unread(
      'no known log format: neither JSON nor a transcript with speaker labels (yours can be named under "transcripts")',
    );
  const { why, code } = whyUnknown(sampled);
  return unread(why, code, framing);
}

/**
 * A program that goes on writing to a log that was emptied, and some crashes, leave a block of zeroes at its start.
 * Fewer zero bytes than this are left to the encoding: UTF-16 has single ones, UTF-32 runs of three.
 */
const MANY_ZEROES = 16;

/** Length of that block in bytes, even, because what follows may be UTF-16. */
function zeroesBefore(bytes: Bytes): number {
  if (!bytes.read(0, MANY_ZEROES).equals(Buffer.alloc(MANY_ZEROES))) return 0;
  return firstNonZero(bytes, 0, bytes.size, unitBytes('utf16be'));
}

/**
 * Text of any encoding has no control characters but those of layout and colour; of binary data they are a part.
 * The bound is one in 500 bytes: random bytes have about one in ten, a log with some stray ones far fewer.
 */
function isBinary(head: Buffer): boolean {
  const controls = head.reduce((n, b) => n + (b < 0x20 && !LAYOUT.has(b) ? 1 : 0), 0);
  return controls * 500 > head.length;
}

/** Tab, line feed, form feed, carriage return, escape. */
const LAYOUT = new Set([9, 10, 12, 13, 27]);

/** Looks for a top-level array that some reader knows as its sessions; undefined when there is none. */
async function detectMember(
  bytes: Bytes,
  at: { encoding: Encoding; bom: number },
  path: string,
  readers: readonly Reader[],
): Promise<Detected | undefined> {
  const framing: Framing = `member:${readers.flatMap((r) => r.member ?? []).join('|')}`;
  const { records } = await sampleRecords(bytes, { ...at, framing });
  const reader = pick({ path, framing, records }, readers);
  return reader?.member === undefined ? undefined : { reader, framing: `member:${reader.member}`, ...at };
}

/** The first reader that half of the records speak for; else the one with most votes, if any. */
function pick(sample: Sample, readers: readonly Reader[]): Reader | undefined {
  let best: { reader: Reader; votes: number } | undefined;
  const total = Math.max(1, sample.records.length);
  for (const reader of readers) {
    if (reader.accepts && !reader.accepts(sample)) continue;
    const votes = sample.records.reduce<number>((n, r) => n + (reader.votes(r, sample) ? 1 : 0), 0);
    if (votes * 2 >= total) return reader;
    if (votes > (best?.votes ?? 0)) best = { reader, votes };
  }
  return best?.reader;
}

/** The reason that is told for JSON of no known format. Names no key: keys may be text of the log. */
function whyUnknown({ records, tooLarge, notUtf8 }: Sampled): { why: string; code?: SkipCode } {
  const keys = new Set<string>();
  for (const r of records)
    if (typeof r === 'object' && r !== null && !Array.isArray(r)) for (const k of Object.keys(r)) keys.add(k);
  if (records.length === 0 && tooLarge)
    return { why: `only records of more than ${MAX_RECORD >> 20} MiB; split them`, code: 'too_large' };
  if (records.length === 0 && notUtf8) return { why: NOT_UTF8, code: 'not_utf8' };
  if (records.length === 0) return { why: 'no whole JSON value found' };
  return {
    why:
      keys.size > 0
        ? 'JSON of a shape that no reader knows; map it by hand under "mappings" in goldpan.json'
        : 'JSON without objects',
  };
}

/** The head may end inside a character: up to three bytes are given up before it counts as broken. */
function decodeHead(head: Buffer, encoding: Encoding): string | undefined {
  const unit = unitBytes(encoding);
  const even = head.subarray(0, head.length - (head.length % unit));
  for (let cut = 0; cut < 4; cut++) {
    const text = decode(even.subarray(0, Math.max(0, even.length - cut * unit)), encoding);
    if (text !== undefined) return mostlyZero(text) ? undefined : text;
  }
  // A few broken bytes in a log are that record's problem, not the file's.
  const lenient = even.toString('utf8');
  const broken = lenient.split('\ufffd').length - 1;
  return encoding === 'utf8' && broken * 20 < lenient.length && !mostlyZero(lenient) ? lenient : undefined;
}

/** One zero byte spoils one record, a block of them those that it covers; in binary data they are everywhere. */
function mostlyZero(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.filter((line) => line.includes('\0')).length * 2 > lines.length;
}

/** By the first lines: lines that are JSON each, one array, values over several lines, or no JSON at all. */
export function sniffFraming(text: string, truncated: boolean): Framing {
  const all = text.split('\n');
  if (truncated && all.length > 1) all.pop();
  const lines = all
    .map((l) => l.trim())
    .filter((l) => l !== '')
    .slice(0, SAMPLE_RECORDS);
  const first = lines[0]?.[0];
  const jsonLines = lines.filter(isJsonLine).length;
  if (lines.length > 1 && jsonLines > 0 && jsonLines * 2 >= lines.length) return 'lines';
  if (first === '[') return looksLikeJson(text) ? 'array' : 'text';
  if (first === '{') return lines.length === 1 ? 'lines' : 'values';
  return jsonLines * 5 >= lines.length && jsonLines > 0 ? 'lines' : 'text';
}

/** True for an object or array that is whole in its line; `{}` and `[]` say nothing about the framing. */
function isJsonLine(line: string): boolean {
  if (line[0] !== '{' && line[0] !== '[') return false;
  try {
    parseJson(line);
    return line.length > 2;
  } catch {
    return false;
  }
}

/** `[2024-05-15 15:00:10] Customer: …` starts with a bracket and is no array. */
const looksLikeJson = (text: string): boolean =>
  /^\s*\[\s*(?:[[{"\]]|true\b|false\b|null\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\s*[,\]])/.test(text.slice(0, 4096));

/** The first records, parsed; those that cannot be parsed do not vote, but what is wrong with them is noted. */
async function sampleRecords(
  bytes: Bytes,
  options: { encoding: Encoding; bom: number; framing: Framing },
): Promise<Sampled> {
  const sampled: Sampled & { records: unknown[] } = { records: [] };
  const { records } = sampled;
  let spent = 0;
  // A single huge record (one document in a file) must be seen whole; beyond that the budget decides.
  for await (const span of scan(bytes, options)) {
    // What is too large is skipped here as in the index, or it would hide all the records behind it.
    if (span.end - span.start > MAX_RECORD) sampled.tooLarge = true;
    else {
      spent += span.end - span.start;
      const text = decode(bytes.read(span.start, span.end - span.start), options.encoding);
      if (text === undefined) sampled.notUtf8 = true;
      else vote(records, span.header ? text + HEADER_END : text);
    }
    if (records.length >= SAMPLE_RECORDS || spent > SAMPLE_BYTES) break;
  }
  return sampled;
}

/** Malformed records do not vote. */
function vote(records: unknown[], text: string): void {
  try {
    records.push(parseJson(text.replace(/^\0+|\0+$/g, '')));
  } catch {}
}

interface Sampled {
  records: readonly unknown[];
  /** Some of the records looked at are larger than is read. */
  tooLarge?: boolean;
  notUtf8?: boolean;
}

/** Larger records are refused with an error that says so: their parsed form would not fit into the memory bound. */
export const MAX_RECORD = 128 << 20;
