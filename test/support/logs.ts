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

/** Trials of one task in the shape of tau-bench, without a reward or a reference. `books`: what each of them lends; '' for nothing. */
const trials = (task: string, books: readonly string[]): object[] =>
  books.map((book, trial) => ({
    ...{ task_id: task, trial, reward: null, info: { task: {} } },
    traj: [
      { role: 'system', content: 'You lend books.' },
      { role: 'user', content: `A book about ${task}, please: this is try ${trial}.` },
      ...(book === '' ? [] : lent(book)),
      { role: 'assistant', content: `That is all for ${task}, reader of try ${trial}.` },
    ],
  }));

const lent = (book: string): object[] => [
  {
    ...{ role: 'assistant', content: null },
    tool_calls: [{ id: 'c', type: 'function', function: { name: 'lend_book', arguments: JSON.stringify({ book }) } }],
  },
  { role: 'tool', tool_call_id: 'c', name: 'lend_book', content: '{"ok":true}' },
];

/** Five tasks of four trials each: in the first all agree, in the second none do. */
export const fiveTasks = (): object[] => [
  ...trials('whales', ['moby-1', 'moby-1', 'moby-1', 'moby-1']),
  ...trials('storms', ['rain-1', 'rain-2', 'rain-3', '']),
  ...['seeds', 'stars', 'stones'].flatMap((t) => trials(t, [`${t}-1`, `${t}-1`, `${t}-2`, `${t}-2`])),
];
