/** One record out of the bytes of its source. Both passes read it here, so that the second sees what the first has seen. */

import { crc32 } from 'node:zlib';
import { UserError } from '../kit/errors.ts';
import { jsonErrorAt } from '../kit/json/error-at.ts';
import type { SkipCode, Skipped } from '../model/source.ts';
import { type Bytes, decode, type Encoding, firstNonZero, NOT_UTF8, unitBytes } from './bytes.ts';
import { MAX_RECORD } from './detect.ts';
import { MAX_TEXT } from './formats/text/plain-text.ts';
import { HEADER_END } from './members.ts';
import { parseJson } from './parse.ts';
import type { Framing, Span } from './scan/machine.ts';

export interface InSource {
  encoding: Encoding;
  framing: Framing;
}

export interface ReadRecord {
  /** Parsed JSON; the text itself for `text` framing. */
  value: unknown;
  text: string;
  /** CRC-32 of the bytes. */
  check: number;
}

export interface BrokenRecord {
  code: SkipCode;
  reason: string;
}

/** First pass. */
export function readRecord(bytes: Bytes, source: InSource, span: Span): ReadRecord | BrokenRecord {
  const size = span.end - span.start;
  const isText = source.framing === 'text';
  const most = isText ? MAX_TEXT : MAX_RECORD;
  if (size > most) {
    const what = isText ? 'a text' : 'one record';
    return {
      code: 'too_large',
      reason: `${what} of ${Math.round(size / 1e6)} MB; the most is ${most >> 20} MiB, so split it`,
    };
  }
  const raw = bytes.read(span.start, size);
  const text = decode(raw, source.encoding);
  if (text === undefined) return { code: 'not_utf8', reason: NOT_UTF8 };
  const whole = span.header ? text + HEADER_END : text;
  try {
    return { value: isText ? text : parseJson(whole), text: whole, check: crc32(raw) };
  } catch {
    return span.complete
      ? { code: 'malformed', reason: `not valid JSON${whereBroken(text)}` }
      : { code: 'pending', reason: 'half-written last record; it is read when the rest is there' };
  }
}

/**
 * Zero bytes around a record are what a crash or a rotated log leaves in its place, and no part of it.
 * @returns the record without them, and how many bytes they are; undefined: there are none
 */
export function zeroesAround(bytes: Bytes, encoding: Encoding, span: Span): { span: Span; zeroes: number } | undefined {
  const unit = unitBytes(encoding);
  const isZero = (at: number): boolean => bytes.read(at, unit).every((b) => b === 0);
  if (span.end - span.start < unit || !(isZero(span.start) || isZero(span.end - unit))) return undefined;
  const start = firstNonZero(bytes, span.start, span.end, unit);
  let end = span.end;
  while (end > start && isZero(end - unit)) end -= unit;
  return { span: { ...span, start, end }, zeroes: span.end - span.start - (end - start) };
}

/** The log was written, cut or replaced between the two passes, so that this record is no longer what was indexed. */
export class SourceChanged extends UserError {
  constructor(
    readonly where: { path: string; entry?: string | undefined; line: number },
    readonly reason = 'it changed while it was read; run again when nothing rewrites it',
  ) {
    super(`${where.path}:${where.line}: ${reason}`, 'Run again when no program rewrites the file.', 3);
  }

  /** @param records how many are left out with this one */
  skipped(records: number): Skipped {
    return { ...this.where, code: 'changed', reason: this.reason, records };
  }
}

/** Second pass. @throws SourceChanged when the bytes are others than in the first */
export function readAgain(
  bytes: Bytes,
  source: InSource & { path: string; entry?: string | undefined },
  record: { start: number; end: number; line: number; check: number },
  header = false,
): { value: unknown; text: string } {
  const raw = bytes.read(record.start, record.end - record.start);
  const { path, entry } = source;
  if (crc32(raw) !== record.check) throw new SourceChanged({ path, entry, line: record.line });
  const text = (decode(raw, source.encoding) ?? '') + (header ? HEADER_END : '');
  return { value: source.framing === 'text' ? text : parseJson(text), text };
}

/** ` (at character 17)`, from the engine's message; never any of the text. */
function whereBroken(text: string): string {
  const at = jsonErrorAt(text);
  return at === undefined ? '' : ` (at character ${at + 1})`;
}

/**
 * A writer that was stopped leaves the beginning of a line, and the next one goes on behind it. Lines of one log begin alike, so the
 * whole one is looked for where the beginning comes again; not inside a value, where an object that begins so may belong.
 *
 * @returns the span of the whole line; undefined: there is none
 */
export function behindTorn(bytes: Bytes, source: InSource, span: Span): Span | undefined {
  if (source.framing !== 'lines' || span.end - span.start > MAX_RECORD) return undefined;
  const text = decode(bytes.read(span.start, span.end - span.start), source.encoding);
  const begins = text === undefined ? undefined : /^\s*(\{\s*"[^"\\]{1,64}")/.exec(text)?.[1];
  if (text === undefined || begins === undefined) return undefined;
  // A line is rarely torn more than once; each try reads the rest of it.
  for (let at = text.length, tries = 0; tries < MAX_TRIES; tries++) {
    at = text.lastIndexOf(begins, at - 1);
    if (at <= 0) return undefined;
    if (/[:,[]\s*$/.test(text.slice(Math.max(0, at - 8), at))) continue;
    try {
      parseJson(text.slice(at));
    } catch {
      continue;
    }
    return { ...span, start: span.end - encodedLength(text.slice(at), source.encoding) };
  }
  return undefined;
}

const MAX_TRIES = 8;

const encodedLength = (text: string, encoding: Encoding): number =>
  unitBytes(encoding) === 1 ? Buffer.byteLength(text) : text.length * unitBytes(encoding);
