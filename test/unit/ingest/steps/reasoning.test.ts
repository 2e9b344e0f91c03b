/** Reasoning in the text of an answer: all spellings, and texts that only speak of them. */
import { describe, expect, it } from 'vitest';
import { SessionBuilder } from '../../../../src/ingest/builder.ts';
import { takeReasoning } from '../../../../src/ingest/steps/reasoning.ts';

const THOUGHT = 'The user wants the sum; 3 + 4.';
const ANSWER = 'It is 7.';

describe('spellings', () => {
  it.each<[string, string]>([
    ['think', `<think>${THOUGHT}</think>${ANSWER}`],
    ['think with line breaks', `<think>\n${THOUGHT}\n</think>\n\n${ANSWER}`],
    ['thinking', `<thinking>${THOUGHT}</thinking>\n${ANSWER}`],
    ['thought', `<thought>${THOUGHT}</thought> ${ANSWER}`],
    ['reasoning', `<reasoning>${THOUGHT}</reasoning>\n${ANSWER}`],
    ['an attribute', `<thinking signature="a1">${THOUGHT}</thinking>\n${ANSWER}`],
    ['Hermes', `<REASONING_SCRATCHPAD>${THOUGHT}</REASONING_SCRATCHPAD>\n${ANSWER}`],
    ['Hermes function calling', `<scratch_pad>\n${THOUGHT}\n</scratch_pad>\n${ANSWER}`],
    ['Seed', `<seed:think>${THOUGHT}</seed:think>${ANSWER}`],
    ['Mistral', `[THINK]${THOUGHT}[/THINK]${ANSWER}`],
    ['Kimi', `◁think▷${THOUGHT}◁/think▷${ANSWER}`],
    ['Cohere', `<|START_THINKING|>${THOUGHT}<|END_THINKING|><|START_RESPONSE|>${ANSWER}<|END_RESPONSE|>`],
    ['Sky-T1', `<|begin_of_thought|>${THOUGHT}<|end_of_thought|>\n<|begin_of_solution|>${ANSWER}<|end_of_solution|>`],
    ['Gemma', `<|channel>thought\n${THOUGHT}<channel|>${ANSWER}`],
    [
      'Open WebUI',
      `<details type="reasoning" done="true" duration="2">\n<summary>Thought for 2 seconds</summary>\n${THOUGHT}\n</details>\n${ANSWER}`,
    ],
    ['a lone closing mark', `${THOUGHT}\n</think>\n\n${ANSWER}`],
    ['a lone closing mark, glued', `${THOUGHT}</think>${ANSWER}`],
    ['a lone closing mark of Mistral', `${THOUGHT}[/THINK]${ANSWER}`],
  ])('%s', (_name, text) => {
    expect(takeReasoning(text)).toEqual({ text: ANSWER, reasoning: THOUGHT });
  });

  it.each<[string, string, { text: string; reasoning: string }]>([
    ['nothing thought', `<think>\n\n</think>\n\n${ANSWER}`, { text: ANSWER, reasoning: '' }],
    ['no end', `<think>${THOUGHT} and`, { text: '', reasoning: `${THOUGHT} and` }],
    ['an answer, then no end', `${ANSWER}\n<think>more`, { text: `${ANSWER}\n`, reasoning: 'more' }],
    ['between two texts', `Let me see.\n\n<think>a</think>\n\nDone.`, { text: 'Let me see.\n\nDone.', reasoning: 'a' }],
    ['behind a sentence', `Sure. <think>a</think> Done.`, { text: 'Sure.\n\nDone.', reasoning: 'a' }],
    ['two of them', '<think>a</think>One.\n<think>b</think>\nTwo.', { text: 'One.\n\nTwo.', reasoning: 'a\n\nb' }],
    ['closed twice', 'a</think>b</think>\nc', { text: 'c', reasoning: 'a\n\nb' }],
    [
      'the closing mark as its topic',
      '<think>I write `</think>` last.</think>Ok.',
      { text: 'Ok.', reasoning: 'I write `</think>` last.' },
    ],
    ['code in the thought', '<think>```py\nx</think>\nOk.', { text: 'Ok.', reasoning: '```py\nx' }],
    ['a lower-case answer', 'a thought</think>it rains', { text: 'it rains', reasoning: 'a thought' }],
    ['code in the answer', '<think>a</think>\n```\n<think>\n```', { text: '```\n<think>\n```', reasoning: 'a' }],
  ])('%s', (_name, text, expected) => {
    expect(takeReasoning(text)).toEqual(expected);
  });
});

describe('texts that speak of the marks', () => {
  it.each([
    'Nothing of the kind.',
    'The tag `<think>` opens it and `</think>` closes it.',
    '```xml\n<think>\nx\n</think>\n```',
    '1. Like so:\n   ~~~\n   <thinking>x</thinking>\n   ~~~\n2. Done',
    'Put your steps in <thinking> tags before you answer.',
    'Wrap it in <think>your steps</think> and go on.',
    'The model ends with </think> when it is done.',
    'Stop the stream at </think>.',
    'It matches "<think>" and "</think>".',
    '<think> and </think> are special tokens.',
    '<thinker>x</thinker>, <rethink/> and Promise<thought> are something else',
    'const a: Array<thought> = [];\nconst b = 1;',
    '<details><summary>More</summary>text</details>',
    '<details type="code"><summary>More</summary>text</details>',
    'Use [THINK] and [/THINK], please',
    '``<think>` `</think>`` is inline, too',
  ])('%s', (text) => {
    expect(takeReasoning(text)).toBeUndefined();
  });
});

describe('cost', () => {
  const many = 8_000;
  it.each<[string, string]>([
    ['openers in prose', 'x <think> x '.repeat(many)],
    ['openers behind sentences', 'x. <think> X. '.repeat(many)],
    ['closers in prose', 'a </think> a '.repeat(many)],
    ['runs of backticks', `${Array.from({ length: 600 }, (_, i) => '`'.repeat(i + 1)).join(' ')} <think>`],
    ['fences that nothing closes', `${'~~~\n~~~~ \n'.repeat(many)}<think> x`],
    ['unclosed tags', `${'<think '.repeat(many)}<think>`],
    ['details', '<details type="reasoning" '.repeat(many)],
    ['white space', `${' '.repeat(many * 10)}<think>`.repeat(3)],
  ])('%s', (_name, text) => {
    const start = performance.now();
    takeReasoning(text);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('in a session', () => {
  const kinds = (fill: (b: SessionBuilder) => void): string[] => {
    const builder = new SessionBuilder('test');
    fill(builder);
    return (builder.build()?.events ?? []).map((e) => `${e.turn} ${e.kind}: ${'text' in e ? e.text : ''}`);
  };

  it('is the reasoning of the same turn, whichever reader it was', () => {
    expect(
      kinds((b) => {
        b.user('Sum?');
        b.newTurn().assistant('<think>3 + 4</think>7');
      }),
    ).toEqual(['0 user: Sum?', '1 reasoning: 3 + 4', '1 assistant: 7']);
  });

  it('leaves no answer where there is none', () => {
    expect(kinds((b) => b.message({ role: 'assistant', text: '<think>3 +', flags: ['truncated'] }))).toEqual([
      '0 reasoning: 3 +',
    ]);
  });

  it('is taken once when the server has a field for it', () => {
    expect(kinds((b) => b.message({ role: 'assistant', text: '<think>3 + 4</think>7', reasoning: '3 + 4\n' }))).toEqual(
      ['0 reasoning: 3 + 4\n', '0 assistant: 7'],
    );
  });

  it('is the assistant’s only', () => {
    const text = '<think>why</think>Sum?';
    expect(kinds((b) => b.user(text))).toEqual([`0 user: ${text}`]);
  });
});
