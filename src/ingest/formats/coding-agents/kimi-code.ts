/**
 * Kimi Code: `~/.kimi-code/sessions/PROJECT/session_ID/agents/AGENT/wire.jsonl`.
 *
 * The types are the wire records of MoonshotAI/kimi-code. A turn begins with `turn.prompt`, and its words are appended to the
 * context once more as a message: they are taken once. What the model does are loop events: parts, calls, results. Kimi CLI,
 * which came before it, keeps messages in `context.jsonl`, read as messages, and a wire of another shape that repeats them.
 */

import { defined } from '../../../kit/defined.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import { readTools } from '../../openai.ts';
import { get, idOf, isObject, str } from '../../parse.ts';
import { into, type Place, placeOf, rawArgs } from '../../place.ts';
import type { Reader } from '../../reader.ts';
import { readMessages } from '../../shapes/messages.ts';
import { resultText } from '../../shapes/parts.ts';
import { holdsProse } from '../../steps/unknown.ts';
import { parseTime } from '../../time.ts';

const FORMAT = 'kimi-code';

const typeOf = (v: unknown): string => str(get(v, 'type')) ?? '';
const isRecord = (v: unknown): boolean =>
  typeOf(v) === 'metadata'
    ? get(v, 'protocol_version') !== undefined
    : /^[a-z_]+(?:\.[a-z_]+)?$/.test(typeOf(v)) && get(v, 'time') !== undefined;
const isTalk = (v: unknown): boolean =>
  (typeOf(v) === 'context.append_loop_event' && isObject(get(v, 'event'))) ||
  (typeOf(v) === 'context.append_message' && isObject(get(v, 'message'))) ||
  (/^turn\.(?:prompt|steer)$/.test(typeOf(v)) && Array.isArray(get(v, 'input')));

export const kimiCode: Reader = {
  id: FORMAT,
  doc: {
    title: 'Kimi Code',
    files: '~/.kimi-code/sessions/*/*/agents/*/wire.jsonl',
    detection: 'Lines with a `type` such as `context.append_loop_event` or `turn.prompt`.',
    notes: [
      'Each agent of a session has a wire of its own, and is a session.',
      'A prompt and the message that repeats it are one turn; messages that the program puts in are context.',
      'A compaction or a cleared context is a boundary. What was undone stays where it was, since the wire does not say how far.',
    ],
  },
  accepts: (sample) => sample.records.some(isTalk),
  votes: isRecord,
  index({ value }, file) {
    if (!isRecord(value) && !isTalk(value)) return { skip: 'no record of a Kimi Code wire' };
    const time = parseTime(get(value, 'time') ?? get(value, 'created_at'));
    return [{ key: file.key, ...defined({ time }) }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = FORMAT;
    const wire = new Wire(builder);
    for (const record of records) {
      builder.from(record.ref);
      wire.add(placeOf(record));
    }
    wire.flush();
    return builder.build();
  },
};

class Wire {
  /** A prompt that no message has repeated yet. */
  private prompt: { text: string; parts: ReturnType<typeof readContent>['parts']; at: At } | undefined;
  private system = '';
  private model: string | undefined;

  constructor(private readonly builder: SessionBuilder) {}

  add(record: Place): void {
    const { value } = record;
    const at: At = { record: this.builder.record, ...defined({ time: get(value, 'time') ?? undefined }) };
    const type = typeOf(value);
    if (type === 'turn.prompt' || type === 'turn.steer') {
      this.flush();
      const { text, parts } = readContent(get(value, 'input'));
      this.prompt = { text, parts, at };
    } else if (type === 'context.append_message') this.message(into(record, 'message'), at);
    else if (type === 'context.append_loop_event') this.event(into(record, 'event'), at);
    else if (type === 'context.apply_compaction')
      this.builder.boundary('compaction', str(get(value, 'summary')) ?? rawArgs(into(record, 'summary')), at);
    else if (type === 'context.clear') this.builder.boundary('new_topic', undefined, at);
    else if (type === 'turn.cancel') this.cancel(at);
    else this.settings(record, at);
  }

  /** The prompt, when nothing repeated it. */
  flush(): void {
    const { prompt } = this;
    this.prompt = undefined;
    if (prompt && (prompt.text !== '' || prompt.parts.length > 0))
      this.builder.user(prompt.text, { ...prompt.at, parts: prompt.parts });
  }

  private message(message: Place, at: At): void {
    const kind = str(get(message.value, 'origin', 'kind'));
    const role = get(message.value, 'role');
    for (const m of readMessages(message)) {
      const here = { ...at, pointer: m.pointer ?? '' };
      if (role === 'user' && m.role === 'user' && kind !== undefined && kind !== 'user') {
        if (m.text !== '') this.builder.context(m.text, { ...here, parts: m.parts ?? [], title: kind });
        continue;
      }
      if (m.role === 'user' && this.prompt?.text === m.text) this.prompt = undefined;
      this.flush();
      this.builder.message(m, { ...here, ...defined({ model: m.role === 'assistant' ? this.model : undefined }) });
    }
  }

  private event(event: Place, at: At): void {
    this.flush();
    const { builder } = this;
    const here = { ...at, pointer: event.pointer, ...defined({ model: this.model }) };
    const type = typeOf(event.value);
    const id = idOf(get(event.value, 'toolCallId'));
    if (type === 'step.begin') builder.newTurn();
    else if (type === 'content.part') {
      const { text, reasoning, parts } = readContent([get(event.value, 'part')]);
      if (reasoning) builder.reasoning(reasoning, here);
      if (text !== '' || parts.length > 0) builder.assistant(text, { ...here, parts });
    } else if (type === 'tool.call') {
      const name = str(get(event.value, 'name')) ?? '';
      builder.call({ ...here, name, args: rawArgs(into(event, 'args')), ...defined({ id }) });
    } else if (type === 'tool.result') {
      const result = into(event, 'result');
      const given = isObject(result.value) ? into(result, 'output') : result;
      const { text, parts = [] } = resultText(given);
      const failed = get(result.value, 'isError');
      builder.result({
        ...at,
        pointer: event.pointer,
        text: text || (str(get(result.value, 'message')) ?? str(get(result.value, 'note')) ?? ''),
        parts,
        ...defined({ id, isError: typeof failed === 'boolean' ? failed : undefined }),
      });
    } else if (type !== 'step.end' && holdsProse(event.value)) builder.unknown(type || 'event', event.value);
  }

  private cancel(at: At): void {
    this.flush();
    const { turn } = this.builder;
    this.builder.feedback({ ...at, signal: 'interrupted', by: 'end_user', target: turn < 0 ? null : turn });
  }

  /** System prompt, model and tools; everything else is state of the program. */
  private settings(record: Place, at: At): void {
    const { value } = record;
    const model =
      str(get(value, 'modelAlias')) ?? (typeOf(value) === 'usage.record' ? str(get(value, 'model')) : undefined);
    if (model) {
      this.model = model;
      this.builder.fields.model = model;
    }
    const { tools: _tools, systemPrompt: _system, ...rest } = isObject(value) ? value : {};
    if (holdsProse(rest)) this.builder.unknown(typeOf(value) || 'record', rest);
    const system = str(get(value, 'systemPrompt'));
    if (system && system !== this.system) {
      this.system = system;
      this.builder.system(system, at);
    }
    for (const tool of readTools(get(value, 'tools'), record.text, ['tools'])) this.builder.tools.set(tool.name, tool);
    // Where other records of the wire hold what was said.
    for (const key of ['event', 'message', 'input', 'summary'])
      if (holdsProse(get(value, key))) this.builder.unknown(typeOf(value), value);
  }
}
