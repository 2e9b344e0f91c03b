/** Calls that Open WebUI shows within an answer: taken apart where they act, and left where they are quoted. */
import { describe, expect, it } from 'vitest';
import { detailTurns, mayHaveDetails } from '../../../../src/ingest/steps/details.ts';

const turns = (text: string): string[] | undefined =>
  mayHaveDetails(text)
    ? detailTurns({ role: 'assistant', text, pointer: '/p', parts: [{ kind: 'image' }] })?.map((m) => {
        const calls = (m.calls ?? []).map(
          (c) => `${c.name}(${c.args})${c.id ? `#${c.id}` : ''}${c.freeform ? ' text' : ''}`,
        );
        return `${m.role}${m.callId ? `#${m.callId}` : ''}${m.parts ? '+' : ''}${m.pointer}: ${[m.text, ...calls].filter(Boolean).join(' ')}`;
      })
    : undefined;
const block = (attributes: string, inner = '<summary>Tool Executed</summary>\n'): string =>
  `<details type="tool_calls" ${attributes}>\n${inner}</details>`;

describe('calls in <details>', () => {
  it.each<[string, string, string[]]>([
    [
      'two calls, and words before, between and behind',
      `I look.\n${block('done="true" id="1" name="f" arguments="&quot;{\\&quot;a\\&quot;: 1.50}&quot;" result="&quot;x &amp; y&quot;"')}\nAnd on.\n${block('done="true" name="g" arguments="{}" result="{&quot;n&quot;: 7}"')}\nSo.`,
      [
        'assistant+/p: I look. f({"a": 1.50})#1',
        'tool#1/p: x & y',
        'assistant/p: And on. g({})',
        'tool/p: {"n": 7}',
        'assistant/p: So.',
      ],
    ],
    [
      'one that still runs has no result',
      block('done="false" name="f" arguments="{}" result=""'),
      ['assistant+/p:  f({})'.replace('  ', ' ')],
    ],
    [
      'code that was run',
      '<details type="code_interpreter" done="true" output="{&quot;stdout&quot;: &quot;2&quot;}">\n<summary>Analyzed</summary>\n```python\nprint(1 + 1)\n```\n</details>',
      ['assistant+/p: code_interpreter(print(1 + 1)) text', 'tool/p: {"stdout": "2"}'],
    ],
    [
      'a round of calls, as older versions wrote it',
      `<details type="tool_calls" done="true" content="[{&quot;id&quot;: &quot;1&quot;, &quot;function&quot;: {&quot;name&quot;: &quot;f&quot;, &quot;arguments&quot;: &quot;{}&quot;}}, {&quot;function&quot;: {&quot;name&quot;: &quot;g&quot;}}]" results="&quot;[{\\&quot;tool_call_id\\&quot;: \\&quot;1\\&quot;, \\&quot;content\\&quot;: \\&quot;x\\&quot;}]&quot;">\n<summary>Tool Executed</summary>\n</details>\nSo.`,
      ['assistant+/p: f({})#1 g({})', 'tool#1/p: x', 'assistant/p: So.'],
    ],
  ])('%s', (_name, text, want) => {
    expect(turns(text)).toEqual(want);
  });

  it.each<[string, string]>([
    ['quoted in a fence', `It looks so:\n\`\`\`html\n${block('name="f" arguments="{}" result="1"')}\n\`\`\`\n`],
    ['within a line', `A block such as ${block('name="f" arguments="{}"')} is a call.`],
    ['without an end', '<details type="tool_calls" name="f" arguments="{}">\n'],
    ['without a name', block('arguments="{}"')],
    ['with a list that is none', block('content="x" results="[]"')],
    ['of another kind', '<details type="reasoning">\nhm\n</details>\nso'],
    ['of a page', '<details>\n<summary>More</summary>\ntype="tool_calls"\n</details>'],
  ])('%s it is text', (_name, text) => {
    expect(turns(text)).toBeUndefined();
  });

  it('takes its time once, whatever the text', () => {
    const open = '<details type="tool_calls" name="f" arguments="{}" result="';
    for (const text of [
      `${open}\n`.repeat(50_000),
      `${open}">\n`.repeat(50_000),
      '`'.repeat(300_000),
      `${block('x="')}\n`.repeat(20_000),
    ])
      expect(turns(text + open)).toBeUndefined();
  });
});
