/**
 * Braintrust: rows of spans, as its logs and experiments are fetched and exported.
 *
 * Described at braintrust.dev/docs/reference/api (`/v1/project_logs/{id}/fetch`). A trace is the rows of one `root_span_id`. What an llm
 * span holds is what the wrapped client was given and returned: messages, and the list of choices or the message.
 */
import { defined } from '../../../kit/defined.ts';
import type { FeedbackBeside } from '../../feedback.ts';
import { readTools } from '../../openai.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import { into, items, type Place } from '../../place.ts';
import { readError, readSessionId } from '../../surroundings.ts';
import type { Observation, ObservationKind } from '../../traces/observation.ts';
import { spanLog } from '../../traces/span-log.ts';

/** Types of spans. A score span is about the answer and no part of the talk; anything else is code around the calls. */
const KINDS: Readonly<Record<string, ObservationKind>> = {
  llm: 'model',
  tool: 'tool',
  score: 'other',
  facet: 'other',
  classifier: 'other',
};

const isRow = (value: unknown): boolean =>
  isObject(value) &&
  idOf(get(value, 'root_span_id')) !== undefined &&
  (isObject(get(value, 'span_attributes')) || Object.hasOwn(value, 'span_parents') || Object.hasOwn(value, '_xact_id'));

export const braintrust = spanLog(
  {
    id: 'braintrust',
    doc: {
      title: 'Braintrust logs',
      files: '*.jsonl, *.json',
      detection:
        'Rows with `root_span_id` and `span_attributes`, `span_parents` or `_xact_id`, alone or in `{events}` or `{data}`.',
      notes: [
        'Rows of one `root_span_id` are a trace; llm spans are the model calls, tool spans runs; task, function and eval spans repeat them.',
        'Scores of an llm span rate its answer, others the session; those that a score span repeats are taken once. `expected` is not read.',
        '`session_id`, `thread_id` or `conversation_id` in the metadata joins traces; `user_id` there is a subject.',
      ],
    },
    votes: (r) => rowsIn({ value: r, pointer: '', text: '', path: [] }).length > 0,
  },
  (record) => rowsIn(record).map(observation),
);

const rowsIn = (record: Place): Place[] =>
  isRow(record.value)
    ? [record]
    : ['events', 'data', 'rows'].flatMap((key) => items(into(record, key)).filter((p) => isRow(p.value)));

function observation(row: Place): Observation {
  const { value } = row;
  const type = str(get(value, 'span_attributes', 'type'));
  const kind = type !== undefined && Object.hasOwn(KINDS, type) ? (KINDS[type] as ObservationKind) : 'outer';
  const scores = scoresIn(get(value, 'scores'));
  const metadata = into(row, 'metadata');
  const tools = into(metadata, 'tools');
  const declared = readTools(tools.value, tools.text, tools.path);
  return {
    id: idOf(get(value, 'span_id')) ?? idOf(get(value, 'id')) ?? '',
    trace: idOf(get(value, 'root_span_id')) ?? '',
    kind,
    name: str(get(value, 'span_attributes', 'name')) ?? '',
    place: row,
    time: get(value, 'metrics', 'start') ?? get(value, 'created'),
    input: into(row, 'input'),
    output: into(row, 'output'),
    ...defined({
      parent: idOf(arr(get(value, 'span_parents'))?.[0]),
      end: get(value, 'metrics', 'end') ?? undefined,
      error: readError(get(value, 'error')),
      model: str(get(metadata.value, 'model')),
      tools: declared.length > 0 ? declared : undefined,
      call: idOf(get(metadata.value, 'tool_call_id')),
      session: readSessionId(metadata.value),
      user: idOf(get(metadata.value, 'user_id')) ?? idOf(get(metadata.value, 'userId')),
      ...(kind === 'model' ? { feedback: scores } : { verdicts: scores }),
    }),
  };
}

const scoresIn = (scores: unknown): FeedbackBeside[] =>
  !isObject(scores)
    ? []
    : Object.entries(scores).flatMap(([name, score]) => {
        const value = num(score);
        return value === undefined ? [] : [{ signal: 'score' as const, by: 'unknown' as const, name, value }];
      });
