/** The text of a source in pieces, whatever its encoding. */
import { type Bytes, sniffEncoding } from '../bytes.ts';
import { chunks } from '../containers/container.ts';

const LABELS = { utf8: 'utf-8', utf16le: 'utf-16le', utf16be: 'utf-16be' } as const;

export function* textChunks(bytes: Bytes): Generator<string> {
  const { encoding, bom } = sniffEncoding(bytes.read(0, 4096));
  const decoder = new TextDecoder(LABELS[encoding]);
  for (const chunk of chunks(bytes, bom)) yield decoder.decode(chunk, { stream: true });
  const rest = decoder.decode();
  if (rest) yield rest;
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
