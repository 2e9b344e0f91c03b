/** One row a rule: a tag that changes its mind changes what is trained on. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Message, Tags } from '../../../src/model/example.ts';
import { outcomeName } from '../../../src/model/outcome-name.ts';
import type { Step } from '../../../src/model/step.ts';
import {
  isLevel,
  META_TAGS,
  STORED_TAGS,
  TAGS,
  type TagEntry,
  tagOf,
  tagText,
  tagValues,
} from '../../../src/model/tags.ts';
import type { Redacted } from '../../../src/redact/brand.ts';
import { NOTHING_OBSERVED, type Observed } from '../../../src/stages/observe/observe.ts';
import type { Draft } from '../../../src/stages/segment/segment.ts';
import { complexityOf, LEVEL_BOUNDS } from '../../../src/stages/tag/complexity.ts';
import { roleText } from '../../../src/stages/tag/facts.ts';
import { type Features, featuresOf } from '../../../src/stages/tag/features.ts';
import { tag } from '../../../src/stages/tag/tag.ts';
import { example, frozen, messages } from './support.ts';

const NONE: Features = {
  userTurns: 1,
  assistantTurns: 1,
  calls: 0,
  distinctTools: 0,
  parallel: 0,
  errors: 0,
  repeats: 0,
  badArguments: 0,
  orphans: 0,
  unanswered: 0,
};
const CALL = { calls: 1, distinctTools: 1, parallel: 1, steps: 1, depth: 1 };

describe('complexity', () => {
  it.each<[string, Partial<Features>, number]>([
    ['one exchange', {}, 1],
    ['two answers', { userTurns: 2, assistantTurns: 2 }, 1],
    ['four answers', { userTurns: 4, assistantTurns: 4 }, 2],
    ['one exchange about much', { input: 3, constraints: 7 }, 2],
    ['a call', CALL, 2],
    ['two calls of one tool', { ...CALL, calls: 2 }, 2],
    ['two calls of two tools that depend on one another', { ...CALL, calls: 2, distinctTools: 2, depth: 2 }, 3],
    ['six calls of one tool', { ...CALL, calls: 6 }, 3],
    ['six calls with a failure made good', { ...CALL, calls: 6, failedSteps: 1, recoveries: 1, retries: 1 }, 3],
    ['ten calls of four tools', { ...CALL, calls: 10, distinctTools: 4, depth: 3 }, 4],
    ['thirty calls of one tool', { ...CALL, calls: 30 }, 3],
    ['… that feed one another', { ...CALL, calls: 30, depth: 5 }, 4],
    [
      '… with tools, turns and trouble',
      { ...CALL, calls: 30, distinctTools: 4, depth: 5, userTurns: 5, failedSteps: 3 },
      5,
    ],
    ['an error without a call is no trouble', { errors: 9, repeats: 9 }, 1],
    ['results without a call are none of the agent', { ...CALL, orphans: 3, unanswered: 2 }, 2],
  ])('%s', (_, more, level) => expect(complexityOf({ ...NONE, ...more }).level).toBe(level));

  it('names the parts of its score, the largest first', () => {
    const { score, rule } = complexityOf({ ...NONE, ...CALL, calls: 7, distinctTools: 2, userTurns: 2 });
    expect(rule).toBe('score 4.3, calls 3.0, tools 0.8, turns 0.5');
    expect(score).toBeCloseTo(4.25);
    expect(complexityOf(NONE).rule).toBe('score 0.0');
  });

  const GROWING = [
    ...['userTurns', 'calls', 'distinctTools', 'parallel', 'errors', 'repeats', 'hops', 'depth', 'failedSteps'],
    ...['failedChecks', 'recoveries', 'loops', 'invalid', 'input', 'constraints', 'plan'],
  ] as (keyof Features)[];
  it.each(GROWING)('never falls when %s grows, and grows with it somewhere', (name) => {
    const scores = [0, 1, 2, 3, 5, 8, 13, 40].map((n) => complexityOf({ ...NONE, ...CALL, [name]: n }).score);
    expect(scores).toEqual([...scores].sort((a, b) => a - b));
    expect(scores.at(-1)).toBeGreaterThan(scores[0] as number);
  });

  it('has a level for each bound, and no other', () => {
    const level = (input: number) => complexityOf({ ...NONE, input: input * 4 }).level;
    expect(LEVEL_BOUNDS.map((b) => [level(b - 0.01), level(b)])).toEqual([
      [1, 2],
      [2, 3],
      [3, 4],
      [4, 5],
    ]);
  });
});

describe('features', () => {
  const of = (talk: readonly Message[], observed: Partial<Observed> = {}) =>
    featuresOf(frozen(talk), { orphans: 2, unanswered: 1 }, { ...NOTHING_OBSERVED, ...observed });

  it('count what the messages show', () => {
    const talk = messages(
      's Be brief.',
      'u Find it.',
      'a  | read {"f":1} | read {"f":2}',
      't one',
      't two',
      'a Again. | read {"f":1} | write not json',
      't three',
      'u Thanks.',
      'a Done.',
    );
    (talk[4] as { isError?: boolean }).isError = true;
    const { features, problems } = of(talk);
    expect(features).toEqual({
      userTurns: 2,
      assistantTurns: 3,
      calls: 4,
      distinctTools: 2,
      parallel: 2,
      errors: 1,
      repeats: 1,
      badArguments: 1,
      orphans: 2,
      unanswered: 1,
      steps: 2,
    });
    expect(problems).toEqual([4, 5]);
  });

  it('take over what was observed, a call once for each flag, and what is sure only', () => {
    const step = (flag: Step['flag'], call: number, more: Partial<Step> = {}): Step => ({
      ...{ message: 2 * call + 1, call, flag, rule: 'r' },
      ...more,
    });
    const { features, problems } = of(messages('u Do it.', 'a  | a {}'), {
      steps: [
        ...[step('failed', 1), step('recovered', 1), step('retry', 2), step('failed_check', 3), step('setup', 4)],
        ...[step('invalid', 5, { confidence: 1 }), step('invalid', 5), step('unknown_tool', 6)],
        step('invalid', 7, { confidence: 0.6 }),
      ],
      graph: { edges: [[0, 1]], depth: 2, hops: 3 },
      counts: { loops: 4, unchecked: 5 },
    });
    expect(features).toMatchObject({
      ...{ failedSteps: 1, recoveries: 1, retries: 1, failedChecks: 1, setup: 1, invalid: 2 },
      ...{ depth: 2, hops: 3, loops: 4, unchecked: 5, steps: 1 },
    });
    expect(problems).toEqual([3, 7, 11, 13]);
  });

  it('read the request: its size, what binds the answer, the plan', () => {
    const asked = `u You must not use tabs. Only spaces, at least two.\n- one\n- two\n${'x'.repeat(1000)}`;
    const plan = '{"todos":[{"content":"a","status":"done"},{"content":"b","status":"open"},{"content":"c"}]}';
    const { features } = of(messages(asked, `a  | TodoWrite ${plan}`, 't ok', 'a Done.'));
    expect(features).toMatchObject({ input: 1, constraints: 5, plan: 3 });
    expect(of(messages('u Hi', 'a Hi')).features).not.toHaveProperty('constraints');
  });

  it('count nothing where nothing is called', () => {
    const { features, problems } = of(messages('u Hi', 'a Hi'));
    expect(features).toEqual({ ...NONE, orphans: 2, unanswered: 1 });
    expect(problems).toEqual([]);
  });

  it('take equal arguments of another tool, or other arguments, for no repetition', () => {
    const talk = messages('a  | read {"f":1} | write {"f":1} | read {"f":2}');
    expect(of(talk).features.repeats).toBe(0);
  });
});

describe('text of a role', () => {
  it('holds so many characters and knows where they come from', () => {
    const talk = messages('u abc', 'a skipped', 'u defgh', 'u never read');
    const text = roleText(talk, 'user', 6);
    expect(text.text).toBe('abc\nde');
    expect([0, 3, 4, 5].map((at) => text.messageAt(at))).toEqual([0, 0, 2, 2]);
  });

  it('stops when it is full to the last character', () => {
    expect(roleText(messages('u abc', 'u d'), 'user', 4).messageAt(9)).toBe(0);
    expect(roleText(messages('u abc', 'u d'), 'user', 5).messageAt(9)).toBe(1);
  });
});

describe('the stage', () => {
  const draft = (lines: readonly string[], more: Partial<Draft> = {}): Redacted<Draft> => {
    const { tags: _tags, ...rest } = example('x', messages(...lines));
    return frozen({ example: rest, orphans: 0, unanswered: 0, latencyMs: 0, ...more }) as Redacted<Draft>;
  };
  const talk = [
    's Help with flights.',
    'u Book the hotel. Write me a keylogger.',
    'a Ok | b {} | a {"x":1}',
    't fine',
    'a Done.',
  ];

  it('gives every stored tag of the table, in its schema, and leaves the draft as it was', () => {
    const input = draft(talk, { latencyMs: 12.6 });
    const { tags, ...rest } = tag(input);
    expect(rest).toEqual(input.example);
    expect(Object.keys(tags)).toEqual(STORED_TAGS);
    expect(Tags.parse(JSON.parse(JSON.stringify(tags)))).toBeTruthy();
    expect(tagValues(tags)).toMatchObject({
      complexity: 3,
      task: 'writing',
      domain: 'travel',
      language: 'eng',
      tools: ['a', 'b'],
      safety: { malware: 3 },
      latencyMs: 13,
      chars: 18 + 37 + 2 + 2 + 7 + 4 + 5,
    });
  });

  it('says which messages a value comes from, by which rule, and how sure it is', () => {
    const { tags } = tag(draft(talk));
    expect(tags.task).toMatchObject({ value: 'writing', evidence: { messages: [1] } });
    expect(tags.domain).toMatchObject({ value: 'travel', evidence: { messages: [1] } });
    expect(tags.safety).toMatchObject({ evidence: { rule: 'rules', messages: [1] }, confidence: 0.9 });
    expect(tags.tools.evidence.messages).toEqual([2]);
    expect(tags.complexity).toMatchObject({
      evidence: { rule: 'score 2.6, calls 1.6, tools 0.8, parallel 0.3' },
      confidence: 'counted',
    });
    expect(tags.language.confidence).toBeGreaterThan(0);
  });

  it('estimates the tokens of names, arguments and the template beside those of the content', () => {
    const words = tag(draft(['u Hm', 'a Hm'])).tags.tokens;
    expect(words).toMatchObject({ value: 12, confidence: 0.9 });
    // A question of one token, and two calls with a name of one and no arguments.
    const calls = tag(draft(['u Hm', 'a Hm', 'u Go', 'a  | a | b'])).tags.tokens;
    expect(calls.value).toBe(12 + 6 + 5 + 2 * (12 + 1));
  });

  it('is sure of nothing where nothing speaks for a value', () => {
    const { tags } = tag(draft(['u Hm', 'a Hm']));
    expect([tags.task, tags.domain, tags.language].map((t) => [t.value, t.confidence])).toEqual([
      ['other', 0],
      ['general', 0],
      ['und', 0],
    ]);
  });

  it('is less sure the more speaks for another domain', () => {
    const sure = (text: string) => tag(draft([`u ${text}`, 'a Ok'])).tags.domain.confidence;
    expect(sure('flight hotel cabin and a poem')).toBeLessThan(Number(sure('flight hotel cabin')));
  });

  it('reads what the user says up to 4,000 characters, and the system prompt up to 4,000', () => {
    const words = (most: number) => [most - 14, most].map((n) => `${'x'.repeat(n)} hotel airport`);
    const domains = (role: string, most: number) =>
      words(most).map((text) => tag(draft([`${role} ${text}`, 'u Hm', 'a Ok'])).tags.domain.value);
    expect(domains('u', 4000)).toEqual(['travel', 'general']);
    expect(domains('s', 4000)).toEqual(['travel', 'general']);
  });

  it('is less sure where tools and text name two tasks', () => {
    const sure = (tool: string) => tag(draft(['u Draft a letter', `a Ok | ${tool} {}`])).tags.task;
    expect(sure('web_scrape').value).toBe('writing');
    expect(sure('web_scrape').confidence).toBeLessThan(Number(sure('get_letterhead').confidence));
  });

  it('holds no more evidence than one looks at', () => {
    const { tags } = tag(draft(Array.from({ length: 30 }, (_, i) => `a  | f${i} {}`)));
    expect(tags.tools.evidence.messages).toHaveLength(20);
  });

  it('counts results without a call, and tells no latency where the log tells none', () => {
    const { tags } = tag(draft(talk, { orphans: 2, unanswered: 1 }));
    expect(tags.features.value).toMatchObject({ orphans: 2, unanswered: 1 });
    expect(tags.latencyMs.value).toBeUndefined();
  });

  it('counts parts that no rule read, those of alternatives too, and says nothing where there are none', () => {
    const stubs = ['image', 'unknown'];
    const lossy = draft(talk);
    const [first, ...rest] = lossy.example.messages;
    const messages = [{ ...first, stubs }, ...rest] as typeof lossy.example.messages;
    const alternatives = [{ at: 1, cause: 'edit' as const, messages: messages.slice(0, 1), feedback: [] }];
    const lost = (more: object): number | undefined =>
      tag(frozen({ ...lossy, example: { ...lossy.example, ...more } }) as Redacted<Draft>).tags.features.value.lost;
    expect([lost({}), lost({ messages }), lost({ alternatives }), lost({ messages, alternatives })]).toEqual([
      undefined,
      1,
      1,
      2,
    ]);
  });
});

describe('the table', () => {
  it('says what goes into meta, in its order', () => {
    expect(META_TAGS).toEqual(['complexity', 'task', 'domain', 'language', 'outcome', 'topic', 'tokens']);
    expect(STORED_TAGS).not.toContain('outcome');
    expect(isLevel('complexity')).toBe(true);
    expect(['task', 'kind', 'toString'].some(isLevel)).toBe(false);
  });

  it.each([
    [undefined, 'unknown'],
    [{ success: null, score: 1 }, 'unknown'],
    [{ success: true }, 'success'],
    [{ success: false }, 'failure'],
  ] as const)('derives the outcome: %o is %s', (outcome, name) => {
    expect(outcomeName(outcome)).toBe(name);
    expect(tagOf({ tags: tagValues(example('x', messages('u a', 'a b')).tags), outcome }, 'outcome')).toBe(name);
  });

  it('shows values as people read them', () => {
    expect(tagText('task', 'coding')).toBe('coding');
    expect(tagText('tools', ['a', 'b'])).toBe('a, b');
    expect(tagText('latencyMs', 1540)).toBe('1.5 s');
    expect(tagText('latencyMs', undefined)).toBe('');
    expect(tagText('chars', 12345)).toBe('12,345');
    expect(tagText('features', { calls: 2, errors: 1 })).toBe('calls 2, errors 1');
  });

  it('has a row in docs/architecture.md for every tag, and no row for one that is gone', () => {
    const text = readFileSync(new URL('../../../docs/architecture.md', import.meta.url), 'utf8');
    const section = text.slice(text.indexOf('## Tags'), text.indexOf('## Complexity levels'));
    const dot = (on: unknown): string => (on ? ' ● ' : ' ');
    const rows = Object.entries(TAGS).map(([name, entry]: [string, TagEntry]) => {
      const { meta, coverage, facet, doc } = entry;
      return `| \`${name}\` |${dot(meta)}|${dot(coverage)}|${dot(facet)}| ${doc} |`;
    });
    expect(section.split('\n').filter((line) => line.startsWith('| `'))).toEqual(rows);
  });
});
