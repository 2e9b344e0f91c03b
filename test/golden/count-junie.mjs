// Expected events of Junie's sessions: each step once.
import { main, Tally, values } from './raw.mjs';

const KINDS = { AgentThought: 'reasoning', Markdown: 'assistant', Result: 'assistant' };

export function count(file) {
  const t = new Tally();
  t.sessions = 1;
  const seen = new Set();
  for (const { kind, event, prompt, presentablePrompt } of values(file)) {
    if (kind === 'UserPromptEvent' && prompt !== presentablePrompt) t.add('context');
    if (kind.startsWith('User')) t.add('user');
    if (kind === 'SystemMessageEvent') t.add('error');
    const { stepId, kind: block } = event?.agentEvent ?? {};
    if (!stepId || seen.has(stepId)) continue;
    seen.add(stepId);
    const name = KINDS[block.replace('BlockUpdatedEvent', '')];
    t.add(name ?? 'tool_call');
    if (!name) t.add('tool_result');
  }
  return t;
}
main(import.meta, count);
