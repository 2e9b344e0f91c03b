import { describe, expect, it } from 'vitest';
import { createLeakGate, createRedactor } from '../../../src/redact/index.ts';
import type { RedactorOptions } from '../../../src/redact/types.ts';
import { KEY, sessionOf } from './helpers.ts';

const RUN = '5f5f5f5f5f5f5f5f';
const TALK = 'My name is Tilda Marchbanks, mail tilda@corvid-post.example, user id: tilda_marchbanks_4821.';

async function gateAfter(text: string, options: Partial<RedactorOptions> = {}) {
  const all = { key: KEY, policy: 'standard', runKey: RUN, ...options } as const;
  const redactor = await createRedactor(all);
  const out = await redactor.redactSession(sessionOf([{ user: text }]));
  const gate = createLeakGate(all);
  gate.add(out.gateValues, 'a');
  return { gate, ...out };
}
const row = (text: string): string => JSON.stringify({ messages: [{ role: 'user', content: text }] });

describe('the leak gate', () => {
  it('passes what was redacted', async () => {
    const { gate, session } = await gateAfter(TALK);
    expect(gate.check(JSON.stringify(session), ['a'])).toEqual([]);
  });

  it('finds a value of the run in any row, in other spellings and inside JSON in strings', async () => {
    const { gate } = await gateAfter('My user id is zk_omega_90210 please');
    for (const text of [
      'see ZK_OMEGA_90210 there',
      'zk-omega-90210',
      JSON.stringify({ a: JSON.stringify({ zk_omega_90210: 1 }) }),
    ])
      expect(
        gate.check(row(text), ['other']).map((leak) => leak.by),
        text,
      ).toContain('value');
    expect(gate.check(row('zk omega and 90210 are others'), ['other'])).toEqual([]);
  });

  it('looks for names in the rows of their own session only, as written', async () => {
    const { gate } = await gateAfter(TALK);
    const [leak] = gate.check(row('and Marchbanks came'), ['a']);
    expect(leak).toEqual({ type: 'PERSON', by: 'value', pointer: '/messages/content' });
    expect(gate.check(row('and Marchbanks came'), ['b'])).toEqual([]);
    expect(gate.check(row('the marchbanks of the river'), ['a'])).toEqual([]);
  });

  it('runs the detectors too, on strings and keys', async () => {
    const { gate } = await gateAfter('nothing here');
    expect(gate.check(row('write to someone.new@corvid-post.example'), ['a'])[0]).toMatchObject({
      type: 'EMAIL',
      by: 'detector',
    });
    const key = JSON.stringify({ content: { 'someone.new@corvid-post.example': 1 } });
    const [leak] = gate.check(key, ['a']);
    expect(leak).toMatchObject({ type: 'EMAIL', pointer: '/content' });
  });

  it('never names the value', async () => {
    const { gate, gateValues } = await gateAfter(TALK);
    const leaks = gate.check(JSON.stringify({ 'tilda@corvid-post.example': { x: 'tilda_marchbanks_4821' } }), ['a']);
    expect(leaks.length).toBeGreaterThan(1);
    expect(JSON.stringify([leaks, gateValues])).not.toMatch(/tilda|marchbanks/i);
  });

  it('exempts placeholders, keyed numbers and surrogates of its own', async () => {
    const text = `${TALK} Phone +1 415 867 5309, card 4111 1111 1111 1111, "phone": 4158675309.`;
    const actions = { PERSON: 'surrogate', EMAIL: 'surrogate', PHONE: 'surrogate', CREDIT_CARD: 'surrogate' } as const;
    const { gate, session } = await gateAfter(text, { actions });
    expect(JSON.stringify(session)).not.toMatch(/Tilda|4111 1111|867 ?5309/);
    expect(gate.check(JSON.stringify(session), ['a'])).toEqual([]);
  });

  it('finds what the dictionary always hides, and lets pass what it never hides', async () => {
    const dictionary = [
      { term: 'Project Basilisk', mode: 'mask' },
      { term: 'help@corvid-post.example', mode: 'never' },
    ] as const;
    const { gate, session } = await gateAfter('Ask help@corvid-post.example about project basilisk', { dictionary });
    expect(JSON.stringify(session)).toContain('Ask help@corvid-post.example about [CUSTOM_1]');
    expect(gate.check(JSON.stringify(session), ['a'])).toEqual([]);
    expect(new Set(gate.check(row('PROJECT BASILISK'), ['b']).map((leak) => leak.type))).toEqual(new Set(['CUSTOM']));
  });

  it('finds a term of the dictionary that no session held', async () => {
    const { gate } = await gateAfter('nothing here', { dictionary: [{ term: 'Quillbrook', mode: 'mask' }] });
    expect(gate.check(row('we met at quillbrook'), ['b'])).toMatchObject([{ type: 'CUSTOM', by: 'detector' }]);
  });

  it('does not look for values that turn up by chance', async () => {
    const { gate, session } = await gateAfter('My name is Mia Li.');
    expect(JSON.stringify(session)).not.toContain('Mia');
    expect(gate.check(row('see li and Mia Li'), ['a']).filter((leak) => leak.by === 'value')).toEqual([]);
  });

  it('exempts a fake of its own, and nothing before or behind it', async () => {
    const { gate, session } = await gateAfter(TALK, { actions: { EMAIL: 'surrogate' } });
    const [fake] = /[\w.-]+@[\w.-]+\w/.exec(JSON.stringify(session)) ?? [];
    expect(fake).toBeDefined();
    expect(gate.check(row(`mail ${fake}`), ['a'])).toEqual([]);
    for (const text of [`${fake} or tilda_marchbanks_4821`, `tilda_marchbanks_4821 or ${fake}`])
      expect(gate.check(row(text), ['a']).map((leak) => leak.by)).toContain('value');
  });

  it.each(['standard', 'strict'] as const)('lets ids, hashes and times of a row pass, under %s', async (policy) => {
    const { gate } = await gateAfter('nothing here', { policy });
    for (let i = 0; i < 200; i++) {
      const hash = KEY.hash('row', [String(i)], 12);
      const meta = {
        id: hash,
        group: KEY.hash('g', [hash]),
        fingerprint: KEY.hash('f', [hash], 32),
        created_at: 1716390000 + i,
        ts: 1716390000000 + i,
      };
      expect(gate.check(JSON.stringify({ ...meta, split: 'train', score: 0.37, tokens: 1234 }), ['a'])).toEqual([]);
    }
  });

  it.each(
    (['index', 'tag', 'pseudonym', 'surrogate'] as const).flatMap((action) =>
      (['standard', 'strict'] as const).map((policy) => [action, policy] as const),
    ),
  )('has nothing against what %s leaves under %s', async (action, policy) => {
    const types = [
      'PERSON',
      'EMAIL',
      'POSTAL_CODE',
      'ADDRESS',
      'DATE_OF_BIRTH',
      'ACCOUNT_ID',
      'USERNAME',
      'PHONE',
      'LOCATION',
      'IP_ADDRESS',
    ];
    const actions = Object.fromEntries(types.map((type) => [type, action]));
    const profile = JSON.stringify({
      name: { first_name: 'Mia', last_name: 'Li' },
      address: { address1: '975 Sunset Drive', city: 'Austin', zip: '78750' },
      dob: '1990-04-05',
      payment_methods: { gift_card_3481935: { id: 'gift_card_3481935' } },
      phone: 4158675309,
    });
    const text = `${TALK} I am at 90 Whitchurch Road, logged in from 81.124.234.161. ${profile}`;
    const { gate, session } = await gateAfter(text, { policy, actions });
    expect(JSON.stringify(session)).not.toMatch(/Sunset Drive|78750|1990-04-05|3481935|4158675309|81\.124/);
    expect(gate.check(JSON.stringify(session), ['a'])).toEqual([]);
  });

  it('digests differ from run to run', async () => {
    const one = await gateAfter(TALK);
    const two = await gateAfter(TALK, { runKey: '6060' });
    expect(one.gateValues.map((value) => value.digest)).not.toEqual(two.gateValues.map((value) => value.digest));
  });
});
