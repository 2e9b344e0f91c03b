// Expected events of Helicone's requests.
import { chatAtom, chatBody, chatReplies } from './chat.mjs';
import { main, Tally, values } from './raw.mjs';
import { addTalks } from './talks.mjs';

export function count(file) {
  const t = new Tally();
  const rows = values(file).flatMap((r) => r.data ?? [r]);
  const records = rows.filter((r) => r.request_body).map((r) => {
    const { system, messages } = r.request_body;
    const body = r.response_body;
    return {
      key: r.request_properties?.['Helicone-Session-Id'],
      at: r.request_created_at,
      prompt: chatBody({ messages: [...(system ? [{ role: 'system', content: system }] : []), ...messages] }),
      replies: body.content ? [[chatAtom(body)]] : chatReplies(body),
      feedback: [...(typeof r.feedback_rating === 'boolean' ? ['thumb'] : []), ...Object.keys(r.scores ?? {})],
      ...(body.error ? { error: 'yes' } : {}),
    };
  });
  addTalks(t, records.sort((a, b) => (a.at < b.at ? -1 : 1)));
  return t;
}
main(import.meta, count);
