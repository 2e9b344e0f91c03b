/**
 * OpenHands SDK (V1): conversations as JSONL of events, or as a folder of event files beside `base_state.json`.
 *
 * Described in OpenHands/software-agent-sdk (`openhands/sdk/event/`): pydantic models that tell their class by `kind`.
 * One answer of the model is spread over several `ActionEvent`s, one per call, which share `llm_response_id`; the thought
 * is on the first of them. Observations may come in between, so `MessageHold` puts the parts of an answer together
 * first.
 */

import { defined } from '../../../kit/defined.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import { MessageHold } from '../../hold.ts';
import { readTools } from '../../openai.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import { rawJson } from '../../rawjson.ts';
import type { Reader } from '../../reader.ts';
import { parseTime } from '../../time.ts';

const FORMAT = 'openhands-sdk';
/** Kinds whose name does not end in `Event`. */
const KINDS = new Set(['Condensation', 'CondensationRequest', 'CondensationSummaryEvent', 'UserRejectObservation']);

const kindOf = (v: unknown): string => str(get(v, 'kind')) ?? '';
const isEvent = (v: unknown): boolean => {
  const kind = kindOf(v);
  return (kind.endsWith('Event') || KINDS.has(kind)) && typeof get(v, 'source') === 'string';
};
/** The file with the conversation's settings: it names the model and the conversation, and holds no event. */
const isBaseState = (v: unknown): boolean =>
  isObject(get(v, 'agent', 'llm')) &&
  ('execution_status' in (v as object) || 'persistence_dir' in (v as object) || 'workspace' in (v as object));

/** Kinds that become events. Whatever else an SDK version adds is skipped as metadata, and counted as such. */
const TOLD = new Set([
  'SystemPromptEvent',
  'MessageEvent',
  'ActionEvent',
  'ObservationEvent',
  'UserRejectObservation',
  'AgentErrorEvent',
  'ConversationErrorEvent',
  'Condensation',
]);

export const openhandsSdk: Reader = {
  id: FORMAT,
  doc: {
    title: 'OpenHands SDK',
    files: 'events/event-00000-<id>.json with base_state.json, *.jsonl',
    detection: 'Objects whose `kind` ends in `Event`, with `source`; or a `base_state.json` with `agent.llm`.',
    notes: [
      'All event files of one folder are one session.',
      'Actions with one `llm_response_id` are one turn; a `<think>` block in the thought is reasoning, as is `reasoning_content`.',
      'A result answers its `tool_call_id`; an agent error answers a call as its result; a rejection is result and feedback.',
      'A result is an error when flagged, or by an exit code above 0.',
      'State updates, pauses and token events are metadata; condensation is a boundary; a critic’s score is feedback.',
    ],
  },
  votes: (r) => isEvent(r) || isBaseState(r),
  index({ value, ref }, file) {
    if (!isEvent(value) && !isBaseState(value)) return { skip: 'no OpenHands event' };
    // Event files know neither their conversation nor their order: the folder is the key, and the time sorts them.
    const where = ref.entry ?? ref.path;
    const folder = /^(.*?)\/?(?:events\/)?(?:event-\d+-[^/]*|base_state)\.json$/.exec(where)?.[1];
    const key = folder === undefined ? file.key : `folder:${folder}`;
    if (isBaseState(value)) return [{ key }];
    if (!TOLD.has(kindOf(value))) return { skip: `metadata: ${kindOf(value)}`, code: 'metadata' };
    const time = parseTime(get(value, 'timestamp'));
    const uid = str(get(value, 'id'));
    return [{ key, ...defined({ time, uid: uid || undefined }) }];
  },
  read(records) {
    const run = new Run();
    for (const { value, text, ref } of records) {
      run.builder.from(ref);
      run.add(value, text);
    }
    run.hold.flush();
    return run.builder.build();
  },
};

/** Events of one conversation, in order. `turnOf`: the turn of each call, which a later rejection is about. */
class Run {
  readonly builder = new SessionBuilder(FORMAT);
  readonly hold = new MessageHold(this.builder);
  private readonly turnOf = new Map<string, number>();
  private model: string | undefined;

  constructor() {
    this.builder.fields.app = 'openhands';
  }

  add(value: unknown, text: string): void {
    const { builder, hold } = this;
    if (isBaseState(value)) {
      const id = idOf(get(value, 'id'));
      if (id !== undefined) builder.fields.nativeId = id;
      this.model = str(get(value, 'agent', 'llm', 'model'));
      if (this.model) builder.fields.model = this.model;
      return;
    }
    const at: At = { record: builder.record };
    if (get(value, 'timestamp') !== undefined) at.time = get(value, 'timestamp');
    const kind = kindOf(value);
    if (kind === 'ActionEvent') this.action(value, text, at);
    else if (kind === 'ObservationEvent') this.observation(value, at);
    else if (kind === 'UserRejectObservation') this.rejection(value, at);
    else if (kind === 'AgentErrorEvent') {
      hold.result(() =>
        builder.result({ ...at, ...callIdOf(value), text: str(get(value, 'error')) ?? '', isError: true }),
      );
    } else {
      hold.flush();
      if (kind === 'SystemPromptEvent') this.system(value, text, at);
      else if (kind === 'MessageEvent') this.message(value, at);
      else if (kind === 'Condensation') builder.boundary('compaction', str(get(value, 'summary')), at);
      else if (kind === 'ConversationErrorEvent') {
        const code = str(get(value, 'code'));
        builder.error(str(get(value, 'detail')) ?? code ?? 'error', { ...at, ...defined({ code: code || undefined }) });
      }
    }
  }

  /** `dynamic_context` is the part of the prompt that changes by conversation; the model gets both as one message. */
  private system(value: unknown, text: string, at: At): void {
    const more = readContent([get(value, 'dynamic_context')]).text;
    const prompt = readContent([get(value, 'system_prompt')]).text;
    this.builder.system([prompt, more].filter(Boolean).join('\n\n'), { ...at, pointer: '/system_prompt' });
    for (const tool of readTools(get(value, 'tools'), text, ['tools'])) this.builder.tools.set(tool.name, tool);
  }

  private message(value: unknown, at: At): void {
    const { builder } = this;
    const said = get(value, 'llm_message');
    const content = readContent(get(said, 'content'));
    const here = { ...at, pointer: '/llm_message', parts: content.parts };
    if (get(value, 'source') === 'agent' || get(said, 'role') === 'assistant') {
      builder.newTurn();
      const reasoning = thoughtIn(get(said, 'reasoning_content'), content.reasoning);
      if (reasoning) builder.reasoning(reasoning, at);
      builder.assistant(content.text.trim(), { ...here, ...this.modelHere() });
    } else if (get(said, 'role') === 'system') builder.system(content.text, here);
    else builder.user(content.text, here);
    for (const more of arr(get(value, 'extended_content')) ?? []) {
      const { text, parts } = readContent([more]);
      if (text) builder.context(text, { ...at, pointer: '/extended_content', parts });
      else builder.attach(parts);
    }
    this.critic(value, at);
  }

  /**
   * A call with what the model said before it. Arguments are those that the model wrote; `action` is the SDK's reading
   * of them, with defaults filled in, and is only used where the call itself was not kept.
   */
  private action(value: unknown, text: string, at: At): void {
    const { builder, hold } = this;
    const response = idOf(get(value, 'llm_response_id'));
    const said = readContent(get(value, 'thought'));
    const thought = said.text.trim();
    const reasoning = thoughtIn(
      get(value, 'reasoning_content'),
      readContent(get(value, 'thinking_blocks')).reasoning || said.reasoning,
    );
    const raw = get(value, 'tool_call', 'arguments');
    const args =
      typeof raw === 'string'
        ? raw
        : raw !== undefined
          ? rawJson(text, ['tool_call', 'arguments'], raw)
          : JSON.stringify(get(value, 'action') ?? {});
    const name = str(get(value, 'tool_name')) ?? str(get(value, 'tool_call', 'name')) ?? '';
    const call = callIdOf(value);
    hold.part(response, () => {
      if (reasoning) builder.reasoning(reasoning, { ...at, pointer: '/reasoning_content' });
      if (thought) builder.assistant(thought, { ...at, pointer: '/thought', ...this.modelHere() });
      builder.call({ ...at, pointer: '/tool_call', ...this.modelHere(), ...call, name, args });
      builder.attach(said.parts);
      if (call.id !== undefined) this.turnOf.set(call.id, builder.turn);
      this.critic(value, at);
    });
  }

  /** Newer tools set `is_error`; the shell only reports an exit code, of which -1 means that it is still running. */
  private observation(value: unknown, at: At): void {
    const seen = get(value, 'observation');
    const content = readContent(get(seen, 'content'));
    const exit = num(get(seen, 'exit_code')) ?? num(get(seen, 'metadata', 'exit_code'));
    const flagged = get(seen, 'is_error');
    const failed =
      flagged === true || (exit !== undefined && exit > 0) ? true : flagged === false || exit === 0 ? false : undefined;
    const text = content.text || str(get(seen, 'output')) || str(get(seen, 'error')) || str(get(seen, 'message')) || '';
    this.hold.result(() =>
      this.builder.result({
        ...at,
        pointer: '/observation',
        ...callIdOf(value),
        text,
        parts: content.parts,
        ...defined({ isError: failed }),
      }),
    );
  }

  /** The user refused an action: the model gets the reason as an error, and the refusal is feedback on its turn. */
  private rejection(value: unknown, at: At): void {
    const why = str(get(value, 'rejection_reason')) ?? '';
    const call = callIdOf(value);
    this.hold.result(() => {
      this.builder.result({ ...at, ...call, text: why, isError: true });
      const target = (call.id === undefined ? undefined : this.turnOf.get(call.id)) ?? null;
      this.builder.feedback({
        ...at,
        signal: 'reject',
        by: 'end_user',
        target,
        ...defined({ text: why || undefined }),
      });
    });
  }

  /** A critic model's score of the message or action, when one is configured. */
  private critic(value: unknown, at: At): void {
    const score = num(get(value, 'critic_result', 'score'));
    if (score === undefined) return;
    const text = str(get(value, 'critic_result', 'message'));
    const target = this.builder.turn;
    this.builder.feedback({
      ...at,
      signal: 'score',
      name: 'critic',
      value: score,
      by: 'evaluator',
      target,
      ...defined({ text: text || undefined }),
    });
  }

  private modelHere(): { model?: string } {
    return this.model ? { model: this.model } : {};
  }
}

/** Id by which a result finds its call; without the model's own one, that of the action's event. */
const callIdOf = (value: unknown): { id?: string } => {
  const id = idOf(get(value, 'tool_call_id')) ?? idOf(get(value, 'action_id'));
  return id === undefined ? {} : { id };
};

/** What the model thought, from its own field or from the parts of the message; in a text, the builder finds it. */
const thoughtIn = (logged: unknown, inParts: string | undefined): string => (str(logged) || inParts || '').trim();
