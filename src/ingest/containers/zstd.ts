/** zstd: one packed file. */

import { Decompress } from 'fzstd';
import { Cancelled } from '../../kit/errors.ts';
import { filesFor } from '../../model/endings.ts';
import { type Container, chunks, isBomb, isOutside, Unreadable } from './container.ts';

export const zstd: Container = {
  id: 'zstd',
  doc: {
    title: 'zstd',
    files: filesFor('zstd'),
    detection: 'The first four bytes, `28 b5 2f fd`.',
    notes: [
      'Unpacked into an encrypted temporary file, then recognised as what it holds.',
      'A file that ends too early is read as far as it goes, and says so.',
    ],
  },
  claims: (head) => head.length >= 4 && head.readUInt32BE(0) === 0x28b52ffd,
  async *expand(source, bytes, context) {
    const writer = context.spills.writer();
    const name = (source.entry ?? source.path).split('/').at(-1) as string;
    const entry = name.replace(/\.zstd?$/i, '');
    let cut: string | undefined;
    try {
      unzstd(chunks(bytes), (chunk) => {
        if (context.signal?.aborted) throw new Cancelled();
        writer.write(chunk);
        if (isBomb(bytes.size, writer.size)) throw new Unreadable('unpacks to a thousand times its size', 'too_large');
      });
    } catch (error) {
      const outside = isOutside(error) || error instanceof Unreadable;
      if (outside || writer.size === 0) {
        writer.abort();
        throw outside ? error : new Unreadable('damaged zstd file, of which nothing can be unpacked; copy it again');
      }
      cut = 'the zstd file is damaged or ends too early here: what came before was read; copy it again';
    }
    yield { path: source.path, entry, cut, ...writer.end() };
  },
};

/** Pieces in, pieces out; throws on damaged data. */
export function unzstd(packed: Iterable<Uint8Array>, take: (chunk: Uint8Array) => void): void {
  // fzstd reuses its window: a chunk is valid during the call only.
  const stream = new Decompress((chunk) => take(Uint8Array.from(chunk)));
  let last: Uint8Array | undefined;
  for (const chunk of packed) {
    if (last) stream.push(last);
    last = chunk;
  }
  stream.push(last ?? new Uint8Array(0), true);
}
