/** Which format a source has: by voting over its first records, specific formats before general ones. */
import type { Bytes } from './bytes.ts';
import { decode, type Encoding, sniffEncoding, unitBytes } from './bytes.ts';
import { foreignFile } from './foreign.ts';
import { HEADER_END } from './members.ts';
import { parseJson } from './parse.ts';
import type { Reader, Sample } from './reader.ts';
import type { Framing } from './scan/machine.ts';
import { scan } from './scan.ts';

const HEAD = 1 << 20;
const SAMPLE_RECORDS = 200;
const SAMPLE_BYTES = 4 << 20;

export interface Detected {
  reader: Reader | undefined;
  framing: Framing;
  encoding: Encoding;
  bom: number;
  /** Why there is no reader. */
  why?: string;
}

/** A document of this size and more is read element by element, if a reader knows how. */
const LARGE_DOCUMENT = 16 << 20;

/** Looks at the first megabytes only; in a large document for the array of its sessions, wherever that stands. */
export async function detect(
  bytes: Bytes,
  path: string,
  readers: readonly Reader[],
  large = LARGE_DOCUMENT,
): Promise<Detected> {
  const head = bytes.read(0, HEAD);
  const { encoding, bom } = sniffEncoding(head);
  const magic = foreignFile(head);
  if (magic) return { reader: undefined, framing: 'text', encoding, bom, why: magic };
  const text = decodeHead(head.subarray(bom), encoding);
  if (text === undefined) {
    return {
      reader: undefined,
      framing: 'text',
      encoding,
      bom,
      why: 'binary data, or text that is not UTF-8 or UTF-16',
    };
  }
  if (text.trim() === '') return { reader: undefined, framing: 'text', encoding, bom, why: 'empty file' };
  const framing = sniffFraming(text, head.length < bytes.size);
  // One document may be one line: then the head holds no second one.
  const isDocument = framing === 'values' || (framing === 'lines' && !text.trim().includes('\n'));
  if (isDocument && bytes.size >= large) {
    const found = await detectMember(bytes, { encoding, bom }, path, readers);
    if (found) return found;
  }
  const records = framing === 'text' ? [text] : await sampleRecords(bytes, { encoding, bom, framing });
  const sample: Sample = { path, framing, records };
  const reader = pick(sample, readers);
  if (reader) return { reader, framing: reader.framing ?? framing, encoding, bom };
  const why =
    framing === 'text'
      ? 'no known log format: neither JSON nor a transcript with speaker labels (yours can be named under "transcripts")'
      : whyUnknown(records);
  return { reader: undefined, framing, encoding, bom, why };
}

async function detectMember(
  bytes: Bytes,
  at: { encoding: Encoding; bom: number },
  path: string,
  readers: readonly Reader[],
): Promise<Detected | undefined> {
  const framing: Framing = `member:${readers.flatMap((r) => r.member ?? []).join('|')}`;
  const records = await sampleRecords(bytes, { ...at, framing });
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

function whyUnknown(records: readonly unknown[]): string {
  const keys = new Set<string>();
  for (const r of records)
    if (typeof r === 'object' && r !== null && !Array.isArray(r)) for (const k of Object.keys(r)) keys.add(k);
  if (records.length === 0) return 'no whole JSON value found';
  return keys.size > 0
    ? 'JSON of a shape that no reader knows; map it by hand under "mappings" in goldpan.json'
    : 'JSON without objects';
}

/** The head may end inside a character: up to three bytes are given up before it counts as broken. */
function decodeHead(head: Buffer, encoding: Encoding): string | undefined {
  const unit = unitBytes(encoding);
  const even = head.subarray(0, head.length - (head.length % unit));
  for (let cut = 0; cut < 4; cut++) {
    const text = decode(even.subarray(0, Math.max(0, even.length - cut * unit)), encoding);
    if (text !== undefined) return text.includes('\u0000') ? undefined : text;
  }
  // A few broken bytes in a log are that record's problem, not the file's.
  const lenient = even.toString('utf8');
  const broken = lenient.split('\ufffd').length - 1;
  return encoding === 'utf8' && broken * 50 < lenient.length && !lenient.includes('\u0000') ? lenient : undefined;
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

async function sampleRecords(
  bytes: Bytes,
  options: { encoding: Encoding; bom: number; framing: Framing },
): Promise<unknown[]> {
  const records: unknown[] = [];
  let spent = 0;
  // A single huge record (one document in a file) must be seen whole; beyond that the budget decides.
  for await (const span of scan(bytes, options)) {
    spent += span.end - span.start;
    if (span.end - span.start <= MAX_RECORD) {
      const text = decode(bytes.read(span.start, span.end - span.start), options.encoding);
      try {
        if (text !== undefined) records.push(parseJson(span.header ? text + HEADER_END : text));
      } catch {
        // Malformed records do not vote.
      }
    }
    if (records.length >= SAMPLE_RECORDS || spent > SAMPLE_BYTES) break;
  }
  return records;
}

/** Larger records are refused with an error that says so: their parsed form would not fit into the memory bound. */
export const MAX_RECORD = 128 << 20;
