// Expected events of a VS Code chat session or its journal.
import { main, Tally, values } from './raw.mjs';

function stateOf(all) {
  let state = all[0].requests ? all[0] : undefined;
  for (const e of all) {
    if (e.requests) continue;
    if (e.kind === 0) state = e.v;
    else {
      let at = state;
      for (const k of e.k.slice(0, -1)) at = at[k];
      const last = e.k.at(-1);
      if (e.kind === 1) at[last] = e.v;
      else if (e.kind === 2) at[last] = [...(at[last] ?? []).slice(0, e.i ?? Infinity), ...(e.v ?? [])];
      else delete at[last];
    }
  }
  return state;
}

export function count(file) {
  const t = new Tally();
  t.sessions = 1;
  for (const r of stateOf(values(file)).requests) {
    t.add('user');
    t.add('feedback', new Set((r.editedFileEvents ?? []).map((e) => e.eventKind)).size);
    const meta = r.result?.metadata;
    if (meta?.toolCallRounds?.length) {
      for (const round of meta.toolCallRounds) {
        if (round.thinking) t.add('reasoning');
        if (round.response || !round.toolCalls.length) t.add('assistant');
        t.add('tool_call', round.toolCalls.length);
        t.add('tool_result', round.toolCalls.filter((c) => meta.toolCallResults?.[c.id]).length);
      }
    } else {
      let text = '';
      for (const p of [...r.response, { kind: 'end' }]) {
        if (p.kind === undefined || p.kind === 'markdownContent') text += p.value ?? p.content?.value;
        else if (/thinking|toolInvocation|end/.test(p.kind)) {
          if (text.trim()) t.add('assistant');
          text = '';
          if (p.kind === 'thinking') t.add('reasoning');
          if (/tool/.test(p.kind)) t.add('tool_call');
          if (/tool/.test(p.kind) && p.isComplete) t.add('tool_result');
        }
      }
    }
    if (r.isCanceled || r.vote !== undefined) t.add('feedback', (r.isCanceled ? 1 : 0) + (r.vote !== undefined ? 1 : 0));
    if (!r.isCanceled && r.result?.errorDetails) t.add('error');
  }
  return t;
}
main(import.meta, count);
