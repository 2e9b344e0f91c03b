/** Writes small logs for tests. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export function writeLog(root: string, path: string, content: string | readonly object[]): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(
    file,
    typeof content === 'string' ? content : `${content.map((row) => JSON.stringify(row)).join('\n')}\n`,
  );
  return file;
}

export interface Turn {
  user: string;
  answer: string;
  feedback?: object;
}

/** Production lines of one talk: each repeats the history. */
export function productionTalk(id: string, turns: readonly Turn[], more: object = {}): object[] {
  const messages: object[] = [{ role: 'system', content: 'You are a helpful shop assistant.' }];
  return turns.map((turn, i) => {
    messages.push({ role: 'user', content: turn.user });
    const line = {
      event_type: 'completion',
      conversation_id: id,
      turn_index: i,
      request: { model: 'm', messages: [...messages] },
      response: { content: turn.answer, tool_calls: null },
      feedback: turn.feedback ?? null,
      latency_ms: 5,
      timestamp: `2026-01-01T00:00:${String(i).padStart(2, '0')}Z`,
      ...more,
    };
    messages.push({ role: 'assistant', content: turn.answer });
    return line;
  });
}
