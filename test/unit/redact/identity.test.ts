import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../src/redact/index.ts';
import { splitAddresses } from '../../../src/redact/plan/address.ts';
import type { Mention } from '../../../src/redact/plan/mention.ts';
import type { Action, PiiType, PolicyName } from '../../../src/redact/types.ts';
import { KEY, sessionOf, type Turn } from './helpers.ts';

async function redacted(
  turns: readonly Turn[],
  policy: PolicyName = 'standard',
  actions: Partial<Record<PiiType, Action>> = {},
) {
  const redactor = await createRedactor({ key: KEY, policy, actions });
  const { session, redactions } = await redactor.redactSession(sessionOf(turns));
  const texts = session.events.map((e) => (e.kind === 'tool_call' ? e.args : 'text' in e ? (e.text ?? '') : ''));
  return { texts, redactions };
}
const RECORD = JSON.stringify({ address1: '48 Kestrel Road', city: 'Porthaven', state: 'OR', zip: '97431' });

describe('an address in prose and its parts in fields', () => {
  it('read alike, and the town stays where the policy leaves towns', async () => {
    const { texts, redactions } = await redacted([
      { call: 'get', args: '{}' },
      { tool: 'get', result: JSON.stringify({ address1: 'Birkenweg 5', city: 'Jena' }) },
      { assistant: 'It goes to Birkenweg 5, Jena.' },
    ]);
    expect(texts.slice(1)).toEqual(['{"address1":"[ADDRESS_1]","city":"Jena"}', 'It goes to [ADDRESS_1], Jena.']);
    const hidden = redactions.filter(({ type }) => type === 'ADDRESS');
    expect(new Set(hidden.map(({ subject }) => subject)).size).toBe(1);
  });
  it('are cut under strict as well, in whatever order they come', async () => {
    const { texts } = await redacted(
      [{ user: 'Send it to 48 Kestrel Road, Porthaven, OR 97431 please.' }, { call: 'save', args: RECORD }],
      'strict',
    );
    const values = Object.values(JSON.parse(texts[1] ?? '') as Record<string, string>);
    const [street = '', city = '', state = '', zip = ''] = values;
    expect(street).toMatch(/^\[ADDRESS_\d\]$/);
    expect(texts[0]).toBe(`Send it to ${street}, ${city}, ${state} ${zip} please.`);
  });

  const mention = (type: PiiType, text: string, unit = 0): Mention => ({
    unit,
    start: 3,
    end: 3 + text.length,
    text,
    type,
    action: 'index',
    detector: 'test',
    also: [],
    confidence: 0.9,
  });
  const cutOf = (...all: Mention[]): string[] => splitAddresses(all).map(({ type, text }) => `${type} ${text}`);

  it('stay whole when a word is left over, and when nothing else is known', () => {
    const whole = mention('ADDRESS', '48 Kestrel Road, Porthaven');
    expect(cutOf(mention('ADDRESS', '48 Kestrel Road'), whole)).toEqual([
      'ADDRESS 48 Kestrel Road',
      'ADDRESS 48 Kestrel Road, Porthaven',
    ]);
    expect(cutOf(whole, mention('LOCATION', 'Porthaven'))).toEqual([
      'ADDRESS 48 Kestrel Road, Porthaven',
      'LOCATION Porthaven',
    ]);
    // Not of towns alone, and not of a street that a longer one begins with.
    expect(
      cutOf(mention('ADDRESS', 'Porthaven OR'), mention('LOCATION', 'Porthaven'), mention('LOCATION', 'OR')),
    ).toHaveLength(3);
    expect(cutOf(mention('ADDRESS', '48 Kestrel Road'), mention('ADDRESS', '48 Kestrel'))).toHaveLength(2);
  });
  it('are cut at their own places, by the longest part', () => {
    const parts = [
      mention('ADDRESS', '48 Kestrel Road'),
      mention('LOCATION', 'Port'),
      mention('LOCATION', 'Port Haven'),
    ];
    const out = splitAddresses([...parts, mention('ADDRESS', '48 kestrel ROAD, Port Haven')]).slice(3);
    expect(out).toMatchObject([
      { type: 'ADDRESS', start: 3, end: 18, text: '48 kestrel ROAD' },
      { type: 'LOCATION', start: 20, end: 30, text: 'Port Haven' },
    ]);
  });
  it('are cut into their smallest parts, though a longer one stands elsewhere', () => {
    const parts = [
      mention('ADDRESS', '48 Kestrel Road'),
      mention('LOCATION', 'Porthaven'),
      mention('LOCATION', 'Norway'),
    ];
    const shorter = mention('ADDRESS', '48 Kestrel Road, Porthaven');
    expect(cutOf(...parts, shorter, mention('ADDRESS', '48 Kestrel Road, Porthaven, Norway')).slice(3)).toEqual([
      'ADDRESS 48 Kestrel Road',
      'LOCATION Porthaven',
      'ADDRESS 48 Kestrel Road',
      'LOCATION Porthaven',
      'LOCATION Norway',
    ]);
  });
  it('take linear time', () => {
    const many = Array.from({ length: 3000 }, (_, i) =>
      mention('ADDRESS', `${i} Kestrel Road, ${'Port '.repeat(20)}${i}`),
    );
    const start = performance.now();
    splitAddresses([...many, mention('LOCATION', 'Port')]);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('first and last names', () => {
  const OWNER = JSON.stringify({ first_name: 'Ewa', last_name: 'Sikorska', full_name: 'Ewa Sikorska' });
  it('are told apart in fields, and are one person with one number', async () => {
    const { texts, redactions } = await redacted([
      { call: 'get', args: '{}' },
      { tool: 'get', result: OWNER },
      { assistant: 'Thank you, Ewa.' },
    ]);
    expect(texts.slice(1)).toEqual([
      '{"first_name":"[PERSON_1_FIRST]","last_name":"[PERSON_1_LAST]","full_name":"[PERSON_1]"}',
      'Thank you, [PERSON_1].',
    ]);
    expect(new Set(redactions.map(({ subject }) => subject)).size).toBe(1);
  });
  it('are told apart with pseudonyms too, and not with bare tags', async () => {
    const { texts } = await redacted([{ call: 'a', args: OWNER }], 'standard', { PERSON: 'pseudonym' });
    expect(texts[0]).toMatch(/"first_name":"\[PERSON_\w{8}_FIRST\]"/);
    const tags = await redacted([{ call: 'a', args: OWNER }], 'standard', { PERSON: 'tag' });
    expect(tags.texts[0]).toContain('"first_name":"[PERSON]"');
  });
  it('are not told of a person of one known name, and not by a field that holds the whole', async () => {
    const { texts } = await redacted([
      { call: 'a', args: '{"first_name":"Ewa"}' },
      { call: 'b', args: '{"last_name":"Jonas Brandauer"}' },
    ]);
    expect(texts).toEqual(['{"first_name":"[PERSON_1]"}', '{"last_name":"[PERSON_2]"}']);
  });
});

describe('a number in JSON and in text', () => {
  it('tells one thing, stays JSON, and is marked as made up', async () => {
    const { texts, redactions } = await redacted([
      { user: 'My zip code is 10117.' },
      { call: 'find', args: '{"zip": 10117}' },
    ]);
    const { zip } = JSON.parse(texts[1] ?? '') as { zip: number };
    expect(zip).not.toBe(10117);
    expect(texts[0]).toBe(`My zip code is ${zip}.`);
    expect(redactions.map(({ type, action }) => [type, action])).toEqual([
      ['POSTAL_CODE', 'surrogate'],
      ['POSTAL_CODE', 'surrogate'],
    ]);
  });
  it('is one thing with fakes as well', async () => {
    const { texts } = await redacted(
      [{ user: 'My zip code is 10117.' }, { call: 'find', args: '{"zip": 10117}' }],
      'standard',
      { POSTAL_CODE: 'surrogate' },
    );
    expect(texts[0]).toBe(`My zip code is ${(JSON.parse(texts[1] ?? '') as { zip: number }).zip}.`);
  });
});

describe('what fills a field', () => {
  it('is marked, since keys and looks both tell of it', async () => {
    const { redactions } = await redacted([
      { user: 'Mail tove@kelp.example' },
      { call: 'a', args: '{"email":" tove@kelp.example ","note":"to tove@kelp.example","zip":10117}' },
    ]);
    expect(redactions.map(({ type, filled }) => [type, filled])).toEqual([
      ['EMAIL', undefined],
      ['EMAIL', true],
      ['EMAIL', undefined],
      ['POSTAL_CODE', true],
    ]);
  });
});
