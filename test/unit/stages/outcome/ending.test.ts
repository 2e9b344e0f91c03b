/** How a run ended: status, errors, answer, refusal, a verdict of the environment, feedback and a stop. */
import { describe, expect, it } from 'vitest';
import { evidenceIn } from '../../../../src/stages/outcome/evidence.ts';
import { refusalIn } from '../../../../src/stages/tag/safety/refusal.ts';

const refuses = (text: string) => refusalIn(text).refuses;

import { RunView } from '../../../../src/stages/outcome/run-view.ts';
import { evidence, type Line, of, rawOf, sessionOf } from './support.ts';

const ask: Line = { user: 'Please do it.' };
const ok: Line = { call: 'step', result: 'fine' };
const bad: Line = { call: 'step', result: 'no', error: true };
const STOPPED = 'failure the run was stopped before the agent was done';
const SUBMITTED = 'success the agent submitted its work';

const status = (detail: string) => ({ outcome: { success: null, source: 'info.exit_status', detail } });

it.each<[string, string[]]>([
  ['submitted', [SUBMITTED]],
  ['exit_cost', [STOPPED]],
  ['submitted (exit_context)', [STOPPED]],
  ['LimitsExceeded', [STOPPED]],
  ['max_steps', [STOPPED]],
  ['too_many_errors', [STOPPED]],
  ['AgentStuckInLoop', [STOPPED]],
  ['ContextWindowExceededError', [STOPPED]],
  ['user_stop', []],
  ['completed', []],
])('exit status %s', (detail, said) => {
  expect(of('exit_status', [ask, ok, { assistant: 'x' }], status(detail))).toEqual(said);
});

describe('exit status', () => {
  it('may stand in an error event at the end, and one that was got over is none', () => {
    const limit: Line = { error: 'limit', code: 'max_turns' };
    expect(of('exit_status', [ask, ok, limit])).toEqual([STOPPED]);
    expect(of('exit_status', [ask, limit, ok, { assistant: 'Done.' }])).toEqual([]);
    expect(of('exit_status', [ask, ok, { assistant: 'Done.' }, { user: 'And this?' }, limit])).toEqual([]);
  });
  it('of a submission shows in the last call as well', () => {
    expect(of('exit_status', [ask, { call: 'bash', args: 'submit\n', result: '' }])).toEqual([SUBMITTED]);
    expect(of('exit_status', [ask, { call: 'bash', args: 'git submit', result: '' }])).toEqual([]);
  });
  it('alone never says that it is solved', () => {
    expect(evidence([ask, ok, { assistant: 'x' }], status('submitted'))[0]?.confidence).toBeLessThan(0.8);
  });
});

describe('errors', () => {
  it.each<[string, Line[], string[]]>([
    ['at the end', [ok, bad], ['failure the last call failed, and nothing follows']],
    ['twice at the end', [bad, bad], ['failure the last calls failed, and nothing follows']],
    ['with an answer after them', [bad, { assistant: 'It cannot be reached.' }], []],
    ['in the middle', [bad, ok], []],
    [
      'of the program, at the end',
      [ok, { error: 'overloaded', code: '529' }],
      ['failure an error of the program ended the run'],
    ],
    ['of the program, got over', [{ error: 'overloaded', code: '529' }, { assistant: 'Done.' }], []],
    ['that the exit status tells of', [ok, { error: 'limit', code: 'max_turns' }], []],
    [
      'of the program, in the place of a reply to a later turn',
      [ok, { assistant: 'Done.' }, { user: 'Thanks!' }, { error: 'overloaded', code: '529' }],
      [],
    ],
    [
      'of the program, where no request was answered',
      [ok, { user: 'Go on.' }, { error: 'overloaded', code: '529' }],
      ['failure an error of the program ended the run'],
    ],
  ])('%s', (_, lines, said) => {
    expect(of('errors', [ask, ...lines])).toEqual(said);
  });

  it.each<[string, boolean]>([
    ['Error: not found', true],
    ['Traceback (most recent call last):\n  File "a.py"\nKeyError: 1', true],
    ['out\nTraceback (most recent call last):\n  File "a.py"\nmy.Error: 1', true],
    ['[exit code: 2]', true],
    ['done\n[Command finished with exit code 0]', false],
    ['bash: foo: command not found', true],
    ['Errors are handled in lib/errors.ts', false],
    ['the docs say: Error: is printed when …', false],
  ])('%j', (text, error) => {
    const { calls } = new RunView(
      rawOf(sessionOf([ask, { call: 'bash', args: { command: 'python a.py' }, result: text }])),
    );
    expect(calls.map((c) => c.failed)).toEqual([error]);
  });
});

describe('the answer', () => {
  it.each<[string, Line, string[]]>([
    ['is cut', { assistant: 'First we', flags: ['truncated'] }, ['failure the last answer was cut']],
    ['is filtered', { assistant: '…', flags: ['content_filter'] }, ['failure the last answer was filtered']],
    ['is whole', { assistant: 'Here it is.' }, []],
  ])('%s', (_, line, said) => {
    expect(of('answer', [ask, line])).toEqual(said);
  });

  it.each<[string, string[]]>([
    ['Your answer was correct!', ['success what was handed in was accepted']],
    ['Incorrect. Two tries are left.', ['failure what was handed in was rejected']],
    ['That is not correct', ['failure what was handed in was rejected']],
    ['received', []],
    [`${'log line\n'.repeat(80)} was correct`, []],
  ])('handed in, the environment says %j', (result, said) => {
    expect(of('answer', [ask, { call: 'submit_flag', args: { flag: 'a' }, result }])).toEqual(said);
    expect(of('answer', [ask, { call: 'read_page', args: { flag: 'a' }, result }])).toEqual([]);
  });
});

describe('a refusal', () => {
  it.each([
    "I'm sorry, but I can't help with that.",
    'I cannot assist with this request.',
    'Es tut mir leid, aber dabei kann ich dir nicht helfen.',
    'Désolé, je ne peux pas vous aider.',
    'Lo siento, no puedo ayudarte con eso.',
    'Desculpe, não posso ajudar com isso.',
    'Mi dispiace, ma non posso aiutarti.',
    'Helaas kan ik je daar niet bij helpen.',
    'Przykro mi, ale nie mogę w tym pomóc.',
    'Извините, я не могу с этим помочь.',
    'Üzgünüm, bu konuda yardımcı olamam.',
    '抱歉，我无法提供帮助。',
    '申し訳ありませんが、お手伝いできません。',
    '죄송하지만 도와드릴 수 없습니다.',
  ])('%s', (text) => {
    expect(refuses(text)).toBe(true);
  });
  it.each([
    'I am sorry for the delay. Here is the file.',
    'Here is the script. I cannot test it on Windows, though.',
    'You cannot do that in Rust; use a Box.',
    'Leider war der Server weg. Jetzt ist alles da.',
    '',
  ])('is not: %s', (text) => {
    expect(refuses(text)).toBe(false);
  });
  it('is one at the end, and without a call beside it', () => {
    const no = "I'm sorry, but I can't help with that.";
    expect(of('refusal', [ask, { assistant: no }])).toEqual(['failure declined']);
    expect(of('refusal', [ask, { assistant: no }, { user: 'For school!' }, { assistant: 'Then so: …' }])).toEqual([]);
  });
});

describe('feedback', () => {
  const talk: Line[] = [ask, { assistant: 'So.' }, { user: 'And that?' }, { assistant: 'So.' }];
  it.each<[string, Line, string[]]>([
    ['a thumb', { feedback: 'thumbs_down' }, ['failure thumbs_down']],
    ['a good rating', { feedback: 'rating', value: 5 }, ['success rating 5']],
    ['a bad rating', { feedback: 'rating', value: 1 }, ['failure rating 1']],
    ['a middling rating', { feedback: 'rating', value: 3 }, []],
    ['a rating of another scale', { feedback: 'rating', value: 87 }, []],
    ['a hand-over', { feedback: 'escalated' }, ['failure escalated']],
    ['on an earlier answer', { feedback: 'thumbs_down', target: 1 }, []],
  ])('%s', (_, line, said) => {
    expect(of('feedback', [...talk, line])).toEqual(said);
  });
  it('of a stop counts at the end only', () => {
    expect(of('interrupted', [ask, ok, { feedback: 'interrupted' }])).toEqual(['failure stopped, and nothing follows']);
    expect(of('interrupted', [ask, ok, { feedback: 'interrupted' }, { user: 'Go on' }, { assistant: 'Done' }])).toEqual(
      [],
    );
  });
});

describe('what the log states', () => {
  it('is evidence that is sure', () => {
    const [said] = evidence([ask, { assistant: 'x' }], { outcome: { success: true, score: 1, source: 'reward' } });
    expect(said).toEqual({ source: 'reward', says: 'success', confidence: 1, rule: 'stated by the log' });
  });
  it.each<[number[], string[]]>([
    [[1], ['success scores: 1 of 1']],
    [[0, 0], ['failure scores: 2 of 0']],
    [[1, 0], []],
    [[0.5], []],
  ])('as scores %j', (values, said) => {
    const scores = values.map((value) => ({ name: 'passed', value, by: 'evaluator' as const }));
    expect(of('score', [ask, { assistant: 'x' }], { scores })).toEqual(said);
  });
});

it('says nothing of a part that ends before its session does, nor of a sub-agent by how the session ended', () => {
  const session = sessionOf([ask, bad]);
  const [first, ...rest] = session.events;
  const boundary = {
    kind: 'boundary',
    reason: 'compaction',
    seq: session.events.length,
    turn: 9,
    src: { record: 0, pointer: '' },
  } as const;
  const more = {
    kind: 'user',
    text: 'Go on.',
    seq: session.events.length + 1,
    turn: 10,
    src: { record: 0, pointer: '' },
  } as const;
  const parts = { ...session, events: [...session.events, boundary, more] };
  expect(evidenceIn(rawOf(parts, 0))).toEqual([]);
  expect(evidenceIn(rawOf(session, 0))).toHaveLength(1);
  const sub = {
    ...session,
    ...status('exit_cost'),
    events: [first, ...rest].flatMap((e) => (e ? [{ ...e, agent: 'sub' }] : [])),
  };
  expect(evidenceIn(rawOf(sub)).map((e) => e.source)).toEqual(['errors']);
});

it('holds no text of the log', () => {
  const secret = 'zanzibar-7731';
  const lines: Line[] = [
    { user: `Fix ${secret}` },
    { assistant: `Done ${secret}` },
    { call: `tool`, args: { secret }, result: `Error: ${secret}`, error: true },
    { user: `${secret} is still broken` },
  ];
  const found = evidence(lines, {
    expected: { calls: [{ name: 'put', args: JSON.stringify({ secret }) }], mentions: [secret], answers: [secret] },
  });
  expect(found.length).toBeGreaterThan(1);
  expect(JSON.stringify(found)).not.toContain(secret);
});
