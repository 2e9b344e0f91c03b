/**
 * Continue: `~/.continue/sessions/ID.json`.
 *
 * The types are `Session` and `ChatHistoryItem` in continuedev/continue (`core/index.d.ts`). An item holds a message and, beside
 * it, what was attached (`contextItems`), reasoning, and the states of its calls. A state repeats what the message of role
 * `tool` says, and is read where there is none. Kiro's editor writes its sessions in the same shape. Times stand in the list of
 * sessions only.
 */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import type { MessageIn } from '../../message.ts';
import { arr, get, idOf, isObject, str } from '../../parse.ts';
import { into, items, type Place, placeOf, rawArgs } from '../../place.ts';
import type { Reader } from '../../reader.ts';
import { requestMessages } from '../../shapes/messages.ts';
import { readCall } from '../../shapes/parts.ts';
import { holdsProse } from '../../steps/unknown.ts';
import { parseTime } from '../../time.ts';

const FORMAT = 'continue';

const isSession = (v: unknown): boolean =>
  typeof get(v, 'sessionId') === 'string' &&
  (arr(get(v, 'history')) ?? [undefined]).slice(0, 3).every((i) => typeof get(i, 'message', 'role') === 'string');

export const continueDev: Reader = {
  id: FORMAT,
  doc: {
    title: 'Continue sessions',
    files: '~/.continue/sessions/*.json; Kiro: kiro.kiroagent/workspace-sessions/*/*.json',
    detection: 'An object with `sessionId` and a `history` of items that each hold a `message`.',
    notes: [
      'What was attached to a question is context before it; messages of role thinking and `reasoning` beside an answer are reasoning.',
      'A call, or a result, that has no message is taken from the state of the call; a call that was cancelled is a rejection.',
      'Logs of prompts repeat the talk, and the editor’s state the question: neither is read. A summary of what came before is a boundary.',
    ],
  },
  votes: isSession,
  index({ value }) {
    if (!isSession(value)) return { skip: 'no session of Continue' };
    if (!arr(get(value, 'history'))?.length) return { skip: 'a session without messages', code: 'empty' };
    const time = parseTime(get(value, 'dateCreated') ?? get(value, 'createdAt'));
    return [{ key: `session:${str(get(value, 'sessionId'))}`, ...defined({ time }) }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = FORMAT;
    for (const record of records) {
      builder.from(record.ref);
      builder.fields.nativeId = str(get(record.value, 'sessionId')) ?? '';
      const model = str(get(record.value, 'chatModelTitle'));
      if (model) builder.fields.model = model;
      new Talk(builder, items(into(placeOf(record), 'history'))).emit();
    }
    return builder.build();
  },
};

/** Members of an item that are read, repeat what is read, or are state of the page. */
const KNOWN = new Set(
  `message contextItems reasoning toolCallStates toolCallState conversationSummary appliedRules promptLogs editorState modifiers
   checkpoint isBeforeCheckpoint isGatheringContext`.split(/\s+/),
);

class Talk {
  /** Reasoning that comes before its answer as a message of its own. */
  private thoughts: string[] = [];
  /** Calls that a message of role `tool` answers. */
  private readonly answered: ReadonlySet<string | undefined>;
  private readonly rules = new Set<string>();
  /** Ids of calls that are told. */
  private readonly called = new Set<string>();

  constructor(
    private readonly builder: SessionBuilder,
    private readonly history: readonly Place[],
  ) {
    this.answered = new Set(
      history
        .filter((item) => get(item.value, 'message', 'role') === 'tool')
        .map((item) => idOf(get(item.value, 'message', 'toolCallId'))),
    );
  }

  emit(): void {
    for (const item of this.history) this.item(item);
    if (this.thoughts.length > 0) this.builder.newTurn().reasoning(this.thoughts.join('\n'));
  }

  private item(item: Place): void {
    this.attached(item);
    const message = into(item, 'message');
    const role = get(message.value, 'role');
    if (role === 'thinking') {
      const said = str(get(message.value, 'content'));
      if (said) this.thoughts.push(said);
    } else for (const m of requestMessages(message)) this.message(m, item);
    const states = statesOf(item);
    for (const state of states) this.call(state);
    for (const state of states) this.state(state);
    for (const [key, value] of Object.entries(isObject(item.value) ? item.value : {}))
      if (!KNOWN.has(key) && holdsProse(value)) this.builder.unknown(key, value);
    const summary = str(get(item.value, 'conversationSummary'));
    if (summary) this.builder.boundary('compaction', summary, { pointer: item.pointer });
  }

  /** Files and rules that the model was shown; a rule that applies to many questions is told once. */
  private attached(item: Place): void {
    for (const rule of items(into(item, 'appliedRules'))) {
      const text = str(get(rule.value, 'rule'));
      if (!text || this.rules.has(text)) continue;
      this.rules.add(text);
      this.builder.context(text, { pointer: rule.pointer, title: str(get(rule.value, 'name')) ?? 'rule' });
    }
    for (const file of items(into(item, 'contextItems'))) {
      const text = str(get(file.value, 'content'));
      const title = str(get(file.value, 'name'));
      if (text) this.builder.context(text, { pointer: file.pointer, ...defined({ title }) });
    }
  }

  private message(m: MessageIn, item: Place): void {
    const at = { pointer: m.pointer ?? '', ...defined({ time: m.time ?? get(item.value, 'timestamp') ?? undefined }) };
    if (m.role === 'tool') {
      const failed = this.history.some((i) =>
        statesOf(i).some((s) => get(s.value, 'toolCallId') === m.callId && get(s.value, 'status') === 'errored'),
      );
      this.builder.message(failed ? { ...m, isError: true } : m, at);
      return;
    }
    if (m.role !== 'assistant') {
      this.builder.message(m, at);
      return;
    }
    for (const { id } of m.calls ?? []) if (id !== undefined) this.called.add(id);
    const beside = str(get(item.value, 'reasoning', 'text'));
    const reasoning = [...this.thoughts.splice(0), m.reasoning, beside].filter((t) => t).join('\n');
    const model = str(get(item.value, 'promptLogs', 0, 'modelTitle'));
    // The command line keeps calls in their states alone.
    const bare = m.text === '' && !m.calls?.length && !m.parts?.length && statesOf(item).length > 0;
    if (!bare) {
      this.builder.message(
        { ...m, ...defined({ reasoning: reasoning || undefined }) },
        { ...at, ...defined({ model }) },
      );
      return;
    }
    this.builder.newTurn();
    if (reasoning) this.builder.reasoning(reasoning, at);
  }

  /** A call that the message does not hold. */
  private call(state: Place): void {
    const id = idOf(get(state.value, 'toolCallId')) ?? idOf(get(state.value, 'toolCall', 'id'));
    const call = readCall(into(state, 'toolCall'));
    if (!call || (id !== undefined && this.called.has(id))) return;
    if (id !== undefined) this.called.add(id);
    this.builder.call({ pointer: state.pointer, ...call, ...defined({ id }) });
  }

  /** What came of a call that no message answers. */
  private state(state: Place): void {
    const id = idOf(get(state.value, 'toolCallId')) ?? idOf(get(state.value, 'toolCall', 'id'));
    const status = str(get(state.value, 'status'));
    const given = into(state, 'output');
    const plain = str(given.value);
    const output = plain === undefined ? items(given) : [given];
    const cancelled = status === 'canceled' || status === 'cancelled';
    if ((id !== undefined && this.answered.has(id)) || (output.length === 0 && !cancelled && status !== 'errored'))
      return;
    const text = plain ?? output.map((o) => str(get(o.value, 'content')) ?? rawArgs(o)).join('\n');
    const isError = cancelled || status === 'errored' ? true : undefined;
    this.builder.result({ text, pointer: state.pointer, ...defined({ id, isError }) });
    // The result has opened a turn: the call is in the one before.
    if (cancelled) this.builder.feedback({ signal: 'reject', by: 'end_user', target: this.builder.turn - 1 });
  }
}

/** One state a call; before 2025-06 there was one call a message. */
function statesOf(item: Place): Place[] {
  const states = items(into(item, 'toolCallStates'));
  const single = into(item, 'toolCallState');
  return states.length === 0 && isObject(single.value) ? [single] : states;
}
