/** The readers of a run: mappings of goldpan.json first, then the table, with the transcript labels that were set. */
import type { IngestConfig } from '../model/config-ingest.ts';
import { plainText } from './formats/text/plain-text.ts';
import { mappedReader } from './mapping/reader.ts';
import type { Reader } from './reader.ts';
import { READERS } from './registry.ts';

/** Plain data in, so that a worker can make the same readers. */
export function readersOf(config: Pick<IngestConfig, 'transcripts' | 'mappings'>): readonly Reader[] {
  const mapped = config.mappings.map(mappedReader);
  const { labels, onlyThese } = config.transcripts;
  const own = onlyThese || Object.values(labels).some((list) => list && list.length > 0);
  const table = own ? READERS.map((r) => (r.id === 'plain-text' ? plainText({ labels, onlyThese }) : r)) : READERS;
  return [...mapped, ...table];
}
