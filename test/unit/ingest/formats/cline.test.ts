/** Cline: XML calls in the text, results behind their mark, words of the person in tags. */
import { describe, expect, it } from 'vitest';
import { splitXmlCall } from '../../../../src/ingest/formats/coding-agents/cline-xml.ts';
import { outline, readOne } from '../outline.ts';

const NAME = 'api_conversation_history.json';
const user = (...texts: unknown[]) => ({
  role: 'user',
  content: texts.map((t) => (typeof t === 'string' ? { type: 'text', text: t } : t)),
});
const agent = (text: string) => ({ role: 'assistant', content: [{ type: 'text', text }] });
const READ = agent('I look.\n<read_file>\n<path>a.ts</path>\n</read_file>');
const TASK = user('<task>\nfix it\n</task>', '<environment_details>\nfiles\n</environment_details>');
const FILES = 'context environment_details: <environment_details>\nfiles\n</environment_details>';
const HEAD = ['user: fix it', FILES, 'assistant: I look.', 'call read_file({"path":"a.ts"})'];

const CASES: [string, object[], string[]][] = [
  [
    'a result behind its mark',
    [TASK, READ, user("[read_file for 'a.ts'] Result:\ncode")],
    [...HEAD, 'result read_file: code'],
  ],
  [
    'a mark alone, with the result in the next block',
    [TASK, READ, user("[read_file for 'a.ts'] Result:", 'code')],
    [...HEAD, 'result read_file: code'],
  ],
  [
    'a mark with nothing behind it',
    [TASK, READ, user("[read_file for 'a.ts'] Result:", '<environment_details>x</environment_details>')],
    [...HEAD, 'result read_file: ', 'context environment_details: <environment_details>x</environment_details>'],
  ],
  [
    'an image as result',
    [TASK, READ, user('[read_file] Result:', { type: 'image', source: { type: 'base64' } })],
    [...HEAD, 'result read_file:  [image]'],
  ],
  ['an older form without the mark', [TASK, READ, user('code')], [...HEAD, 'result read_file: code']],
  [
    'an error',
    [TASK, READ, user('[read_file] Result:\nThe tool execution failed with: no such file')],
    [...HEAD, 'result read_file failed: The tool execution failed with: no such file'],
  ],
  [
    'a denial with feedback',
    [TASK, READ, user('[read_file] Result:\nThe user denied this operation.\n<feedback>\nnot this one\n</feedback>')],
    [
      ...HEAD,
      'result read_file: The user denied this operation.\n<feedback>\nnot this one\n</feedback>',
      'feedback reject by end_user on turn 1: not this one',
      'user: not this one',
    ],
  ],
  [
    'an answer to a question',
    [
      TASK,
      agent('<ask_followup_question>\n<question>which?</question>\n</ask_followup_question>'),
      user('[ask_followup_question] Result:\n<answer>\nboth\n</answer>'),
    ],
    [
      'user: fix it',
      FILES,
      'call ask_followup_question({"question":"which?"})',
      'result ask_followup_question: <answer>\nboth\n</answer>',
      'user: both',
    ],
  ],
  [
    'a notice of the program',
    [TASK, READ, user('[ERROR] You did not use a tool')],
    [
      'user: fix it',
      FILES,
      'assistant: I look.',
      'call read_file({"path":"a.ts"}) unanswered',
      'context notice: [ERROR] You did not use a tool',
    ],
  ],
  [
    'native tools, denied',
    [
      TASK,
      { role: 'assistant', content: [{ type: 'tool_use', id: 't', name: 'f', input: { a: 1 } }] },
      user({ type: 'tool_result', tool_use_id: 't', content: 'The user denied this operation.' }),
    ],
    [
      'user: fix it',
      FILES,
      'call f({"a":1})',
      'result f: The user denied this operation.',
      'feedback reject by end_user on turn 1',
    ],
  ],
  [
    'thinking before the text, and an empty answer',
    [
      TASK,
      agent('<thinking>hm</thinking>ok'),
      user('<user_message>go on</user_message>'),
      { role: 'assistant', content: '' },
    ],
    ['user: fix it', FILES, 'reasoning: hm', 'assistant: ok', 'user: go on', 'assistant:  {empty}'],
  ],
];

describe('Cline tasks', () => {
  it.each(CASES)('%s', async (_name, messages, events) => {
    expect(outline(await readOne('cline', JSON.stringify(messages), NAME))).toEqual(events);
  });

  it('is known by its marks when the file has another name', async () => {
    const session = await readOne('cline', JSON.stringify([TASK, READ]), 'x.json');
    expect(session.app).toBe('cline');
  });
});

describe('a call in the text', () => {
  it.each([
    ['plain', { before: 'plain', thinking: '' }],
    ['<thinking> a </thinking>\nb', { before: 'b', thinking: 'a' }],
    [
      'x <execute_command>\n<command>ls</command>\n<requires_approval>false</requires_approval>\n</execute_command>',
      {
        before: 'x',
        thinking: '',
        call: { name: 'execute_command', args: '{"command":"ls","requires_approval":"false"}' },
      },
    ],
    [
      '<write_to_file><path>a.xml</path><content>\n<content>in</content>\n</content></write_to_file>',
      {
        before: '',
        thinking: '',
        call: { name: 'write_to_file', args: '{"path":"a.xml","content":"<content>in</content>"}' },
      },
    ],
    ['<read_file><path>cut', { before: '', thinking: '', call: { name: 'read_file', args: '{"path":"cut"}' } }],
    ['<not_a_tool><path>a</path></not_a_tool>', { before: '<not_a_tool><path>a</path></not_a_tool>', thinking: '' }],
  ])('%j', (text, parts) => {
    expect(splitXmlCall(text)).toEqual(parts);
  });
});
