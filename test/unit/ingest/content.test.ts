/** Message content of all APIs: text, reasoning, refusals, and stubs for what is no text. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readContent } from '../../../src/ingest/content.ts';

const hashOf = (data: string): string => createHash('sha256').update(data).digest('hex').slice(0, 16);

describe('text', () => {
  it.each<[string, unknown, string]>([
    ['a string', 'hi', 'hi'],
    ['null', null, ''],
    ['a number', 5, ''],
    [
      'text parts, a line each',
      [
        { type: 'text', text: 'a' },
        { type: 'input_text', text: 'b' },
      ],
      'a\nb',
    ],
    [
      'output_text and summary_text',
      [
        { type: 'output_text', text: 'a' },
        { type: 'summary_text', text: 'b' },
      ],
      'a\nb',
    ],
    ['strings between the parts', ['a', { type: 'text', text: 'b' }], 'a\nb'],
    ['a part without a type', [{ text: 'a' }], 'a'],
    ['one part without a list', { type: 'text', text: 'a' }, 'a'],
    ['the text under `content`', [{ type: 'text', content: 'a' }], 'a'],
    ['the text under `value`', [{ type: 'text', value: 'a' }], 'a'],
    ['the text under `text.value`', [{ type: 'text', text: { value: 'a', annotations: [] } }], 'a'],
    ['`text` before `content`', [{ type: 'text', content: 'b', text: 'a' }], 'a'],
    ['an empty text is a line', [{ text: '' }, { text: 'a' }], '\na'],
    ['null is no part', [null, { text: 'a' }], 'a'],
  ])('%s', (_name, content, text) => {
    expect(readContent(content)).toEqual({ text, reasoning: '', parts: [], refusal: false });
  });
});

describe('reasoning and refusals', () => {
  it.each<[string, unknown, string]>([
    ['thinking', [{ type: 'thinking', thinking: 'hm' }], 'hm'],
    ['reasoning', [{ type: 'reasoning', reasoning: 'hm' }], 'hm'],
    ['reasoning_text', [{ type: 'reasoning_text', text: 'hm' }], 'hm'],
    ['under `content`', [{ type: 'reasoning', content: 'hm' }], 'hm'],
    ['under `value`', [{ type: 'thinking', value: 'hm' }], 'hm'],
    [
      'Mistral’s list',
      [
        {
          type: 'thinking',
          thinking: [
            { type: 'text', text: 'h' },
            { type: 'text', text: 'm' },
          ],
        },
      ],
      'h\nm',
    ],
    [
      'OpenRouter’s details',
      [
        { type: 'reasoning.text', text: 'h' },
        { type: 'reasoning.summary', summary: 'm' },
      ],
      'h\nm',
    ],
    ['Kimi’s', [{ type: 'think', think: 'hm', encrypted: null }], 'hm'],
    ['Bedrock’s', [{ reasoningContent: { reasoningText: { text: 'hm', signature: 'x' } } }], 'hm'],
    ['Gemini’s', [{ text: 'hm', thought: true }], 'hm'],
    [
      'several, a line each',
      [
        { type: 'thinking', thinking: 'a' },
        { type: 'thinking', thinking: 'b' },
      ],
      'a\nb',
    ],
    [
      'an empty one leaves no line',
      [
        { type: 'thinking', thinking: '' },
        { type: 'thinking', thinking: 'b' },
      ],
      'b',
    ],
  ])('%s stands apart from the text', (_name, content, reasoning) => {
    expect(readContent([...(content as unknown[]), { type: 'text', text: 'said' }])).toEqual({
      text: 'said',
      reasoning,
      parts: [],
      refusal: false,
    });
  });

  it('a refusal is text with a mark', () => {
    expect(readContent([{ type: 'refusal', refusal: 'No.' }])).toEqual({
      text: 'No.',
      reasoning: '',
      parts: [],
      refusal: true,
    });
  });
});

describe('stubs', () => {
  const inline = 'data:image/png;base64,AAAABBBB';
  it.each<[string, unknown, unknown[]]>([
    [
      'a picture inline',
      { type: 'image_url', image_url: { url: inline } },
      [{ kind: 'image', mime: 'image/png', hash: hashOf(inline), bytes: 6 }],
    ],
    [
      'its address alone',
      { type: 'image_url', image_url: { url: 'https://x.example/a.png' } },
      [{ kind: 'image', mime: 'image/png', hash: hashOf('https://x.example/a.png'), ref: 'https://x.example/a.png' }],
    ],
    [
      'the address as a string',
      { type: 'input_image', image_url: 'https://x.example/b' },
      [{ kind: 'image', hash: hashOf('https://x.example/b'), ref: 'https://x.example/b' }],
    ],
    [
      'an Anthropic source in base64',
      { type: 'image', source: { type: 'base64', media_type: 'image/jpeg', data: 'ABCDEFGH' } },
      [{ kind: 'image', mime: 'image/jpeg', hash: hashOf('ABCDEFGH'), bytes: 6 }],
    ],
    [
      'an Anthropic source by address',
      { type: 'document', source: { type: 'url', url: 'https://x.example/c.pdf' } },
      [
        {
          kind: 'file',
          mime: 'application/pdf',
          hash: hashOf('https://x.example/c.pdf'),
          ref: 'https://x.example/c.pdf',
        },
      ],
    ],
    [
      'sound',
      { type: 'input_audio', input_audio: { data: 'QUJD', format: 'wav' } },
      [{ kind: 'audio', mime: 'audio/wav', hash: hashOf('QUJD'), bytes: 3 }],
    ],
    [
      'a film',
      { type: 'video_url', url: 'https://x.example/d' },
      [{ kind: 'video', hash: hashOf('https://x.example/d'), ref: 'https://x.example/d' }],
    ],
    [
      'a file',
      { type: 'file', file: { file_data: 'data:application/pdf;base64,AAAA' } },
      [{ kind: 'file', mime: 'application/pdf', hash: hashOf('data:application/pdf;base64,AAAA'), bytes: 3 }],
    ],
    [
      'a media type of its own',
      { type: 'pdf', mime_type: 'application/pdf', data: 'x' },
      [{ kind: 'file', mime: 'application/pdf', hash: hashOf('x') }],
    ],
    [
      'an inline address with parameters',
      { type: 'image', url: 'data:image/svg+xml;charset=utf8,AAAA' },
      [{ kind: 'image', mime: 'image/svg+xml', hash: hashOf('data:image/svg+xml;charset=utf8,AAAA'), bytes: 3 }],
    ],
    [
      'Gemini, inline',
      { inlineData: { mimeType: 'image/png', data: 'AAAABBBB' } },
      [{ kind: 'image', mime: 'image/png', hash: hashOf('AAAABBBB'), bytes: 6 }],
    ],
    [
      'Gemini, uploaded',
      { file_data: { mime_type: 'application/pdf', file_uri: 'https://x.example/e' } },
      [{ kind: 'file', mime: 'application/pdf', hash: hashOf('https://x.example/e'), ref: 'https://x.example/e' }],
    ],
    ['a file by its id', { type: 'input_file', file_id: 'file-7' }, [{ kind: 'file', ref: 'file-7' }]],
    [
      'a file in a part of its own',
      { type: 'image_file', image_file: { file_id: 'file-8' } },
      [{ kind: 'image', ref: 'file-8' }],
    ],
    ['an unknown type that holds nothing', { type: 'widget', id: 'w' }, []],
    [
      'an unknown type',
      { type: 'widget', html: '<b>', 'kim@x.example': 1 },
      [{ kind: 'unknown', name: 'widget', keys: 'type, html' }],
    ],
    [
      'a text under a key that nobody knows',
      { type: 'text', body: 'a' },
      [{ kind: 'unknown', name: 'text', keys: 'type, body' }],
    ],
    ['a part without a type', { card: { title: 'a' } }, [{ kind: 'unknown', name: 'card', keys: 'card' }]],
    ['a number', 7, [{ kind: 'unknown', name: 'number' }]],
    ['marks of steps', { type: 'step-start', n: 1 }, []],
    ['data of a page', { type: 'data-progress', data: { done: 1 } }, []],
    ['a call is no part', { type: 'tool_use', id: 'x', name: 'f', input: {} }, []],
    ['a result is no part', { type: 'tool_result', tool_use_id: 'x', content: 'r' }, []],
    ['opaque reasoning is no part', { type: 'redacted_thinking', data: 'zzz' }, []],
  ])('%s', (_name, part, parts) => {
    expect(readContent([part])).toEqual({ text: '', reasoning: '', parts, refusal: false });
  });

  it('never keeps the payload', () => {
    expect(JSON.stringify(readContent([{ type: 'image', data: inline }]))).not.toContain('AAAABBBB');
  });
});
