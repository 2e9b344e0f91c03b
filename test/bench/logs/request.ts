/** A made session as one line of an API log: messages with calls and their results. */
import type { Turn } from '../../unit/redact/helpers.ts';

export function requestOf(turns: readonly Turn[]): { messages: object[] } {
  let call = 0;
  return {
    messages: turns.map((turn) => {
      if ('call' in turn) {
        const { call: name, args } = turn;
        const one = { id: `call_${++call}`, type: 'function', function: { name, arguments: args } };
        return { role: 'assistant', content: null, tool_calls: [one] };
      }
      if ('tool' in turn) return { role: 'tool', tool_call_id: `call_${call}`, name: turn.tool, content: turn.result };
      const [role, content] = Object.entries(turn)[0] as [string, string];
      return { role, content };
    }),
  };
}
