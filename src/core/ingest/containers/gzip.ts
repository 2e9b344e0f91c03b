/** gzip: one packed file, also of several members one after the other. */

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { filesFor } from '../../../model/endings.ts';
import { Cancelled } from '../../model/errors.ts';
import { type Container, chunks, isBomb, Unreadable } from './container.ts';

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
    try {
      await pipeline(Readable.from(chunks(bytes)), createGunzip(), async (unpacked: AsyncIterable<Buffer>) => {
        for await (const chunk of unpacked) {
          if (context.signal?.aborted) throw new Cancelled();
          writer.write(chunk);
          if (isBomb(bytes.size, writer.size))
            throw new Unreadable('unpacks to a thousand times its size', 'too_large');
        }
      });
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (!code.startsWith('Z_')) {
        writer.abort();
        throw error;
      }
      if (writer.size === 0) {
        writer.abort();
        throw new Unreadable('damaged gzip file: it cannot be unpacked');
      }
      context.skip(entry, 'malformed', 'the gzip file is damaged or ends too early; what came before was read');
    }
    yield { path: source.path, entry, ...writer.end() };
  },
};
