/** simonw's `llm`: conversations as they are unpacked from its logs.db. */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import { get } from '../../parse.ts';
import type { Reader } from '../../reader.ts';
import type { LlmRecord } from '../../sqlite/llm.ts';
import { Talk } from '../../talk.ts';
import { parseTime } from '../../time.ts';

export const LLM = 'llm-sqlite';

export const llmSqlite: Reader = {
  id: LLM,
  doc: {
    title: 'llm (logs.db)',
    files: 'logs.db',
    detection:
      'A SQLite file with the tables of `llm`; old and new layout may hold talks in one file, and both are read.',
    notes: [
      'A conversation (up to 0.31) or a thread (since 0.32) is a session; threads forked from each other are one session with branches.',
      'Tool results of the old layout hang on the next response and are put before its prompt; an exception marks an error.',
      'Messages of the new layout are followed by `parent_hash`, not by their order in the table.',
      'Fragments are put before the prompt that they belong to, attachments become stubs; `response_json`, search tables and FTS copies are not read.',
      'Tools come with the schemas that were declared.',
    ],
  },
  votes: (record) => typeof get(record, 'llm') === 'string' && Array.isArray(get(record, 'exchanges')),
  index({ value }) {
    const record = value as LlmRecord;
    if (!Array.isArray(record?.exchanges)) return { skip: 'no conversation of llm' };
    const time = parseTime(record.exchanges[0]?.time);
    return [{ key: record.id, ...defined({ time }) }];
  },
  read(records) {
    const builder = new SessionBuilder(LLM);
    for (const { value, ref } of records) {
      const record = value as LlmRecord;
      const talk = new Talk();
      const at = { ...ref, key: record.id };
      builder.fields.nativeId = record.id;
      for (const { name, description, input_schema } of record.tools) {
        builder.tools.set(name, {
          name,
          inferred: false,
          ...defined({ description: description || undefined, parameters: input_schema || undefined }),
        });
      }
      if (record.llm === 'responses') builder.from(at);
      record.exchanges.forEach((exchange, i) => {
        const { prompt, reply, model, time, latencyMs } = exchange;
        if (model) builder.fields.model = model;
        const pointer = `/exchanges/${i}`;
        const info = {
          ...defined({ model: model || undefined, time: time || undefined, latencyMs }),
        };
        if (record.llm === 'threads') {
          const replies = reply ? [reply] : [];
          talk.add(at, {
            prompt,
            replies,
            promptPointer: `${pointer}/prompt`,
            replyPointer: `${pointer}/reply`,
            ...info,
          });
          return;
        }
        prompt.forEach((m, k) => {
          builder.message(m, { pointer: `${pointer}/prompt/${k}`, ...defined({ time: time || undefined }) });
        });
        if (reply) builder.message(reply, { pointer: `${pointer}/reply`, ...info });
      });
      talk.build(builder);
    }
    return builder.build();
  },
};
