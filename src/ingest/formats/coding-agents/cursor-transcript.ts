/**
 * Cursor's transcripts of agents: `~/.cursor/projects/PROJECT/agent-transcripts/ID/ID.jsonl`, and `subagents/ID.jsonl` beside.
 *
 * Not published; the lines are those that public importers read. A line holds a role and, under `message`, blocks in
 * Anthropic's shape. Calls have no ids, and results are left out. What the person wrote stands in `<user_query>`.
 */

import { defined } from '../../../kit/defined.ts';
import { type Block, readBlocks } from '../../blocks.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { get, isObject, str } from '../../parse.ts';
import type { InRecord, Reader } from '../../reader.ts';
import { parseTime } from '../../time.ts';
import { unreadPart } from '../../unread.ts';
import { emitWords, withoutRedacted } from './words.ts';

const FORMAT = 'cursor-transcript';

/** The role stands outside of the message: neither Claude Code nor any API writes that. */
const isLine = (v: unknown): boolean => {
  const message = get(v, 'message');
  if (typeof get(v, 'role') !== 'string' || !isObject(message) || 'role' in message) return false;
  return (Array.isArray(message.content) || typeof message.content === 'string') && get(v, 'uuid') === undefined;
};
const isEnd = (v: unknown): boolean => get(v, 'type') === 'turn_ended' && get(v, 'message') === undefined;

export const cursorTranscript: Reader = {
  id: FORMAT,
  doc: {
    title: 'Cursor agent transcripts',
    files: '~/.cursor/projects/*/agent-transcripts/**/*.jsonl',
    detection: 'Lines with a `role` and, under `message`, only content; the end of a turn is a line `turn_ended`.',
    notes: [
      'A file is a session; a sub-agent has a file of its own, whose question is its task.',
      'The person’s words are what stands in `<user_query>`; what Cursor adds around them is context, and `<timestamp>` their time.',
      'The transcripts hold no results of tools, and `[REDACTED]` in the place of reasoning.',
      'A turn that was stopped is feedback, one that failed an error.',
    ],
  },
  accepts: (sample) => sample.records.some(isLine),
  votes: (v) => isLine(v) || isEnd(v),
  index({ value }, file) {
    if (!isLine(value) && !isEnd(value)) return { skip: 'no line of a Cursor transcript' };
    const time = parseTime(get(value, 'timestamp'));
    return [{ key: file.key, ...defined({ time }) }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = 'cursor';
    for (const record of records) {
      builder.from(record.ref);
      if (isEnd(record.value)) emitEnd(builder, record.value);
      else emitLine(builder, record);
    }
    return builder.build();
  },
};

function emitLine(builder: SessionBuilder, { value, text }: InRecord): void {
  const at: At = defined({ time: get(value, 'timestamp') ?? undefined });
  const blocks = readBlocks(get(value, 'message', 'content'), text, ['message', 'content']);
  const role = str(get(value, 'role'));
  if (role === 'assistant') {
    builder.newTurn();
    for (const block of blocks) emitSpoken(builder, block, at);
    return;
  }
  for (const block of blocks) if (block.type !== 'text') emitSpoken(builder, block, at);
  const said = blocks.flatMap((b) => (b.type === 'text' ? [b] : []));
  const words = said.flatMap((b) => b.text || []).join('\n');
  const parts = said.flatMap((b) => b.parts);
  if (words === '' && parts.length === 0) return;
  if (role === 'user') emitWords(builder, words, { ...at, parts }, 'cursor');
  else if (role === 'system') builder.system(words, { ...at, parts });
  else
    builder.context(words, {
      ...at,
      parts: [...parts, ...unreadPart({ role, text: words }, 'role')],
      title: 'unknown role',
    });
}

function emitSpoken(builder: SessionBuilder, block: Block, at: At): void {
  const here = { ...at, pointer: block.pointer };
  if (block.type === 'reasoning') builder.reasoning(block.text, here);
  else if (block.type === 'call')
    builder.call({ ...here, name: block.name, args: block.args, ...defined({ id: block.id }) });
  else if (block.type === 'result') {
    const { text, parts, id, isError } = block;
    builder.result({ ...here, text, parts, ...defined({ id, isError }) });
  } else {
    const text = withoutRedacted(block.text);
    if (text !== '' || block.parts.length > 0) builder.assistant(text, { ...here, parts: block.parts });
  }
}

/** How the turn ended; a success says nothing more. */
function emitEnd(builder: SessionBuilder, value: unknown): void {
  const status = str(get(value, 'status')) ?? '';
  const error = str(get(value, 'error')) ?? str(get(value, 'error', 'message'));
  if (/^(?:cancell?ed|aborted|interrupted)$/.test(status)) {
    builder.feedback({ signal: 'interrupted', by: 'end_user', target: builder.turn < 0 ? null : builder.turn });
  } else if (error || /^(?:error|failed)$/.test(status)) builder.error(error ?? status);
}
