// Expected events of LM Studio's conversations (versions that are not on show too).
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  for (const doc of values(file)) {
    t.sessions++;
    t.add('system', doc.perChatPredictionConfig.fields.filter((f) => f.key.endsWith('systemPrompt') && f.value).length);
    for (const v of doc.messages.flatMap((m) => m.versions)) {
      if (v.preprocessed) t.add('context');
      if (v.role === 'user') t.add('user');
      for (const s of v.steps ?? []) {
        const [first] = s.content ?? [];
        if (!first) continue;
        if (first.type === 'toolCallRequest') t.add('tool_call');
        else if (first.type === 'toolCallResult') t.add('tool_result');
        else t.add(s.style?.type === 'thinking' ? 'reasoning' : 'assistant');
      }
    }
  }
  return t;
}
main(import.meta, count);
