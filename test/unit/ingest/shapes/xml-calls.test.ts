/** Tool calls and results as OpenHands writes them into the text. */
import { describe, expect, it } from 'vitest';
import { resultsText, xmlCalls } from '../../../../src/ingest/shapes/xml-calls.ts';

describe('calls', () => {
  it.each<[string, string, ReturnType<typeof xmlCalls>]>([
    ['none', 'just text', { said: '', calls: [] }],
    [
      'one, with the text before it',
      'I look.\n<function=bash>\n<parameter=command>\nls -l\n</parameter>\n</function>',
      { said: 'I look.', calls: [{ name: 'bash', args: '{"command":"ls -l"}' }] },
    ],
    [
      'one newline at each end of a value is the writer’s',
      '<function=w><parameter=t>\n\nx\n\n</parameter></function>',
      { said: '', calls: [{ name: 'w', args: '{"t":"\\nx\\n"}' }] },
    ],
    [
      'several parameters',
      '<function=w><parameter=a>1</parameter><parameter=b>2</parameter></function>',
      { said: '', calls: [{ name: 'w', args: '{"a":"1","b":"2"}' }] },
    ],
    ['without parameters', '<function=stop></function>', { said: '', calls: [{ name: 'stop', args: '{}' }] }],
    [
      'not closed at the end',
      '<function=w><parameter=a>1</parameter>',
      { said: '', calls: [{ name: 'w', args: '{"a":"1"}' }] },
    ],
    [
      'two of them',
      '<function=a></function> then <function=b></function>',
      {
        said: '',
        calls: [
          { name: 'a', args: '{}' },
          { name: 'b', args: '{}' },
        ],
      },
    ],
    [
      'a parameter named like the prototype',
      '<function=w><parameter=__proto__>1</parameter></function>',
      { said: '', calls: [{ name: 'w', args: '{"__proto__":"1"}' }] },
    ],
    [
      '`finish` is an answer',
      'Done.<function=finish><parameter=message>All set.</parameter></function>',
      { said: 'Done.', calls: [], final: 'All set.' },
    ],
    [
      '`finish` without a message is a call',
      '<function=finish></function>',
      { said: '', calls: [{ name: 'finish', args: '{}' }] },
    ],
    [
      '`finish` beside another call is a call',
      '<function=a></function><function=finish><parameter=message>m</parameter></function>',
      {
        said: '',
        calls: [
          { name: 'a', args: '{}' },
          { name: 'finish', args: '{"message":"m"}' },
        ],
      },
    ],
  ])('%s', (_name, text, expected) => {
    expect(xmlCalls(text)).toEqual(expected);
  });
});

describe('results', () => {
  it.each<[string, string, boolean, number, ReturnType<typeof resultsText>]>([
    ['named by a heading', 'EXECUTION RESULT of [bash]:\nok', false, 1, [{ text: 'ok', name: 'bash' }]],
    ['with an empty name', 'EXECUTION RESULT of []:\nok', false, 1, [{ text: 'ok' }]],
    ['an observation', 'OBSERVATION:\nok', false, 1, [{ text: 'ok' }]],
    ['without a heading it may be what a person says', 'ok', false, 1, undefined],
    ['without a heading of a tool', 'ok', true, 1, [{ text: 'ok' }]],
    ['a list with one entry for each call', '["a",{"b":1}]', true, 2, [{ text: 'a' }, { text: '{"b":1}' }]],
    ['a list for one call is one result', '["a"]', true, 1, [{ text: '["a"]' }]],
    ['a list of another length is one result', '["a","b","c"]', true, 2, [{ text: '["a","b","c"]' }]],
    ['a broken list is one result', '[a, b]', true, 2, [{ text: '[a, b]' }]],
  ])('%s', (_name, text, surely, calls, expected) => {
    expect(resultsText(text, surely, calls)).toEqual(expected);
  });
});
