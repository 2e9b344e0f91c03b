/**
 * An extra on real agent logs, run where the shared data lie (GOLDPAN_SHARED, or `../shared` beside the repository):
 * nothing that a `get_user_details` result names may survive anywhere in its session.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { markRedacted } from '../../../src/redact/brand.ts';
import { createLeakGate, createRedactor } from '../../../src/redact/index.ts';
import { KEY, sessionOf, type Turn } from './helpers.ts';

const shared = process.env.GOLDPAN_SHARED ?? resolve('../shared');
const file = `${shared}/data/logs/tau-bench/gpt-4o-airline.json`;
const present = existsSync(file);
if (!present) console.warn(`skipped: no ${file.split('/').slice(-3).join('/')} under GOLDPAN_SHARED or ../shared`);

interface Run {
  traj: {
    role: string;
    content: string | null;
    name?: string;
    tool_calls?: { function: { name: string; arguments: string } }[];
  }[];
}
interface User {
  name: { first_name: string; last_name: string };
  address: { address1: string };
  email: string;
  dob: string;
  payment_methods: Record<string, { id: string }>;
  saved_passengers: { first_name: string; last_name: string; dob: string }[];
}

function turns(run: Run): Turn[] {
  return run.traj.flatMap((message): Turn[] => {
    if (message.role === 'tool') return [{ tool: message.name ?? 'tool', result: message.content ?? '' }];
    const calls = (message.tool_calls ?? []).map((call) => ({
      call: call.function.name,
      args: call.function.arguments,
    }));
    return [...(message.content ? [{ [message.role]: message.content } as Turn] : []), ...calls];
  });
}

/** What the session's user records name: ids, addresses, dates and full names. */
function named(run: Run): Set<string> {
  const out = new Set<string>();
  const results = run.traj.filter((message) => message.role === 'tool' && message.name === 'get_user_details');
  for (const { content } of results) {
    if (!content?.startsWith('{')) continue;
    const user = JSON.parse(content) as User;
    out.add(user.email).add(user.dob).add(user.address.address1);
    out.add(`${user.name.first_name} ${user.name.last_name}`);
    for (const id of Object.keys(user.payment_methods)) out.add(id);
    for (const one of user.saved_passengers) out.add(`${one.first_name} ${one.last_name}`).add(one.dob);
  }
  for (const message of run.traj)
    for (const call of message.tool_calls ?? [])
      if (call.function.name === 'get_user_details')
        out.add((JSON.parse(call.function.arguments) as { user_id: string }).user_id);
  return out;
}

describe.skipIf(!present)('tau-bench airline runs', () => {
  it('lets nothing through that a user record names, and the gate agrees', { timeout: 300_000 }, async () => {
    const runs = JSON.parse(readFileSync(file, 'utf8')) as Run[];
    const redactor = await createRedactor({ key: KEY, policy: 'standard', runKey: 'aa' });
    const gate = createLeakGate({ key: KEY, policy: 'standard', runKey: 'aa' });
    const rows: { row: string; id: string }[] = [];
    const survivors: string[] = [];
    let values = 0;
    for (const [i, run] of runs.entries()) {
      const { session, gateValues } = await redactor.redactSession(sessionOf(turns(run)));
      gate.add(gateValues, `s${i}`);
      const row = JSON.stringify(session);
      rows.push({ row, id: `s${i}` });
      for (const value of named(run)) {
        values++;
        if (row.toLowerCase().includes(value.toLowerCase())) survivors.push(`${i}: ${value}`);
      }
      for (const event of session.events)
        if (event.kind === 'tool_call' && event.argsJson) expect(() => JSON.parse(event.args)).not.toThrow();
    }
    const leaks = rows.flatMap(({ row, id }) => {
      const { hidden, leaks: left } = gate.check(markRedacted(row), [id]);
      return [...hidden, ...left].map((one) => `${id} ${JSON.stringify(one)}`);
    });
    expect(values).toBeGreaterThan(1000);
    expect(survivors).toEqual([]);
    expect(leaks).toEqual([]);
  });
});
