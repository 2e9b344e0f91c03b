/**
 * mini-swe-agent trajectories: v1 (text with a fenced command) and v2 (`trajectory_format`, tool calls, `extra`).
 *
 * Described at mini-swe-agent.com (output files). The agent has one tool, a shell, and the file is its list of
 * messages. In v1 the observation is a user message that begins with the return code. `info.config` (the prompts'
 * templates) and costs are not read.
 */

import { defined } from '../../../kit/defined.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import type { CallIn, MessageIn } from '../../message.ts';
import { isMessage, readMessage } from '../../openai.ts';
import { arr, get, isObject, num, str } from '../../parse.ts';
import type { InRecord, Reader, Sample } from '../../reader.ts';
import { unreadPart } from '../../unread.ts';

const FORMAT = 'mini-swe-agent';
/** How the default template begins an observation. */
const OBSERVATION = /^\s*<returncode>(-?\d+)<\/returncode>/;
/** The fenced block that the prompt asks for: its language changed with the versions. */
const COMMAND = /```(?:mswea_bash_command|bash)\s*\n([\s\S]*?)\n?```/;

/** A whole trajectory; `mini_version` marks those of v1. */
const isDocument = (r: unknown): boolean =>
  Array.isArray(get(r, 'messages')) &&
  (str(get(r, 'trajectory_format'))?.startsWith('mini-swe-agent') === true ||
    'mini_version' in (isObject(get(r, 'info')) ? (get(r, 'info') as object) : {}));

/** v1 files may be a bare array of messages: the observations give them away. */
const isBare = (sample: Sample): boolean =>
  sample.records.every(isMessage) &&
  sample.records.some((m) => get(m, 'role') === 'user' && OBSERVATION.test(str(get(m, 'content')) ?? ''));

export const miniSweAgent: Reader = {
  id: FORMAT,
  doc: {
    title: 'mini-swe-agent trajectories',
    files: '*.traj.json',
    detection:
      '`trajectory_format: mini-swe-agent-…` with `messages`; or an array of messages with `<returncode>` observations.',
    notes: [
      'Only the first user message is human; later ones are observations, which answer the open command.',
      'The command is taken out of the fenced block (tool `bash`), or from `tool_calls` or `extra.actions` in v2.',
      'A return code other than 0 is an error of the result.',
      'The last message (role `exit`, or a user message after the submit command) is the submission; `exit_status` is the outcome’s detail.',
    ],
  },
  accepts: (sample) => sample.records.some(isDocument) || isBare(sample),
  votes: (r) => isDocument(r) || isMessage(r),
  index({ value }, file) {
    if (isDocument(value)) return [{}];
    return isMessage(value) ? [{ key: file.key }] : { skip: 'neither a trajectory nor a message' };
  },
  read(records) {
    const run = new Run();
    for (const record of records) run.add(record);
    return run.builder.build();
  },
};

/** `asked`: the task was given; `open`: calls of the last answer without a result. */
class Run {
  readonly builder = new SessionBuilder(FORMAT);
  private asked = false;
  private open = 0;

  constructor() {
    this.builder.fields.app = FORMAT;
  }

  add({ value, text, ref }: InRecord): void {
    const { builder } = this;
    builder.from(ref);
    const messages = arr(get(value, 'messages'));
    if (!messages) {
      this.message(value, text, []);
      return;
    }
    const config = get(value, 'info', 'config', 'model', 'model_name');
    if (typeof config === 'string') builder.fields.model = config;
    const id = str(get(value, 'instance_id'));
    if (id) builder.fields.intent = id;
    for (const [i, m] of messages.entries()) this.message(m, text, ['messages', i]);
    this.outcome(str(get(value, 'info', 'exit_status')));
  }

  private message(value: unknown, text: string, path: (string | number)[]): void {
    const at: At = { pointer: path.map((step) => `/${step}`).join('') };
    const time = get(value, 'extra', 'timestamp') ?? get(value, 'timestamp');
    if (time !== undefined) at.time = time;
    if (get(value, 'role') === 'exit') {
      this.outcome(str(get(value, 'extra', 'exit_status')));
      return;
    }
    const message = readMessage(value, text, path) ?? fromResponse(value);
    if (!message) {
      this.builder.unknown(str(get(value, 'role')) ?? str(get(value, 'type')) ?? 'message', value);
      return;
    }
    if (message.role === 'assistant') this.assistant(message, value, at);
    else if (message.role === 'tool' || (message.role === 'user' && this.asked && this.open > 0))
      this.observation(message, value, at);
    else if (message.role === 'user' && this.asked)
      this.builder.context(message.text, { ...at, title: 'environment', ...defined({ parts: message.parts }) });
    else {
      if (message.role === 'user') this.asked = true;
      this.builder.message(message, at);
    }
  }

  /** An answer. `extra.actions` is what was run; without it the command is taken out of the text. */
  private assistant(message: MessageIn, value: unknown, at: At): void {
    if (!message.calls?.length) {
      const actions = (arr(get(value, 'extra', 'actions')) ?? []).flatMap((a) => str(get(a, 'command')) ?? []);
      const found = COMMAND.exec(message.text);
      const commands = actions.length > 0 ? actions : found ? [found[1] as string] : [];
      message.calls = commands.map((command): CallIn => ({ name: 'bash', args: JSON.stringify({ command }) }));
      if (found && commands.length > 0) message.text = message.text.replace(COMMAND, '').trim();
    }
    const model = str(get(value, 'extra', 'response', 'model'));
    this.builder.message(message, { ...at, ...defined({ model: model || undefined }) });
    this.open = message.calls.length;
  }

  /** A result. With parallel calls in text mode they are answered in order. */
  private observation(message: MessageIn, value: unknown, at: At): void {
    const logged = OBSERVATION.exec(message.text)?.[1];
    const code = num(get(value, 'extra', 'returncode')) ?? (logged === undefined ? undefined : Number(logged));
    const failed = code === undefined ? {} : { isError: code !== 0 };
    const id = message.callId === undefined ? {} : { id: message.callId };
    this.builder.result({ ...at, ...id, ...failed, text: message.text, parts: message.parts });
    this.open--;
  }

  /** How the run ended, which is not whether the task was solved: the tests are run elsewhere. */
  private outcome(status: string | undefined): void {
    if (!status || this.builder.fields.outcome) return;
    this.builder.fields.outcome = { success: null, source: 'info.exit_status', detail: status };
    if (!/^submitted$/i.test(status)) this.builder.error(status, { pointer: '/info/exit_status', code: status });
  }
}

/** v2 with the Responses API logs whole responses, and outputs as items. */
function fromResponse(value: unknown): MessageIn | undefined {
  if (get(value, 'type') === 'function_call_output') {
    return { role: 'tool', text: str(get(value, 'output')) ?? '', callId: str(get(value, 'call_id')) };
  }
  const output = arr(get(value, 'output'));
  if (!output) return undefined;
  const message: MessageIn = { role: 'assistant', text: '', calls: [] };
  for (const item of output) {
    const type = get(item, 'type');
    const texts = (arr(get(item, type === 'reasoning' ? 'summary' : 'content')) ?? []).flatMap(
      (c) => str(get(c, 'text')) ?? [],
    );
    if (type === 'message') message.text += texts.join('\n');
    else if (type === 'reasoning' && texts.length)
      message.reasoning = [message.reasoning, ...texts].filter(Boolean).join('\n');
    else if (type === 'function_call') {
      const id = str(get(item, 'call_id'));
      message.calls?.push({
        name: str(get(item, 'name')) ?? '',
        args: str(get(item, 'arguments')) ?? '',
        ...defined({ id: id || undefined }),
      });
    } else if (type !== 'message' && type !== 'reasoning')
      message.parts = [...(message.parts ?? []), ...unreadPart(item)];
  }
  return message;
}
