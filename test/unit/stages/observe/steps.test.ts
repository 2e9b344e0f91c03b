/** Retries, recoveries, loops and setup: what is said, of which message, and with which other one. */
import { describe, expect, it } from 'vitest';
import { call, declared, type Made, observed, said, sh, talk } from './support.ts';

const FAILS = 'Error: no such thing';

describe('a failed call', () => {
  it.each<[string, Made, Made, string[]]>([
    [
      'is recovered by the same call',
      call('pay', { id: 'A-17' }, FAILS),
      call('pay', { id: 'A-17' }, 'done'),
      [
        'failed error at the start @1 →2',
        'recovered error at the start, then the same call worked @1 →4',
        'retry the same call @3 →1',
      ],
    ],
    [
      'is recovered with an argument put right',
      call('pay', { id: 'A-17', sum: 3 }, FAILS),
      call('pay', { id: 'A-17', sum: 5 }, 'done'),
      [
        'failed error at the start @1 →2',
        'recovered error at the start, then success @1 →4',
        'retry the same aim @3 →1',
      ],
    ],
    [
      'is tried again in vain',
      call('pay', { id: 'A-17' }, FAILS),
      call('pay', { id: 'A-17' }, FAILS),
      ['failed error at the start @1 →2', 'failed error at the start @3 →4', 'retry the same call @3 →1'],
    ],
    [
      'is tried again without an answer',
      call('pay', { id: 'A-17' }, FAILS),
      call('pay', { id: 'A-17' }),
      ['failed error at the start @1 →2', 'retry the same call @3 →1'],
    ],
    [
      'a file found in another folder',
      sh('cat notes.txt', 'cat: notes.txt: No such file or directory'),
      sh('head -n 5 docs/notes.txt', 'one'),
      [
        'failed message of the shell @1 →2',
        'recovered message of the shell, then success @1 →4',
        'retry the same aim @3 →1',
      ],
    ],
    [
      'another program of the same name',
      sh('python job.py', 'bash: python: command not found'),
      sh('python3 job.py', 'ok'),
      [
        'failed message of the shell @1 →2',
        'recovered message of the shell, then success @1 →4',
        'retry the same aim @3 →1',
      ],
    ],
    [
      'a script with steps in front',
      sh('node job.js', 'bash: node: command not found'),
      sh('export PATH=/opt/node && node job.js', 'ok'),
      [
        'failed message of the shell @1 →2',
        'recovered message of the shell, then success @1 →4',
        'retry the same aim @3 →1',
      ],
    ],
    [
      'nothing follows from another tool',
      call('pay', { id: 'A-17' }, FAILS),
      call('look', { id: 'A-17' }, 'open'),
      ['failed error at the start @1 →2'],
    ],
    [
      'nor from another target',
      call('pay', { id: 'A-17', to: 'Mary Brown', note: 'rent of May' }, FAILS),
      call('pay', { id: 'B-99', to: 'Tom', note: 'books' }, 'done'),
      ['failed error at the start @1 →2'],
    ],
    [
      'reading a file does not reach the aim of editing it',
      call('edit_file', { path: 'a.py', old: 'x', new: 'y' }, 'Error: old text not found'),
      call('read_file', { path: 'a.py' }, 'z'),
      ['failed error at the start @1 →2'],
    ],
  ])('%s', (_, first, second, expected) => {
    expect(said(observed(talk('u Do it.', first, second)), 'failed', 'retry', 'recovered').sort()).toEqual(expected);
  });

  it('is what the nearest attempt is about', () => {
    const again = () => call('pay', { id: 'A-17' }, FAILS);
    const seen = said(observed(talk('u Do it.', again(), again(), again())), 'retry');
    expect(seen).toEqual(['retry the same call @3 →1', 'retry the same call @5 →3']);
  });

  it('is not tried again by a call of the same message', () => {
    const both = [call('pay', { id: 'A-17' }, FAILS), call('pay', { id: 'A-17' }, 'done')];
    expect(said(observed(talk('u Do it.', both)), 'retry', 'recovered')).toEqual([]);
  });

  it.each<[string, object, string, string]>([
    [
      'what the person told, who corrects it',
      { name: 'Mary Brown', zip: 12345 },
      'u It is Maria.',
      'the person corrected it',
    ],
    ['what nobody told', { name: 'Mary Brown', zip: 54321 }, 'u It is Maria.', 'success'],
    ['a list, which is put together', { name: 'Mary Brown', zips: ['12345'] }, 'u It is Maria.', 'success'],
    ['and nobody speaks in between', { name: 'Mary Brown', zip: 12345 }, 'a I look again.', 'success'],
  ])('that hands on %s', (_, args, between, rule) => {
    const first = call('find_user', args, 'Error: user not found');
    const second = call('find_user', { ...args, name: 'Maria Brown' }, 'u7');
    const seen = said(observed(talk('u Mary Brown here, zip 12345.', first, between, second)), 'recovered');
    expect(seen).toEqual([`recovered error at the start, then ${rule} @1 →5`]);
  });

  it('is forgotten after twenty calls', () => {
    const between = (n: number) => Array.from({ length: n }, (_, i) => call('look', { page: `${i}${i}` }, `p${i}`));
    const run = (n: number) =>
      said(
        observed(
          talk('u Do it.', call('pay', { id: 'A-17' }, FAILS), ...between(n), call('pay', { id: 'A-17' }, 'ok')),
        ),
        'recovered',
      ).length;
    expect([run(19), run(20)]).toEqual([1, 0]);
  });
});

it('tests that pass later recover those that failed', () => {
  const messages = talk(
    'u Fix it.',
    sh('pytest', '1 failed in 1s'),
    sh('sed -i s/a/b/ a.py', ''),
    sh('pytest', '1 passed'),
  );
  expect(said(observed(messages), 'failed', 'failed_check', 'recovered', 'retry')).toEqual([
    'failed_check failed check @1 →2',
    'recovered failed check, then the same call worked @1 →6',
    'retry the same call @5 →1',
  ]);
});

describe('a loop', () => {
  const look = (result?: string) => call('look', { page: 1 }, result);
  it.each<[string, (string | Made | Made[])[], string[], number]>([
    [
      'three equal calls, of which the first is none',
      [look('x'), look('x'), look('x')],
      ['loop 3 equal calls @3 →1', 'loop 3 equal calls @5 →1'],
      1,
    ],
    ['two may be a second look', [look('x'), look('x')], [], 0],
    ['waiting that ends', [look('busy'), look('busy'), look('busy'), look('busy'), look('done')], [], 0],
    [
      'waiting with a pause in each round',
      [...['busy', 'busy', 'busy', 'done'].flatMap((state) => [sh('sleep 5', ''), look(state)])],
      [],
      0,
    ],
    ['waiting for a change is none', [look('1 %'), look('40 %'), look('99 %')], [], 0],
    [
      'what a harness counts is no change',
      [1, 2, 3].map((n) => look(`Wall time: ${n}.2 seconds\nx`)),
      ['loop 3 equal calls @3 →1', 'loop 3 equal calls @5 →1'],
      1,
    ],
    ['other arguments are none', [1, 2, 3].map((page) => call('look', { page }, 'x')), [], 0],
    ['a person who says something new ends it', [look('x'), look('x'), 'u Try the other page.', look('x')], [], 0],
    [
      'a harness that asks to go on does not',
      [look('x'), 'u Go on.', look('x'), 'u Go on.', look('x'), 'u Go on.', look('x')],
      ['loop 3 equal calls @7 →4', 'loop 3 equal calls @10 →4'],
      1,
    ],
    [
      'equal calls in one message',
      [[look(), look(), look()]],
      ['loop 3 equal calls @1 →1', 'loop 3 equal calls @1 →1'],
      1,
    ],
    [
      'a round of two, three times',
      [1, 2, 3].flatMap(() => [look('x'), call('turn', {}, 'y')]),
      [3, 4, 5, 6].map((n) => `loop a round of 2 calls, 3 times @${2 * n - 1} →1`),
      1,
    ],
    ['a round of two, twice', [1, 2].flatMap(() => [look('x'), call('turn', {}, 'y')]), [], 0],
    [
      'two loops are two',
      [look('x'), look('x'), look('x'), ...[1, 2, 3].map(() => call('turn', {}, 'y'))],
      ['loop 3 equal calls @3 →1', 'loop 3 equal calls @5 →1', 'loop 3 equal calls @9 →7', 'loop 3 equal calls @11 →7'],
      2,
    ],
  ])('%s', (_, parts, expected, loops) => {
    const seen = observed(talk('u Look.', ...parts));
    expect(said(seen, 'loop')).toEqual(expected);
    expect(seen.counts.loops).toBe(loops);
  });

  it('of four calls is the longest that is seen', () => {
    const round = (n: number) => Array.from({ length: n }, (_, i) => call(`tool${i}`, {}, 'x'));
    const loops = (n: number) => observed(talk('u Go.', ...round(n), ...round(n), ...round(n))).counts.loops;
    expect([loops(4), loops(5)]).toEqual([1, 0]);
  });
});

describe('setup', () => {
  it.each<[string, Made, string | undefined]>([
    ['packages', sh('pip install -e .[dev]', 'ok'), 'packages'],
    ['… in a folder', sh('cd app && npm ci', 'ok'), 'packages'],
    ['… of the system', sh('apt-get update && apt-get install -y jq', 'ok'), 'packages'],
    ['… through the interpreter', sh('python -m pip install x', 'ok'), 'packages'],
    ['a virtual environment', sh('python3 -m venv .venv && source .venv/bin/activate', 'ok'), 'environment'],
    ['a checkout', sh('git clone https://example.org/a.git', 'ok'), 'checkout'],
    ['a container', sh('docker pull redis', 'ok'), 'container'],
    ['a login', sh('gh auth login', 'ok'), 'login'],
    ['a place to work', sh('cd /srv/app', ''), 'place of work'],
    ['versions', sh('node --version', 'v20'), 'versions'],
    ['a file of settings', call('write_file', { path: '/app/.env', text: 'A=1' }, 'ok'), 'configuration file'],
    ['a tool for it', call('login', { user: 'x' }, 'ok'), 'tool for setup'],
    ['not packages and work at once', sh('pip install x && python job.py', 'ok'), undefined],
    ['not a listing', sh('ls -la', 'a'), undefined],
    ['not a log of it', sh('cat pip-install.log', 'pip install'), undefined],
    ['not a tool that only sounds like it', call('configure_backup', {}, 'ok'), undefined],
  ])('%s', (_, made, rule) => {
    const steps = observed(talk('u Go.', made)).steps.filter((s) => s.flag === 'setup');
    expect(steps.map((s) => s.rule)).toEqual(rule === undefined ? [] : [rule]);
  });

  it('may come during the work, where it can be nothing else', () => {
    const later = (made: Made) => said(observed(talk('u Go.', sh('python job.py', 'x'), made)), 'setup');
    expect(later(sh('pip install x', 'ok'))).toEqual(['setup packages @3']);
    expect(later(sh('cd /srv/app', ''))).toEqual([]);
    expect(later(call('write_file', { path: '.env', text: '' }, 'ok'))).toEqual([]);
  });
});

describe('of any run', () => {
  it('steps stand in the order of the messages and point into it', () => {
    const parts = Array.from({ length: 40 }, (_, i) =>
      i % 3 === 0
        ? sh(`cat f${i % 5}.txt`, i % 2 ? FAILS : 'x')
        : call('pay', { id: `A-${i % 4}`, n: i }, i % 7 ? 'ok' : FAILS),
    );
    const messages = talk('u Go.', ...parts);
    const { steps, graph } = observed(messages, [declared('pay', { type: 'object', properties: { id: {} } })]);
    expect(steps.length).toBeGreaterThan(10);
    expect(steps.map((s) => s.message)).toEqual(steps.map((s) => s.message).sort((a, b) => a - b));
    const calls = new Map(messages.flatMap((m, i) => (m.calls ?? []).map((c) => [c.call, i])));
    for (const step of steps) {
      expect(calls.get(step.call ?? -1)).toBe(step.message);
      if (step.with !== undefined) expect(messages[step.with]).toBeDefined();
    }
    const recovered = new Set(steps.filter((s) => s.flag === 'recovered').map((s) => s.call));
    const failed = new Set(steps.filter((s) => s.flag === 'failed' || s.flag === 'failed_check').map((s) => s.call));
    expect([...recovered].every((c) => failed.has(c))).toBe(true);
    for (const [from, to] of graph.edges) expect(from).toBeLessThan(to);
  });

  it('nothing of the log stands in what is said', () => {
    const secret = 'Zyxw-4711-Quark';
    const messages = talk(
      `u My id is ${secret}.`,
      call('pay', { id: secret, [secret]: secret }, `Error: ${secret} is not known`),
      call('pay', { id: secret }, `paid ${secret}`),
      sh(`cat ${secret}.txt`, `cat: ${secret}.txt: No such file or directory`),
    );
    const seen = observed(messages, [declared('pay', { type: 'object', properties: { id: { type: 'integer' } } })]);
    expect(seen.steps.length).toBeGreaterThan(4);
    expect(JSON.stringify(seen)).not.toContain('4711');
  });

  it('a placeholder for a lost result is none', () => {
    const messages = talk(
      'u Go.',
      call('pay', { id: 'A-1' }, FAILS),
      call('pay', { id: 'A-1' }, '[no result in the log]'),
    );
    const lost = messages.map((m, i) => (i === 4 ? { ...m, events: [] } : m));
    expect(said(observed(lost), 'recovered')).toEqual([]);
    expect(said(observed(messages), 'recovered')).toHaveLength(1);
  });
});
