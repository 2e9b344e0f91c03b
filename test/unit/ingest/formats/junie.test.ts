/** Junie: what becomes of events that are missing, repeated, in another order, or not known. */
import { describe, expect, it } from 'vitest';
import { jsonl, outline, readOne, skippedIn } from '../outline.ts';
import { readFiles } from '../support.ts';

type Json = Record<string, unknown>;
const asked = (prompt: string, more: Json = {}): Json => ({ kind: 'UserPromptEvent', prompt, ...more });
const block = (name: string, stepId: string | undefined, more: Json = {}): Json => ({
  kind: 'SessionA2uxEvent',
  event: { agentEvent: { kind: `${name}BlockUpdatedEvent`, stepId, ...more } },
});
const read = async (...events: Json[]): Promise<string[]> => outline(await readOne('junie', events));

describe('Junie', () => {
  it('optional fields are missing: no ids of steps, times, agents, states', async () => {
    expect(
      await read(
        asked('hi'),
        block('Terminal', undefined, { command: 'ls' }),
        block('Markdown', undefined, { text: 'so' }),
      ),
    ).toEqual(['user: hi', 'call Terminal({"command":"ls"}) unanswered', 'assistant: so']);
  });

  it('a step is told once, as it was written last, where it was written first', async () => {
    expect(
      await read(
        asked('hi'),
        block('Tool', 'a', { text: 'open', status: 'IN_PROGRESS' }),
        block('Markdown', 'b', { text: 's' }),
        block('Tool', 'a', { text: 'opened', status: 'FAILED', details: 'no' }),
        block('Markdown', 'b', { text: 'so' }),
      ),
    ).toEqual(['user: hi', 'call Tool({"text":"opened"})', 'result Tool failed: no', 'assistant: so']);
  });

  it('an unknown block is a call by its name, an unknown event is named', async () => {
    expect(await read(asked('hi'), block('Dream', 'a', { note: 'x', status: 'COMPLETED' }))).toEqual([
      'user: hi',
      'call Dream({"note":"x"})',
      'result Dream fine: ',
    ]);
    const state = { kind: 'SessionA2uxEvent', event: { agentEvent: { kind: 'AgentStateUpdatedEvent', blob: 'x' } } };
    expect(await skippedIn([asked('hi'), state, { kind: 'TaskState' }, { note: 'x' }])).toEqual([
      [2, 'metadata', 'metadata: AgentStateUpdatedEvent'],
      [3, 'metadata', 'metadata: TaskState'],
      [4, 'other_format', 'no event of a Junie session'],
    ]);
  });

  it('prompts that did not arrive are left out, and what the editor added is context', async () => {
    const dropped = { kind: 'UserMessagesDroppedFromHistory', userMessageIds: ['b'] };
    expect(
      await read(
        asked('<ide>x</ide> $& hi', { presentablePrompt: '$& hi', requestId: 'a' }),
        asked('gone', { requestId: 'b' }),
        asked('lost', { delivery: 'Failed' }),
        dropped,
        { kind: 'UserResponseEvent', prompt: 'yes' },
      ),
    ).toEqual(['context junie: <ide>x</ide>', 'user: $& hi', 'user: yes']);
  });

  it('thoughts, sub-agents, failures and a cancelled result', async () => {
    expect(
      await read(
        asked('hi'),
        block('AgentThought', 'a', { text: 'hm', agent: { id: 'scout' } }),
        block('AgentThought', 'a', { text: 'ah', agent: { id: 'main' } }),
        block('Result', 'b', { result: 'half', cancelled: true }),
        { kind: 'SessionA2uxEvent', event: { agentEvent: { kind: 'AgentFailureEvent', message: 'no' } } },
        { kind: 'SystemMessageEvent', text: 'a', details: 'a' },
      ),
    ).toEqual([
      'user: hi',
      'reasoning: hm @scout',
      'reasoning: ah',
      'assistant: half',
      'feedback interrupted by end_user on turn 2',
      'error: no',
      'context system message: a',
    ]);
  });

  it('events of another program are not Junie’s', async () => {
    const { format } = await readFiles({ 'a.jsonl': jsonl({ kind: 'MessageEvent', text: 'hi' }) });
    expect(format).not.toBe('junie');
  });
});
