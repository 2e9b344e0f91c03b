/** Aider's history: who speaks in a line, with and without the blanks that tell it. */
import { describe, expect, it } from 'vitest';
import { outline } from '../outline.ts';
import { readFiles } from '../support.ts';

const START = '# aider chat started at 2026-02-01 08:00:00\n\n';
const read = async (text: string): Promise<string[][]> => {
  const { sessions, format } = await readFiles({ 'history.md': text });
  expect(format).toBe('aider');
  return sessions.map(outline);
};

describe('Aider', () => {
  it.each<[string, string, string[]]>([
    ['optional parts are missing: no notes, no model', '#### hi  \n\nhello\n', ['user: hi', 'assistant: hello']],
    [
      'lines of one question stay together, questions with a blank line between do not',
      '#### a  \n#### b  \n\n#### c  \n\nso\n',
      ['user: a\nb', 'user: c', 'assistant: so'],
    ],
    [
      'notes between are left out, and part two answers',
      '#### hi  \n\none\n\n> Applied edit  \n\ntwo\n\n> Commit  \n',
      ['user: hi', 'assistant: one', 'assistant: two'],
    ],
    [
      "headings, quotations and fences are the answer's",
      '#### hi  \n\n#### Steps\n> quoted\n```\n#### a\n> b\n```\n',
      ['user: hi', 'assistant: #### Steps\n> quoted\n```\n#### a\n> b\n```'],
    ],
    [
      'commands are nobody, but for the question in them',
      '#### /add x.py  \n\n#### /ask why?  \n\nso\n\n#### !ls  \n\n#### <blank>  \n\n#### /run make  \n\nno\n',
      ['user: why?', 'assistant: so', 'assistant: no'],
    ],
    [
      'a new topic',
      '#### a  \n\nb\n\n#### /clear  \n\n#### c  \n\nd\n',
      ['user: a', 'assistant: b', 'boundary new_topic: ', 'user: c', 'assistant: d'],
    ],
    [
      'thoughts as the screen shows them',
      '#### a  \n\n--------------\n► **THINKING**\n\nhm\n\n------------\n► **ANSWER**\n\nb\n',
      ['user: a', 'reasoning: hm', 'assistant: b'],
    ],
    [
      'thoughts without an end',
      '#### a  \n\n<thinking-content-7bbeb8e1441453ad999a0bbba8a46d4b>\nhm\n',
      ['user: a', 'reasoning: hm'],
    ],
    [
      'without blanks at the ends of lines the marks tell, outside of fences',
      '> Aider v1\n\n#### a\n#### b\n\nso\n```\n#### c\n> d\n```\n\n> Tokens: 1\n',
      ['user: a\nb', 'assistant: so\n```\n#### c\n> d\n```'],
    ],
    ['an extra unknown mark is text of the answer', '#### a  \n\n%% mark\nb\n', ['user: a', 'assistant: %% mark\nb']],
  ])('%s', async (_name, text, events) => {
    expect(await read(START + text)).toEqual([events]);
  });

  it('each start is a session, one without a question is named', async () => {
    const text = `notes of mine\n${START}#### a  \n\nb\n\n${START}> Aider v1  \n\n${START}#### c  \n\nd\n`;
    const { sessions, index } = await readFiles({ 'history.md': text });
    expect(sessions.map(outline)).toEqual([
      ['user: a', 'assistant: b'],
      ['user: c', 'assistant: d'],
    ]);
    expect(sessions.map((s) => s.events.map((e) => e.tsRaw))).toEqual([
      ['2026-02-01 08:00:00', undefined],
      ['2026-02-01 08:00:00', undefined],
    ]);
    expect(index.skipped.map((s) => [s.code, s.reason])).toEqual([['empty', 'a chat without questions']]);
  });

  it('the model is in the notes', async () => {
    const { sessions } = await readFiles({ 'a.md': `${START}> Main model: x/y with diff  \n\n#### a  \n\nb\n` });
    expect(sessions[0]?.model).toBe('x/y');
  });

  it('a text that only speaks of it is none', async () => {
    const { format } = await readFiles({
      'a.md': 'User: what is\n\nAssistant: see "# aider chat started at"\n\nUser: ok\n',
    });
    expect(format).toBe('plain-text');
  });

  it('is linear', async () => {
    const thought = '<thinking-content-7bbeb8e1441453ad999a0bbba8a46d4b>'.repeat(20_000);
    const started = performance.now();
    await read(`${START}#### a  \n\n${thought}\n${'> x\n#### \n'.repeat(20_000)}${'-'.repeat(200_000)}\n`);
    expect(performance.now() - started).toBeLessThan(4000);
  });
});
