/** JSON Lines as a stream of exact bytes: only a newline ends a line, whatever else a string holds. */
import { createReadStream, existsSync } from 'node:fs';

/** A line that holds something, without its newline. */
export interface Line {
  /** From 1; empty lines count. */
  number: number;
  bytes: Buffer;
}

/** Lines without their newline; empty ones are left out. A missing file has none. */
export async function* byteLines(file: string): AsyncGenerator<Buffer> {
  for await (const { bytes } of fileLines(file)) yield bytes;
}

/** The same with their numbers. */
export async function* fileLines(file: string): AsyncGenerator<Line> {
  if (!existsSync(file)) return;
  let rest: Buffer[] = [];
  let number = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      const line = rest.length > 0 ? Buffer.concat([...rest, chunk.subarray(start, end)]) : chunk.subarray(start, end);
      rest = [];
      start = end + 1;
      number++;
      if (line.length > 0) yield { number, bytes: line };
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
  }
  if (rest.length > 0) yield { number: number + 1, bytes: Buffer.concat(rest) };
}

/** The lines parsed. They were written by Goldpan: one that is no JSON is a bug, or a file changed by hand, and throws. */
export async function* jsonLines<T>(file: string): AsyncGenerator<T> {
  for await (const line of byteLines(file)) yield JSON.parse(line.toString('utf8')) as T;
}
