/**
 * Continue's development data: `~/.continue/dev_data/VERSION/EVENT.jsonl`.
 *
 * The schemas are in continuedev/continue (`packages/config-yaml/src/schemas/data`). A chat interaction holds the prompt as one
 * text, in which each message begins with its role as a tag on a line, and repeats the talk so far; feedback holds the same with
 * a thumb. The outcome of an edit is a question, what the code was, and what it became. Other events tell of tokens and
 * completions at the cursor.
 */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import type { CallIn, MessageIn } from '../../message.ts';
import { get, idOf, str } from '../../parse.ts';
import type { InRecord, Reader } from '../../reader.ts';
import { Talk } from '../../talk.ts';
import { parseTime } from '../../time.ts';

const FORMAT = 'continue-dev-data';

const isDevData = (v: unknown): boolean =>
  typeof (get(v, 'modelTitle') ?? get(v, 'modelName')) === 'string' &&
  typeof get(v, 'prompt') === 'string' &&
  typeof get(v, 'completion') === 'string';
const isEdit = (v: unknown): boolean => isDevData(v) && typeof get(v, 'accepted') === 'boolean' && !isAutocomplete(v);
const isAutocomplete = (v: unknown): boolean =>
  get(v, 'completionId') !== undefined || get(v, 'cacheHit') !== undefined;
const isChat = (v: unknown): boolean => isDevData(v) && typeof get(v, 'sessionId') === 'string';
/** Any event of the kind, by what all of them carry. */
const isOther = (v: unknown): boolean =>
  typeof get(v, 'eventName') === 'string' && typeof get(v, 'schema') === 'string';

export const continueDevData: Reader = {
  id: FORMAT,
  doc: {
    title: 'Continue development data',
    files: '~/.continue/dev_data/*/{chatInteraction,chatFeedback,editOutcome}.jsonl',
    detection: 'Lines with `prompt`, `completion` and `modelTitle`, and a `sessionId` or `accepted`.',
    notes: [
      'Interactions of one session repeat its talk and become one; it is also in `~/.continue/sessions`, which holds more.',
      'Feedback is a thumb on its answer; an edit that was not accepted is a rejection.',
      'Calls stand in the prompt as text; their results have no ids. Other events are named by their kind.',
    ],
  },
  accepts: (sample) => sample.records.some((r) => isChat(r) || isEdit(r) || isOther(r)),
  votes: (v) => isChat(v) || isEdit(v) || isOther(v),
  index({ value }) {
    const time = parseTime(get(value, 'timestamp'));
    if (isEdit(value)) return [defined({ time })];
    if (isChat(value)) return [{ key: `session:${str(get(value, 'sessionId'))}`, ...defined({ time }) }];
    const name = str(get(value, 'eventName')) ?? '';
    return isOther(value)
      ? { skip: `metadata: ${/^\w{1,40}$/.test(name) ? name : 'an event'}`, code: 'metadata' }
      : { skip: 'no development data of Continue' };
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = 'continue';
    const talk = new Talk();
    for (const record of records) {
      if (isEdit(record.value)) emitEdit(builder, record);
      else addChat(builder, talk, record);
    }
    if (!talk.empty) talk.build(builder);
    return builder.build();
  },
};

const modelOf = (value: unknown): string | undefined => str(get(value, 'modelName')) ?? str(get(value, 'modelTitle'));

function addChat(builder: SessionBuilder, talk: Talk, { value, ref }: InRecord): void {
  builder.fields.nativeId = str(get(value, 'sessionId')) ?? '';
  const prompt = messagesIn(str(get(value, 'prompt')) ?? '');
  const completion = str(get(value, 'completion')) ?? '';
  const liked = get(value, 'feedback');
  const signal = liked === true ? 'thumbs_up' : liked === false ? 'thumbs_down' : undefined;
  talk.add(ref, {
    prompt,
    replies: completion === '' ? [] : [{ role: 'assistant', text: completion }],
    promptPointer: '/prompt',
    replyPointer: '/completion',
    ...defined({ model: modelOf(value), time: get(value, 'timestamp') ?? undefined }),
    ...(signal ? { feedback: [{ signal, by: 'end_user' }] } : {}),
  });
}

function emitEdit(builder: SessionBuilder, { value, ref }: InRecord): void {
  builder.from(ref);
  const id = idOf(get(value, 'streamId'));
  if (id !== undefined) builder.fields.nativeId = id;
  const at = { ...defined({ time: get(value, 'timestamp') ?? undefined }) };
  const code = str(get(value, 'previousCode'));
  const title = str(get(value, 'filepath'))?.split(/[\\/]/).at(-1);
  if (code) builder.context(code, { ...at, pointer: '/previousCode', ...defined({ title }) });
  for (const message of messagesIn(str(get(value, 'prompt')) ?? ''))
    builder.message(message, { ...at, pointer: '/prompt' });
  const answer = str(get(value, 'completion')) || (str(get(value, 'newCode')) ?? '');
  builder.newTurn().assistant(answer, { ...at, pointer: '/completion', ...defined({ model: modelOf(value) }) });
  const accepted = get(value, 'accepted') === true;
  builder.feedback({ ...at, signal: accepted ? 'accept' : 'reject', by: 'end_user', target: builder.turn });
}

const HEAD = /^<(system|user|assistant|tool|thinking)>$/;
/** A call as the prompt's text has it. */
const CALL = /^([\w.-]{1,64})\((\{.*\})\)$/;

/** Messages of a prompt; one without any head is a question. The pointer is that of the prompt, in which they lie. */
function messagesIn(prompt: string): MessageIn[] {
  const out: MessageIn[] = [];
  let role: string | undefined;
  let lines: string[] = [];
  let thought: string | undefined;
  const flush = (): void => {
    const text = lines.join('\n').trim();
    lines = [];
    if (role === 'thinking') thought = text;
    else if (role === 'assistant') {
      out.push({ ...spoken(text), pointer: '/prompt', ...defined({ reasoning: thought || undefined }) });
      thought = undefined;
    } else if (text !== '') out.push({ role: (role ?? 'user') as MessageIn['role'], text, pointer: '/prompt' });
  };
  for (const line of prompt.split('\n')) {
    const head = HEAD.exec(line);
    if (head) {
      flush();
      role = head[1];
    } else lines.push(line);
  }
  flush();
  return out;
}

/** An answer of calls alone is written as one call a line. */
function spoken(text: string): MessageIn {
  const calls = text.split('\n').map((line): CallIn | undefined => {
    const call = CALL.exec(line);
    return call ? { name: call[1] as string, args: call[2] as string } : undefined;
  });
  return calls.every((c) => c !== undefined) ? { role: 'assistant', text: '', calls } : { role: 'assistant', text };
}
