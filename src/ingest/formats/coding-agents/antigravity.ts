/**
 * Antigravity: `~/.gemini/antigravity-cli/brain/ID/.system_generated/logs/transcript.jsonl`.
 *
 * Not published; the fields are those that public importers read. A line is a step. The model's answer is a PLANNER_RESPONSE
 * with its calls; the steps of other types that follow are what the tools did, without ids. The conversation itself lies in
 * encrypted files beside.
 */

import { defined } from '../../../kit/defined.ts';
import { tryJson } from '../../../kit/json/parse.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { get, isObject, num, str } from '../../parse.ts';
import { into, items, type Place, placeOf, rawArgs } from '../../place.ts';
import type { Reader } from '../../reader.ts';
import { holdsProse } from '../../steps/unknown.ts';
import { insideTags, takeTags } from '../../tags.ts';
import { parseTime } from '../../time.ts';

const FORMAT = 'antigravity';
/** Around the person's words. */
const REQUEST = 'USER_REQUEST';

const isStep = (v: unknown): boolean =>
  typeof get(v, 'step_index') === 'number' &&
  /^[A-Z][A-Z_]+$/.test(str(get(v, 'source')) ?? '') &&
  /^[A-Z][A-Z_]+$/.test(str(get(v, 'type')) ?? '');

export const antigravity: Reader = {
  id: FORMAT,
  doc: {
    title: 'Antigravity',
    files: '~/.gemini/antigravity-cli/brain/*/.system_generated/logs/transcript.jsonl, transcript_full.jsonl',
    detection: 'Lines with `step_index`, and a `source` and `type` in capitals.',
    notes: [
      'The person’s words stand in `<USER_REQUEST>`; what stands beside them, and what the program tells the model, is context.',
      'Calls have no ids: a step of the tool’s type answers it, else the oldest open call.',
      'Of the two transcripts of a conversation each step is told once, as the longer one has it; arguments that are JSON in a text are taken out of it.',
      'A checkpoint is a compaction; steps without content say nothing.',
    ],
  },
  votes: isStep,
  index({ value }, file) {
    if (!isStep(value)) return { skip: 'no step of an Antigravity transcript' };
    const time = parseTime(get(value, 'created_at'));
    // A shorter and a full transcript of one conversation lie beside each other.
    const folder = /^(.*?)\/?transcript(?:_full)?\.jsonl$/.exec(file.path)?.[1];
    const key = folder === undefined ? file.key : `folder:${folder}`;
    return [{ key, ...defined({ order: num(get(value, 'step_index')), time }) }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = FORMAT;
    const steps = new Map<number, { place: Place; record: number }>();
    for (const record of records) {
      builder.from(record.ref);
      const index = num(get(record.value, 'step_index')) ?? -1;
      const known = steps.get(index);
      // A step that is written again has grown.
      if (known && known.place.text.length > record.text.length) continue;
      steps.set(index, { place: placeOf(record), record: builder.record });
    }
    const open: string[] = [];
    for (const { place, record } of steps.values()) emitStep(builder, place, { record }, open);
    return builder.build();
  },
};

const KNOWN = new Set('step_index source type status created_at content thinking tool_calls model error'.split(' '));

/** @param open names of calls without a result, oldest first */
function emitStep(builder: SessionBuilder, step: Place, given: At, open: string[]): void {
  const { value } = step;
  const at: At = { ...given, ...defined({ time: get(value, 'created_at') ?? undefined }) };
  const source = str(get(value, 'source')) ?? '';
  const type = str(get(value, 'type')) ?? '';
  const content = into(step, 'content');
  const text = rawArgs(content);
  if (source.startsWith('USER')) emitWords(builder, text, at);
  else if (type === 'PLANNER_RESPONSE' || Array.isArray(get(value, 'tool_calls')))
    emitReply(builder, step, text, at, open);
  else if (source === 'MODEL' || source === 'TOOL') emitResult(builder, step, text, at, open);
  else if (type === 'ERROR_MESSAGE') builder.error(text || errorOf(step), at);
  else if (type === 'CHECKPOINT') builder.boundary('compaction', text, at);
  else if (text !== '') builder.context(text, { ...at, title: type.toLowerCase() });
  for (const [key, field] of Object.entries(isObject(value) ? value : {}))
    if (!KNOWN.has(key) && holdsProse(field)) builder.unknown(key, field);
}

function emitWords(builder: SessionBuilder, text: string, at: At): void {
  const requests = insideTags(text, [REQUEST]);
  const around = requests.length > 0 ? takeTags(text, [REQUEST]).text.trim() : '';
  if (around !== '') builder.context(around, { ...at, title: FORMAT, harness: 'user' });
  const said = requests.length > 0 ? requests.join('\n\n') : text;
  if (said !== '') builder.user(said, at);
}

function emitReply(builder: SessionBuilder, step: Place, text: string, at: At, open: string[]): void {
  const model = str(get(step.value, 'model'));
  const here = { ...at, ...defined({ model: model || undefined }) };
  const thought = str(get(step.value, 'thinking'));
  builder.newTurn();
  if (thought) builder.reasoning(thought, at);
  if (text !== '') builder.assistant(text, here);
  for (const call of items(into(step, 'tool_calls'))) {
    const name = str(get(call.value, 'name')) ?? '';
    open.push(name);
    builder.call({ ...here, pointer: call.pointer, name, args: plainArgs(into(call, 'args')) });
  }
}

/** Each argument may be JSON in a text: taken out of it, as it is written there. */
function plainArgs(args: Place): string {
  const { value } = args;
  const texts = isObject(value) ? Object.values(value) : [];
  const wrapped = texts.some((t) => typeof t === 'string' && t.startsWith('"') && typeof tryJson(t) === 'string');
  if (!isObject(value) || !wrapped) return rawArgs(args);
  const members = Object.entries(value).map(([key, given]) => {
    const json = typeof given === 'string' && tryJson(given) !== undefined ? given.trim() : undefined;
    return `${JSON.stringify(key)}:${json ?? JSON.stringify(given)}`;
  });
  return `{${members.join(',')}}`;
}

/** A tool's step is named as the tool where it can be. One without a call is told all the same. */
function emitResult(builder: SessionBuilder, step: Place, text: string, at: At, open: string[]): void {
  const status = str(get(step.value, 'status')) ?? '';
  const failed = /^(?:ERROR|FAILED|CANCELL?ED|INVALID)$/.test(status);
  const said = text || errorOf(step);
  const name = (str(get(step.value, 'type')) ?? '').toLowerCase();
  const own = open.indexOf(name);
  if (open.length === 0 && said === '') return;
  const answers = open.splice(Math.max(0, own), 1)[0];
  builder.result({ ...at, text: said, name: answers ?? name, ...defined({ isError: failed ? true : undefined }) });
}

const errorOf = (step: Place): string => str(get(step.value, 'error', 'message')) ?? rawArgs(into(step, 'error'));
