/** Research agents: who is human, what answers a call, what is a thought, how the run ended. */
import { describe, expect, it } from 'vitest';
import { jsonl, outline, readOne, skippedIn } from '../outline.ts';
import { readFiles } from '../support.ts';

const U = (content: unknown, more: object = {}) => ({ role: 'user', content, ...more });
const A = (content: unknown, more: object = {}) => ({ role: 'assistant', content, ...more });

describe('mini-swe-agent', () => {
  const run = (messages: object[], info: object = {}) =>
    JSON.stringify({ trajectory_format: 'mini-swe-agent-1', messages, info, instance_id: 'i' });
  const COMMAND = A('I list.\n```bash\nls\n```');
  it.each<[string, object[], object, string[]]>([
    [
      'the command is taken out of the text, a return code tells the failure',
      [U('fix'), COMMAND, U('<returncode>1</returncode>\nno'), COMMAND, U('<returncode>0</returncode>')],
      {},
      [
        'user: fix',
        'assistant: I list.',
        'call bash({"command":"ls"})',
        'result bash failed: <returncode>1</returncode>\nno',
        'assistant: I list.',
        'call bash({"command":"ls"})',
        'result bash fine: <returncode>0</returncode>',
      ],
    ],
    [
      'actions of version 2 go before the fence; the program speaks where no call is open',
      [
        U('fix'),
        A('x', { extra: { actions: [{ command: 'pwd' }] } }),
        U('out', { extra: { returncode: 0 } }),
        U('go on'),
      ],
      {},
      [
        'user: fix',
        'assistant: x',
        'call bash({"command":"pwd"})',
        'result bash fine: out',
        'context environment: go on',
      ],
    ],
    ['submitted is no error', [U('fix'), A('a')], { exit_status: 'Submitted' }, ['user: fix', 'assistant: a']],
    [
      'another end is one',
      [U('fix'), { role: 'exit', content: '', extra: { exit_status: 'LimitsExceeded' } }],
      { exit_status: 'Later' },
      ['user: fix', 'error LimitsExceeded: LimitsExceeded'],
    ],
    [
      'whole responses of the Responses API',
      [
        U('fix'),
        {
          output: [
            { type: 'reasoning', summary: [{ text: 'hm' }] },
            { type: 'message', content: [{ text: 'ok' }] },
            { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' },
          ],
        },
        { type: 'function_call_output', call_id: 'c', output: 'r' },
      ],
      {},
      ['user: fix', 'reasoning: hm', 'assistant: ok', 'call f({})', 'result f: r'],
    ],
  ])('%s', async (_name, messages, info, events) => {
    const session = await readOne('mini-swe-agent', run(messages, info), 'a.json');
    expect(outline(session)).toEqual(events);
    expect(session).toMatchObject({ intent: 'i', app: 'mini-swe-agent' });
  });
  it('the exit status says how it ended, not whether it was solved', async () => {
    const session = await readOne('mini-swe-agent', run([U('fix'), A('a')], { exit_status: 'Submitted' }), 'a.json');
    expect(session.outcome).toEqual({ success: null, source: 'info.exit_status', detail: 'Submitted' });
  });
});

describe('SWE-agent', () => {
  const run = (more: object) => JSON.stringify(more);
  it('only the first user message is human, a demonstration is none, the thought is the text', async () => {
    const history = [
      { role: 'system', content: 's', message_type: 'system_prompt' },
      U('demo', { is_demo: true, message_type: 'demonstration' }),
      U('fix', { message_type: 'observation' }),
      A('THOUGHT and command', { thought: 'I look', action: 'ls\n', message_type: 'action' }),
      U('files', { message_type: 'observation' }),
      U('hurry', { message_type: 'observation' }),
      A('bye', { thought: '', action: '', message_type: 'action', agent: 'reviewer' }),
    ];
    const trajectory = [{ execution_time: 0.5 }, { execution_time: 0.1 }];
    const session = await readOne(
      'swe-agent',
      run({ history, trajectory, info: { exit_status: 'submitted' } }),
      'task-7.traj',
    );
    expect(outline(session)).toEqual([
      'system: s',
      'user: fix',
      'assistant: I look',
      'call bash(ls\n)',
      'result bash: files',
      'context environment: hurry',
      'assistant: bye @reviewer',
    ]);
    expect(session).toMatchObject({
      intent: 'task-7',
      outcome: { success: null, source: 'info.exit_status', detail: 'submitted' },
    });
    expect(session.events[4]).toMatchObject({ latencyMs: 500 });
  });
  it('steps alone: the prompt is that of the first', async () => {
    const trajectory = [
      {
        query: [{ role: 'system', content: 's' }, U('demo', { is_demo: true }), U('fix')],
        thought: 't',
        action: 'ls',
        observation: 'x',
        response: 'r',
        execution_time: 2,
      },
      { thought: '', action: '', observation: '', response: 'done' },
    ];
    const session = await readOne(
      'swe-agent',
      run({ trajectory, instance_id: 'i', resolved: true, info: { exit_status: 'exit_cost' } }),
      'a.traj',
    );
    expect(outline(session)).toEqual([
      'system: s',
      'user: fix',
      'assistant: t',
      'call bash(ls)',
      'result bash: x',
      'assistant: done',
      'error exit_cost: exit_cost',
    ]);
    expect(session.outcome).toEqual({ success: true, source: 'resolved', detail: 'exit_cost' });
    expect(session.events[4]).toMatchObject({ latencyMs: 2000 });
  });
  it('rows of the published set: the last fenced block is the command', async () => {
    const rows = [
      { role: 'system', system_prompt: 's', text: '' },
      { role: 'user', system_prompt: null, text: 'fix' },
      { role: 'ai', system_prompt: null, text: 'see ```a``` then\n```\nls -l\n```' },
      { role: 'user', system_prompt: null, text: 'x' },
      { role: 'ai', system_prompt: null, text: 'done' },
      { role: 'user', system_prompt: null, text: 'more' },
    ];
    const session = await readOne('swe-agent', jsonl({ instance_id: 'i', target: false, trajectory: rows }));
    expect(outline(session)).toEqual([
      'system: s',
      'user: fix',
      'assistant: see ```a``` then',
      'call bash(ls -l)',
      'result bash: x',
      'assistant: done',
      'context environment: more',
    ]);
    expect(session.outcome).toEqual({ success: false, source: 'resolved' });
  });
  it('attempts are sessions of one intent', async () => {
    const attempt = (text: string) => ({ history: [U(text, { agent: 'primary' }), A('a', { agent: 'primary' })] });
    const { sessions } = await readFiles({ 'x.traj': run({ attempts: [attempt('one'), attempt('two')] }) });
    expect(sessions.map((s) => [s.intent, ...outline(s)])).toEqual([
      ['x', 'user: one', 'assistant: a'],
      ['x', 'user: two', 'assistant: a'],
    ]);
    expect(sessions[1]?.events[0]?.src.pointer).toBe('/attempts/1/history/0');
  });
});

describe('OpenHands V0', () => {
  const act = (id: number, action: string, args: object, more: object = {}) => ({
    id,
    source: 'agent',
    action,
    args,
    ...more,
  });
  const see = (id: number, cause: number | undefined, observation: string, content: string, more: object = {}) => ({
    id,
    cause,
    observation,
    content,
    ...more,
  });
  const model = (id: string, ...calls: string[]) => ({
    id,
    model: 'm',
    choices: [
      {
        message: {
          content: 'I do both',
          reasoning_content: 'hm',
          tool_calls: calls.map((c) => ({ id: c, function: { name: 'f', arguments: `{"c": "${c}"}` } })),
        },
      },
    ],
  });
  const said = (response: object, tool_call_id: string) => ({
    tool_call_metadata: { function_name: 'f', tool_call_id, model_response: response },
  });
  const read = (events: object[], more: object = {}) =>
    readOne('openhands-v0', jsonl({ instance_id: 'i', history: events, ...more }));
  const ASK = act(1, 'message', { content: 'fix' }, { source: 'user' });
  it.each<[string, object[], string[]]>([
    [
      'actions of one response are one message, its text is read once',
      [
        ASK,
        act(2, 'run', {}, said(model('r', 'a', 'b'), 'a')),
        see(3, 2, 'run', 'x', { extras: { metadata: { exit_code: 1 } } }),
        act(4, 'run', {}, said(model('r', 'a', 'b'), 'b')),
        see(5, 4, 'run', 'y', { extras: { exit_code: 0 } }),
      ],
      [
        'user: fix',
        'reasoning: hm',
        'assistant: I do both',
        'call f({"c": "a"})',
        'call f({"c": "b"})',
        'result f failed: x',
        'result f fine: y',
      ],
    ],
    [
      'without metadata the action’s own arguments, less what is not the tool’s',
      [
        ASK,
        act(2, 'run', { command: 'ls', thought: 'I look', blocking: true, n: null }),
        see(3, 2, 'run', 'x', { success: true }),
      ],
      ['user: fix', 'assistant: I look', 'call run({"command":"ls"})', 'result run fine: x'],
    ],
    [
      'a result answers its cause, not its place',
      [
        ASK,
        act(2, 'read', { path: 'a' }),
        act(3, 'read', { path: 'b' }),
        see(4, 3, 'read', 'B'),
        see(5, 2, 'read', 'A'),
      ],
      ['user: fix', 'call read({"path":"a"})', 'call read({"path":"b"})', 'result read: B', 'result read: A'],
    ],
    [
      'an error with a cause is a result, without one an event',
      [
        ASK,
        act(2, 'run', {}),
        see(3, 2, 'error', 'bad'),
        see(4, undefined, 'error', 'worse', { extras: { error_id: 'E1' } }),
      ],
      ['user: fix', 'call run({})', 'result run failed: bad', 'error E1: worse'],
    ],
    [
      'a rejected action',
      [ASK, act(2, 'run', {}), see(3, 2, 'user_rejected', 'no')],
      ['user: fix', 'call run({})', 'result run: no', 'feedback reject by end_user on turn 1'],
    ],
    [
      'a call of the user, states, condensation, and the last words',
      [
        act(0, 'system', { content: 's' }),
        ASK,
        act(2, 'run', { command: 'ls' }, { source: 'user' }),
        act(3, 'change_agent_state', {}),
        act(4, 'condensation', { summary: 'so far' }),
        act(5, 'finish', { thought: 'well', final_thought: 'done' }),
        act(6, 'finish', { thought: 'done', final_thought: 'done' }),
        act(7, 'finish', {}, { message: 'All done' }),
      ],
      [
        'system: s',
        'user: fix',
        'call run({"command":"ls"}) of the user unanswered',
        'boundary compaction: so far',
        'assistant: well\n\ndone',
        'assistant: done',
        'assistant: All done',
      ],
    ],
  ])('%s', async (_name, events, lines) => {
    expect(outline(await read(events))).toEqual(lines);
  });
  it.each([
    [{ test_result: { report: { resolved: true } } }, { success: true, source: 'test_result.report.resolved' }],
    [
      { success: false, result_explanation: 'why' },
      { success: false, source: 'success', detail: 'why' },
    ],
    [{}, undefined],
  ])('the verdict of %j', async (more, outcome) => {
    expect((await read([ASK], more)).outcome).toEqual(outcome);
  });
  it('pairs of action and observation, as old files hold them', async () => {
    const session = await readOne(
      'openhands-v0',
      jsonl({
        issue: { number: 4 },
        history: [
          [ASK, see(2, undefined, 'null', '')],
          [act(3, 'read', { path: 'a' }), see(4, 3, 'read', 'A')],
        ],
        error: 'stuck',
      }),
    );
    expect(outline(session)).toEqual(['user: fix', 'call read({"path":"a"})', 'result read: A', 'error: stuck']);
    expect(session).toMatchObject({ nativeId: '4', intent: '4' });
  });
});

describe('OpenHands SDK', () => {
  let n = 0;
  const of = (kind: string, more: object, source = 'agent') => ({
    kind,
    source,
    id: `e${++n}`,
    timestamp: '2026-01-01T10:00:00',
    ...more,
  });
  const ask = (text: string) =>
    of('MessageEvent', { llm_message: { role: 'user', content: [{ type: 'text', text }] } }, 'user');
  const act = (tool_call_id: string, llm_response_id: string, more: object = {}) =>
    of('ActionEvent', {
      tool_call_id,
      llm_response_id,
      tool_name: 'f',
      tool_call: { arguments: '{}' },
      thought: [],
      ...more,
    });
  const see = (tool_call_id: string, text: string, more: object = {}) =>
    of(
      'ObservationEvent',
      { tool_call_id, observation: { content: [{ type: 'text', text }], ...more } },
      'environment',
    );
  it.each<[string, object[], string[]]>([
    [
      'actions of one response are one turn, a thought in the text is reasoning',
      [
        ask('a'),
        act('x', 'r', { thought: [{ type: 'text', text: '<think>hm</think>I look' }] }),
        see('x', 'X', { exit_code: 2 }),
        act('y', 'r'),
        see('y', 'Y', { is_error: false }),
      ],
      [
        'user: a',
        'reasoning: hm',
        'assistant: I look',
        'call f({})',
        'call f({})',
        'result f failed: X',
        'result f fine: Y',
      ],
    ],
    [
      'a flag goes before the exit code; without either nothing is said',
      [ask('a'), act('x', 'r'), see('x', 'X', { is_error: true, exit_code: 0 }), act('y', 's'), see('y', 'Y')],
      ['user: a', 'call f({})', 'result f failed: X', 'call f({})', 'result f: Y'],
    ],
    [
      'a rejection is result and feedback, an agent’s error a result',
      [
        ask('a'),
        act('x', 'r'),
        of('UserRejectObservation', { tool_call_id: 'x', rejection_reason: 'not so' }),
        act('y', 's'),
        of('AgentErrorEvent', { tool_call_id: 'y', error: 'bad args' }),
      ],
      [
        'user: a',
        'call f({})',
        'result f failed: not so',
        'feedback reject by end_user on turn 1: not so',
        'call f({})',
        'result f failed: bad args',
      ],
    ],
    [
      'boundaries, errors, a critic, words beside the message',
      [
        of('SystemPromptEvent', {
          system_prompt: { type: 'text', text: 's' },
          dynamic_context: { type: 'text', text: 'd' },
        }),
        of(
          'MessageEvent',
          {
            llm_message: { role: 'user', content: [{ type: 'text', text: 'a' }] },
            extended_content: [{ type: 'text', text: 'skill' }],
          },
          'user',
        ),
        of('MessageEvent', {
          llm_message: { role: 'assistant', content: [{ type: 'text', text: 'b' }] },
          critic_result: { score: 0.5, message: 'fair' },
        }),
        of('Condensation', { summary: 'so far' }),
        of('ConversationErrorEvent', { code: 'Max', detail: 'too long' }),
      ],
      [
        'system: s\n\nd',
        'user: a',
        'context : skill',
        'assistant: b',
        'feedback score critic 0.5 by evaluator on turn 3: fair',
        'boundary compaction: so far',
        'error Max: too long',
      ],
    ],
  ])('%s', async (_name, events, lines) => {
    expect(outline(await readOne('openhands-sdk', events))).toEqual(lines);
  });
  it('event files and the state beside them are one session', async () => {
    const { sessions } = await readFiles({
      'base_state.json': JSON.stringify({ id: 'b', agent: { llm: { model: 'm' } }, execution_status: 'x' }),
      'event-00000-a.json': JSON.stringify(ask('a')),
      'event-00001-b.json': JSON.stringify(act('x', 'r')),
    });
    expect(sessions.map((s) => [s.nativeId, s.model, ...outline(s)])).toEqual([
      ['b', 'm', 'user: a', 'call f({}) unanswered'],
    ]);
  });
  it('states and tokens are metadata', async () => {
    expect(await skippedIn([ask('a'), of('PauseEvent', {}), { kind: 'x' }])).toEqual([
      [2, 'metadata', 'metadata: PauseEvent'],
      [3, 'other_format', 'no OpenHands event'],
    ]);
  });
});

describe('ATIF', () => {
  const run = (steps: object[], more: object = {}) =>
    JSON.stringify({
      schema_version: 'ATIF-v1.4',
      session_id: 's',
      agent: { name: 'x', model_name: 'm' },
      steps,
      ...more,
    });
  const call = (id: string) => ({ tool_call_id: id, function_name: 'f', arguments: { n: 1 } });
  it.each<[string, object[], object, string[]]>([
    [
      'results answer their calls by id, else in order',
      [
        { source: 'user', message: 'a' },
        {
          source: 'agent',
          message: 'b',
          reasoning_content: 'hm',
          tool_calls: [call('1'), call('2')],
          observation: { results: [{ source_call_id: '2', content: 'two' }, { content: 'one' }] },
        },
      ],
      {},
      [
        'user: a',
        'reasoning: hm',
        'assistant: b',
        'call f({"n":1})',
        'call f({"n":1})',
        'result f: two',
        'result f: one',
      ],
    ],
    [
      'what a provider sent is no system prompt',
      [
        { source: 'user', message: 'a' },
        { source: 'system', message: '{"raw_payload":"<response>"}' },
        { source: 'system', message: 'Answer {"raw_payload": 1}.' },
        { source: 'agent', message: 'b' },
      ],
      {},
      [
        'user: a',
        'context raw_payload: {"raw_payload":"<response>"}',
        'system: Answer {"raw_payload": 1}.',
        'assistant: b',
      ],
    ],
    [
      'copied context was not trained on, a step without a model call is synthetic',
      [
        { source: 'user', message: 'a', is_copied_context: true },
        { source: 'agent', message: 'b', llm_call_count: 0 },
        { source: 'agent', message: '' },
      ],
      {},
      ['user: a {not_trained}', 'assistant: b {synthetic}', 'assistant:  {empty}'],
    ],
    [
      'an unknown source is the agent’s by its marks, else context',
      [
        { source: 'x', message: 'who' },
        { source: 'x', message: 'me', model_name: 'm' },
        { source: 'x', message: '' },
      ],
      {},
      ['context unknown source: who', 'assistant: me'],
    ],
    [
      'sub-agents follow',
      [{ source: 'user', message: 'a' }],
      {
        subagent_trajectories: [
          { steps: [{ source: 'user', message: 'go' }] },
          { trajectory_id: 't', steps: [{ source: 'agent', message: 'ok' }] },
        ],
      },
      ['user: a', 'user: go {synthetic} @subagent-1', 'assistant: ok @t'],
    ],
  ])('%s', async (_name, steps, more, lines) => {
    expect(outline(await readOne('atif', run(steps, more), 'a.json'))).toEqual(lines);
  });
  it.each([
    [
      { final_metrics: { reward: 1 }, extra: { reward: 0 } },
      { success: true, score: 1, source: 'final_metrics.reward' },
    ],
    [
      { final_metrics: { extra: { reward: 0.4 } } },
      { success: false, score: 0.4, source: 'final_metrics.extra.reward' },
    ],
    [{ extra: { reward: 0 } }, { success: false, score: 0, source: 'extra.reward' }],
  ])('the reward of %j', async (more, outcome) => {
    expect((await readOne('atif', run([{ source: 'user', message: 'a' }], more), 'a.json')).outcome).toEqual(outcome);
  });
});

describe('ADP', () => {
  const text = (source: string, content: string, more: object = {}) => ({
    class_: 'text_observation',
    source,
    content,
    ...more,
  });
  const code = { class_: 'code_action', language: 'bash', content: 'ls', description: 'I look' };
  it.each<[string, object[], string[]]>([
    [
      'an observation of the user answers an open action, else the user speaks',
      [text('user', 'a'), code, text('user', 'x'), text('user', 'thanks')],
      ['user: a', 'reasoning: I look', 'call bash(ls)', 'result bash: x', 'user: thanks'],
    ],
    [
      'messages without their tags, a function, a page, an image',
      [
        text('environment', 'rules', { name: 'system' }),
        { class_: 'ApiAction', function: 'open', kwargs: { n: 1 } },
        { class_: 'WebObservation', html: '<a>', axtree: 'tree' },
        { class_: 'api_action', function: 'look', kwargs: {} },
        { class_: 'image_observation', content: 'data:image/png;base64,aa' },
        { class_: 'message_action', content: '<finish> done </finish>', reward: 0.5 },
        text('agent', 'bye'),
      ],
      [
        'system: rules',
        'call open({"n":1})',
        'result open: tree',
        'call look({})',
        'result look:  [image]',
        'assistant: done',
        'feedback score reward 0.5 by evaluator on turn 5',
        'assistant: bye',
      ],
    ],
  ])('%s', async (_name, content, lines) => {
    expect(outline(await readOne('adp', [{ id: 1, content }]))).toEqual(lines);
  });
  it.each([
    [
      { resolved: true, exit_status: 'submitted' },
      { success: true, source: 'details.resolved', detail: 'submitted' },
    ],
    [{ exit_status: 'x' }, { success: null, source: 'details.exit_status', detail: 'x' }],
  ])('details %j', async (details, outcome) => {
    const session = await readOne('adp', [
      { id: 1, content: [text('user', 'a')], details: { ...details, model_name: 'm', task_id: 't' } },
    ]);
    expect(session).toMatchObject({ outcome, model: 'm', intent: 't', nativeId: '1' });
  });
});

describe('an old history of OpenHands, which names no source', () => {
  const flat = (action: string, more: object) => ({ action, ...more });
  const read = (...history: object[]) => readOne('openhands-v0', jsonl({ instance_id: 'i', history }));
  const asked = flat('message', { content: 'add a footer', wait_for_response: false });

  it('begins with the person; thoughts beside an action and at the end are the agent’s', async () => {
    const session = await read(
      asked,
      flat('run', { command: 'ls', thought: 'I look.', is_confirmed: 'confirmed' }),
      { observation: 'run', content: 'a.html', command: 'ls', exit_code: 2 },
      flat('finish', { outputs: {}, thought: 'It is there.' }),
    );
    expect(outline(session)).toEqual([
      'user: add a footer',
      'assistant: I look.',
      'call run({"command":"ls"})',
      'result run failed: a.html',
      'assistant: It is there.',
    ]);
  });

  it('goes on with the agent, and with the person who was waited for', async () => {
    const said = (content: string, wait: boolean) => flat('message', { content, wait_for_response: wait });
    expect(outline(await read(asked, said('where?', true), said('below', false), said('done', false)))).toEqual([
      'user: add a footer',
      'assistant: where?',
      'user: below',
      'assistant: done',
    ]);
  });
});
