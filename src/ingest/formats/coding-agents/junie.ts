/**
 * JetBrains Junie: `~/.junie/sessions/session-ID/events.jsonl`.
 *
 * Not published; the fields are those that public importers read. The events are those of the page: a step is shown as a block,
 * which is written anew whenever it changes, so the last writing of a step stands where its first one did. The model's calls are
 * known by their blocks only.
 */

import { defined } from '../../../kit/defined.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { get, idOf, isObject, type JsonObject, num, str } from '../../parse.ts';
import { into, items, type Place, placeOf } from '../../place.ts';
import type { Reader } from '../../reader.ts';
import { parseTime } from '../../time.ts';

const FORMAT = 'junie';

const kindOf = (v: unknown): string => str(get(v, 'kind')) ?? '';
const agentKind = (v: unknown): string => kindOf(get(v, 'event', 'agentEvent'));
const isEvent = (v: unknown): boolean =>
  /^[A-Z]\w+(?:Event|State|History)$/.test(kindOf(v)) && get(v, 'source') === undefined;
/** What nobody else calls so: other programs have events with a `kind`, too. */
const isOwn = (v: unknown): boolean =>
  kindOf(v) === 'UserPromptEvent' || (kindOf(v) === 'SessionA2uxEvent' && agentKind(v) !== '');

const BLOCK = /^(\w+)BlockUpdatedEvent$/;
const TOLD = /^(?:User(?:Prompt|Response|AsyncResponse)Event|SystemMessageEvent|UserMessages(?:Dropped|Failed)\w*)$/;
const isTold = (v: unknown): boolean =>
  TOLD.test(kindOf(v)) || BLOCK.test(agentKind(v)) || /^(?:LlmResponseMetadata|AgentFailure)Event$/.test(agentKind(v));

export const junie: Reader = {
  id: FORMAT,
  doc: {
    title: 'JetBrains Junie',
    files: '~/.junie/sessions/*/events.jsonl',
    detection: 'Lines with a `kind` such as UserPromptEvent, and SessionA2uxEvent with an `agentEvent`.',
    notes: [
      'A step is told once, as it was written last. Blocks of thoughts are reasoning, of Markdown and results the answer, any other a call with its result, named by the block.',
      'What stands in the prompt beside the person’s words is context. A prompt that was not delivered, or that was dropped, is left out.',
      'Steps of sub-agents come under `agent`; states, patches and usage are metadata.',
    ],
  },
  accepts: (sample) => sample.records.some(isOwn),
  votes: isEvent,
  index({ value }, file) {
    if (!isEvent(value)) return { skip: 'no event of a Junie session' };
    if (get(value, 'delivery') === 'Failed') return { skip: 'a prompt that was not delivered', code: 'metadata' };
    if (!isTold(value))
      return { skip: `metadata: ${agentKind(value) || kindOf(value)}`.slice(0, 80), code: 'metadata' };
    const time = parseTime(get(value, 'timestampMs'));
    return [{ key: file.key, ...defined({ time }) }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = FORMAT;
    const steps = new Map<string, Step>();
    for (const record of records) {
      builder.from(record.ref);
      const place = placeOf(record);
      const { value } = record;
      if (/^UserMessages/.test(kindOf(value)))
        for (const id of items(into(place, 'userMessageIds'))) steps.delete(`prompt:${idOf(id.value) ?? ''}`);
      else if (agentKind(value) === 'LlmResponseMetadataEvent') {
        const model = str(get(value, 'event', 'agentEvent', 'modelUsage', 0, 'model'));
        if (model) builder.fields.model = model;
      } else {
        const key = keyOf(value) ?? `#${builder.record}`;
        const first = steps.get(key);
        steps.set(key, { place, record: builder.record, time: first?.time ?? get(value, 'timestampMs') });
      }
    }
    for (const step of steps.values()) emitStep(builder, step);
    return builder.build();
  },
};

interface Step {
  place: Place;
  record: number;
  time: unknown;
}

/** By which a later writing of the same step, or prompt, is known. */
function keyOf(value: unknown): string | undefined {
  const step = idOf(get(value, 'event', 'agentEvent', 'stepId'));
  if (step !== undefined) return `step:${idOf(get(value, 'event', 'agentEvent', 'agent', 'id')) ?? ''}:${step}`;
  const prompt = kindOf(value) === 'UserPromptEvent' ? idOf(get(value, 'requestId')) : undefined;
  return prompt === undefined ? undefined : `prompt:${prompt}`;
}

function emitStep(builder: SessionBuilder, { place, record, time }: Step): void {
  const { value } = place;
  const at: At = { record, ...defined({ time }) };
  const kind = kindOf(value);
  if (kind === 'UserPromptEvent') emitPrompt(builder, value, at);
  else if (kind === 'UserResponseEvent') builder.user(str(get(value, 'prompt')) ?? '', at);
  else if (kind === 'UserAsyncResponseEvent') {
    const said = items(into(place, 'entries')).map((e) => [str(get(e.value, 'question')), str(get(e.value, 'answer'))]);
    builder.user(said.map((pair) => pair.filter((t) => t).join('\n')).join('\n\n'), at);
  } else if (kind === 'SystemMessageEvent') {
    const text = [...new Set([str(get(value, 'text')), str(get(value, 'details'))])].filter((t) => t).join('\n\n');
    if (get(value, 'level') === 'ERROR') builder.error(text, at);
    else if (text !== '') builder.context(text, { ...at, title: 'system message' });
  } else emitBlock(builder, into(place, 'event', 'agentEvent'), at);
}

/** What was sent holds what was typed, and what the editor added. */
function emitPrompt(builder: SessionBuilder, value: unknown, at: At): void {
  const sent = str(get(value, 'prompt')) ?? '';
  const typed = str(get(value, 'presentablePrompt')) || sent;
  const added = sent === typed ? '' : sent.replace(typed, () => '').trim();
  if (added !== '') builder.context(added, { ...at, title: FORMAT });
  if (typed !== '') builder.user(typed, at);
}

function emitBlock(builder: SessionBuilder, block: Place, given: At): void {
  const { value } = block;
  const agent = idOf(get(value, 'agent', 'id'));
  const at: At = { ...given, pointer: block.pointer, ...defined({ agent: agent === 'main' ? undefined : agent }) };
  const kind = BLOCK.exec(kindOf(value))?.[1] ?? '';
  const text = (str(get(value, 'text')) ?? '').trim();
  if (kind === '') builder.error(str(get(value, 'message')) ?? 'failure', at);
  else if (/Thought/.test(kind)) {
    if (text !== '') builder.reasoning(text, at);
  } else if (kind === 'Markdown') {
    if (text !== '') builder.assistant(text, at);
  } else if (kind === 'Result') {
    const result = (str(get(value, 'result')) ?? '').replace(/^<!-- ANSWER -->/, '').trim();
    if (result !== '') builder.newTurn().assistant(result, at);
    if (get(value, 'cancelled') === true)
      builder.feedback({
        ...at,
        signal: 'interrupted',
        by: 'end_user',
        target: builder.turn < 0 ? null : builder.turn,
      });
  } else emitTool(builder, kind, isObject(value) ? value : {}, at);
}

/** What a block shows of a call; output and state are its result. */
function emitTool(builder: SessionBuilder, kind: string, block: JsonObject, at: At): void {
  const { kind: _kind, stepId: _step, agent: _agent, status, output, details, result, exitCode, ...args } = block;
  builder.call({ ...at, name: kind, args: JSON.stringify(args) });
  // A block that is still in progress has no result.
  if (status !== 'COMPLETED' && status !== 'FAILED' && output === undefined) return;
  const text = str(output) || str(details) || str(result) || '';
  const code = num(exitCode);
  const failed = status === 'FAILED' || (code !== undefined && code > 0);
  builder.result({
    ...at,
    name: kind,
    text,
    ...defined({ isError: failed ? true : status === 'COMPLETED' ? false : undefined }),
  });
}
