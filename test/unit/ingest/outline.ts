/** One line an event with everything a reader may say of it, so that a table can hold what a log is read as. */
import { expect } from 'vitest';
import type { Event, Session } from '../../../src/model/index.ts';
import { readFiles } from './support.ts';

const said = (event: Event): string => {
  switch (event.kind) {
    case 'tool_call':
      return `call ${event.name}(${event.args})${event.side ? ' of the user' : ''}${event.result === 'missing' ? ' unanswered' : ''}`;
    case 'tool_result': {
      const state = event.isError === undefined ? '' : event.isError ? ' failed' : ' fine';
      return `result ${event.name ?? '?'}${state}: ${event.text}${event.call === null ? ' (orphan)' : ''}`;
    }
    case 'feedback': {
      const { signal, name, value, by, target, text } = event;
      const about = target === null ? 'session' : `turn ${target}`;
      return `feedback ${signal}${name ? ` ${name}` : ''}${value === undefined ? '' : ` ${value}`} by ${by} on ${about}${text ? `: ${text}` : ''}`;
    }
    case 'error':
      return `error${event.code ? ` ${event.code}` : ''}: ${event.text}`;
    case 'boundary':
      return `boundary ${event.reason}: ${event.text ?? ''}`;
    case 'context':
      return `context ${event.title ?? ''}: ${event.text}`;
    default:
      return `${event.kind}: ${event.text}`;
  }
};

const dressed = (event: Event): string => {
  const parts = 'parts' in event && event.parts ? ` [${event.parts.map((p) => p.kind).join(' ')}]` : '';
  const flags = 'flags' in event && event.flags?.length ? ` {${event.flags.join(' ')}}` : '';
  return `${said(event)}${parts}${flags}${event.agent ? ` @${event.agent}` : ''}`;
};

/** Events as `kind: text [parts] {flags} @agent`; a branch follows as `<at> cause` and its events with two spaces. */
export const outline = (session: Session | undefined): string[] => [
  ...(session?.events ?? []).map(dressed),
  ...(session?.branches ?? []).flatMap((b) => [`<${b.at}> ${b.cause}`, ...b.events.map((e) => `  ${dressed(e)}`)]),
];

export const jsonl = (...records: unknown[]): string => records.map((r) => `${JSON.stringify(r)}\n`).join('');

/** The one session of a file of these records, which must be recognised as `format`. */
export async function readOne(format: string, file: string | readonly unknown[], name = 'a.jsonl'): Promise<Session> {
  const { sessions, format: found } = await readFiles({ [name]: typeof file === 'string' ? file : jsonl(...file) });
  expect(found).toBe(format);
  expect(sessions).toHaveLength(1);
  return sessions[0] as Session;
}

/** Reasons why records were left out, with their lines. */
export async function skippedIn(file: readonly unknown[], name = 'a.jsonl'): Promise<[number, string, string][]> {
  const { index } = await readFiles({ [name]: jsonl(...file) });
  return index.skipped.map((s) => [s.line, s.code, s.reason]);
}
