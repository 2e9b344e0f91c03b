/** What a harness writes into messages is context; what people write about it stays theirs. */
import { describe, expect, it } from 'vitest';
import { SessionBuilder } from '../../../../src/ingest/builder.ts';
import { digestMessage, type MessageIn } from '../../../../src/ingest/message.ts';
import { takeHarness, takeReminders } from '../../../../src/ingest/steps/harness.ts';
import { inTurns, isPlain } from '../../../../src/ingest/steps/turns.ts';
import { readFiles, talkOf } from '../support.ts';

/** `words | title`, a `~` before what stood behind them. */
const said = (text: string): string | undefined => {
  const split = takeHarness(text);
  return split && [split.text, ...split.pieces.map((p) => `${p.after ? '~' : ''}${p.title}`)].join(' | ');
};

describe('a user’s message', () => {
  it.each<[string, string, string]>([
    ['alone', '<environment_context>\n<cwd>/srv</cwd>\n</environment_context>', ' | environment_context'],
    ['before the words', '<system-reminder>\nToday.\n</system-reminder>\n\nFix it.', 'Fix it. | system-reminder'],
    ['behind them', 'Fix it.\n<system-reminder>Today.</system-reminder>\n', 'Fix it. | ~system-reminder'],
    [
      'two in a line',
      'Go.\n<system-reminder>a</system-reminder><system-reminder>b</system-reminder>',
      'Go. | ~system-reminder | ~system-reminder',
    ],
    ['with attributes', '<ide_selection lines="3">x</ide_selection>\nWhy?', 'Why? | ide_selection'],
    [
      'Cline',
      '<task>\nSort it.\n</task>\n\n<environment_details>\n# Now\n</environment_details>',
      'Sort it. | ~environment_details',
    ],
    ['Cursor', '<timestamp>Monday</timestamp>\n<user_query>\nHow many?\n</user_query>', 'How many? | timestamp'],
    [
      'Antigravity',
      '<USER_REQUEST>\nGo.\n</USER_REQUEST>\n<ADDITIONAL_METADATA>\nx\n</ADDITIONAL_METADATA>',
      'Go. | ~ADDITIONAL_METADATA',
    ],
    [
      'Copilot',
      '<context>\nA date.\n</context>\n<reminderInstructions>\nBe brief.\n</reminderInstructions>\n<userRequest>\nAdd a test.\n</userRequest>',
      'Add a test. | context | reminderInstructions',
    ],
    ['words alone', '<user_query>\nHow many?\n</user_query>', 'How many?'],
    [
      'a slash command',
      '<command-message>init</command-message>\n<command-name>/init</command-name>\n<command-args>now</command-args>',
      '/init now',
    ],
    [
      'Codex: a file of instructions',
      '# AGENTS.md instructions for /srv\n\n<INSTRUCTIONS>\nUse tabs.\n</INSTRUCTIONS>',
      ' | user_instructions',
    ],
    [
      'Codex in an editor',
      '# Context from my IDE setup:\n\n## Open tabs:\n- a.py\n\n## My request for Codex:\nRename it.\n',
      'Rename it. | ide_context',
    ],
    [
      'Gemini',
      'This is the Gemini CLI. We are setting up the context for our chat.\nToday is Sunday.',
      ' | session_context',
    ],
    [
      'a summary',
      'This session is being continued from a previous conversation that ran out of context. He asked …',
      ' | summary',
    ],
    [
      'an interruption',
      '[Request interrupted by user for tool use]\nUse the other file.',
      'Use the other file. | interrupted',
    ],
    ['an interruption alone', '[Request interrupted by user]', ' | interrupted'],
  ])('%s', (_name, text, expected) => {
    expect(said(text)).toBe(expected);
    expect(isPlain({ role: 'user', text })).toBe(false);
  });

  it.each<[string, string]>([
    ['a tag of the person', '<plan>\n1. Read.\n</plan>\nIs this right?'],
    ['markup of an application', '<context>\nThe rules.\n</context>\n\nAnswer from the context.'],
    ['a task without the program', '<task>\nTranslate.\n</task>'],
    ['one program’s words in another’s markup', '<context>x</context>\n<user_query>y</user_query>'],
    ['in a sentence', 'What does <system-reminder>x</system-reminder> mean?'],
    ['at the end of a sentence', 'What is this: <system-reminder>x</system-reminder>'],
    ['a sentence that begins with one', '<system-reminder>x</system-reminder> is what I see.'],
    ['in code', 'Parse this:\n```xml\n<system-reminder>x</system-reminder>\n```'],
    ['in code that nobody closed', 'Parse this:\n```xml\n<system-reminder>x</system-reminder>'],
    ['in the middle', 'Why is\n<system-reminder>x</system-reminder>\nthere?'],
    ['not closed', '<environment_context>\nGo on.'],
    ['a table of its kind', '# Context from my IDE setup: I have two screens.'],
    ['this session', 'This session is slow. Why?'],
    ['brackets', '[Request] Please answer.'],
  ])('%s stays as it is', (_name, text) => {
    expect(said(text)).toBeUndefined();
  });

  it('takes no time, however often a tag opens or closes', () => {
    const start = performance.now();
    for (const text of ['<system-reminder>'.repeat(60_000), '</system-reminder>'.repeat(60_000)]) said(text);
    said('<system-reminder>x</system-reminder>\n'.repeat(30_000));
    said(`Go.\n${'<system-reminder>x</system-reminder>\n'.repeat(30_000)}`);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('a result', () => {
  it.each<[string, string, string | undefined]>([
    ['a reminder behind it', 'a.txt\n\n<system-reminder>\nBe careful.\n</system-reminder>\n', 'a.txt'],
    ['a reminder that is all', '<system-reminder>The file is empty.</system-reminder>', undefined],
    ['another element', 'a.txt\n<environment_context>x</environment_context>', undefined],
    ['markup', '<html>\n<p>x</p>\n</html>', undefined],
  ])('%s', (_name, text, expected) => {
    expect(takeReminders(text)?.text).toBe(expected);
  });

  it('has its context behind it, and does not part parallel calls', () => {
    const builder = new SessionBuilder('test');
    const calls = ['a', 'b'].map((id) => ({ id, name: 'ls', args: '{}' }));
    builder.user('Go.');
    builder.message({ role: 'assistant', text: '', calls });
    builder.result({ id: 'a', text: 'x\n<system-reminder>r</system-reminder>', latencyMs: 7 });
    builder.result({ id: 'b', text: 'y' });
    const session = builder.build();
    expect(talkOf(session).slice(3)).toEqual([
      'result ls: x',
      'context: <system-reminder>r</system-reminder>',
      'result ls: y',
    ]);
    expect(session?.events[3]).toMatchObject({ latencyMs: 7 });
    expect(session?.events[4]).toMatchObject({ harness: 'result', title: 'system-reminder' });
  });
});

describe('in a session', () => {
  it('a message of the harness alone is no turn of the person', () => {
    const builder = new SessionBuilder('test');
    builder.user('<environment_context>x</environment_context>');
    builder.user('Go.\n<system-reminder>r</system-reminder>');
    builder.newTurn().assistant('Gone.');
    builder.user('[Request interrupted by user]\nStop.');
    const session = builder.build();
    expect(talkOf(session)).toEqual([
      'context: <environment_context>x</environment_context>',
      'user: Go.',
      'context: <system-reminder>r</system-reminder>',
      'assistant: Gone.',
      'feedback interrupted',
      'user: Stop.',
    ]);
    expect(session?.events[4]).toMatchObject({ target: session?.events[3]?.turn, by: 'end_user' });
  });

  it('keeps the digest of a message, and splits it once', () => {
    const given: MessageIn = { role: 'user', text: 'Go.\n<system-reminder>r</system-reminder>' };
    const [split] = inTurns([given]);
    expect(split).toMatchObject({ text: 'Go.' });
    expect(digestMessage(split as MessageIn)).toBe(digestMessage(given));
    expect(isPlain(split as MessageIn)).toBe(true);
  });

  it('requests that repeat it are one talk', async () => {
    const user = (text: string) => ({ role: 'user', content: text });
    const first = [user('<environment_context>a</environment_context>\nHow many?')];
    const second = [
      ...first,
      { role: 'assistant', content: 'Two.' },
      user('And now?\n<system-reminder>b</system-reminder>'),
    ];
    const line = (messages: object[], text: string) =>
      JSON.stringify({
        request: { model: 'm', messages },
        response: { choices: [{ message: { role: 'assistant', content: text } }] },
      });
    const { sessions } = await readFiles({ 'a.jsonl': `${line(first, 'Two.')}\n${line(second, 'Three.')}\n` });
    expect(sessions.map(talkOf)).toEqual([
      [
        'context: <environment_context>a</environment_context>',
        'user: How many?',
        'assistant: Two.',
        'user: And now?',
        'context: <system-reminder>b</system-reminder>',
        'assistant: Three.',
      ],
    ]);
  });
});
