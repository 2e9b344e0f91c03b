/**
 * One sample of an Inspect log to events.
 *
 * `EvalSample` of Inspect (inspect.aisi.org.uk/eval-logs.html). `messages` is the conversation as it ended; `events` is
 * the transcript of everything that happened, and is read only for times, latencies and tool definitions. Long or
 * repeated contents are moved to `attachments` and replaced by `attachment://<hash>`.
 */

import { defined } from '../../../kit/defined.ts';
import type { EventFlag } from '../../../model/event.ts';
import { pointerOf } from '../../blocks.ts';
import type { At, SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import { textsOf } from '../../expected.ts';
import { readTools } from '../../openai.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import { rawJson } from '../../rawjson.ts';

type Path = readonly (string | number)[];
/** When an answer was generated, and how long that took. */
interface Timing {
  time?: unknown;
  latencyMs?: number;
}

/**
 * @param sample the sample's object, inside a log or as a file of its own.
 * @param text the record's text, for raw arguments.
 * @param path way to the sample within the record.
 */
export class InspectSample {
  private readonly attachments: Record<string, unknown>;
  private readonly timings: Map<string, Timing>;

  constructor(
    private readonly sample: unknown,
    private readonly text: string,
    private readonly path: Path,
    private readonly builder: SessionBuilder,
  ) {
    const attachments = get(sample, 'attachments');
    this.attachments = isObject(attachments) ? attachments : {};
    const events = arr(get(sample, 'events')) ?? arr(get(sample, 'transcript', 'events')) ?? [];
    this.timings = timingsOf(events);
    // The messages do not declare tools; the first model call that was given some does.
    const tools = events.find((e) => get(e, 'event') === 'model' && (arr(get(e, 'tools'))?.length ?? 0) > 0);
    for (const tool of readTools(get(tools, 'tools'))) builder.tools.set(tool.name, tool);
  }

  /**
   * @param status of the whole log. It explains samples that were never scored; a scored sample has its own verdict.
   */
  read(status: string | undefined): void {
    const { builder, sample, path } = this;
    for (const [i, m] of (arr(get(sample, 'messages')) ?? []).entries()) this.message(m, [...path, 'messages', i]);
    const error = str(get(sample, 'error', 'message')) ?? str(get(sample, 'error'));
    if (error) builder.error(error, { pointer: pointerOf([...path, 'error']) });
    const limit = str(get(sample, 'limit', 'type'));
    if (limit) builder.error(`limit: ${limit}`, { pointer: pointerOf([...path, 'limit']), code: limit });
    // A choice is answered by its letter or its text.
    const target = textsOf(get(sample, 'target'));
    const choices = arr(get(sample, 'choices')) ?? [];
    const texts = target.flatMap((t) => (/^[A-Z]$/.test(t) ? textsOf(choices[t.charCodeAt(0) - 65] ?? []) : []));
    if (target.length > 0) builder.fields.expected = { answers: [...target, ...texts] };
    const scored = this.scores();
    if (!scored && !error && (status === 'error' || status === 'cancelled')) {
      builder.error(`log ${status}`, { pointer: '/status', code: status });
    }
  }

  private message(m: unknown, path: Path): void {
    const { builder } = this;
    const role = str(get(m, 'role'));
    const at: At = { pointer: pointerOf(path) };
    const parts = this.parts(get(m, 'content'));
    const content = readContent(parts);
    const more = { ...at, parts: content.parts };
    if (role === 'system') builder.system(content.text, more);
    else if (role === 'user') builder.user(content.text, more);
    else if (role === 'tool') this.result(m, content.text, more);
    else if (role === 'assistant') this.assistant(m, parts, content, path, at);
  }

  /** One answer. Tools that the provider ran itself (web search, code) are parts of the content, not `tool_calls`. */
  private assistant(m: unknown, parts: unknown, content: ReturnType<typeof readContent>, path: Path, base: At): void {
    const { builder } = this;
    const timing = this.timings.get(str(get(m, 'id')) ?? '') ?? {};
    const at = { ...base, ...defined({ time: timing.time }) };
    const model = str(get(m, 'model'));
    const more = {
      ...at,
      ...defined({ model: model || undefined, latencyMs: timing.latencyMs }),
    };
    builder.newTurn();
    const thought = content.reasoning || str(get(m, 'reasoning'));
    if (thought) builder.reasoning(thought, at);
    const calls = arr(get(m, 'tool_calls')) ?? [];
    const served = (arr(parts) ?? []).filter((p) => get(p, 'type') === 'tool_use');
    if (content.text !== '' || (calls.length === 0 && served.length === 0)) {
      const flags: EventFlag[] = content.text === '' && content.parts.length === 0 ? ['empty'] : [];
      builder.assistant(content.text, { ...more, parts: content.parts, flags });
    }
    for (const [i, call] of calls.entries()) this.call(call, [...path, 'tool_calls', i], more);
    for (const part of served) this.served(part, more);
  }

  /** Arguments are kept as they were logged, unless an attachment had to be put back into them. */
  private call(call: unknown, path: Path, at: At & { model?: string; latencyMs?: number }): void {
    const name = str(get(call, 'function')) ?? str(get(call, 'function', 'name')) ?? '';
    const raw = this.restore(get(call, 'arguments'));
    const args =
      typeof raw === 'string'
        ? raw
        : raw === undefined
          ? ''
          : raw === get(call, 'arguments')
            ? rawJson(this.text, [...path, 'arguments'], raw)
            : JSON.stringify(raw);
    const id = idOf(get(call, 'id'));
    const broken = str(get(call, 'parse_error')) !== undefined && { flags: ['bad_arguments' as const] };
    this.builder.call({ ...at, name, args, ...defined({ id }), ...(broken || {}) });
  }

  /** A tool that the model's provider ran: call and result lie in one part. */
  private served(part: unknown, at: At): void {
    const id = idOf(get(part, 'id'));
    const native = id === undefined ? {} : { id };
    const args = str(get(part, 'arguments')) ?? JSON.stringify(get(part, 'arguments') ?? {});
    this.builder.call({ ...at, ...native, name: str(get(part, 'name')) ?? str(get(part, 'tool_type')) ?? '', args });
    const error = str(get(part, 'error'));
    const result = str(get(part, 'result')) ?? JSON.stringify(get(part, 'result') ?? '');
    this.builder.result({ ...at, ...native, text: error ?? result, isError: error !== undefined });
  }

  private result(m: unknown, text: string, at: At): void {
    const id = idOf(get(m, 'tool_call_id'));
    const name = str(get(m, 'function'));
    const error = get(m, 'error');
    this.builder.result({
      ...at,
      text: text || (str(get(error, 'message')) ?? ''),
      ...defined({ id, name: name || undefined, isError: isObject(error) ? true : undefined }),
    });
  }

  /**
   * All scores of the sample: a map by scorer, or the single `score` of old logs. A score's value may be a map, too.
   */
  private scores(): boolean {
    const { sample, path } = this;
    const scores = get(sample, 'scores');
    const list: [string, unknown][] = isObject(scores)
      ? Object.entries(scores)
      : get(sample, 'score') === undefined || get(sample, 'score') === null
        ? []
        : [['score', get(sample, 'score')]];
    for (const [name, score] of list) {
      const raw = isObject(score) ? get(score, 'value') : score;
      const values: [string, unknown][] = isObject(raw)
        ? Object.entries(raw).map(([k, v]) => [`${name}.${k}`, v])
        : [[name, raw]];
      const text = str(get(score, 'explanation'));
      for (const [label, v] of values)
        this.score(label, v, text && this.restoreText(text), pointerOf([...path, 'scores', name]));
    }
    return list.length > 0;
  }

  /**
   * A score as feedback and, the first one, as the outcome. Only 1 and 0 say that the task was solved or not; in
   * between is a grade.
   */
  private score(name: string, raw: unknown, text: string | undefined, pointer: string): void {
    const { builder } = this;
    const value = numberOf(raw);
    if (value !== undefined) builder.scores.push({ name, value, by: 'evaluator' });
    const base = { pointer, signal: 'score' as const, name, by: 'evaluator' as const, target: null };
    builder.feedback({ ...base, ...defined({ value, text: text || undefined }) });
    const success = value === 1 ? true : value === 0 ? false : null;
    builder.fields.outcome ??= {
      success,
      source: `scores.${name}`,
      ...defined({ score: value, detail: typeof raw === 'string' ? raw : undefined }),
    };
  }

  /** Content parts with attachments put back in and redacted reasoning replaced by its summary. */
  private parts(content: unknown): unknown {
    const restored = this.restore(content);
    if (!Array.isArray(restored)) return restored;
    return restored.map((part) => {
      if (get(part, 'type') !== 'reasoning') return part;
      const hidden = get(part, 'redacted') === true;
      return {
        type: 'reasoning',
        reasoning: hidden
          ? (str(get(part, 'summary')) ?? '')
          : str(get(part, 'reasoning')) || str(get(part, 'summary')),
      };
    });
  }

  /** The value itself where nothing is attached. */
  private restore(value: unknown, depth = 0): unknown {
    if (typeof value === 'string') return this.restoreText(value);
    if (depth > 32 || typeof value !== 'object' || value === null) return value;
    let changed = false;
    const entries = Object.entries(value).map(([k, v]): [string, unknown] => {
      const restored = this.restore(v, depth + 1);
      changed ||= restored !== v;
      return [k, restored];
    });
    if (!changed) return value;
    return Array.isArray(value) ? entries.map(([, v]) => v) : Object.fromEntries(entries);
  }

  /** A hash whose attachment is missing stays as it is: better a visible gap than an empty text. */
  private restoreText(text: string): string {
    if (!text.includes('attachment://')) return text;
    return text.replace(
      /attachment:\/\/([0-9a-f]+)/g,
      (whole, hash: string) => str(get(this.attachments, hash)) ?? whole,
    );
  }
}

/** When each message was generated, by message id: model events know. */
function timingsOf(events: readonly unknown[]): Map<string, Timing> {
  const timings = new Map<string, Timing>();
  for (const event of events) {
    if (get(event, 'event') !== 'model') continue;
    const id = str(get(event, 'output', 'choices', 0, 'message', 'id'));
    if (id === undefined || timings.has(id)) continue;
    const seconds = num(get(event, 'output', 'time'));
    const time = get(event, 'timestamp');
    timings.set(id, {
      ...defined({ time, latencyMs: seconds === undefined ? undefined : Math.round(seconds * 1000) }),
    });
  }
  return timings;
}

/** Inspect's grades (correct, partial, incorrect, no answer) and the values that its `value_to_float` gives them. */
const LETTERS: Record<string, number> = { C: 1, P: 0.5, I: 0, N: 0 };

function numberOf(raw: unknown): number | undefined {
  if (typeof raw === 'boolean') return raw ? 1 : 0;
  if (typeof raw === 'string') return Object.hasOwn(LETTERS, raw) ? LETTERS[raw] : undefined;
  return num(raw);
}
