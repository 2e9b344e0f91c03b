// Expected events of Chatbox: sessions under both keys, their threads, and the answers that were made again.
import { main, Tally, values } from './raw.mjs';

const KINDS = { text: (role) => [role], reasoning: () => ['reasoning'], 'tool-call': () => ['tool_call', 'tool_result'] };

export function count(file) {
  const t = new Tally();
  const [all] = values(file);
  const keyed = Object.keys(all).filter((k) => k.startsWith('session:'));
  for (const session of [...all['chat-sessions'], ...keyed.map((k) => all[k])]) {
    const forks = Object.values(session.messageForksHash ?? {}).flatMap((f) => f.lists.flatMap((l) => l.messages));
    const talks = [[...session.messages, ...forks], ...(session.threads ?? []).map((th) => th.messages)];
    for (const messages of talks) {
      t.sessions++;
      for (const m of messages) {
        if (m.error) t.add('error');
        else
          for (const part of m.contentParts ?? [{ type: 'text' }])
            for (const kind of KINDS[part.type]?.(m.role) ?? []) t.add(kind);
      }
    }
  }
  return t;
}
main(import.meta, count);
