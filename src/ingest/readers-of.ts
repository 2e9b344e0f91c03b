/** The readers of a run: mappings of goldpan.json first, then the table, with the transcript labels that were set. */
import type { IngestConfig } from '../model/config-ingest.ts';
import { plainText } from './formats/text/plain-text.ts';
import { mappedReader } from './mapping/reader.ts';
import type { Reader } from './reader.ts';
import { READERS } from './registry.ts';
import { withAnswers } from './steps/answers.ts';

/** What makes readers other than those of the table. */
export type ReaderConfig = Pick<IngestConfig, 'transcripts' | 'mappings' | 'answerTools'>;

/** Plain data in, so that a worker can make the same readers. */
export function readersOf(config: ReaderConfig): readonly Reader[] {
  const mapped = config.mappings.map(mappedReader);
  const { labels, onlyThese } = config.transcripts;
  const own = onlyThese || Object.values(labels).some((list) => list && list.length > 0);
  const table = own ? READERS.map((r) => (r.id === 'plain-text' ? plainText({ labels, onlyThese }) : r)) : READERS;
  const all = [...mapped, ...table];
  return Object.keys(config.answerTools).length > 0 ? all.map((r) => answering(r, config.answerTools)) : all;
}

/** The same reader, which knows further tools by which agents answer. Both passes must: requests join by what was said. */
const answering = (reader: Reader, tools: ReaderConfig['answerTools']): Reader => ({
  ...reader,
  index: (record, file) => withAnswers(tools, () => reader.index(record, file)),
  read: (records) => withAnswers(tools, () => reader.read(records)),
});
