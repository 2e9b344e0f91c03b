// Expected events of AI Studio prompts, chunk by chunk.
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  for (const doc of values(file)) {
    t.sessions++;
    if (doc.systemInstruction) t.add('system');
    let asking = false;
    for (const c of doc.chunkedPrompt.chunks) {
      const asks = c.role === 'user';
      if (asks && !asking) t.add('user');
      asking = asks;
      if (asks) continue;
      if (c.errorMessage) t.add('error');
      else if (c.executableCode) t.add('tool_call');
      else if (c.codeExecutionResult) t.add('tool_result');
      else t.add(c.isThought ? 'reasoning' : 'assistant');
    }
  }
  return t;
}
main(import.meta, count);
