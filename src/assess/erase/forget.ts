/** Takes what people said of examples and pairs that are gone out of the shared logs of decisions and of the gold set. */
import { existsSync, renameSync } from 'node:fs';
import { fileLines, parseLine } from '../../kit/jsonl.ts';
import { JsonlWriter } from '../../kit/jsonl-writer.ts';

/** Lines that stay are copied as they are. */
export async function forgetLines(file: string, ids: ReadonlySet<string>): Promise<void> {
  if (ids.size === 0 || !existsSync(file)) return;
  const lines = new JsonlWriter(`${file}.new`);
  for await (const line of fileLines(file)) {
    const { id } = parseLine(file, line) as { id: string };
    if (!ids.has(id)) lines.text(line.bytes.toString('utf8'));
  }
  lines.close();
  renameSync(`${file}.new`, file);
}
