// Expected events of OpenInference files.
import { chatBody, chatReplies } from './chat.mjs';
import { main, Tally } from './raw.mjs';
import { numbered, sessionsOf, spansOf } from './spans.mjs';
import { addTraces, anyAtoms, parse, said, userText } from './traces.mjs';

function content(a) {
  const input = numbered(a, 'llm.input_messages');
  const output = numbered(a, 'llm.output_messages');
  const raw = parse(a['input.value']);
  const answer = parse(a['output.value']);
  const prompt = input?.flatMap(anyAtoms) ?? (Array.isArray(raw) ? raw.flatMap(anyAtoms) : raw?.messages ? chatBody(raw) : raw ? userText(raw) : []);
  const reply = output?.map(anyAtoms) ?? (answer?.choices ? chatReplies(answer) : answer ? [said(answer.text ?? answer)] : []);
  return { prompt, reply };
}

export function count(file) {
  const t = new Tally();
  const { spans } = spansOf(file);
  const steps = spans.flatMap((s) => {
    const kind = s.a['openinference.span.kind'];
    const base = { trace: s.trace, at: s.at };
    if (kind === 'TOOL') return [{ kind: 'tool', ...base, name: s.a['tool.name'], id: s.a['tool_call.id'], result: s.a['output.value'] !== undefined }];
    if (kind === 'RETRIEVER') return [{ kind: 'context', ...base, n: numbered(s.a, 'retrieval.documents').length }];
    if (!['LLM', 'CHAIN', 'AGENT'].includes(kind)) return [];
    const feedback = Object.keys(s.a).filter((k) => /^eval\..*\.score$/.test(k)).length;
    return [{ kind: 'model', ...base, ...content(s.a), feedback, error: s.failed, wrapper: kind !== 'LLM' }];
  });
  addTraces(t, sessionsOf(spans, steps));
  return t;
}
main(import.meta, count);
