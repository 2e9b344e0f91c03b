/** Calls that models write into their text: every template's marks, and texts that only show them. */
import { describe, expect, it } from 'vitest';
import type { CallIn } from '../../../../src/ingest/message.ts';
import { takeCalls } from '../../../../src/ingest/steps/text-calls.ts';

const nobody = (): boolean => false;
const call = (name: string, args: string, id?: string): CallIn =>
  id === undefined ? { name, args } : { name, args, id };

describe('marks', () => {
  it.each<[string, string, CallIn[], string?]>([
    ['Hermes', '<tool_call>\n{"name": "f", "arguments": {"a": 1.50}}\n</tool_call>', [call('f', '{"a": 1.50}')]],
    [
      'arguments first',
      '<tool_call>{"arguments": {"a": 9007199254740993}, "name": "f"}</tool_call>',
      [call('f', '{"a": 9007199254740993}')],
    ],
    ['arguments as text', '<tool_call>{"name": "f", "arguments": "{\\"a\\": 1}"}</tool_call>', [call('f', '{"a": 1}')]],
    [
      'a Python dictionary',
      "<tool_call>\n{'arguments': {'a': 'it\\'s', 'b': None, 'c': (1, 2,)}, 'name': 'f'}\n</tool_call>",
      [call('f', `{"a":"it's","b":null,"c":[1,2]}`)],
    ],
    [
      'two of them',
      'I ask.\n<tool_call>{"name":"f","arguments":{}}</tool_call>\n<tool_call>{"name":"g","arguments":{}}</tool_call>',
      [call('f', '{}'), call('g', '{}')],
      'I ask.',
    ],
    ['stopped at the closing mark', '<tool_call>\n{"name": "f", "arguments": {}}<|im_end|>', [call('f', '{}')]],
    [
      'Qwen3-Coder',
      '<tool_call>\n<function=f>\n<parameter=a>\nx\n</parameter>\n</function>\n</tool_call>',
      [call('f', '{"a":"x"}')],
    ],
    [
      'GLM',
      '<tool_call>f\n<arg_key>a</arg_key>\n<arg_value>x y</arg_value>\n<arg_key>b</arg_key>\n<arg_value>2.50</arg_value>\n</tool_call>',
      [call('f', '{"a":"x y","b":2.50}')],
    ],
    [
      'OpenHands',
      'I look.\n<function=bash>\n<parameter=command>\nls -l\n</parameter>\n</function>',
      [call('bash', '{"command":"ls -l"}')],
      'I look.',
    ],
    [
      'one newline at each end of a value is the writer’s',
      '<function=w><parameter=t>\n\nx\n\n</parameter></function>',
      [call('w', '{"t":"\\nx\\n"}')],
    ],
    [
      'a value with the closing mark in it',
      '<function=w><parameter=t>a </function> b</parameter></function>',
      [call('w', '{"t":"a </function> b"}')],
    ],
    [
      'a value with a fence in it',
      '<function=w><parameter=t>```\nx</parameter></function>',
      [call('w', '{"t":"```\\nx"}')],
    ],
    [
      'several parameters',
      '<function=w><parameter=a>1</parameter><parameter=b>2</parameter></function>',
      [call('w', '{"a":"1","b":"2"}')],
    ],
    ['without parameters', '<function=stop></function>', [call('stop', '{}')]],
    ['not closed at the end', '<function=w><parameter=a>1</parameter>', [call('w', '{"a":"1"}')]],
    [
      'text between two',
      '<function=a></function> then <function=b></function>',
      [call('a', '{}'), call('b', '{}')],
      'then',
    ],
    [
      'a parameter named like the prototype',
      '<function=w><parameter=__proto__>1</parameter></function>',
      [call('w', '{"__proto__":"1"}')],
    ],
    ['Llama 3.1', '<function=f>{"a": 1}</function>', [call('f', '{"a": 1}')]],
    ['Llama 3.2', '<|python_tag|>{"name": "f", "parameters": {"a": 1.0}}<|eom_id|>', [call('f', '{"a": 1.0}')]],
    [
      'Glaive',
      `<functioncall> {"name": "f", "arguments": '{"a": "it\\'s"}'} <|endoftext|>`,
      [call('f', `{"a": "it's"}`)],
    ],
    [
      'Mistral',
      '[TOOL_CALLS] [{"name": "f", "arguments": {"a": 1}}, {"name": "g", "arguments": {}}]</s>',
      [call('f', '{"a":1}'), call('g', '{}')],
    ],
    ['Mistral, newer', '[TOOL_CALLS]f[ARGS]{"a": 1}[TOOL_CALLS]g[ARGS]{}', [call('f', '{"a": 1}'), call('g', '{}')]],
    [
      'Anthropic’s prompt format',
      'I ask.\n<function_calls>\n<invoke name="f">\n<parameter name="a">x</parameter>\n</invoke>\n<invoke name="g">\n</invoke>\n</function_calls>',
      [call('f', '{"a":"x"}'), call('g', '{}')],
      'I ask.',
    ],
    [
      'DeepSeek',
      '<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>f\n```json\n{"a": 1}\n```<｜tool▁call▁end｜><｜tool▁calls▁end｜><｜end▁of▁sentence｜>',
      [call('f', '{"a": 1}')],
    ],
    [
      'DeepSeek V3.1',
      '<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>f<｜tool▁sep｜>{"a": 1}<｜tool▁call▁end｜><｜tool▁calls▁end｜>',
      [call('f', '{"a": 1}')],
    ],
    [
      'Kimi',
      '<|tool_calls_section_begin|><|tool_call_begin|>functions.f:0<|tool_call_argument_begin|>{"a": 1}<|tool_call_end|><|tool_calls_section_end|>',
      [call('f', '{"a": 1}', 'functions.f:0')],
    ],
  ])('%s', (_name, text, calls, said = '') => {
    expect(takeCalls(text, nobody)).toEqual({ text: said, calls });
  });
});

describe('calls without marks', () => {
  const offered = (name: string): boolean => ['f', 'Get Weather', 'a.b/c'].includes(name);
  it.each<[string, string, CallIn[]]>([
    ['one', '[f(a="x", b=2.50)]', [call('f', '{"a":"x","b":2.50}')]],
    [
      'a name of words',
      "[Get Weather(city='Tromsø', days=[1, 2], deep={'k': True})]",
      [call('Get Weather', `{"city":"Tromsø","days":[1, 2],"deep":{"k": true}}`)],
    ],
    ['two', '[f(), a.b/c(q="a, b)]")]', [call('f', '{}'), call('a.b/c', '{"q":"a, b)]"}')]],
  ])('%s', (_name, text, calls) => {
    expect(takeCalls(text, offered)).toEqual({ text: '', calls });
  });

  it.each([
    ['a tool that nobody declared', '[g(a=1)]'],
    ['arguments by position', '[f(1, 2)]'],
    ['a list', '[f, g]'],
    ['a link', '[f](https://x.example/f)'],
    ['text behind it', '[f(a=1)] is what I would call'],
    ['a name that stands for a value', '[f(a=b)]'],
    ['no end', '[f(a="x'],
  ])('not %s', (_name, text) => {
    expect(takeCalls(text, offered)).toBeUndefined();
  });
});

describe('texts that show calls', () => {
  it.each([
    'Put the JSON into <tool_call> tags.',
    'Reply with <tool_call>{"name": …}</tool_call> and wait.',
    'Like `<tool_call>{"name": "f", "arguments": {}}</tool_call>`.',
    '```xml\n<tool_call>{"name": "f", "arguments": {}}</tool_call>\n```',
    '```\n<function=f>\n<parameter=a>1</parameter>\n</function>\n```',
    'The syntax is <function=name> with parameters behind it.',
    '<tool_call>{"arguments": {}}</tool_call>',
    '<function_calls> is an old tag.',
    'Mistral writes [TOOL_CALLS] first.',
    'JSON alone: {"name": "f", "arguments": {}}',
    '<FunctionCall name="f"/>',
  ])('%s', (text) => {
    expect(takeCalls(text, () => true)).toBeUndefined();
  });
});

describe('cost', () => {
  const many = 8_000;
  it.each<[string, string]>([
    ['tags without an end', '<tool_call>{'.repeat(many)],
    ['functions without an end', '<function=f>{'.repeat(many)],
    ['functions without a body', '<function=f> x '.repeat(many)],
    ['parameters without an end', `<function=f>${'<parameter=a>'.repeat(many)}`],
    ['Mistral’s mark', '[TOOL_CALLS]f{'.repeat(many)],
    ['Glaive’s quotes', `<functioncall>{"name": "f", "arguments": '${"' ".repeat(many)}`],
    ['sections', '<|tool_calls_section_begin|><|tool_call_begin|>f<|tool_call_argument_begin|>'.repeat(many)],
    ['invokes', `<function_calls>${'<invoke name="f"><parameter name="a">'.repeat(many)}`],
    ['keys', `<tool_call>f<arg_key>${'<arg_key>a'.repeat(many)}</tool_call>`],
    ['brackets', `${'[f('.repeat(many)})]`],
    ['strings', `[f(a="${'\\"'.repeat(many)})]`],
    ['nesting', `[f(a=${'['.repeat(many)}${']'.repeat(many)})]`],
  ])('%s', (_name, text) => {
    const start = performance.now();
    takeCalls(text, () => true);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
