/** Mistral Vibe writes messages as the API has them, and marks those that it put in itself. */
import { expect, it } from 'vitest';
import { outline, readOne } from '../outline.ts';

it('what the program put in the person’s place is context', async () => {
  const session = await readOne('openai-messages', [
    { role: 'system', content: 'be kind' },
    { role: 'user', content: 'it rains', injected: true, message_id: '1' },
    { role: 'user', content: 'hi', injected: false, message_id: '2' },
    { role: 'assistant', content: 'so', injected: true, reasoning_content: 'hm' },
  ]);
  expect(outline(session)).toEqual([
    'system: be kind',
    'context injected: it rains',
    'user: hi',
    'reasoning: hm',
    'assistant: so',
  ]);
});
