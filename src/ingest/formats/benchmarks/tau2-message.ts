/**
 * One message of a tau2 simulation. Calls are flat (`name`, `arguments`, `requestor`), and results of parallel calls
 * come together in one message with `tool_messages`.
 */

import { defined } from '../../../kit/defined.ts';
import { pointerOf } from '../../blocks.ts';
import type { At, SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import { rawJson } from '../../rawjson.ts';
import { holdsProse } from '../../steps/unknown.ts';
import { SENTINEL } from './tau-bench.ts';

type Path = readonly (string | number)[];

/**
 * @param path way to the message in its record, for pointers and raw arguments.
 * @param where record that the simulation is in.
 */
export function readTau2Message(m: unknown, text: string, path: Path, builder: SessionBuilder, where: At): void {
  const role = str(get(m, 'role'));
  const several = arr(get(m, 'tool_messages'));
  if (several) {
    for (const [i, one] of several.entries()) {
      readTau2Message(one, text, [...path, 'tool_messages', i], builder, where);
    }
    return;
  }
  const at: At = { ...where, pointer: pointerOf(path) };
  const time = get(m, 'timestamp');
  if (time !== undefined && time !== null) at.time = time;
  const content = readContent(get(m, 'content'));
  if (role === 'system') builder.system(content.text, at);
  else if (role === 'user') readUser(m, content.text, text, path, builder, at);
  else if (role === 'assistant') readAssistant(m, content.text, text, path, builder, at);
  else if (role === 'tool') {
    const error = get(m, 'error');
    const id = idOf(get(m, 'id'));
    builder.result({
      ...at,
      text: content.text,
      ...defined({ id, isError: typeof error === 'boolean' ? error : undefined }),
    });
  } else if (holdsProse(m)) builder.unknown(role ?? 'message', m);
}

/** Words of the simulated user, then the tools that it used itself, which are not the agent's actions. */
function readUser(m: unknown, said: string, text: string, path: Path, builder: SessionBuilder, at: At): void {
  const clean = said.replace(SENTINEL, '').trim();
  if (clean !== '') builder.user(clean, at);
  builder.newTurn();
  readCalls(m, text, path, builder, at, true);
}

function readAssistant(m: unknown, said: string, text: string, path: Path, builder: SessionBuilder, at: At): void {
  builder.newTurn();
  const thought = str(get(m, 'reasoning')) ?? str(get(m, 'reasoning_content'));
  if (thought) builder.reasoning(thought, at);
  const reply = unwrap(said);
  const seconds = num(get(m, 'generation_time_seconds'));
  const latency = seconds === undefined ? {} : { latencyMs: Math.round(seconds * 1000) };
  const calls = arr(get(m, 'tool_calls')) ?? [];
  if (reply !== '' || calls.length === 0) {
    builder.assistant(reply, { ...at, ...latency, ...defined({ flags: reply === '' ? ['empty'] : undefined }) });
  }
  readCalls(m, text, path, builder, { ...at, ...latency }, false);
}

/** `requestor` says whose call it is; `byUser` holds for messages of the user, where older files leave it out. */
function readCalls(m: unknown, text: string, path: Path, builder: SessionBuilder, at: At, byUser: boolean): void {
  (arr(get(m, 'tool_calls')) ?? []).forEach((call, i) => {
    if (!isObject(call)) return;
    const key = [...path, 'tool_calls', i, 'arguments'];
    const raw = get(call, 'arguments');
    const id = idOf(get(call, 'id'));
    builder.call({
      ...at,
      name: str(get(call, 'name')) ?? '',
      args: typeof raw === 'string' ? raw : raw === undefined ? '' : rawJson(text, key, raw),
      ...defined({ id, side: byUser || get(call, 'requestor') === 'user' ? ('user' as const) : undefined }),
    });
  });
}

/** Some agents answer `{"message": "…"}`, of which only the message was shown. */
function unwrap(said: string): string {
  if (!/^\s*\{\s*"message"\s*:/.test(said)) return said;
  try {
    const parsed: unknown = JSON.parse(said);
    const inner = str(get(parsed, 'message'));
    return isObject(parsed) && inner !== undefined && Object.keys(parsed).length === 1 ? inner : said;
  } catch {
    return said;
  }
}
