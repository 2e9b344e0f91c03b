/** Trees that a log tells by parents: one line on show, the rest as branches. */
import { describe, expect, it } from 'vitest';
import { SessionBuilder } from '../../../src/ingest/builder.ts';
import { addTree, type TreeNode } from '../../../src/ingest/tree.ts';
import { outline } from './outline.ts';

/** `b<a`: b below a; a capital letter asks. */
const tree = (spec: string, tip?: string): string[] => {
  const builder = new SessionBuilder('test');
  const nodes: TreeNode[] = spec.split(' ').map((word) => {
    const [id = '', parent] = word.split('<');
    return { id, parent, asked: id < 'a' };
  });
  addTree(builder, nodes, tip, (line) => {
    for (const { id, asked } of line) asked ? builder.user(id) : builder.assistant(id);
  });
  return outline(builder.build());
};

describe('trees', () => {
  it.each<[string, string, string | undefined, string[]]>([
    ['a chain', 'A b<A C<b d<C', undefined, ['user: A', 'assistant: b', 'user: C', 'assistant: d']],
    [
      'the order of the log does not matter',
      'd<C C<b b<A A',
      'd',
      ['user: A', 'assistant: b', 'user: C', 'assistant: d'],
    ],
    ['the message on show decides', 'A b<A c<A', 'b', ['user: A', 'assistant: b', '<1> regenerate', '  assistant: c']],
    [
      'without one, the newest',
      'A b<A c<A',
      undefined,
      ['user: A', 'assistant: c', '<1> regenerate', '  assistant: b'],
    ],
    ['one that is not there is none', 'A b<A', 'z', ['user: A', 'assistant: b']],
    [
      'a question asked otherwise',
      'A b<A C d<C',
      'd',
      ['user: C', 'assistant: d', '<0> edit', '  user: A', '  assistant: b'],
    ],
    [
      'a fork within a branch is two branches',
      'A b<A c<A D<c E<c',
      'b',
      [
        'user: A',
        'assistant: b',
        '<1> regenerate',
        '  assistant: c',
        '  user: D',
        '<1> regenerate',
        '  assistant: c',
        '  user: E',
      ],
    ],
    ['what goes on below the message on show', 'A b<A C<b', 'b', ['user: A', 'assistant: b', '<2> edit', '  user: C']],
    ['a parent that is missing', 'b<x C<b', undefined, ['assistant: b', 'user: C']],
    [
      'parents in a circle are cut, and nothing is lost',
      'A<c b<A c<b',
      'c',
      ['user: A', 'assistant: b', 'assistant: c'],
    ],
    ['its own parent', 'A<A b<A', 'b', ['user: A', 'assistant: b']],
  ])('%s', (_name, spec, tip, events) => {
    expect(tree(spec, tip)).toEqual(events);
  });

  it('is as deep as a log may be', () => {
    const spec = Array.from({ length: 20_000 }, (_, i) => (i === 0 ? 'm0' : `m${i}<m${i - 1}`)).join(' ');
    expect(tree(spec)).toHaveLength(20_000);
  });
});
