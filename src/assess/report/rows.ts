/** Rows of all kinds as the report needs them: what leads up to an answer, and the answers that are learnt. */

import type { Learnt } from '../../datasets/kinds/kind.ts';
import { type RowFile, readRows } from '../../datasets/read.ts';
import type { RowMessage } from '../../datasets/row.ts';
import { UserError } from '../../kit/errors.ts';

export interface Row extends Learnt {
  meta: Record<string, unknown>;
  /** Names of the tools that the row declares. */
  declared: string[];
  /** Their declarations as JSON: a model reads them before all else. */
  offered?: string;
}

/** Throws UserError at the first row that breaks its contract: figures of a damaged file would mislead. */
export async function* learntRows(at: RowFile): AsyncGenerator<Row> {
  for await (const { line, dataset, row, violations } of readRows(at)) {
    if (!dataset || violations.length > 0 || (at.dataset && dataset.name !== at.dataset.name))
      throw new UserError(
        `${at.file}:${line}: breaks the contract ${at.dataset?.kind.contract.id ?? 'of its rows'}`,
        'Run `goldpan validate` on the dataset: it says what is wrong.',
      );
    yield {
      meta: row.meta,
      declared: row.tools.map((tool) => tool.function.name),
      offered: JSON.stringify(row.tools),
      ...dataset.kind.learnt(row),
    };
  }
}

/** What a model would have to write: text, calls and their arguments. */
export const answerText = (message: RowMessage): string =>
  [message.content, ...callsOf(message).map((c) => `${c.function.name} ${JSON.stringify(c.function.arguments)}`)]
    .filter((part) => part !== '')
    .join('\n');

/** Calls of a message; none of one that is not the assistant's. */
export const callsOf = (message: RowMessage) => (message.role === 'assistant' ? (message.tool_calls ?? []) : []);
