/** Text of files that are read as a whole and not as logs: the encodings are those in which logs are read. */
import { UserError } from '../../kit/errors.ts';
import { decode, type Encoding, isUtf32, NOT_UTF8, sniffEncoding } from '../bytes.ts';

export interface WholeText {
  /** Without its byte-order mark. */
  text: string;
  encoding: Encoding;
  /** Length of the byte-order mark in bytes. */
  bom: number;
}

/** Enough to tell an encoding by. */
const HEAD = 4096;

/** @throws UserError for bytes that are no text of an encoding that is read. `name`: of the file, for the message. */
export function wholeText(bytes: Buffer, name: string): WholeText {
  const { encoding, bom } = sniffEncoding(bytes.subarray(0, HEAD));
  refuseUtf32(bytes, name);
  const text = decode(bytes.subarray(bom), encoding);
  if (text === undefined) throw notText(name);
  return { text, encoding, bom };
}

/** The same bytes as they were before `wholeText`, for a changed text. */
export function encodeWhole(text: string, { encoding, bom }: Pick<WholeText, 'encoding' | 'bom'>): Buffer {
  const marked = bom > 0 ? `\ufeff${text}` : text;
  if (encoding === 'utf8') return Buffer.from(marked);
  const bytes = Buffer.from(marked, 'utf16le');
  return encoding === 'utf16le' ? bytes : bytes.swap16();
}

/**
 * A stream of text as UTF-8. What comes as UTF-8 is passed on unread: whoever cuts it into lines can say in which one it is broken.
 * @throws UserError for UTF-32.
 */
export async function* utf8Stream(stream: AsyncIterable<Buffer | string>, name: string): AsyncGenerator<Buffer> {
  let head: Buffer = Buffer.alloc(0);
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let known = false;
  const begin = (): void => {
    known = true;
    refuseUtf32(head, name);
    const { encoding } = sniffEncoding(head.subarray(0, HEAD));
    if (encoding !== 'utf8') decoder = new TextDecoder(encoding === 'utf16le' ? 'utf-16le' : 'utf-16be');
  };
  for await (const piece of stream) {
    const chunk = Buffer.from(piece);
    if (known) {
      yield decoder ? Buffer.from(decoder.decode(chunk, { stream: true })) : chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < 8) continue;
    begin();
    yield decoder ? Buffer.from(decoder.decode(head, { stream: true })) : head;
  }
  if (!known) {
    begin();
    yield decoder ? Buffer.from(decoder.decode(head, { stream: true })) : head;
  }
  if (decoder) yield Buffer.from(decoder.decode());
}

function refuseUtf32(head: Buffer, name: string): void {
  if (isUtf32(head))
    throw new UserError(`${name}: text in UTF-32, which is not read`, 'Convert it: iconv -f UTF-32 -t UTF-8 FILE');
}

export function notText(name: string): UserError {
  const [what = '', fix = ''] = NOT_UTF8.split('; ');
  return new UserError(`${name}: ${what}`, `Archives and databases are no text. Else ${fix}.`);
}
