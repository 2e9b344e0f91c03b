// Expected events of recorded managed sessions.
import { main, plain, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  const echoed = [];
  const sent = [];
  for (const [method, payload] of values(file)) {
    if (method.endsWith('.create')) {
      t.sessions++;
      if (payload.agent.system) t.add('system');
    } else if (method.endsWith('.send')) sent.push(...payload[1].events);
    else echoed.push(payload);
  }
  const key = (e) => `${e.type} ${plain(e.content ?? [])}`;
  const lost = sent.filter((s) => !echoed.some((e) => key(e) === key(s)));
  for (const e of [...echoed, ...lost]) {
    if (e.type === 'user.message') t.add('user');
    if (e.type === 'agent.message') t.add('assistant');
    if (e.type === 'agent.thinking' && (e.thinking || e.content)) t.add('reasoning');
    if (e.type.endsWith('tool_use')) t.add('tool_call');
    if (e.type.endsWith('tool_result')) t.add('tool_result');
    if (e.type === 'user.tool_confirmation' && e.result === 'deny') t.add('feedback');
    if (e.type === 'session.error') t.add('error');
  }
  return t;
}
main(import.meta, count);
