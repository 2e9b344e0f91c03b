/** gzip: one packed file, also of several members one after the other. */
import { createGunzip } from 'node:zlib';
import { Cancelled } from '../../kit/errors.ts';
import { filesFor } from '../../model/endings.ts';
import { type Container, chunks, inflate, isBomb, Unreadable } from './container.ts';

export const gzip: Container = {
  id: 'gzip',
  doc: {
    title: 'gzip',
    files: filesFor('gzip'),
    detection: 'The first two bytes, `1f 8b`.',
    notes: [
      'Unpacked into an encrypted temporary file, then recognised as what it holds.',
      'A file that ends too early is read as far as it goes, and says so.',
    ],
  },
  claims: (head) => head[0] === 0x1f && head[1] === 0x8b,
  async *expand(source, bytes, context) {
    const writer = context.spills.writer();
    const name = (source.entry ?? source.path).split('/').at(-1) as string;
    const entry = name.replace(/\.(?:gz|gzip)$/i, '').replace(/\.tgz$/i, '.tar');
    let cut: string | undefined;
    try {
      await inflate(chunks(bytes), createGunzip(), (chunk) => {
        if (context.signal?.aborted) throw new Cancelled();
        writer.write(chunk);
        if (isBomb(bytes.size, writer.size)) throw new Unreadable('unpacks to a thousand times its size', 'too_large');
      });
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (!code.startsWith('Z_')) {
        writer.abort();
        throw error;
      }
      if (writer.size === 0) {
        writer.abort();
        throw new Unreadable('damaged gzip file, of which nothing can be unpacked; copy it again');
      }
      cut = 'the gzip file is damaged or ends too early here: what came before was read; copy it again';
    }
    yield { path: source.path, entry, cut, ...writer.end() };
  },
};
