/**
 * OpenHands V0: event lists, `events/<n>.json`, evaluation `output.jsonl` and resolver output.
 *
 * The same events come in four wrappers; `openhands-events.ts` reads them. Evaluation and resolver rows add the task's
 * id, the model and whether the tests passed.
 */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import { readTools } from '../../openai.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import type { InRecord, Reader } from '../../reader.ts';
import { parseTime } from '../../time.ts';
import { isMetadata, OpenHandsEvents } from './openhands-events.ts';

const FORMAT = 'openhands-v0';

const isOpenHandsEvent = (r: unknown): boolean =>
  isObject(r) &&
  ((typeof get(r, 'action') === 'string' && isObject(get(r, 'args'))) ||
    (typeof get(r, 'observation') === 'string' && ('content' in r || 'extras' in r)));

/** Oldest events have their fields beside `action`, and only some that are OpenHands' own. */
const isFlatEvent = (r: unknown): boolean =>
  isObject(r) &&
  typeof get(r, 'action') === 'string' &&
  ['thought', 'wait_for_response', 'is_confirmed', 'images_urls'].some((k) => k in r);
const isEvent = (r: unknown): boolean => isOpenHandsEvent(r) || isFlatEvent(r);

/** Old history is pairs of action and observation; newer is a flat list. */
const isHistory = (list: unknown): boolean =>
  (arr(list) ?? []).slice(0, 8).some((e) => isEvent(e) || (Array.isArray(e) && e.some(isEvent)));
const isRun = (r: unknown): boolean => isObject(r) && isHistory(get(r, 'history'));

export const openhandsV0: Reader = {
  id: FORMAT,
  doc: {
    title: 'OpenHands V0',
    files: 'trajectory *.json, events/<n>.json, evaluation output.jsonl, resolver output.jsonl',
    detection:
      'Events with `action` and `args`, or `observation` with `content` or `extras`; or objects whose `history` holds such events.',
    notes: [
      'A result answers the action that its `cause` names; without one, the call id of the model’s response, then the position.',
      'The assistant’s text hides in `tool_call_metadata.model_response` and is repeated on the observation: it is read once a response, and actions of one response are one turn.',
      '`finish` is an assistant message; state changes, recalls and null actions are metadata; condensation is a boundary.',
      'A non-zero exit code makes the result an error; an error observation without a cause is an error event; a rejected action is feedback.',
      'Evaluation rows: `instance_id` is the intent; `test_result.report.resolved` or the resolver’s `success` is the outcome.',
      'Times carry no zone and are taken as UTC.',
    ],
  },
  votes: (r) => isRun(r) || isOpenHandsEvent(r),
  index({ value, ref }, file) {
    if (isRun(value)) return [{}];
    if (!isOpenHandsEvent(value)) return { skip: 'no OpenHands event' };
    if (isMetadata(value)) {
      return { skip: `metadata: ${str(get(value, 'action')) ?? str(get(value, 'observation'))}`, code: 'metadata' };
    }
    const time = parseTime(get(value, 'timestamp'));
    const at = time === undefined ? {} : { time };
    // Events in a folder of their own are one conversation; in a list or as lines the file is.
    const folder = /^(.*)\/events\/\d+\.json$/.exec(ref.entry ?? ref.path)?.[1];
    if (folder === undefined) return [{ key: file.key, ...at }];
    // One file an event: their numbers are the order, their names do not sort.
    return [{ key: `folder:${folder}`, order: num(get(value, 'id')) ?? Number.MAX_SAFE_INTEGER, ...at }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = 'openhands';
    const events = new OpenHandsEvents(builder);
    for (const record of records) {
      builder.from(record.ref);
      if (isRun(record.value)) readRun(record, events, builder);
      else events.add(record.value, record.text, []);
    }
    events.end();
    return builder.build();
  },
};

/** A row of an evaluation or of the resolver: its history as events, then the verdict. */
function readRun({ value, text }: InRecord, events: OpenHandsEvents, builder: SessionBuilder): void {
  const id = idOf(get(value, 'instance_id')) ?? idOf(get(value, 'issue', 'number'));
  if (id !== undefined) {
    builder.fields.intent = id;
    builder.fields.nativeId = id;
  }
  const model = str(get(value, 'metadata', 'llm_config', 'model'));
  if (model) builder.fields.model = model;
  for (const tool of readTools(get(value, 'metadata', 'tools'))) builder.tools.set(tool.name, tool);
  (arr(get(value, 'history')) ?? []).forEach((entry, i) => {
    const list: [unknown, (string | number)[]][] = Array.isArray(entry)
      ? entry.map((e, k) => [e, ['history', i, k]])
      : [[entry, ['history', i]]];
    for (const [e, path] of list) events.add(e, text, path);
  });
  events.end();
  const resolved = [
    get(value, 'test_result', 'report', 'resolved'),
    get(value, 'test_result', 'resolved'),
    get(value, 'report', 'resolved'),
    get(value, 'success'),
  ].find((v) => typeof v === 'boolean');
  if (typeof resolved === 'boolean') {
    const detail = str(get(value, 'result_explanation')) ?? str(get(value, 'test_result', 'result'));
    const source = typeof get(value, 'success') === 'boolean' ? 'success' : 'test_result.report.resolved';
    builder.fields.outcome = { success: resolved, source, ...defined({ detail: detail || undefined }) };
  }
  const error = str(get(value, 'error'));
  if (error) builder.error(error, { pointer: '/error' });
}
