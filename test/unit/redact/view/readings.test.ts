/** Known values in a dress: propagation and gate look at the plain view as well, and hide the dress with the value. */
import { describe, expect, it, vi } from 'vitest';
import { markRedacted } from '../../../../src/redact/brand.ts';
import { createLeakGate, createRedactor } from '../../../../src/redact/index.ts';
import { readingsOf } from '../../../../src/redact/view/readings.ts';
import { KEY, sessionOf } from '../helpers.ts';

/** A view of its own, so that this tests who looks at views and not what they show: `~` in front of a letter is a dress. */
vi.mock('../../../../src/redact/view/view.ts', () => ({
  viewOf: (text: string) => {
    if (!text.includes('~')) return undefined;
    const at = [...text.matchAll(/[^~]/g)].map(({ index }) => index);
    return {
      text: text.replaceAll('~', ''),
      source: (start: number, end: number) => ({
        start: (at[start - 1] ?? -1) + 1,
        end: (at[end - 1] ?? text.length) + 1,
      }),
    };
  },
}));

const ALL = { key: KEY, policy: 'standard', runKey: '5f5f' } as const;

describe('readings of a text', () => {
  it('are the text as it stands, and its view with a map back', () => {
    expect(readingsOf('plain').map(({ text }) => text)).toEqual(['plain']);
    const [raw, plain] = readingsOf('a~bc');
    expect([raw?.text, raw?.source({ start: 1, end: 2 })]).toEqual(['a~bc', { start: 1, end: 2 }]);
    expect([plain?.text, plain?.source({ start: 1, end: 2 })]).toEqual(['abc', { start: 1, end: 3 }]);
  });
});

describe('a known value in base64', () => {
  it('is hidden with the whole run', async () => {
    const redactor = await createRedactor(ALL);
    const encoded = Buffer.from('we saw zkomega90210 come here').toString('base64');
    const { session } = await redactor.redactSession(
      sessionOf([{ user: 'My user id is zkomega90210.' }, { assistant: `so ${encoded} then` }]),
    );
    expect(session.events.map((event) => ('text' in event ? event.text : ''))[1]).toBe('so [USERNAME_1] then');
  });
});

describe('a known value in a dress', () => {
  it('is hidden in its session, dress included, and told as the value that it is', async () => {
    const redactor = await createRedactor(ALL);
    const { session, redactions } = await redactor.redactSession(
      sessionOf([{ user: 'My user id is zkomega90210.' }, { assistant: 'so ~z~k~o~mega90210 and zkomega90210 then' }]),
    );
    expect(session.events.map((event) => ('text' in event ? event.text : ''))).toEqual([
      'My user id is [USERNAME_1].',
      'so [USERNAME_1] and [USERNAME_1] then',
    ]);
    expect(new Set(redactions.map(({ value }) => value)).size).toBe(1);
  });

  it('is hidden in the row of another session', async () => {
    const redactor = await createRedactor(ALL);
    const { gateValues } = await redactor.redactSession(sessionOf([{ user: 'My user id is zkomega90210.' }]));
    const gate = createLeakGate(ALL);
    gate.add(gateValues, 'a');
    const row = markRedacted(JSON.stringify({ messages: [{ content: 'so z~k~o~mega90210 "then"' }] }));
    expect(gate.check(row, ['b']).row).toBe(JSON.stringify({ messages: [{ content: 'so [USERNAME_1] "then"' }] }));
  });
});
