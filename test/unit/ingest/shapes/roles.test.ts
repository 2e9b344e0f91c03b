/** Role names of the SDKs, transcripts in one string, and turns of `{from, value}`. */
import { describe, expect, it } from 'vitest';
import { roleNamed } from '../../../../src/ingest/shapes/roles.ts';
import { isTurn, readTurn, readTurns } from '../../../../src/ingest/shapes/sharegpt-turns.ts';
import { isTranscript, readTranscript } from '../../../../src/ingest/shapes/transcript.ts';
import { placed } from './place.ts';

describe('role names', () => {
  it.each([
    ['system', 'system'],
    ['developer', 'system'],
    ['SystemMessage', 'system'],
    ['user', 'user'],
    ['Human', 'user'],
    ['HumanMessageChunk', 'user'],
    ['assistant', 'assistant'],
    ['ai', 'assistant'],
    ['model', 'assistant'],
    ['AIMessageChunk', 'assistant'],
    ['tool', 'tool'],
    ['function', 'tool'],
    ['ToolMessage', 'tool'],
    ['FunctionMessage', 'tool'],
    ['narrator', undefined],
    ['constructor', undefined],
    ['', undefined],
    [5, undefined],
    [undefined, undefined],
  ])('%j is %s', (name, role) => {
    expect(roleNamed(name)).toBe(role);
  });
});

describe('transcripts in one string', () => {
  it.each([
    ['two turns', '\n\nHuman: a\n\nAssistant: b', true],
    ['space first', '  Human: a\n\nAssistant: b', true],
    ['an answer that is empty', 'Human: a\n\nAssistant:', true],
    ['no answer', 'Human: a', false],
    ['an answer on the next line only', 'Human: a\nAssistant: b', false],
    ['another start', 'Well, Human: a\n\nAssistant: b', false],
    ['no text', 5, false],
  ])('%s', (_name, text, is) => {
    expect(isTranscript(text)).toBe(is);
  });

  it('are cut at the names', () => {
    expect(
      readTranscript('\n\nSystem: s\n\nHuman: a\nHuman: still a\n\nAssistant:b \n\nHuman: \n\nAssistant: c', '/chosen'),
    ).toEqual([
      { role: 'system', text: 's', pointer: '/chosen' },
      { role: 'user', text: 'a\nHuman: still a', pointer: '/chosen' },
      { role: 'assistant', text: 'b', pointer: '/chosen' },
      { role: 'user', text: '', pointer: '/chosen' },
      { role: 'assistant', text: 'c', pointer: '/chosen' },
    ]);
  });
  it('without names hold nothing', () => {
    expect(readTranscript('hello', '')).toEqual([]);
  });
});

describe('turns', () => {
  it.each<[string, unknown, boolean]>([
    ['of a person', { from: 'human', value: 'a' }, true],
    ['in capitals', { from: 'GPT', value: 'a' }, true],
    ['with a value of null', { from: 'gpt', value: null }, true],
    ['without a value', { from: 'gpt' }, false],
    ['of a stranger', { from: 'cat', value: 'a' }, false],
    ['of the prototype', { from: 'toString', value: 'a' }, false],
  ])('%s', (_name, turn, is) => {
    expect(isTurn(turn)).toBe(is);
  });

  it.each([
    ['human', 'user'],
    ['user', 'user'],
    ['gpt', 'assistant'],
    ['chatgpt', 'assistant'],
    ['bing', 'assistant'],
    ['bard', 'assistant'],
    ['model', 'assistant'],
    ['system', 'system'],
    ['observation', 'tool'],
    ['tool_response', 'tool'],
    ['function_response', 'tool'],
  ])('%s speaks as %s', (from, role) => {
    expect(readTurn(placed({ from, value: 'x' }))).toEqual([{ role, text: 'x', pointer: '' }]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['weight 0', { weight: 0 }],
    ['loss false', { loss: false }],
    ['train false', { train: false }],
  ])('%s is not trained on', (_name, more) => {
    expect(readTurn(placed({ from: 'gpt', value: 'x', ...more }))).toEqual([
      { role: 'assistant', text: 'x', pointer: '', flags: ['not_trained'] },
    ]);
  });

  it('a value that is no text is its JSON, null is nothing', () => {
    expect(
      readTurns(
        placed([
          { from: 'human', value: { a: 1 } },
          { from: 'gpt', value: null },
        ]),
      ).map((m) => m.text),
    ).toEqual(['{"a":1}', '']);
  });

  it('a call goes with what the model said before it', () => {
    const call = { from: 'function_call', value: '{"name":"f","arguments":{"a":1}}' };
    expect(readTurns(placed([{ from: 'gpt', value: 'Looking.' }, call, { from: 'observation', value: 'r' }]))).toEqual([
      { role: 'assistant', text: 'Looking.', pointer: '/0', calls: [{ name: 'f', args: '{"a":1}' }] },
      { role: 'tool', text: 'r', pointer: '/2' },
    ]);
  });
  it('a call behind a user is a message of its own, and so is a second one', () => {
    const call = { from: 'tool_call', value: '[{"name":"f","arguments":{}},{"name":"g","arguments":{}}]' };
    expect(
      readTurns(placed([{ from: 'human', value: 'u' }, call, call])).map((m) => [m.role, m.calls?.map((c) => c.name)]),
    ).toEqual([
      ['user', undefined],
      ['assistant', ['f', 'g']],
      ['assistant', ['f', 'g']],
    ]);
  });
  it('a call that is no JSON is text', () => {
    expect(readTurn(placed({ from: 'function_call', value: 'call me' }))).toEqual([
      { role: 'assistant', text: 'call me', pointer: '' },
    ]);
  });
  it('turns of `{role, content}` are read between them', () => {
    expect(
      readTurns(
        placed([
          { from: 'human', value: 'a' },
          { role: 'assistant', content: 'b' },
          { from: 'cat', value: 'c' },
        ]),
      ),
    ).toEqual([
      { role: 'user', text: 'a', pointer: '/0' },
      { role: 'assistant', text: 'b', pointer: '/1' },
    ]);
  });
  it('an observation by the user is a result only behind a call', () => {
    const result = { from: 'human', value: 'EXECUTION RESULT of [bash]:\nok' };
    const call = { from: 'gpt', value: '<function=bash>\n<parameter=command>ls</parameter>\n</function>' };
    expect(readTurns(placed([call, result]))[1]).toEqual({ role: 'tool', text: 'ok', name: 'bash', pointer: '/1' });
    expect(readTurns(placed([result]))[0]).toEqual({
      role: 'user',
      text: 'EXECUTION RESULT of [bash]:\nok',
      pointer: '/0',
    });
  });
});
