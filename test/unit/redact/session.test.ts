import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../src/redact/index.ts';
import type { RedactorOptions } from '../../../src/redact/types.ts';
import { KEY, sessionOf, type Turn } from './helpers.ts';

const PROFILE = JSON.stringify({
  name: { first_name: 'Maria', last_name: 'Keller' },
  email: 'maria.keller@corvid-post.example',
  user_id: 'maria_keller_4821',
  dob: '1984-03-09',
  address: { address1: '12 Lindenhof Street', city: 'Bremen', zip: '28195' },
  payment_methods: { credit_card_4421486: { id: 'credit_card_4421486', last_four: '7447' } },
  account_id: 90817263,
  balance: 1.0,
});

const TALK: Turn[] = [
  { system: 'You are a helpful support agent.' },
  { user: 'Hi, I am Maria Keller and my user id is maria_keller_4821.' },
  { call: 'get_user', args: '{"user_id": "maria_keller_4821", "limit": 1.0}' },
  { tool: 'get_user', result: PROFILE },
  {
    assistant:
      'Thank you, Maria. Your account 90817263 was opened with your date of birth, March 9, 1984. Is that right, Ms Keller?',
  },
  { call: 'charge', args: '{"payment_id":"credit_card_4421486","account_id":90817263,"amount":12345678901234567890}' },
  { tool: 'charge', result: 'Error: card 4421486 of MARIA KELLER was declined' },
];

async function redact(turns: readonly Turn[], options: Partial<RedactorOptions> = {}, more = {}) {
  const redactor = await createRedactor({ key: KEY, policy: 'standard', ...options });
  const session = sessionOf(turns, more);
  return { raw: session, ...(await redactor.redactSession(session)) };
}
const textOf = (event: { kind: string }): string =>
  'args' in event ? String(event.args) : 'text' in event ? String(event.text) : '';

describe('a redacted session', () => {
  it('holds none of the values, in text, arguments, results or keys', async () => {
    const { session } = await redact(TALK);
    const all = JSON.stringify(session).toLowerCase();
    for (const value of ['maria', 'keller', '4821', '1984', 'lindenhof', '28195', '4421486', '90817263', 'corvid-post'])
      expect(all).not.toContain(value);
    // Standard keeps towns.
    expect(all).toContain('bremen');
  });

  it('gives one person one placeholder, in every form of the name', async () => {
    const { session, redactions } = await redact(TALK);
    const people = new Set(redactions.filter((one) => one.type === 'PERSON').map((one) => one.placeholder));
    expect([...people].sort()).toEqual(['[PERSON_1]', '[PERSON_1_FIRST]', '[PERSON_1_LAST]']);
    expect(textOf(session.events[4] as never)).toContain('Thank you, [PERSON_1].');
    expect(textOf(session.events[4] as never)).toContain('Ms [PERSON_1]?');
    expect(textOf(session.events[6] as never)).toContain('of [PERSON_1] was declined');
  });

  it('links the e-mail address and the login to the person', async () => {
    const { redactions } = await redact(TALK);
    const subjects = new Set(
      redactions.filter((one) => ['PERSON', 'EMAIL', 'USERNAME'].includes(one.type)).map((one) => one.subject),
    );
    expect(subjects.size).toBe(1);
  });

  it('still replays: an id returned is the id passed on, numbers stay numbers of the same length', async () => {
    const { session } = await redact(TALK);
    const profile = JSON.parse(textOf(session.events[3] as never));
    const charge = JSON.parse(textOf(session.events[5] as never));
    expect(Object.keys(profile.payment_methods)).toEqual([charge.payment_id]);
    expect(profile.account_id).toBe(charge.account_id);
    expect(String(profile.account_id)).toMatch(/^\d{8}$/);
    expect(textOf(session.events[4] as never)).toContain(`Your account ${profile.account_id} was`);
    expect(JSON.parse(textOf(session.events[2] as never)).user_id).toBe(profile.user_id);
    // Everything else is as it was written.
    expect(textOf(session.events[3] as never)).toContain('"balance":1');
    expect(textOf(session.events[5] as never)).toContain('"amount":12345678901234567890');
    expect(textOf(session.events[2] as never)).toContain('"limit": 1.0');
  });

  it('names where each value stood, in the raw and in the redacted text, and never the value', async () => {
    const { raw, session, redactions } = await redact(TALK);
    expect(redactions.length).toBeGreaterThan(12);
    for (const one of redactions) {
      const index = Number(/^events\/(\d+)\//.exec(one.field)?.[1]);
      const [before, after] = [textOf(raw.events[index] as never), textOf(session.events[index] as never)];
      if (one.action === 'keep') expect(after.slice(one.outStart, one.outEnd)).toBe(before.slice(one.start, one.end));
      else {
        expect(after.slice(one.outStart, one.outEnd)).toBe(one.placeholder);
        expect(JSON.stringify(one)).not.toContain(before.slice(one.start, one.end));
      }
    }
  });

  it('drops records and native ids, and keys intent and subjects', async () => {
    const { session } = await redact(
      TALK,
      {},
      {
        nativeId: 'sess-maria-1',
        intent: 'task-17',
        governance: { consent: 'granted', subjects: ['maria_keller_4821'] },
      },
    );
    expect(session.records).toEqual([]);
    expect(session.nativeId).toBeUndefined();
    expect(session.intent).toMatch(/^[0-9a-f]{24}$/);
    expect(session.governance.subjects[0]).toMatch(/^[0-9a-f]{24}-/);
  });

  it('looks for the subjects that the log names in all of the text', async () => {
    const { session } = await redact(
      [{ user: 'please look at zk-77-omega for me' }],
      {},
      {
        governance: { consent: 'granted', subjects: ['zk-77-omega'] },
      },
    );
    expect(textOf(session.events[0] as never)).toBe('please look at [ACCOUNT_ID_1] for me');
  });

  it('reaches tools, schemas, branches, feedback, scores and outcome', async () => {
    const canary = 'tilda.brook@corvid-post.example';
    const base = { seq: 9, turn: 9, src: { record: 0, pointer: '' } };
    const { session } = await redact(
      TALK,
      {},
      {
        tools: [
          { name: 'mail', description: `Write to ${canary}`, parameters: `{"default": "${canary}"}`, inferred: false },
        ],
        branches: [{ at: 2, cause: 'edit', events: [{ ...base, kind: 'assistant', text: `Ask ${canary}` }] }],
        model: `ft:gpt:${canary}`,
        app: canary,
        arm: canary,
        outcome: { success: null, source: 'x', detail: canary },
        scores: [{ name: canary, value: 1, by: 'unknown' }],
      },
    );
    expect(JSON.stringify(session)).not.toContain('tilda');
  });

  it('finds values in JSON in strings in JSON, and in JSON in the midst of prose', async () => {
    const nested = JSON.stringify({ body: JSON.stringify({ contact: { email: 'tilda.brook@corvid-post.example' } }) });
    const { session } = await redact([
      { tool: 'fetch', result: nested },
      { assistant: 'I got {"email": "tilda.brook@corvid-post.example", "n": 1.50} from the service.' },
    ]);
    const body = JSON.parse(JSON.parse(textOf(session.events[0] as never)).body);
    expect(body.contact.email).toBe('[EMAIL_1]');
    expect(textOf(session.events[1] as never)).toBe('I got {"email": "[EMAIL_1]", "n": 1.50} from the service.');
  });

  it('numbers on from placeholders that the raw text holds already', async () => {
    const { session } = await redact([{ user: 'Earlier log: [EMAIL_3]. Mine is tilda.brook@corvid-post.example' }]);
    expect(textOf(session.events[0] as never)).toBe('Earlier log: [EMAIL_3]. Mine is [EMAIL_4]');
  });

  it('is the same twice, and pseudonyms are the same in other sessions', async () => {
    const once = await redact(TALK);
    expect(JSON.stringify((await redact(TALK)).session)).toBe(JSON.stringify(once.session));
    const pseudonym = { actions: { PERSON: 'pseudonym', EMAIL: 'pseudonym' } } as const;
    const a = await redact(TALK, pseudonym);
    const b = await redact([{ user: 'Other talk. My name is Maria Keller.' }], pseudonym);
    const name = /\[PERSON_[0-9A-Z]{8}\]/.exec(textOf(b.session.events[0] as never))?.[0] ?? 'none';
    expect(textOf(a.session.events[1] as never)).toContain(name);
  });

  it('keeps two keys apart even under plain tags', async () => {
    const result = '{"payment_methods": {"gift_card_1111222": {}, "gift_card_3333444": {}}}';
    const { session } = await redact([{ tool: 't', result }], { actions: { ACCOUNT_ID: 'tag' } });
    const keys = Object.keys(JSON.parse(textOf(session.events[0] as never)).payment_methods);
    expect(new Set(keys).size).toBe(2);
  });
});

describe('the policies', () => {
  const text = 'Tilda Brook, 47, moved from Bremen to Oslo on 3 May 2019. She is Norwegian.';
  it('standard hides people and leaves towns, dates and ages', async () => {
    const { session } = await redact([{ user: `My name is ${text}` }]);
    expect(textOf(session.events[0] as never)).toBe(`My name is ${text.replace('Tilda Brook', '[PERSON_1]')}`);
  });
  it('strict hides all of the taxonomy', async () => {
    const { session } = await redact([{ user: `My name is ${text}` }], { policy: 'strict' });
    expect(textOf(session.events[0] as never)).toBe(
      'My name is [PERSON_1], [AGE_1], moved from [LOCATION_1] to [LOCATION_2] on [DATE_1]. She is [NRP_1].',
    );
  });
});

describe('redactTexts', () => {
  it('gives offsets of the input, also for values inside JSON inside a string', async () => {
    const redactor = await createRedactor({ key: KEY, policy: 'standard' });
    const text = `log: ${JSON.stringify({ raw: JSON.stringify({ note: 'é\n', email: 'tilda.brook@corvid-post.example' }) })}`;
    const [out] = await redactor.redactTexts([text]);
    expect(out?.spans.map((span) => text.slice(span.start, span.end))).toEqual(['tilda.brook@corvid-post.example']);
  });
});
