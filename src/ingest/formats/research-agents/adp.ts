/**
 * Agent Data Protocol trajectories.
 *
 * The schema is in neulab/agent-data-collection (`schema/`): a trajectory's `content` is a list of actions and
 * observations, whose class is in `class_`. The datasets that were converted to it differ in what they keep, so sources
 * and names are read leniently.
 */

import { defined } from '../../../kit/defined.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import { readTools } from '../../openai.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import { rawJson } from '../../rawjson.ts';
import type { Reader } from '../../reader.ts';

const FORMAT = 'adp';
/** Classes in both spellings: older conversions have Python's. */
const CLASSES =
  /^(?:message_action|api_action|code_action|text_observation|web_observation|image_observation|MessageAction|ApiAction|CodeAction|TextObservation|WebObservation|ImageObservation)$/;

/** The class in the spelling of the schema, such as `message_action`. */
const classOf = (item: unknown): string =>
  (str(get(item, 'class_')) ?? '').replace(/[A-Z]/g, (c, at: number) => (at === 0 ? '' : '_') + c.toLowerCase());
const isTrajectory = (r: unknown): boolean =>
  isObject(r) && (arr(get(r, 'content')) ?? []).slice(0, 3).some((c) => CLASSES.test(str(get(c, 'class_')) ?? ''));

export const adp: Reader = {
  id: FORMAT,
  doc: {
    title: 'Agent Data Protocol',
    files: 'sample_std.json, *.jsonl',
    detection: 'Objects whose `content` is a list of items with `class_` such as `message_action`.',
    notes: [
      'There are no call ids: a result answers the oldest open call.',
      'Several datasets log results as text observations of source user: right behind an unanswered action they are its result, else the user speaks.',
      'A code action is a call of the language (`bash`, `python`) with the code as plain text.',
      '`description` and `reasoning_content` are reasoning; `<finish>` tags are taken off; a `reward` is feedback.',
      'A text observation named `system` is the system prompt.',
    ],
  },
  votes: (r) => isTrajectory(r),
  index: ({ value }) => (isTrajectory(value) ? [{}] : { skip: 'no ADP trajectory' }),
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    for (const { value, text, ref } of records) {
      builder.from(ref);
      const id = idOf(get(value, 'id'));
      if (id !== undefined) builder.fields.nativeId = id;
      readDetails(get(value, 'details'), builder);
      const declared = get(value, 'available_apis');
      for (const tool of readTools(declared, text, ['available_apis'])) builder.tools.set(tool.name, tool);
      let open = 0;
      (arr(get(value, 'content')) ?? []).forEach((item, i) => {
        open += readItem(item, text, i, open > 0, builder);
      });
    }
    return builder.build();
  },
};

/** `details` is a free map of the source dataset's own fields. */
function readDetails(details: unknown, builder: SessionBuilder): void {
  const model = str(get(details, 'model_name')) ?? str(get(details, 'model'));
  if (model) builder.fields.model = model;
  const intent = idOf(get(details, 'instance_id')) ?? idOf(get(details, 'task_id'));
  if (intent !== undefined) builder.fields.intent = intent;
  const status = str(get(details, 'exit_status'));
  const solved = [get(details, 'resolved'), get(details, 'target')].find((v) => typeof v === 'boolean');
  if (status === undefined && solved === undefined) return;
  builder.fields.outcome = {
    success: typeof solved === 'boolean' ? solved : null,
    source: typeof solved === 'boolean' ? 'details.resolved' : 'details.exit_status',
    ...defined({ detail: status }),
  };
}

const OBSERVATIONS = new Set(['text_observation', 'web_observation', 'image_observation']);

/** Emits one item; the change in the number of open calls. */
function readItem(item: unknown, text: string, i: number, waiting: boolean, builder: SessionBuilder): number {
  const kind = classOf(item);
  const at: At = { pointer: `/content/${i}` };
  const said = get(item, 'content');
  if (kind.endsWith('_action')) {
    builder.newTurn();
    const thought = [str(get(item, 'reasoning_content')), str(get(item, 'description'))].filter(Boolean).join('\n');
    if (thought) builder.reasoning(thought, at);
    if (kind === 'message_action') {
      const { text: words, parts } = readContent(said);
      builder.assistant(unfinish(words), { ...at, parts });
    } else if (kind === 'code_action') {
      builder.call({ ...at, name: str(get(item, 'language')) ?? 'code', args: str(said) ?? '', freeform: true });
    } else if (kind !== 'api_action') {
      builder.unknown(kind, item);
      return 0;
    } else {
      const raw = get(item, 'kwargs');
      const args = raw === undefined ? '' : rawJson(text, ['content', i, 'kwargs'], raw);
      builder.call({ ...at, name: str(get(item, 'function')) ?? '', args });
    }
    rate(item, at, builder);
    return kind === 'message_action' ? 0 : 1;
  }
  if (!OBSERVATIONS.has(kind)) {
    builder.unknown(kind || 'item', item);
    return 0;
  }
  const answers = readObservation(item, kind, waiting, at, builder);
  rate(item, at, builder);
  return answers && waiting ? -1 : 0;
}

/** Emits an observation, and says whether it was a result. */
function readObservation(item: unknown, kind: string, waiting: boolean, at: At, builder: SessionBuilder): boolean {
  const source = str(get(item, 'source'));
  const name = str(get(item, 'name'));
  const content = observed(item, kind);
  const more = { ...at, parts: content.parts };
  if (kind === 'text_observation' && name === 'system') {
    builder.system(content.text, more);
    return false;
  }
  if (kind === 'text_observation' && source === 'agent') {
    builder.newTurn();
    builder.assistant(content.text, more);
    return false;
  }
  if (source === 'user' && !waiting) {
    builder.user(content.text, more);
    return false;
  }
  builder.result({ ...more, text: content.text });
  return true;
}

/** What an observation shows, as text or as a stub. */
function observed(item: unknown, kind: string): Pick<ReturnType<typeof readContent>, 'text' | 'parts'> {
  if (kind === 'text_observation') return readContent(get(item, 'content'));
  if (kind === 'image_observation') {
    const parts = readContent([{ type: 'image_url', image_url: { url: str(get(item, 'content')) ?? '' } }]).parts;
    return { text: '', parts };
  }
  // The tree is what agents read; the page's source is far longer and says no more.
  const text = str(get(item, 'axtree')) || str(get(item, 'html')) || str(get(item, 'url')) || '';
  const shot = get(item, 'image_observation');
  return { text, parts: shot ? readContent([{ type: 'image', data: get(shot, 'content') }]).parts : [] };
}

/** A reward of the step, where the source dataset has one. */
function rate(item: unknown, at: At, builder: SessionBuilder): void {
  const value = num(get(item, 'reward'));
  if (value === undefined) return;
  const target = builder.turn < 0 ? null : builder.turn;
  builder.feedback({ ...at, signal: 'score', name: 'reward', value, by: 'evaluator', target });
}

/** Conversions mark the last message with `<finish>`, which no model wrote. */
const unfinish = (said: string): string => /^\s*<finish>([\s\S]*?)<\/finish>\s*$/.exec(said)?.[1]?.trim() ?? said;
