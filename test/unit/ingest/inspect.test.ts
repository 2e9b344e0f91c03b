/** What `inspect` says of a file: the main line and the branches apart, and both together are what was read. */
import { expect, it } from 'vitest';
import { inspect } from '../../../src/ingest/inspect.ts';
import { findSources } from '../../../src/ingest/sources.ts';
import { writeLog } from '../../support/logs.ts';
import { tempFolder } from '../../support/temp.ts';

const ask = (...answers: string[]) => ({
  request: { messages: [{ role: 'user', content: 'Name a river in the north.' }] },
  response: { choices: answers.map((content) => ({ message: { role: 'assistant', content } })) },
});

it('counts what was said in the end, and other answers apart', async () => {
  const root = tempFolder();
  writeLog(root, 'a.jsonl', [ask('The Torne.', 'The Lule.', 'The Ii.')]);
  writeLog(root, 'b.jsonl', [ask('The Kemi.')]);
  const [a, b] = (await inspect(findSources(['.'], root).sources)).files;
  expect(a).toMatchObject({
    sessions: 1,
    events: { user: 1, assistant: 1 },
    branches: { count: 2, events: { assistant: 2 } },
  });
  expect(b).toMatchObject({ events: { user: 1, assistant: 1 } });
  expect(b).not.toHaveProperty('branches');
});
