/** Rows of both kinds as the report needs them: what leads up to an answer, and the answers that are learnt. */
import { CONTRACTS, checkRow, type RowKind } from '../../../datasets/contract.ts';
import { UserError } from '../../model/errors.ts';
import type { SplitName } from '../../split/split.ts';
import { byteLines } from '../../store/jsonl.ts';

export const SPLITS: readonly SplitName[] = ['train', 'validation', 'test'];

export interface RowMessage {
  role: string;
  content: string;
  weight?: 0 | 1;
  tool_calls?: { function: { name: string; arguments: object } }[];
}

export interface Row {
  meta: Record<string, unknown>;
  /** Names of the tools that the row declares. */
  declared: string[];
  /** The talk, with the chosen answer at its end when it is a pair. */
  messages: RowMessage[];
  /** Answers that are trained on; of a pair the chosen one. */
  answers: RowMessage[];
  rejected?: RowMessage;
}

/** Throws UserError at the first row that breaks its contract: figures of a damaged file would mislead. */
export async function* readRows(file: string, kind: RowKind): AsyncGenerator<Row> {
  let line = 0;
  for await (const bytes of byteLines(file)) {
    line++;
    const row = parse(bytes.toString('utf8'));
    if (row === undefined || checkRow(kind, row).length > 0)
      throw new UserError(
        `${file}:${line}: breaks the contract ${CONTRACTS[kind]}`,
        'Run `goldpan validate` on the dataset: it says what is wrong.',
      );
    yield toRow(row as RawRow);
  }
}

interface RawRow {
  messages: RowMessage[];
  prompt?: RowMessage[];
  chosen: [RowMessage];
  rejected: [RowMessage];
  tools: string;
  meta: string;
}

function toRow(row: RawRow): Row {
  const tools = (JSON.parse(row.tools) ?? []) as { function: { name: string } }[];
  const shared = { meta: JSON.parse(row.meta), declared: tools.map((tool) => tool.function.name) };
  if (row.prompt)
    return {
      ...shared,
      messages: [...row.prompt, ...row.chosen],
      answers: row.chosen,
      rejected: row.rejected[0],
    };
  const { messages } = row;
  return { ...shared, messages, answers: messages.filter((m) => m.role === 'assistant' && m.weight !== 0) };
}

/** What a model would have to write: text, calls and their arguments. */
export const answerText = (message: RowMessage): string =>
  [
    message.content,
    ...(message.tool_calls ?? []).map((c) => `${c.function.name} ${JSON.stringify(c.function.arguments)}`),
  ]
    .filter((part) => part !== '')
    .join('\n');

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
