/** Builds a session from events in log order: numbers them, groups turns, pairs calls with results. */

import { defined } from '../kit/defined.ts';
import type { Event, EventFlag, EventOf, PartStub, Score, Session, ToolDef } from '../model/index.ts';
import {
  type At,
  type CallEventIn,
  type ContextIn,
  extras,
  type FeedbackIn,
  placeIn,
  type ResultEventIn,
  type SpokenIn,
  type TextIn,
} from './event-input.ts';
import { EventLine } from './event-line.ts';
import { inferredTools, isJsonObject, onceEncoded } from './inferred-tools.ts';
import type { MessageIn } from './message.ts';
import { pairCalls } from './pairing.ts';
import { answerIn, feedbackIn, withAnswer } from './steps/answers.ts';
import type { HarnessPiece } from './steps/harness-heads.ts';
import { alike } from './steps/reasoning.ts';
import { isPlain, openCallsIn, turnsOf } from './steps/turns.ts';
import { unknownPart } from './steps/unknown.ts';

export type { At, CallEventIn, FeedbackIn, ResultEventIn } from './event-input.ts';

/** What a reader may set by itself; the rest of a session is collected or computed by the builder. */
type SessionFields = Partial<
  Omit<Session, 'format' | 'events' | 'branches' | 'records' | 'tools' | 'scores' | 'governance'>
>;

/**
 * Takes events in log order and gives one `Session`.
 *
 * Use: `from(ref)` for each record before the events that come out of it, then one method per event, `build` at the
 * end. The order of the calls is the order of the events: the builder sorts nothing and drops nothing. Times are parsed
 * here, and a time that cannot be parsed stays in `tsRaw` alone.
 */
export class SessionBuilder extends EventLine {
  /** Set as the log tells them. */
  readonly fields: SessionFields = {};
  /** Scores of the session as a whole (rewards, evaluators), in log order. */
  readonly scores: Score[] = [];
  /** Declared tools by name; a later declaration of the same name replaces the earlier one. */
  readonly tools = new Map<string, ToolDef>();
  /** Ids of people the log says the session is about; hashed before anything leaves redaction. */
  readonly subjects = new Set<string>();
  consent: Session['governance']['consent'] = 'missing';
  jurisdiction: string | undefined;
  readonly purposes = new Set<string>();

  /** The last answer that was given by a tool, whose result is none of a tool. */
  private answered: { id: string | undefined; name: string; said: string; length: number } | undefined;
  constructor(private readonly format: string) {
    super();
  }

  /** Instructions to the model. Opens a turn. */
  system(text: string, at: TextIn = {}): void {
    this.push({ ...this.place(at, true), kind: 'system', text, ...extras(at) });
  }

  /** What the user wrote. Opens a turn. Results that an application put into a user's turn become results. */
  user(text: string, at: TextIn & Pick<MessageIn, 'program'> = {}): void {
    this.turns({ role: 'user', text, ...defined({ program: at.program }) }, at);
  }

  /** Text the application put before the model on its own account: retrieved documents, open files, summaries. */
  context(text: string, at: ContextIn = {}): void {
    this.push({
      ...this.place(at, !at.joins),
      kind: 'context',
      text,
      ...extras(at),
      ...defined({ title: at.title || undefined, harness: at.harness }),
    });
  }

  /**
   * One assistant message is one turn: call `newTurn` before its first part. Reasoning and calls within the text become
   * events of their own; a text of reasoning alone leaves no answer.
   */
  assistant(text: string, at: SpokenIn = {}): void {
    const m: MessageIn = { role: 'assistant', text };
    if (isPlain(m)) {
      this.answer(text, at);
      return;
    }
    const [first, ...more] = turnsOf(m, 0, this.knows);
    if (first === m) this.answer(text, at);
    else if (first) this.parts(first, at);
    for (const turn of more) this.message(turn, at);
  }

  private answer(text: string, at: SpokenIn): void {
    const event: Event = { ...this.place(at, !this.inMessage()), kind: 'assistant', text, ...extras(at) };
    if (at.model) event.model = at.model;
    if (at.latencyMs !== undefined) event.latencyMs = at.latencyMs;
    this.push(event);
  }

  /** What was taken out of one text: reasoning, what is left of the text, calls. */
  private parts(m: MessageIn, at: SpokenIn): void {
    const bare = m.text === '' && !at.parts?.length;
    const alone = bare && !m.calls?.length;
    if (m.reasoning && !this.thought(m.reasoning))
      this.reasoning(m.reasoning, { ...at, parts: [], flags: alone ? (at.flags ?? []) : [] });
    if (!bare) this.answer(m.text, at);
    for (const call of m.calls ?? []) this.call({ ...at, ...call });
  }

  /** Servers that split the reasoning off may leave it in the text as well: it is taken once. */
  private thought(text: string): boolean {
    const last = this.sink.at(-1);
    return last?.kind === 'reasoning' && this.inMessage() && alike(last.text, text);
  }

  /** The model's reasoning; belongs to the turn of the assistant message that it is part of. */
  reasoning(text: string, at: TextIn = {}): void {
    this.push({ ...this.place(at, !this.inMessage()), kind: 'reasoning', text, ...extras(at) });
  }

  /**
   * A tool call. Arguments that are neither a JSON object nor blank get the flag `bad_arguments`, unless the tool takes
   * plain text; they are kept as they are in either case.
   */
  call(call: CallEventIn): void {
    // Beside other calls of its message it is an action like them.
    const beside = this.inMessage() && this.sink.at(-1)?.kind === 'tool_call';
    const said = call.side || beside ? undefined : answerIn(call);
    if (said === undefined) this.addCall(call);
    else this.answerByTool(said, call);
  }

  /** The answer goes on with what the message says before it. Its result, if there is one, is known by the call's id. */
  private answerByTool(said: string, call: CallEventIn): void {
    const last = this.sink.at(-1);
    if (last?.kind === 'assistant' && this.inMessage()) last.text = withAnswer(last.text, said);
    else {
      const { model, latencyMs, flags } = call;
      this.answer(said, { ...placeIn(call), ...defined({ model, latencyMs, flags }) });
    }
    this.answered = { id: call.id, name: call.name, said, length: this.length };
  }

  private addCall(call: CallEventIn): void {
    const args = call.freeform ? call.args : onceEncoded(call.args);
    const event: EventOf<'tool_call'> = {
      ...this.place(call, !this.inMessage()),
      kind: 'tool_call',
      call: -1,
      name: call.name,
      args,
      argsJson: isJsonObject(args),
      result: 'missing',
    };
    if (call.id !== undefined) event.nativeId = call.id;
    if (call.side) event.side = call.side;
    if (call.model) event.model = call.model;
    if (call.latencyMs !== undefined) event.latencyMs = call.latencyMs;
    const flags = [
      ...(call.flags ?? []),
      ...(!event.argsJson && !call.freeform && args.trim() !== '' ? (['bad_arguments'] as const) : []),
    ];
    if (flags.length) event.flags = flags;
    this.push(event);
  }

  /**
   * A tool result. Opens a turn, so that parallel calls stay in one turn and their results follow in others.
   *
   * @returns true when it answers an answer (see `steps/answers.ts`), and what the person said in it became a turn
   */
  result(result: ResultEventIn): boolean {
    const { text, id: callId, name, isError, ...at } = result;
    const m: MessageIn = { role: 'tool', text, ...defined({ callId, name, isError }) };
    if (this.answered || isPlain(m)) return this.addResult(result);
    this.turns(m, at);
    return false;
  }

  /** What comes back for an answer: the person's next words, nothing, or a note of the program. */
  private afterAnswer(result: ResultEventIn, answered: { name: string; said: string }): boolean {
    const words = feedbackIn(result.text);
    if (words !== undefined) this.user(words, placeIn(result));
    else if (result.text.trim() !== '' && result.text.trim() !== answered.said)
      this.context(result.text, { ...placeIn(result), title: answered.name });
    return words !== undefined;
  }

  /** The answer by a tool that a result belongs to: by its id, or right behind it. */
  private takeAnswered(result: Pick<ResultEventIn, 'id'>): typeof this.answered {
    const { answered } = this;
    if (!answered || (result.id ?? answered.id) !== answered.id) return undefined;
    if (result.id === undefined && this.length !== answered.length) return undefined;
    this.answered = undefined;
    return answered;
  }

  private addResult(result: ResultEventIn): boolean {
    const answered = this.takeAnswered(result);
    if (answered) return this.afterAnswer(result, answered);
    const event: EventOf<'tool_result'> = {
      ...this.place(result, true),
      kind: 'tool_result',
      call: null,
      text: result.text,
      ...extras(result),
    };
    if (result.id !== undefined) event.nativeId = result.id;
    if (result.name) event.name = result.name;
    if (result.isError !== undefined) event.isError = result.isError;
    if (result.latencyMs !== undefined) event.latencyMs = result.latencyMs;
    this.push(event);
    return false;
  }

  /** An error of the API or the application, not of a tool (that is a result with `isError`). */
  error(text: string, at: At & { code?: string } = {}): void {
    this.push({ ...this.place(at, true), kind: 'error', text, ...defined({ code: at.code || undefined }) });
  }

  /**
   * Feedback on a turn or on the session. `target` counts turns from 0; null or a negative number means the session.
   */
  feedback(feedback: FeedbackIn): void {
    const { time: _time, agent: _agent, pointer: _pointer, record: _record, ...fields } = feedback;
    // About a turn before the first one: about the session.
    if (fields.target !== null && fields.target < 0) fields.target = null;
    // Feedback is not part of the talk: it must not open a turn.
    this.push({ ...this.place(feedback, this.turnNow < 0), kind: 'feedback', ...fields });
  }

  /** A break in the session, such as a compaction or a resume, at which the model's context changed. */
  boundary(reason: EventOf<'boundary'>['reason'], text?: string, at: At = {}): void {
    this.push({ ...this.place(at, true), kind: 'boundary', reason, ...defined({ text: text || undefined }) });
  }

  /** One chat message with its reasoning and calls. */
  message(m: MessageIn, at: SpokenIn = {}): void {
    const more: SpokenIn = { ...at };
    const parts = m.role === 'assistant' ? m.parts : [...(m.parts ?? []), ...unspoken(m)];
    if (parts?.length) more.parts = parts;
    if (m.flags?.length) more.flags = [...(at.flags ?? []), ...m.flags];
    this.turns(m, more, at);
  }

  /**
   * A message as the events that it is, see `steps/turns.ts`.
   *
   * @param bare place without the message's parts and flags, for its reasoning
   */
  private turns(m: MessageIn, at: SpokenIn, bare: SpokenIn = at): void {
    if (isPlain(m)) {
      this.emit(m, at, bare, false);
      return;
    }
    for (const turn of turnsOf(m, m.role === 'assistant' ? 0 : openCallsIn(this.sink), this.knows))
      this.emit(turn, at, bare, turn !== m);
  }

  private emit(turn: MessageIn, at: SpokenIn, bare: SpokenIn, apart: boolean): void {
    if (turn.role === 'system') {
      if (turn.text.trim() !== '' || at.parts?.length) this.system(turn.text, at);
    } else if (turn.role === 'user') this.userMessage(turn, at);
    else if (turn.role === 'tool') {
      this.addResult({ ...at, text: turn.text, id: turn.callId, name: turn.name, isError: turn.isError });
      for (const p of turn.harness ?? []) this.harness(p, 'result', at, true);
    } else this.assistantMessage(turn, at, bare, apart);
  }

  /** The person's words, between what the harness wrote before and behind them: one turn. One that holds nothing is none. */
  private userMessage({ text, harness = [] }: MessageIn, at: SpokenIn): void {
    const turn = this.turnNow;
    for (const p of harness) if (!p.after) this.harness(p, 'user', at, this.turnNow > turn);
    if (text.trim() !== '' || at.parts?.length)
      this.push({ ...this.place(at, this.turnNow === turn), kind: 'user', text, ...extras(at) });
    for (const p of harness) if (p.after) this.harness(p, 'user', at, this.turnNow > turn);
  }

  /** @param joins it belongs to the turn of the event before it */
  private harness(piece: HarnessPiece, harness: 'user' | 'result', at: SpokenIn, joins: boolean): void {
    const { kind, title, text } = piece;
    const here = placeIn(at);
    if (kind === 'context') this.context(text, { ...here, title, harness, joins });
    else if (kind === 'summary') this.boundary('compaction', text, here);
    else {
      const target = this.sink.findLast((e) => e.kind === 'assistant' || e.kind === 'tool_call')?.turn ?? null;
      this.feedback({ ...here, signal: 'interrupted', by: 'end_user', target });
    }
  }

  /**
   * Reasoning, then text, then calls: the order in which the APIs write them. A message without any of them is no turn, but for
   * its flags.
   *
   * @param apart it was taken out of a text, and need not have left an answer
   */
  private assistantMessage(m: MessageIn, at: SpokenIn, bare: SpokenIn, apart: boolean): void {
    this.newTurn();
    const calls = m.calls ?? [];
    if (apart && m.text === '') {
      this.parts(m, at);
      return;
    }
    if (m.reasoning) this.reasoning(m.reasoning, bare);
    if (m.text !== '' || calls.length === 0) {
      const holds = m.text.trim() !== '' || !!at.parts?.length;
      // Of a message that holds nothing only what is known of it is worth a turn.
      if (!holds && !m.reasoning && !at.flags?.length) return;
      const flags: EventFlag[] = holds ? (at.flags ?? []) : [...new Set([...(at.flags ?? []), 'empty' as const])];
      this.answer(m.text, { ...at, ...(flags.length > 0 ? { flags } : undefined) });
    } else this.attach(at.parts ?? []);
    for (const call of calls) this.call({ ...at, ...call });
  }

  /** A tool that the log declares, in its list of tools or in the system prompt. */
  private readonly knows = (name: string): boolean =>
    this.tools.has(name) ||
    this.sink.some((e) => e.kind === 'system' && e.text.includes(JSON.stringify(name))) ||
    this.main.some((e) => e.kind === 'system' && e.text.includes(JSON.stringify(name)));

  /** undefined when no event was added. */
  build(): Session | undefined {
    if (this.main.length === 0 && this.branches.length === 0) return undefined;
    // Where no event can hold what was lost, one of its own tells of it.
    if (!this.housed()) this.context('', { title: 'unknown' });
    pairCalls(this.main, this.branches);
    return {
      format: this.format,
      ...this.fields,
      events: this.main,
      branches: this.branches,
      tools: this.tools.size > 0 ? [...this.tools.values()] : inferredTools(this.main),
      governance: {
        consent: this.consent,
        subjects: [...this.subjects],
        ...defined({
          jurisdiction: this.jurisdiction || undefined,
          purposes: this.purposes.size > 0 ? [...this.purposes] : undefined,
        }),
      },
      scores: this.scores,
      records: this.records,
    };
  }
}

/** Only the model reasons and calls: in a message of anybody else they are counted, since who wrote it may be misnamed. */
const unspoken = (m: MessageIn): PartStub[] => [
  ...(m.reasoning ? [unknownPart('reasoning', { reasoning: m.reasoning })] : []),
  ...(m.calls ?? []).map(() => unknownPart('tool_call', { name: '', args: '' })),
];
