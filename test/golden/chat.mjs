// OpenAI chat messages and bodies.
import { plain } from './raw.mjs';
import { plainAtom, spoken, sse } from './talks.mjs';

export function chatAtom(m) {
  const text = plain(m.content);
  // A clock in the system prompt does not make it another one.
  if (m.role === 'system' || m.role === 'developer')
    return plainAtom('system', text.replace(/(Mon|Tues)day \d\d:\d\d/, 'now'));
  if (m.role === 'user') return plainAtom('user', text);
  if (m.role === 'tool' || m.role === 'function') return plainAtom('tool_result', text);
  const calls = (m.tool_calls ?? []).map((c) => ({
    name: c.function?.name ?? c.custom?.name,
    args: c.function?.arguments ?? c.custom?.input ?? '',
  }));
  if (m.function_call) calls.push({ name: m.function_call.name, args: m.function_call.arguments });
  const thought = m.reasoning_content || (m.thinking_blocks ?? []).map((b) => b.thinking).join('');
  return spoken(text || (m.refusal ?? ''), calls, thought);
}

export const chatBody = (request) => (request.messages ?? [{ role: 'user', content: request.prompt }]).map(chatAtom);

/** Body, JSON text, stream text or list of chunks to a list of candidates. */
export function chatReplies(response) {
  if (typeof response === 'string') {
    if (response.startsWith('{')) return chatReplies(JSON.parse(response));
    if (response.includes('data:')) return fromChunks(sse(response));
    return response ? [[chatAtom({ role: 'assistant', content: response })]] : [];
  }
  if (Array.isArray(response)) return fromChunks(response);
  if (response && !response.choices && ('content' in response || response.tool_calls)) return [[chatAtom({ ...response, role: 'assistant' })]];
  return (response?.choices ?? []).map((c) => [chatAtom(c.message ?? { role: 'assistant', content: c.text })]);
}

export function fromChunks(chunks) {
  const messages = [];
  for (const c of chunks)
    for (const choice of c.choices ?? []) {
      messages[choice.index] ??= { role: 'assistant', content: '', tool_calls: [] };
      const m = messages[choice.index];
      m.content += choice.delta?.content ?? '';
      for (const [position, piece] of (choice.delta?.tool_calls ?? []).entries()) {
        // Mistral sends whole calls without an index.
        const at = piece.index ?? position;
        m.tool_calls[at] ??= { function: { name: '', arguments: '' } };
        const call = m.tool_calls[at].function;
        call.name ||= piece.function?.name ?? '';
        call.arguments += piece.function?.arguments ?? '';
      }
    }
  return messages.filter(Boolean).map((m) => [chatAtom(m)]);
}
