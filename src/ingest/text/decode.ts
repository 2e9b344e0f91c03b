/** The text of a source in pieces, whatever its encoding. */
import { isUtf8 } from 'node:buffer';
import { type Bytes, sniffEncoding } from '../bytes.ts';
import { chunks } from '../containers/container.ts';

const LABELS = { utf8: 'utf-8', utf16le: 'utf-16le', utf16be: 'utf-16be' } as const;

/**
 * Takes the place of bytes that are no text of the encoding. A noncharacter, which no log holds: the usual replacement U+FFFD
 * may have been logged, and then is text like any other.
 */
export const BROKEN = '\ufdd0';

export function* textChunks(bytes: Bytes): Generator<string> {
  const { encoding, bom } = sniffEncoding(bytes.read(0, 4096));
  if (encoding === 'utf8') {
    yield* utf8Chunks(bytes, bom);
    return;
  }
  const decoder = new TextDecoder(LABELS[encoding]);
  for (const chunk of chunks(bytes, bom)) yield decoder.decode(chunk, { stream: true });
  const rest = decoder.decode();
  if (rest) yield rest;
}

/** Cut where characters begin. */
function* utf8Chunks(bytes: Bytes, start: number): Generator<string> {
  let rest = Buffer.alloc(0);
  for (const chunk of chunks(bytes, start)) {
    const all = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const end = wholeCharacters(all);
    yield utf8Text(all.subarray(0, end));
    rest = Buffer.from(all.subarray(end));
  }
  if (rest.length > 0) yield utf8Text(rest);
}

/** Length without a character that has only begun. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const b = bytes[bytes.length - back] as number;
    if (b < 0x80) break;
    if (b >= 0xc0) return (b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

const LONGEST = 4;

function utf8Text(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let text = '';
  let good = 0;
  for (let at = 0; at < bytes.length; ) {
    let length = (bytes[at] as number) < 0x80 ? 1 : 2;
    if (length > 1) while (length <= LONGEST && !isUtf8(bytes.subarray(at, at + length))) length++;
    if (length <= LONGEST && at + length <= bytes.length) at += length;
    else {
      text += bytes.toString('utf8', good, at) + BROKEN;
      good = ++at;
    }
  }
  return text + bytes.toString('utf8', good);
}

/** Lines without their end. */
export function* textLines(bytes: Bytes): Generator<string> {
  let rest = '';
  for (const chunk of textChunks(bytes)) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() as string;
    yield* lines;
  }
  if (rest !== '') yield rest;
}
