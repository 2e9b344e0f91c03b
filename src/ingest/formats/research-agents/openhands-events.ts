/**
 * Events of OpenHands V0, one after the other, to canonical events.
 *
 * Described in OpenHands/OpenHands (`openhands/events/`). An action is what the agent did, and an
 * observation names the action that it answers by `cause`. What the model wrote is kept in
 * `tool_call_metadata.model_response`, and is repeated on each action of that response and on the observations.
 */

import { defined } from '../../../kit/defined.ts';
import type { PartStub } from '../../../model/event.ts';
import { pointerOf } from '../../blocks.ts';
import type { At, SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import { MessageHold } from '../../hold.ts';
import { readTools } from '../../openai.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import { rawJson } from '../../rawjson.ts';
import { holdsData } from '../../steps/unknown.ts';

type Path = readonly (string | number)[];

/**
 * Actions and observations about the run itself. `recall` looks up knowledge for the prompt.
 */
const METADATA = new Set(['recall', 'change_agent_state', 'null', 'agent_state_changed', 'start']);
export const isMetadata = (event: unknown): boolean =>
  METADATA.has(str(get(event, 'action')) ?? str(get(event, 'observation')) ?? '');
/** Fields of an action's arguments that are not the tool's. */
const NOT_ARGUMENTS = new Set([
  'thought',
  'confirmation_state',
  'security_risk',
  'is_confirmed',
  'hidden',
  'blocking',
  'keep_prompt',
]);

/** Fields of an event that are none of its action's. */
const FRAME = new Set([
  'id',
  'action',
  'source',
  'timestamp',
  'message',
  'cause',
  'tool_call_metadata',
  'llm_metrics',
  'timeout',
  'action_risk',
]);

export class OpenHandsEvents {
  private readonly hold: MessageHold;
  /** Native id of the call that an action made, by the action's number. */
  private readonly callOf = new Map<string, string>();
  /** Turn of each call: what a rejection of it is about. */
  private readonly turnOf = new Map<string, number>();

  /** The agent's last message waits for an answer. */
  private awaited = false;
  /** The person has spoken. */
  private asked = false;

  constructor(private readonly builder: SessionBuilder) {
    this.hold = new MessageHold(builder);
  }

  /** @param path way to the event in its record. */
  add(event: unknown, text: string, path: Path): void {
    if (!isObject(event) || isMetadata(event)) return;
    const time = get(event, 'timestamp');
    const at: At = { pointer: pointerOf(path), record: this.builder.record };
    if (time !== undefined) at.time = time;
    if (typeof get(event, 'observation') === 'string') this.observation(event, at);
    else if (typeof get(event, 'action') === 'string') this.action(event, text, path, at);
    else if (holdsData(event)) this.builder.unknown('event', event);
  }

  /** Call after the last event: an answer may still be held back. */
  end(): void {
    this.hold.flush();
  }

  /** What an action is: instructions, a compaction, words of the user or the agent, or else a call. */
  private action(event: unknown, text: string, path: Path, at: At): void {
    const { builder, hold } = this;
    const action = str(get(event, 'action')) ?? '';
    const args = fieldsOf(event);
    // Old histories do not say who speaks: it is the person who begins, and who is waited for.
    const theirs = action === 'message' && (!this.asked || this.awaited);
    const byUser = (get(event, 'source') ?? (theirs ? 'user' : undefined)) === 'user';
    this.awaited = action === 'message' && get(args, 'wait_for_response') === true;
    if (action === 'system') {
      hold.flush();
      builder.system(str(get(args, 'content')) ?? '', at);
      for (const tool of readTools(get(args, 'tools'), text, [...path, 'args', 'tools']))
        builder.tools.set(tool.name, tool);
    } else if (action === 'condensation') {
      hold.flush();
      builder.boundary('compaction', str(get(args, 'summary')), at);
    } else if (action === 'message' && byUser) {
      hold.flush();
      this.asked = true;
      builder.user(str(get(args, 'content')) ?? '', { ...at, parts: imagesOf(args) });
    } else if (action === 'message' || action === 'finish') {
      const said = action === 'message' ? [str(get(args, 'content'))] : lastWords(event);
      hold.flush();
      builder.newTurn();
      this.reasoning(event, at);
      builder.assistant(said.filter(Boolean).join('\n\n'), { ...at, ...modelOf(event), parts: imagesOf(args) });
    } else this.call(event, action, text, path, at, byUser);
  }

  /**
   * A call. The response's text goes with its first action; runs without native calls get an id from the action's
   * number.
   */
  private call(event: unknown, action: string, text: string, path: Path, at: At, byUser: boolean): void {
    const { builder, hold } = this;
    const number = idOf(get(event, 'id'));
    const meta = get(event, 'tool_call_metadata');
    const id = idOf(get(meta, 'tool_call_id')) ?? (number === undefined ? undefined : `event-${number}`);
    if (number !== undefined && id !== undefined) this.callOf.set(number, id);
    const response = idOf(get(meta, 'model_response', 'id'));
    const known = hold.has(response);
    const said = messageOf(event);
    // The argument of `think` is a thought too, and no speech.
    const thought = action === 'think' ? undefined : str(get(fieldsOf(event), 'thought'));
    const spoken = readContent(get(said, 'content')).text || (thought ?? '');
    const name = str(get(meta, 'function_name')) ?? action;
    const raw = argumentsOf(event, said, text, path);
    hold.part(byUser ? undefined : response, () => {
      if (byUser) builder.newTurn();
      else if (!known) {
        this.reasoning(event, at);
        if (spoken.trim() !== '' && action !== 'think') builder.assistant(spoken, { ...at, ...modelOf(event) });
        else if (action === 'think' && said !== undefined && spoken.trim() !== '')
          builder.assistant(spoken, { ...at, ...modelOf(event) });
      }
      builder.call({
        ...at,
        ...modelOf(event),
        name,
        args: raw,
        ...defined({ id, side: byUser ? ('user' as const) : undefined }),
      });
      if (id !== undefined) this.turnOf.set(id, builder.turn);
    });
  }

  /** A result, or an error that answers nothing: of the model's API, or of the runtime. */
  private observation(event: unknown, at: At): void {
    const { builder, hold } = this;
    const kind = str(get(event, 'observation')) ?? '';
    const cause = idOf(get(event, 'cause'));
    const native =
      (cause === undefined ? undefined : this.callOf.get(cause)) ??
      idOf(get(event, 'tool_call_metadata', 'tool_call_id'));
    const id = native ?? (cause === undefined ? undefined : `event-${cause}`);
    const text = str(get(event, 'content')) ?? str(get(event, 'message')) ?? '';
    if (kind === 'error' && id === undefined) {
      hold.flush();
      const code = str(get(event, 'extras', 'error_id'));
      builder.error(text, { ...at, ...defined({ code: code || undefined }) });
      return;
    }
    const exit =
      num(get(event, 'extras', 'metadata', 'exit_code')) ??
      num(get(event, 'extras', 'exit_code')) ??
      num(get(event, 'exit_code'));
    const success = get(event, 'success');
    const failed =
      kind === 'error' || (exit !== undefined && exit > 0) || success === false
        ? true
        : exit === 0 || success === true
          ? false
          : undefined;
    hold.result(() => {
      builder.result({
        ...at,
        text,
        ...defined({ id, isError: failed }),
      });
      if (kind !== 'user_rejected') return;
      const target = (id === undefined ? undefined : this.turnOf.get(id)) ?? null;
      builder.feedback({ ...at, signal: 'reject', by: 'end_user', target });
    });
  }

  /** Reasoning of the response, which is no field of the event. */
  private reasoning(event: unknown, at: At): void {
    const said = messageOf(event);
    const thought = str(get(said, 'reasoning_content')) || readContent(get(said, 'content')).reasoning;
    if (thought) this.builder.reasoning(thought, at);
  }
}

/** An action's own fields: under `args`, or in old histories in the event itself. */
const fieldsOf = (event: unknown): unknown => get(event, 'args') ?? event;

const messageOf = (event: unknown): unknown =>
  get(event, 'tool_call_metadata', 'model_response', 'choices', 0, 'message');

const modelOf = (event: unknown): { model?: string } => {
  const model = str(get(event, 'tool_call_metadata', 'model_response', 'model'));
  return model ? { model } : {};
};

/** Arguments as the model wrote them; else those of the action. */
function argumentsOf(event: unknown, said: unknown, text: string, path: Path): string {
  const id = get(event, 'tool_call_metadata', 'tool_call_id');
  const call = (arr(get(said, 'tool_calls')) ?? []).find((c) => get(c, 'id') === id);
  const written = get(call, 'function', 'arguments');
  if (typeof written === 'string') return written;
  const args = fieldsOf(event);
  if (!isObject(args)) return '';
  const way = args === event ? path : [...path, 'args'];
  const own = Object.entries(args).filter(
    ([key, v]) => !NOT_ARGUMENTS.has(key) && v !== null && !(args === event && FRAME.has(key)),
  );
  const parts = own.map(([key, v]) => `${JSON.stringify(key)}:${rawJson(text, [...way, key], v)}`);
  return `{${parts.join(',')}}`;
}

/** What a finishing agent says: text beside the call, and the call's message. */
function lastWords(event: unknown): (string | undefined)[] {
  const args = fieldsOf(event);
  const beside = readContent(get(messageOf(event), 'content')).text || str(get(args, 'thought'));
  const last = str(get(args, 'final_thought')) || str(get(args, 'outputs', 'content')) || undefined;
  if (!beside && !last) return [str(get(event, 'message'))];
  return beside === last ? [last] : [beside, last];
}

const imagesOf = (args: unknown): PartStub[] =>
  readContent((arr(get(args, 'image_urls')) ?? []).map((url) => ({ type: 'image_url', image_url: { url } }))).parts;
