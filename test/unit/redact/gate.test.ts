import { describe, expect, it } from 'vitest';
import { markRedacted } from '../../../src/redact/brand.ts';
import { DETECTORS } from '../../../src/redact/detect/detectors.ts';
import { Engine } from '../../../src/redact/detect/engine.ts';
import { Decisions } from '../../../src/redact/dictionary/decisions.ts';
import { Dictionary } from '../../../src/redact/dictionary/dictionary.ts';
import { Gate } from '../../../src/redact/gate/gate.ts';
import type { RowRenderer } from '../../../src/redact/gate/hide.ts';
import { createLeakGate, createRedactor } from '../../../src/redact/index.ts';
import { Policy } from '../../../src/redact/policy.ts';
import type { CheckedRow, RedactorOptions } from '../../../src/redact/types.ts';
import { KEY, sessionOf } from './helpers.ts';

const RUN = '5f5f5f5f5f5f5f5f';
const TALK = 'My name is Tilda Marchbanks, mail tilda@corvid-post.example, user id: tilda_marchbanks_4821.';

async function gateAfter(text: string, options: Partial<RedactorOptions> = {}) {
  const all = { key: KEY, policy: 'standard', runKey: RUN, ...options } as const;
  const redactor = await createRedactor(all);
  const out = await redactor.redactSession(sessionOf([{ user: text }]));
  const gate = createLeakGate(all);
  gate.add(out.gateValues, 'a');
  const check = (text: string, sessions: string[]): CheckedRow => gate.check(markRedacted(text), sessions);
  return { gate, check, ...out };
}
const row = (text: string): string => JSON.stringify({ messages: [{ role: 'user', content: text }] });

describe('the leak gate', () => {
  it('passes what was redacted, as it is', async () => {
    const { check, session } = await gateAfter(TALK);
    const text = JSON.stringify(session);
    expect(check(text, ['a'])).toEqual({ row: text, hidden: [], leaks: [] });
  });

  it('hides a specific value of the run in any row, in other spellings and inside JSON in strings', async () => {
    const { check } = await gateAfter('My user id is zk_omega_90210 please');
    for (const text of [
      'see ZK_OMEGA_90210 there',
      'zk-omega-90210',
      JSON.stringify({ a: JSON.stringify({ zk_omega_90210: 1 }) }),
    ]) {
      const { row: out, hidden, leaks } = check(row(text), ['other']);
      expect([leaks, hidden.map(({ type, detector, rule, field }) => [type, detector, rule, field])]).toEqual([
        [],
        [['USERNAME', 'run', 'value', '/messages/0/content']],
      ]);
      expect(JSON.parse(out)).toBeTruthy();
      expect(out).toMatch(/\[USERNAME_1\]/);
      expect(out).not.toMatch(/omega/i);
    }
    expect(check(row('zk omega, and 90210 are others'), ['other']).hidden).toEqual([]);
  });

  it('clears a name without capitals only where nobody is known by it', async () => {
    const { gate } = await gateAfter('My name is Tilda Quillfeather, my user id is zk_omega_90210.');
    const clears = gate.clearing(['a']);
    for (const name of [
      'tilda quillfeather',
      'quillfeather ticket',
      'QUILLFEATHER',
      'export-zk_omega_90210',
      'to a@b.example',
    ])
      expect([name, clears(name)]).toEqual([name, false]);
    for (const name of ['flight delay', 'export-users', 'omega ticket'])
      expect([name, clears(name)]).toEqual([name, true]);
    // A name proves nothing about sessions of others; a system's login does.
    expect(gate.clearing(['b'])('quillfeather ticket')).toBe(true);
    expect(gate.clearing([])('export-zk_omega_90210')).toBe(false);
  });

  it('looks for names in the rows of their own session only: as written, and in any case when they are no word', async () => {
    const { check } = await gateAfter('My name is Tilda Brook, and this is Ottilie Marchbanks.');
    expect(check(row('and Marchbanks came'), ['a']).row).toContain('and [PERSON_2] came');
    expect(check(row('MARCHBANKS, marchbanks'), ['a']).row).toContain('[PERSON_2], [PERSON_2]');
    expect(check(row('and Marchbanks came'), ['b']).hidden).toEqual([]);
    expect(check(row('a brook in the tilda'), ['a']).hidden).toEqual([]);
  });

  it('gives a value of the row’s own session the placeholder it has there, and one of another a number the row does not use', async () => {
    const { check, gate } = await gateAfter(`${TALK} Write to second@corvid-post.example.`);
    expect(check(row('[PERSON_7] and Marchbanks'), ['a']).row).toContain('[PERSON_7] and [PERSON_1]');
    const redactor = await createRedactor({ key: KEY, policy: 'standard', runKey: RUN });
    const { gateValues } = await redactor.redactSession(sessionOf([{ user: 'x@quince.example' }]));
    gate.add(gateValues, 'b');
    expect(check(row('[EMAIL_4] is not x@quince.example or second@corvid-post.example'), ['c']).row).toContain(
      '[EMAIL_4] is not [EMAIL_5] or [EMAIL_6]',
    );
    // Nor one that the row's own session has for another value.
    const login = await redactor.redactSession(sessionOf([{ user: 'booking reference: QX90217' }]));
    gate.add(login.gateValues, 'b');
    expect(check(row('QX90217, tilda-marchbanks-4821'), ['a']).row).toContain('[ACCOUNT_ID_2], [ACCOUNT_ID_1]');
  });

  it('keeps numbers numbers, and finds nothing wrong with those that it wrote', async () => {
    const { check } = await gateAfter('Card 4111 1111 1111 1111, as number 4111111111111111.');
    const {
      row: out,
      leaks,
      hidden,
    } = check(JSON.stringify({ messages: [{ content: { card_number: 4111111111111111 } }] }), ['b']);
    expect([leaks, hidden.length]).toEqual([[], 1]);
    const [{ content }] = JSON.parse(out).messages;
    expect(String(content.card_number)).toMatch(/^\d{16}$/);
    expect(content.card_number).not.toBe(4111111111111111);
  });

  it('runs the detectors on what then stands, on strings and keys', async () => {
    const { check } = await gateAfter('nothing here');
    expect(check(row('write to someone.new@corvid-post.example'), ['a']).leaks).toEqual([
      { type: 'EMAIL', by: 'detector', detector: 'email', pointer: '/messages/0/content' },
    ]);
    const key = JSON.stringify({ content: { 'someone.new@corvid-post.example': 1 } });
    expect(check(key, ['a']).leaks).toMatchObject([{ type: 'EMAIL', pointer: '/content/*' }]);
  });

  it('reads nothing of Goldpan’s own: meta, roles, ids, keys of the contract', async () => {
    const dictionary = [
      { term: 'claude-code', mode: 'mask' },
      { term: 'assistant', mode: 'mask' },
      { term: 'content', mode: 'mask' },
    ] as const;
    const { check } = await gateAfter('nothing here', { dictionary });
    const own = JSON.stringify({
      messages: [{ role: 'assistant', content: 'fine', tool_calls: [{ id: 'content', type: 'content' }] }],
      meta: { format: 'claude-code' },
    });
    expect(check(own, ['a'])).toEqual({ row: own, hidden: [], leaks: [] });
    expect(check(row('{"content":"assistant"}'), ['a']).leaks).toHaveLength(1);
  });

  it('never names the value', async () => {
    const { check, gateValues } = await gateAfter(TALK);
    const done = check(JSON.stringify({ 'tilda@corvid-post.example': { content: 'tilda_marchbanks_4821' } }), ['a']);
    expect(done.hidden.length).toBeGreaterThan(0);
    expect(JSON.stringify([done.hidden, done.leaks, gateValues])).not.toMatch(/tilda|marchbanks/i);
  });

  it('tells of a value that still stands where it is and in which session it was found', async () => {
    const { gateValues } = await gateAfter('My user id is zk_omega_90210, I am Ottilie Marchbanks.');
    const policy = new Policy({ policy: 'standard' });
    const engine = new Engine(DETECTORS, true);
    // A renderer that can hide nothing.
    const hide: RowRenderer['hide'] = (text) => ({ row: markRedacted(text), redactions: [], issued: [] });
    const gate = new Gate(RUN, policy, engine, new Dictionary(), new Decisions(KEY), { hide });
    gate.add(gateValues, 'first');
    const text = JSON.stringify({ messages: [{ content: '' }, { content: 'of Marchbanks: zk-omega-90210' }] });
    expect(gate.check(markRedacted(text), ['second']).leaks).toEqual([
      { type: 'USERNAME', by: 'value', session: 'first', pointer: '/messages/1/content' },
    ]);
    for (const session of ['second', 'third']) gate.add(gateValues, session);
    expect(gate.check(markRedacted(text), ['third']).leaks).toMatchObject([
      { type: 'PERSON', by: 'value', session: 'third' },
      { type: 'USERNAME', by: 'value', session: 'first' },
    ]);
  });

  it('exempts placeholders, keyed numbers and surrogates of its own', async () => {
    const text = `${TALK} Phone +1 415 867 5309, card 4111 1111 1111 1111, "phone": 4158675309.`;
    const actions = { PERSON: 'surrogate', EMAIL: 'surrogate', PHONE: 'surrogate', CREDIT_CARD: 'surrogate' } as const;
    const { check, session } = await gateAfter(text, { actions });
    expect(JSON.stringify(session)).not.toMatch(/Tilda|4111 1111|867 ?5309/);
    expect(check(JSON.stringify(session), ['a'])).toMatchObject({ hidden: [], leaks: [] });
  });

  it('finds what the dictionary always hides, and lets pass what it never hides', async () => {
    const dictionary = [
      { term: 'Project Basilisk', mode: 'mask' },
      { term: 'help@corvid-post.example', mode: 'never' },
    ] as const;
    const { check, session } = await gateAfter('Ask help@corvid-post.example about project basilisk', { dictionary });
    expect(JSON.stringify(session)).toContain('Ask help@corvid-post.example about [CUSTOM_1]');
    expect(check(JSON.stringify(session), ['a'])).toMatchObject({ hidden: [], leaks: [] });
    expect(check(row('PROJECT BASILISK'), ['b']).row).toContain('[CUSTOM_1]');
  });

  it('leaves a known value that the user has allowed since', async () => {
    const { gateValues } = await gateAfter('write to second@corvid-post.example');
    const all = { key: KEY, policy: 'standard', runKey: RUN } as const;
    const never = createLeakGate({ ...all, dictionary: [{ term: 'second@corvid-post.example', mode: 'never' }] });
    never.add(gateValues, 'a');
    const text = markRedacted(row('to second@corvid-post.example'));
    expect(never.check(text, ['b'])).toEqual({ row: text, hidden: [], leaks: [] });
  });

  it('finds a term of the dictionary that no session held', async () => {
    const { check } = await gateAfter('nothing here', { dictionary: [{ term: 'Quillbrook', mode: 'mask' }] });
    expect(check(row('we met at quillbrook'), ['b']).leaks).toMatchObject([{ type: 'CUSTOM', by: 'detector' }]);
  });

  it('does not look for values that turn up by chance', async () => {
    const { check, session } = await gateAfter('My name is Mia Li.');
    expect(JSON.stringify(session)).not.toContain('Mia');
    expect(check(row('see li and Mia Li'), ['a']).hidden).toEqual([]);
  });

  it('exempts a fake of its own, and nothing before or behind it', async () => {
    const { check, session } = await gateAfter(`${TALK} My user id is zk_omega_90210.`, {
      actions: { EMAIL: 'surrogate' },
    });
    const [fake] = /[\w.-]+@[\w.-]+\w/.exec(JSON.stringify(session)) ?? [];
    expect(fake).toBeDefined();
    expect(check(row(`mail ${fake}`), ['a'])).toMatchObject({ hidden: [], leaks: [] });
    for (const text of [`${fake} or zk_omega_90210`, `zk_omega_90210 or ${fake}`]) {
      const { row: out, hidden } = check(row(text), ['a']);
      expect(hidden).toHaveLength(1);
      expect(out).toContain(String(fake));
    }
  });

  it.each(['standard', 'strict'] as const)('lets ids, hashes and times of a row pass, under %s', async (policy) => {
    const { check } = await gateAfter('nothing here', { policy });
    for (let i = 0; i < 200; i++) {
      const hash = KEY.hash('row', [String(i)], 12);
      const meta = {
        id: hash,
        group: KEY.hash('g', [hash]),
        fingerprint: KEY.hash('f', [hash], 32),
        created_at: 1716390000 + i,
        ts: 1716390000000 + i,
      };
      // As if it were a log's: Goldpan's own `meta` is not looked at.
      const text = row(JSON.stringify({ ...meta, split: 'train', score: 0.37, tokens: 1234 }));
      expect(check(text, ['a'])).toMatchObject({ hidden: [], leaks: [] });
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
    const { check, session } = await gateAfter(text, { policy, actions });
    expect(JSON.stringify(session)).not.toMatch(/Sunset Drive|78750|1990-04-05|3481935|4158675309|81\.124/);
    expect(check(JSON.stringify(session), ['a'])).toMatchObject({ hidden: [], leaks: [] });
  });

  it('digests differ from run to run', async () => {
    const one = await gateAfter(TALK);
    const two = await gateAfter(TALK, { runKey: '6060' });
    expect(one.gateValues.map((value) => value.digest)).not.toEqual(two.gateValues.map((value) => value.digest));
  });
});
