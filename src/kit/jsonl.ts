/**
 * JSON Lines, streamed. Only a newline ends a line, alone or behind a carriage return: U+2028, U+2029, U+0085 and a lone carriage
 * return are text, as in every other reader of the format.
 */
import { closeSync, createReadStream, existsSync, openSync, readSync } from 'node:fs';
import { parseJson } from './json/parse.ts';
import { asUserError } from './os-error.ts';

/** A line that is not blank. */
export interface Line {
  /** From 1; blank lines count. */
  number: number;
  /** Without the line break, and in line 1 without a byte-order mark. */
  bytes: Buffer;
}

const CHUNK = 1 << 18;
const NEWLINE = 10;
const RETURN = 13;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

class Splitter {
  private rest: Buffer[] = [];
  private number = 0;

  *push(chunk: Buffer): Generator<Line> {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      yield* this.line(chunk.subarray(start, end));
      start = end + 1;
    }
    if (start < chunk.length) this.rest.push(chunk.subarray(start));
  }

  /** A last line needs no newline. */
  *end(): Generator<Line> {
    if (this.rest.length > 0) yield* this.line(Buffer.alloc(0));
  }

  private *line(tail: Buffer): Generator<Line> {
    let bytes = this.rest.length > 0 ? Buffer.concat([...this.rest, tail]) : tail;
    this.rest = [];
    const number = ++this.number;
    if (number === 1 && bytes.subarray(0, BOM.length).equals(BOM)) bytes = bytes.subarray(BOM.length);
    if (bytes.at(-1) === RETURN) bytes = bytes.subarray(0, -1);
    if (!isBlank(bytes)) yield { number, bytes };
  }
}

function isBlank(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte !== 32 && byte !== 9 && byte !== RETURN) return false;
  return true;
}

/** Lines of a stream of bytes, such as standard input. */
export async function* streamLines(stream: AsyncIterable<Buffer | string>): AsyncGenerator<Line> {
  const splitter = new Splitter();
  for await (const chunk of stream) yield* splitter.push(Buffer.from(chunk));
  yield* splitter.end();
}

/**
 * Lines of a file; a missing file has none.
 * @throws UserError when the file cannot be read.
 */
export async function* fileLines(file: string): AsyncGenerator<Line> {
  if (!existsSync(file)) return;
  try {
    yield* streamLines(createReadStream(file, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>);
  } catch (error) {
    throw asUserError(error, file);
  }
}

/** As `fileLines`, for code that cannot wait. */
export function* fileLinesSync(file: string): Generator<Line> {
  if (!existsSync(file)) return;
  let fd: number | undefined;
  try {
    fd = openSync(file, 'r');
    const splitter = new Splitter();
    for (;;) {
      // A buffer each: lines are parts of it.
      const chunk = Buffer.allocUnsafe(CHUNK);
      const length = readSync(fd, chunk, 0, CHUNK, null);
      if (length === 0) break;
      yield* splitter.push(chunk.subarray(0, length));
    }
    yield* splitter.end();
  } catch (error) {
    throw asUserError(error, file);
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/** How to fix files that Goldpan wrote and somebody changed. */
const OWN = 'Goldpan wrote this file, and it was changed or damaged since: run `goldpan run` again.';

/** The parsed value of a line. @throws UserError with file, line and column. */
export const parseLine = (file: string, { number, bytes }: Line, fix = OWN): unknown =>
  parseJson(bytes.toString('utf8'), { file, line: number, fix });

/**
 * Values of a file that Goldpan itself wrote, so that their type is taken on trust.
 * @throws UserError with file, line and column for a line that is not JSON.
 */
export async function* jsonLines<T>(file: string): AsyncGenerator<T> {
  for await (const line of fileLines(file)) yield parseLine(file, line) as T;
}
