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
    ['the newest one that nothing follows', 'b<A C<b A', undefined, ['user: A', 'assistant: b', 'user: C']],
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

  /** Messages that `emit` is given, and what the session says of the rest. */
  const work = (nodes: TreeNode[], tip: string): { told: number; branches: number; lost: string[] } => {
    const builder = new SessionBuilder('test');
    let told = 0;
    addTree(builder, nodes, tip, (line) => {
      told += line.length;
      for (const { id } of line) builder.assistant(id);
    });
    const session = builder.build();
    const lost = (session?.events ?? []).flatMap((e) => ('parts' in e ? (e.parts ?? []) : [])).map((p) => p.name ?? '');
    return { told, branches: session?.branches.length ?? 0, lost };
  };
  /** A trunk below `root` with a tooth at each of its messages. */
  const comb = (root: string | undefined, size: number): TreeNode[] =>
    Array.from({ length: size }, (_, i) => ({ id: `t${i}`, parent: i > 0 ? `t${i - 1}` : root, asked: false })).flatMap(
      (n) => [n, { id: `${n.id}x`, parent: n.id, asked: true }],
    );

  it('a comb on the main line costs what it holds', () => {
    const nodes = comb(undefined, 10_000);
    expect(work(nodes, 't9999')).toEqual({ told: 20_000, branches: 10_000, lost: [] });
  });

  it('a comb beside the main line is not told in its square: the longest branches are, the others are counted', () => {
    const nodes = [{ id: 'a', asked: true }, { id: 'b', parent: 'a', asked: false }, ...comb('a', 10_000)];
    const { told, branches, lost } = work(nodes, 'b');
    expect(told).toBeLessThanOrEqual(17 * nodes.length);
    expect(told).toBeGreaterThan(10_000);
    expect(branches).toBeGreaterThan(1);
    expect(lost).toEqual(['branch']);
  });

  it('one message may have a hundred thousand answers', () => {
    const answers = Array.from({ length: 150_000 }, (_, i) => ({ id: `r${i}`, parent: 'b', asked: false }));
    const nodes = [
      { id: 'a', asked: true },
      { id: 'c', parent: 'a', asked: false },
      { id: 'b', parent: 'a', asked: true },
    ];
    expect(work([...nodes, ...answers], 'c').branches).toBe(150_000);
  });
});
