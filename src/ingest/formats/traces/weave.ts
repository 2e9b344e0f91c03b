/**
 * W&B Weave: calls as its API streams them and its page exports them, one a line.
 *
 * Described at docs.wandb.ai/weave (`/calls/stream_query`). A call is any function that was marked as an op; which of them ask a model
 * is told by the integration that wrapped it (`openai.chat.completions.create`), its kind, or the body that came back.
 */
import { defined } from '../../../kit/defined.ts';
import type { FeedbackBeside } from '../../feedback.ts';
import { arr, get, idOf, isObject, str } from '../../parse.ts';
import { into, items, type Place } from '../../place.ts';
import { replyProvider } from '../../shapes/body.ts';
import { readError } from '../../surroundings.ts';
import type { Observation, ObservationKind } from '../../traces/observation.ts';
import { spanLog } from '../../traces/span-log.ts';

const isCall = (value: unknown): boolean =>
  isObject(value) &&
  typeof get(value, 'op_name') === 'string' &&
  idOf(get(value, 'trace_id')) !== undefined &&
  Object.hasOwn(value, 'inputs');

export const weave = spanLog(
  {
    id: 'weave',
    doc: {
      title: 'W&B Weave',
      files: '*.jsonl, *.json',
      detection: 'Calls with `op_name`, `trace_id` and `inputs`.',
      notes: [
        'Ops of the model libraries, of the kind `llm`, and those that return a provider’s body are the model calls.',
        'Other ops repeat the talk when model calls lie in them or they are the first of their trace; else they are tool runs. Only those that a model called are read.',
        '`thread_id` joins traces; reactions become thumbs, notes feedback; an exception is an error.',
      ],
    },
    votes: (r) => callsIn({ value: r, pointer: '', text: '', path: [] }).length > 0,
  },
  (record) => callsIn(record).map(observation),
  settle,
);

const callsIn = (record: Place): Place[] =>
  isCall(record.value)
    ? [record]
    : ['calls', 'data'].flatMap((key) => items(into(record, key)).filter((p) => isCall(p.value)));

/** Ops of the libraries that Weave wraps, as far as they are requests to a model. */
const MODEL_OP =
  /(?:^|\.)(?:chat\.completions?|completions?|messages|responses|models?|generate_content|chat|converse|Llm|LLM)(?:$|\.)/;
const LIBRARY =
  /^(?:openai|anthropic|mistralai|google|vertexai|cohere|litellm|groq|together|cerebras|huggingface|bedrock|AnthropicBedrock|langchain|llama_index)\b/i;

function kindOf(call: unknown, name: string): ObservationKind {
  const kind = str(get(call, 'attributes', 'weave', 'kind')) ?? str(get(call, 'attributes', 'kind'));
  if (kind === 'llm') return 'model';
  if (kind === 'agent' || kind === 'tool') return kind;
  if (replyProvider(get(call, 'output')) !== undefined || (LIBRARY.test(name) && MODEL_OP.test(name))) return 'model';
  return idOf(get(call, 'parent_id')) === undefined ? 'outer' : 'tool';
}

/** A function in which a model is asked is no tool of it. An agent that is a tool says so. */
function settle(spans: readonly Observation[]): Observation[] {
  const byId = new Map(spans.map((s) => [s.id, s]));
  const around = new Set<string>();
  for (const span of spans) {
    if (span.kind !== 'model') continue;
    for (let at = span.parent; at !== undefined && !around.has(at); at = byId.get(at)?.parent) around.add(at);
  }
  return spans.map((s) =>
    s.kind === 'tool' && around.has(s.id) && get(s.place.value, 'attributes', 'weave', 'kind') !== 'tool'
      ? { ...s, kind: 'outer' }
      : s,
  );
}

function observation(call: Place): Observation {
  const { value } = call;
  const op = str(get(value, 'op_name')) ?? '';
  const name = /\/op\/([^:]+)/.exec(op)?.[1] ?? op;
  const kind = kindOf(value, name);
  const feedback = feedbackIn(get(value, 'summary', 'weave', 'feedback'));
  const error = readError(get(value, 'exception'));
  return {
    id: idOf(get(value, 'id')) ?? '',
    trace: idOf(get(value, 'trace_id')) ?? '',
    kind,
    name: kind === 'tool' ? (name.split('.').at(-1) ?? name) : name,
    place: call,
    time: get(value, 'started_at'),
    input: into(call, 'inputs'),
    output: into(call, 'output'),
    ...defined({
      parent: idOf(get(value, 'parent_id')),
      end: get(value, 'ended_at') ?? undefined,
      error,
      session: idOf(get(value, 'thread_id')),
      ...(kind === 'model' ? { feedback } : { verdicts: feedback }),
    }),
  };
}

/** Reactions and notes that people left on a call. */
const feedbackIn = (list: unknown): FeedbackBeside[] =>
  (arr(list) ?? []).flatMap((entry): FeedbackBeside[] => {
    const emoji = str(get(entry, 'payload', 'emoji')) ?? '';
    const note = str(get(entry, 'payload', 'note'));
    if (emoji.startsWith('👍')) return [{ signal: 'thumbs_up', by: 'annotator' }];
    if (emoji.startsWith('👎')) return [{ signal: 'thumbs_down', by: 'annotator' }];
    return note ? [{ signal: 'score', by: 'annotator', name: 'note', text: note }] : [];
  });
