// Expected events of LiteLLM's logs.
import { chatBody, chatReplies } from './chat.mjs';
import { main, Tally, values } from './raw.mjs';
import { addTalks } from './talks.mjs';

export function count(file) {
  const t = new Tally();
  addTalks(
    t,
    values(file)
      .flatMap((r) => r.data ?? [r])
      .map((r) => ({ key: r.session_id, prompt: chatBody(Array.isArray(r.messages) ? r : r.proxy_server_request), replies: chatReplies(r.response), ...(r.error_str ? { error: 'yes' } : {}) })),
  );
  return t;
}
main(import.meta, count);
