// Contents of the Gemini API as atoms of talks; parts are told one by one, in either spelling.
import { plainAtom, spoken } from './talks.mjs';

const either = (o, camel) => o?.[camel] ?? o?.[camel.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)];

/** One content, cut where results stand between parts of the model's. */
export function contentAtoms(content, role) {
  const model = (content.role ?? role) === 'model';
  const atoms = [];
  let run = { texts: [], calls: [], thoughts: [] };
  const flush = () => {
    const { texts, calls, thoughts } = run;
    if (model && texts.length + calls.length + thoughts.length) atoms.push(spoken(texts.join('\n'), calls, thoughts.join('\n')));
    if (!model && texts.length) atoms.push(plainAtom('user', texts.join('\n')));
    run = { texts: [], calls: [], thoughts: [] };
  };
  for (const part of content.parts ?? []) {
    const call = either(part, 'functionCall');
    const code = either(part, 'executableCode');
    const result = either(part, 'functionResponse') ?? either(part, 'codeExecutionResult');
    if (call) run.calls.push({ name: call.name, args: JSON.stringify(call.args ?? {}) });
    else if (code) run.calls.push({ name: 'code', args: JSON.stringify(code) });
    else if (result) {
      flush();
      atoms.push(plainAtom('tool_result', JSON.stringify(result)));
    } else if (part.thought) run.thoughts.push(part.text);
    else if (part.text !== undefined) run.texts.push(part.text);
  }
  flush();
  return atoms;
}

export function requestAtoms(request) {
  const system = either(request, 'systemInstruction');
  return [
    ...(system ? [plainAtom('system', (system.parts ?? []).map((p) => p.text).join('\n'))] : []),
    ...(request.contents ?? []).flatMap((c) => contentAtoms(c, 'user')),
  ];
}

/** Candidates of a response or of a stream's pieces. */
export function replyAtoms(response) {
  const pieces = Array.isArray(response) ? response : [response];
  const byIndex = [];
  for (const piece of pieces)
    for (const candidate of piece?.candidates ?? []) {
      const parts = (byIndex[candidate.index ?? 0] ??= []);
      for (const part of candidate.content?.parts ?? []) {
        const last = parts.at(-1);
        if (Array.isArray(response) && last && 'text' in part && 'text' in last && !last.thought === !part.thought) last.text += part.text;
        else parts.push({ ...part });
      }
    }
  return byIndex.filter(Boolean).map((parts) => contentAtoms({ role: 'model', parts }, 'model'));
}
