/** Runs of a few words for the rules of steps. */
import type { Call, Message } from '../../../../src/model/example.ts';
import type { ToolDef } from '../../../../src/model/session.ts';
import { callsIn, type ToolCall } from '../../../../src/stages/observe/calls.ts';
import { type ObservedSteps, stepsOf } from '../../../../src/stages/observe/steps.ts';
import { frozen } from '../support.ts';

/** Tool, arguments (text is taken as logged), result; `error` is the log's own flag; without a result the log lost it. */
export interface Made {
  tool: string;
  args?: object | string;
  result?: string;
  error?: boolean;
}

export const call = (tool: string, args: object | string = {}, result?: string, error = false): Made => ({
  tool,
  args,
  error,
  ...(result === undefined ? {} : { result }),
});

/** A command of a shell tool. */
export const sh = (command: string, result?: string, error = false): Made => call('bash', { command }, result, error);

export type Part = string | Made | readonly Made[];

/** `u …`, `s …` and `a …` are words; a call stands in a message of its own, a list of calls in one. */
export function talk(...parts: readonly Part[]): Message[] {
  const out: Message[] = [];
  let next = 0;
  const add = (m: Omit<Message, 'turns' | 'events'>): void => {
    out.push({ ...m, turns: [out.length], events: [out.length] });
  };
  for (const part of parts) {
    if (typeof part === 'string') {
      const role = ({ u: 'user', s: 'system', a: 'assistant' } as const)[part[0] as 'u' | 's' | 'a'];
      add({ role, content: part.slice(2) });
      continue;
    }
    const made = (Array.isArray(part) ? part : [part]) as readonly Made[];
    const first = next;
    const calls = made.map(({ tool, args = {} }): Call => {
      const text = typeof args === 'string' ? args : JSON.stringify(args);
      return { call: next++, name: tool, args: text, argsJson: text.startsWith('{') && text.endsWith('}') };
    });
    add({ role: 'assistant', content: '', calls });
    for (const [i, { tool, result, error }] of made.entries())
      if (result !== undefined)
        add({ role: 'tool', content: result, answers: first + i, name: tool, ...(error ? { isError: true } : {}) });
  }
  return frozen(out);
}

export const only = (made: Made): ToolCall => callsIn(talk(made))[0] as ToolCall;

export const declared = (name: string, parameters?: object | string): ToolDef => ({
  name,
  inferred: false,
  ...(parameters === undefined
    ? {}
    : { parameters: typeof parameters === 'string' ? parameters : JSON.stringify(parameters) }),
});

export const observed = (messages: readonly Message[], tools: readonly ToolDef[] = []): ObservedSteps =>
  stepsOf({ session: { tools: [...tools] }, messages, readable: () => true });

/** `flag rule @message →with`, of the flags asked for. */
export const said = (of: ObservedSteps, ...flags: string[]): string[] =>
  of.steps
    .filter((s) => flags.length === 0 || flags.includes(s.flag))
    .map((s) => `${s.flag} ${s.rule} @${s.message}${s.with === undefined ? '' : ` →${s.with}`}`);
