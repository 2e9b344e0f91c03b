// Expected events of OpenTelemetry GenAI files.
import { main, Tally } from './raw.mjs';
import { numbered, sessionsOf, spansOf } from './spans.mjs';
import { addTraces, anyAtoms, parse, said, userText } from './traces.mjs';

function content(s) {
  const { a } = s;
  const input = parse(a['gen_ai.input.messages'] ?? a['gen_ai.prompt'] ?? a['ai.prompt.messages']);
  const output = parse(a['gen_ai.output.messages'] ?? a['gen_ai.completion']);
  const system = parse(a['gen_ai.system_instructions']);
  let prompt = [...(system ? anyAtoms({ role: 'system', parts: system }) : []), ...(input ?? []).flatMap(anyAtoms)];
  let reply = Array.isArray(output) ? output.map(anyAtoms) : output ? [said(output.text)] : [];
  const asked = numbered(a, 'gen_ai.prompt');
  if (asked) {
    prompt = asked.flatMap(anyAtoms);
    reply = numbered(a, 'gen_ai.completion').map(anyAtoms);
  }
  const outer = parse(a['ai.prompt']);
  if (outer && prompt.length === 0) prompt = outer.messages ? outer.messages.flatMap(anyAtoms) : userText(outer.prompt);
  const text = a['ai.response.text'] ?? a['ai.response.object'];
  if (text) {
    const calls = (parse(a['ai.response.toolCalls']) ?? []).map((c) => ({ ...c, type: 'tool-call' }));
    reply = [anyAtoms({ role: 'assistant', content: [{ type: 'text', text }, ...calls] })];
  }
  for (const e of s.events) {
    if (e.name === 'gen_ai.content.prompt') prompt.push(...parse(e.a['gen_ai.prompt']).flatMap(anyAtoms));
    if (e.name === 'gen_ai.content.completion') reply.push(parse(e.a['gen_ai.completion']).flatMap(anyAtoms));
    if (e.name === 'gen_ai.user.message') prompt.push(...userText(e.a.content));
    if (e.name === 'gen_ai.choice') reply.push(said(parse(e.a.message).content));
  }
  return { prompt, reply };
}

export function count(file) {
  const t = new Tally();
  const { spans, logs } = spansOf(file);
  const steps = [];
  for (const s of spans) {
    const op = s.a['gen_ai.operation.name'] ?? '';
    const ai = s.a['ai.operationId'] ?? '';
    const error = s.failed || s.a['error.type'] !== undefined;
    if (op === 'execute_tool' || ai === 'ai.toolCall') {
      const output = s.a['gen_ai.tool.call.result'] ?? s.a['ai.toolCall.result'] ?? s.a.output;
      steps.push({ kind: 'tool', trace: s.trace, at: s.at, name: s.a['gen_ai.tool.name'] ?? s.a['ai.toolCall.name'], id: s.a['gen_ai.tool.call.id'] ?? s.a['ai.toolCall.id'], result: output !== undefined || error });
    } else if (op === 'chat' || op === 'invoke_agent' || s.a['llm.request.type'] || /^ai\.(generate|stream)/.test(ai)) {
      const feedback = s.events.filter((e) => e.name === 'gen_ai.evaluation.result').length;
      steps.push({ kind: 'model', trace: s.trace, at: s.at, ...content(s), error, feedback, wrapper: op === 'invoke_agent' || /^ai\.\w+$/.test(ai) });
    }
  }
  const bySpan = Map.groupBy ? Map.groupBy(logs, (l) => l.span) : logs.reduce((m, l) => m.set(l.span, [...(m.get(l.span) ?? []), l]), new Map());
  for (const group of bySpan.values()) {
    const of = (name) => group.filter((l) => l.name === `gen_ai.${name}`);
    const prompt = group.flatMap((l) => {
      const role = /^gen_ai\.(\w+)\.message$/.exec(l.name)?.[1];
      return role ? anyAtoms({ role, ...l.body, ...(role === 'tool' ? { tool_call_id: l.body.id } : {}) }) : [];
    });
    steps.push({ kind: 'model', trace: group[0].trace, at: group[0].at, prompt, reply: of('choice').map((l) => anyAtoms({ role: 'assistant', ...l.body.message })) });
  }
  const worth = sessionsOf(spans, steps).filter((g) => g.some((s) => s.kind === 'tool' || s.error || s.prompt.length || s.reply.length));
  // Attribute maps have no trace: a map that repeats another one and its answer goes on with it.
  const bare = worth.filter((g) => String(g[0].trace).startsWith('bare'));
  const joined = bare.length > 1 && bare.every((g) => g[0].kind === 'model') ? [bare.flat()] : bare;
  addTraces(t, [...worth.filter((g) => !bare.includes(g)), ...joined]);
  return t;
}
main(import.meta, count);
