// Expected events of OpenAI chat logs.
import { chatBody, chatReplies, fromChunks } from './chat.mjs';
import { main, Tally, values } from './raw.mjs';
import { addTalks, beside } from './talks.mjs';

const parsed = (v) => (typeof v === 'string' && v.startsWith('{') ? JSON.parse(v) : v);

export function count(file) {
  const t = new Tally();
  const records = [];
  const streams = new Map();
  for (const r of values(file)) {
    if (r.object === 'chat.completion.chunk') {
      streams.set(r.id, [...(streams.get(r.id) ?? []), r]);
      continue;
    }
    const outer = parsed(r.request) ?? r.input ?? (r.custom_id ? (r.body ?? {}) : r);
    const request = outer.body ?? outer;
    let response = parsed(r.response ?? r.output ?? (r.choices ? r : undefined));
    if (response?.body) response = response.body;
    const key = r.conversation_id ?? r.session_id ?? r.custom_id;
    const error = r.error ?? response?.error ?? (r.status >= 400 ? response : undefined);
    records.push({
      ...(key ? { key } : {}),
      prompt: request.messages || request.prompt ? chatBody(request) : [],
      replies: error ? [] : chatReplies(response),
      feedback: beside(r),
      ...(error ? { error: 'yes' } : {}),
    });
  }
  for (const [key, chunks] of streams) records.push({ key, prompt: [], replies: fromChunks(chunks) });
  addTalks(t, records);
  return t;
}
main(import.meta, count);
