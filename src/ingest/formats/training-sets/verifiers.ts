/**
 * Results of the `verifiers` library (`results.jsonl`, saved data sets): rollouts with their reward.
 *
 * Shape from PrimeIntellect-ai/verifiers, which has changed it several times: metrics stand beside the reward or under
 * `metrics`, calls are objects or JSON texts, a row of a data set has all of it as columns.
 */

import { SessionBuilder } from '../../builder.ts';
import { textsOf } from '../../expected.ts';
import { get, isObject, num, str } from '../../parse.ts';
import { decoded, into, placeOf } from '../../place.ts';
import type { Reader } from '../../reader.ts';
import { isMessageList } from '../../shapes/message-lists.ts';
import { readError } from '../../surroundings.ts';
import { addSides, readRowHead } from './prompt-completion.ts';

const FORMAT = 'verifiers';

/** Numbers beside the reward that measure the run, not the answer. */
const NO_METRIC = /^(?:example_id|id|reward|score|num_turns|.*_ms|.*tokens?|rollout_.*|turn|cost)$/;

const isSide = (v: unknown): boolean => typeof v === 'string' || isMessageList(v);
const isResult = (r: unknown): boolean =>
  isObject(r) &&
  num(get(r, 'reward')) !== undefined &&
  isSide(get(r, 'prompt')) &&
  isSide(get(r, 'completion')) &&
  ['example_id', 'task', 'info', 'metrics', 'generation_ms', 'timing'].some((key) => Object.hasOwn(r, key));

export const verifiers: Reader = {
  id: FORMAT,
  doc: {
    title: 'verifiers results',
    files: 'results.jsonl, *.parquet',
    detection:
      'Objects with `prompt`, `completion` and a number as `reward`, and `example_id`, `task`, `info`, `metrics` or times.',
    notes: [
      'Calls may be objects or JSON texts; tools are read from `tool_defs`, `oai_tools` and `info`.',
      '`reward`, `metrics` and the numbers beside them are scores; `task` and `example_id` together are the intent, so that rollouts of one example can be compared.',
      'The expected `answer` is compared with the final one and goes no further; `info` is what the environment checks, and is not read.',
      'A rollout that was cut (`is_truncated`) has its last answer marked; `error` becomes an error.',
    ],
  },
  votes: isResult,
  index: ({ value }) => (isResult(value) ? [{}] : { skip: 'no rollout: prompt, completion and reward' }),
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    for (const record of records) {
      builder.from(record.ref);
      if (!isResult(record.value)) continue;
      const place = placeOf(record);
      const { value } = place;
      readRowHead(place, builder);
      const task = [str(get(value, 'task')), get(value, 'example_id')].filter((t) => t !== undefined && t !== '');
      const answers = textsOf(get(value, 'answer') ?? []);
      if (answers.length > 0) builder.fields.expected = { answers };
      if (task.length > 0) builder.fields.intent = task.join('/');
      addSides(place, ['prompt', 'completion'], builder, get(value, 'is_truncated') === true ? ['truncated'] : []);
      for (const at of [value, decoded(into(place, 'metrics')).value]) addMetrics(at, builder);
      const error = readError(get(value, 'error'));
      if (error) builder.error(error.text, { pointer: '/error' });
    }
    return builder.build();
  },
};

function addMetrics(at: unknown, builder: SessionBuilder): void {
  for (const [name, value] of Object.entries(isObject(at) ? at : {})) {
    const score = num(value);
    if (score !== undefined && !NO_METRIC.test(name)) builder.scores.push({ name, value: score, by: 'reward' });
  }
}
