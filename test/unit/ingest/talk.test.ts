/** Records that repeat the history, put together into one talk with its branches. */
import { describe, expect, it } from 'vitest';
import { SessionBuilder } from '../../../src/ingest/builder.ts';
import type { MessageIn } from '../../../src/ingest/message.ts';
import { Talk, type TalkRecord } from '../../../src/ingest/talk.ts';
import { steadyDigest, Threads } from '../../../src/ingest/threads.ts';
import type { Event } from '../../../src/model/index.ts';

const ref = (line: number) => ({ path: 'a.jsonl', line, start: line, end: line + 1 });
/** Small letters are the user's, capital ones the assistant's, digits system prompts. */
const messages = (letters: string): MessageIn[] =>
  [...letters].map((text) => ({ role: /[a-z]/.test(text) ? 'user' : /\d/.test(text) ? 'system' : 'assistant', text }));
/** `ab>C` asks with a and b and is answered with C; more capitals are further candidates. */
const record = (line: string, more: Partial<TalkRecord> = {}): TalkRecord => {
  const [prompt = '', replies = ''] = line.split('>');
  return {
    prompt: messages(prompt),
    replies: messages(replies),
    promptPointer: '/messages',
    replyPointer: '/reply',
    ...more,
  };
};
const lettersOf = (events: readonly Event[]): string =>
  events.map((e) => (e.kind === 'feedback' ? `(${e.signal}${e.target})` : 'text' in e ? e.text : '?')).join('');
const sessionOf = (talk: Talk) => {
  const builder = new SessionBuilder('test');
  talk.build(builder);
  return builder.build();
};
const built = (...records: (string | TalkRecord)[]) => {
  const talk = new Talk();
  records.forEach((r, i) => void talk.add(ref(i + 1), typeof r === 'string' ? record(r) : r));
  return sessionOf(talk);
};
const shape = (...records: (string | TalkRecord)[]): string[] => {
  const session = built(...records);
  return [
    lettersOf(session?.events ?? []),
    ...(session?.branches ?? []).map((b) => `${b.at} ${b.cause} ${lettersOf(b.events)}`),
  ];
};

describe('the main line and its branches', () => {
  it.each<[string, string[], string[]]>([
    ['one record', ['a>B'], ['aB']],
    ['records that go on', ['a>B', 'aBc>D'], ['aBcD']],
    ['a copy changes nothing', ['a>B', 'aBc>D', 'a>B'], ['aBcD']],
    ['answered again: the last answer is the main line', ['a>B', 'a>C'], ['aC', '1 regenerate B']],
    ['asked otherwise', ['a>B', 'aBc>D', 'aBe>F'], ['aBeF', '2 edit cD']],
    ['asked otherwise from the start', ['a>B', 'c>D'], ['cD', '0 edit aB']],
    ['candidates: the first is shown', ['a>BC'], ['aB', '1 candidate C']],
    ['candidates: the one that the talk goes on with', ['a>BC', 'aCd>E'], ['aCdE', '1 candidate B']],
    ['a window whose start was cut off', ['a>B', 'aBc>D', 'cDe>F'], ['aBcDeF']],
    ['a window behind its system prompt', ['1a>B', '1aBc>D', '1cDe>F'], ['1aBcDeF']],
    ['records out of order', ['aBc>D', 'a>B'], ['aBcD']],
    ['a request without an answer', ['a>B', 'aBc>'], ['aBc']],
    ['each line below a fork is a branch', ['a>B', 'aBc>D', 'aBe>F', 'g>H'], ['gH', '0 edit aBcD', '0 edit aBeF']],
  ])('%s', (_name, records, expected) => {
    expect(shape(...records)).toEqual(expected);
  });
  it('a talk without a message is empty', () => {
    const talk = new Talk();
    talk.note(ref(1));
    expect([talk.empty, sessionOf(talk)]).toEqual([true, undefined]);
    talk.add(ref(2), record('a>'));
    expect(talk.empty).toBe(false);
  });
});

describe('where events come from', () => {
  it('points at the record that first showed a message, and at that whose answer it was', () => {
    const session = built('a>B', 'aBc>D', 'aBcDe>F');
    expect(session?.events.map((e) => [e.src.record, e.src.pointer])).toEqual([
      [0, '/messages/0'],
      [0, '/reply'],
      [1, '/messages/2'],
      [1, '/reply'],
      [2, '/messages/4'],
      [2, '/reply'],
    ]);
  });
  it('takes the record of the answer when the history came first, and what it knows', () => {
    const session = built('aBc>D', record('a>B', { model: 'm', latencyMs: 5, time: 1_709_618_828 }));
    expect(session?.events[1]).toMatchObject({
      src: { record: 1, pointer: '/reply' },
      model: 'm',
      latencyMs: 5,
      ts: 1_709_618_828_000,
    });
  });
  it('a copy of the answer does not take it over', () => {
    const session = built(record('a>B', { model: 'm' }), record('a>B', { model: 'n' }));
    expect(session?.events[1]).toMatchObject({ src: { record: 0, pointer: '/reply' }, model: 'm' });
  });
  it('keeps a pointer of the message’s own', () => {
    const session = built({ ...record('a>'), prompt: [{ role: 'user', text: 'a', pointer: '/own' }] });
    expect(session?.events[0]?.src.pointer).toBe('/own');
  });
  it('takes reasoning from a later copy', () => {
    const session = built('aBc>D', { ...record('a>B'), replies: [{ role: 'assistant', text: 'B', reasoning: 'r' }] });
    expect(lettersOf(session?.events ?? [])).toBe('arBcD');
  });
});

describe('feedback', () => {
  const up = { signal: 'thumbs_up', by: 'end_user' } as const;
  const down = { signal: 'thumbs_down', by: 'end_user' } as const;
  const rated = (value: number, name?: string) => ({ signal: 'rating', value, name, by: 'end_user' }) as const;
  it.each<[string, (string | TalkRecord)[], string[]]>([
    ['stands behind its answer', [record('a>B', { feedback: [up] }), 'aBc>D'], ['aB(thumbs_up1)cD']],
    ['the same once', [record('a>B', { feedback: [up, up] })], ['aB(thumbs_up1)']],
    [
      'a thumb that was turned',
      [record('a>B', { feedback: [up] }), record('a>B', { feedback: [down] })],
      ['aB(thumbs_down1)'],
    ],
    [
      'two people have a thumb each',
      [record('a>B', { feedback: [up, { ...down, by: 'annotator' }] })],
      ['aB(thumbs_up1)(thumbs_down1)'],
    ],
    [
      'a later rating of one name replaces the earlier',
      [record('a>B', { feedback: [rated(1), rated(5)] })],
      ['aB(rating1)'],
    ],
    [
      'ratings of two names stay',
      [record('a>B', { feedback: [rated(1, 'x'), rated(5, 'y')] })],
      ['aB(rating1)(rating1)'],
    ],
    ['a rating and a thumb stay', [record('a>B', { feedback: [rated(1), up] })], ['aB(rating1)(thumbs_up1)']],
    [
      'copies stay when they say different things',
      [
        record('a>B', {
          feedback: [
            { signal: 'copy', text: 'x' },
            { signal: 'copy', text: 'y' },
          ],
        }),
      ],
      ['aB(copy1)(copy1)'],
    ],
    ['on the first candidate', [record('a>BC', { feedback: [up] })], ['aB(thumbs_up1)', '1 candidate C']],
    ['without an answer on the end of the prompt', [record('a>', { feedback: [up] })], ['a(thumbs_up0)']],
  ])('%s', (_name, records, expected) => {
    expect(shape(...records)).toEqual(expected);
  });
  it('in a record of its own is about the last answer, or the place that is named', () => {
    const talk = new Talk();
    const first = talk.add(ref(1), record('a>B'));
    talk.add(ref(2), record('aBc>D'));
    talk.add(ref(3), record('aBcDe>'));
    talk.rate(ref(4), undefined, up);
    talk.rate(ref(5), first, down);
    const session = sessionOf(talk);
    expect(lettersOf(session?.events ?? [])).toBe('aB(thumbs_down1)cD(thumbs_up3)e');
    expect(session?.events.filter((e) => e.kind === 'feedback').map((e) => e.src.record)).toEqual([4, 3]);
  });
  it('on nothing that is known is about the session', () => {
    const talk = new Talk();
    talk.rate(ref(1), undefined, up);
    expect(lettersOf(sessionOf(talk)?.events ?? [])).toBe('(thumbs_upnull)');
  });
});

describe('errors', () => {
  it('stand behind the message that they are about', () => {
    const session = built(record('a>', { error: { text: 'E', code: '500' } }), 'a>B');
    expect(session?.events.map((e) => e.kind)).toEqual(['user', 'error', 'assistant']);
    expect(session?.events[1]).toMatchObject({ text: 'E', code: '500' });
  });
  it('in a record of their own do not hide an earlier one', () => {
    const talk = new Talk();
    const place = talk.add(ref(1), record('a>'));
    talk.fail(ref(2), place, { text: 'first' });
    talk.fail(ref(3), undefined, { text: 'second' });
    expect(lettersOf(sessionOf(talk)?.events ?? [])).toBe('afirst');
  });
  it('of which nothing else is known', () => {
    const talk = new Talk();
    talk.fail(ref(1), undefined, { text: 'E' });
    expect(lettersOf(sessionOf(talk)?.events ?? [])).toBe('E');
  });
});

describe('talks under one session id', () => {
  const system = (text: string): MessageIn => ({ role: 'system', text });
  const agents = (...prompts: [string | undefined, string][]) => {
    const threads = new Threads();
    prompts.forEach(([prompt, rest], i) => {
      const thread = threads.of([...(prompt === undefined ? [] : [system(prompt)]), ...messages(rest.slice(0, -1))]);
      thread.talk.add(ref(i + 1), { ...record('>'), prompt: thread.prompt, replies: messages(rest.slice(-1)) });
    });
    const builder = new SessionBuilder('test');
    threads.build(builder);
    const by = new Map<string, string>();
    for (const e of builder.build()?.events ?? [])
      if (e.kind !== 'system' && 'text' in e) by.set(e.agent ?? 'main', (by.get(e.agent ?? 'main') ?? '') + e.text);
    return [...by].map(([agent, said]) => `${agent} ${said}`);
  };
  it.each<[string, [string | undefined, string][], string[]]>([
    [
      'one prompt is one talk',
      [
        ['Help.', 'aB'],
        ['Help.', 'aBcD'],
      ],
      ['main aBcD'],
    ],
    [
      'another prompt is another',
      [
        ['Help people kindly.', 'aB'],
        ['Write titles.', 'xY'],
        ['Help people kindly.', 'aBcD'],
      ],
      ['main aBcD', 'agent-2 xY'],
    ],
    [
      'the one with most records is the main one',
      [
        ['Write titles.', 'xY'],
        ['Help people kindly.', 'aB'],
        ['Help people kindly.', 'aBcD'],
      ],
      ['main aBcD', 'agent-2 xY'],
    ],
    [
      'a clock in the prompt does not count',
      [
        ['It is 10:03 on Mon, 3 March.', 'aB'],
        ['It is 10:05 on Tue, 4 April.', 'aBcD'],
      ],
      ['main aBcD'],
    ],
    [
      'other facts in a prompt do not, either',
      [
        ['You help Ann with her orders.', 'aB'],
        ['You help Bob with her orders.', 'aBcD'],
      ],
      ['main aBcD'],
    ],
    [
      'an answer that it goes on with decides',
      [
        ['Help people kindly.', 'aB'],
        ['Write titles.', 'aBcD'],
      ],
      ['main aBcD'],
    ],
    [
      'the same words under another task do not',
      [
        ['Help people kindly.', 'aB'],
        ['Write titles.', 'aT'],
      ],
      ['main aB', 'agent-2 aT'],
    ],
    [
      'a few words in common do not make one prompt',
      [
        ['You help Ann with her many late orders.', 'aB'],
        ['You write short titles with care.', 'aT'],
      ],
      ['main aB', 'agent-2 aT'],
    ],
    [
      'no prompt at all is a prompt of its own',
      [
        [undefined, 'aB'],
        ['Write titles.', 'xT'],
      ],
      ['main aB', 'agent-2 xT'],
    ],
  ])('%s', (_name, prompts, expected) => {
    expect(agents(...prompts)).toEqual(expected);
  });
  it.each([
    ['a time', '10:03', '23:59', true],
    ['days and months by name', 'on Monday, 3 January', 'on Wed, 14 Sept', true],
    ['before and after noon', '9 am', '10 pm', true],
    ['a word', 'sunny', 'Monday', false],
    ['another name', 'for Ann', 'for Bob', false],
  ])('steady against %s: %s', (_name, a, b, same) => {
    expect(steadyDigest(system(a)) === steadyDigest(system(b))).toBe(same);
  });
  it('what users say is never steadied', () => {
    expect(steadyDigest({ role: 'user', text: 'at 9' })).not.toBe(steadyDigest({ role: 'user', text: 'at 8' }));
  });
});

describe('a prompt that was run again', () => {
  const calls = (...ids: string[]): MessageIn => ({
    role: 'assistant',
    text: '',
    calls: ids.map((id) => ({ id, name: `f${id.slice(1)}`, args: '{}' })),
  });
  const result = (callId: string, text = 'r'): MessageIn => ({ role: 'tool', text, callId });
  const asked = messages('a');
  const run = (prompt: MessageIn[], reply: MessageIn): TalkRecord =>
    record('', { prompt: [...asked, ...prompt], replies: [reply] });
  const said = (text: string): MessageIn => ({ role: 'assistant', text });
  const told = (...records: TalkRecord[]): string[] => {
    const session = built(...records);
    const line = (events: readonly Event[]): string =>
      events
        .map((e) =>
          e.kind === 'tool_call'
            ? `${e.nativeId}${e.result === 'missing' ? '?' : ''}`
            : e.kind === 'tool_result'
              ? `=${e.text}${e.call === null ? '!' : ''}`
              : 'text' in e
                ? e.text
                : '',
        )
        .join(' ');
    return [
      line(session?.events ?? []),
      ...(session?.branches ?? []).map((b) => `${b.at} ${b.cause} ${line(b.events)}`),
    ];
  };

  it.each<[string, TalkRecord[], string[]]>([
    [
      'the answered run is the main line, the other one a branch',
      [
        run([], calls('A1', 'A2')),
        run([], calls('B1', 'B2')),
        run([calls('B1', 'B2'), result('B1'), result('B2')], said('C')),
      ],
      ['a B1 B2 =r =r C', '1 regenerate A1? A2?'],
    ],
    [
      'whichever came first',
      [run([], calls('A1')), run([], calls('B1')), run([calls('A1'), result('A1')], said('C'))],
      ['a A1 =r C', '1 regenerate B1?'],
    ],
    ['both unanswered are one', [run([], calls('A1')), run([], calls('B1'))], ['a B1?']],
    [
      'both answered alike are one',
      [
        run([], calls('A1')),
        run([calls('A1'), result('A1')], said('C')),
        run([], calls('B1')),
        run([calls('B1'), result('B1')], said('C')),
      ],
      ['a B1 =r C'],
    ],
    [
      'another answer after the same call is another answer',
      [
        run([], calls('A1')),
        run([calls('A1'), result('A1')], said('D')),
        run([], calls('B1')),
        run([calls('B1'), result('B1')], said('C')),
      ],
      ['a B1 =r C', '3 regenerate D'],
    ],
    [
      'another result keeps its call',
      [
        run([], calls('A1')),
        run([calls('A1'), result('A1', 's')], said('D')),
        run([], calls('B1')),
        run([calls('B1'), result('B1')], said('C')),
      ],
      ['a B1 =r C', '2 edit =s D'],
    ],
    [
      'a history that names the calls anew answers them',
      [run([], calls('A1', 'A2')), run([calls('X1', 'X2'), result('X2', 's'), result('X1')], said('C'))],
      ['a A1 A2 =s =r C'],
    ],
    ['a record that is there twice is one', [run([], calls('A1')), run([], calls('A1'))], ['a A1?']],
  ])('%s', (_name, records, expected) => {
    expect(told(...records)).toEqual(expected);
  });
});
