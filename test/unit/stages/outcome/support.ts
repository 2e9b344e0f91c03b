/** Raw examples of a few lines, as a reader would build them. */
import { SessionBuilder } from '../../../../src/ingest/builder.ts';
import type { Evidence } from '../../../../src/model/outcome.ts';
import type { Session } from '../../../../src/model/session.ts';
import type { RawExample } from '../../../../src/stages/observe/raw-example.ts';
import { evidenceIn } from '../../../../src/stages/outcome/evidence.ts';
import { eventsOf } from '../../../../src/stages/segment/cut.ts';
import { cutsOf } from '../../../../src/stages/segment/cuts.ts';
import { toMessages } from '../../../../src/stages/segment/messages.ts';
import { frozen } from '../support.ts';

export type Line =
  | { user: string }
  | { assistant: string; flags?: ('truncated' | 'refusal' | 'interrupted' | 'content_filter')[] }
  | { call: string; args?: object | string; result?: string; error?: boolean; side?: 'user' }
  | { error: string; code: string }
  | { feedback: 'thumbs_up' | 'thumbs_down' | 'rating' | 'interrupted' | 'escalated'; value?: number; target?: number };

/** @param more fields that a reader sets beside the talk */
export function sessionOf(lines: readonly Line[], more: Partial<Session> = {}): Session {
  const builder = new SessionBuilder('test');
  lines.forEach((line, i) => {
    if ('user' in line) builder.user(line.user);
    else if ('assistant' in line) {
      builder.newTurn();
      builder.assistant(line.assistant, { flags: line.flags ?? [] });
    } else if ('call' in line) {
      const args = typeof line.args === 'string' ? line.args : JSON.stringify(line.args ?? {});
      builder.newTurn();
      builder.call({ name: line.call, args, id: `c${i}`, ...(line.side ? { side: line.side } : {}) });
      if (line.result !== undefined)
        builder.result({ id: `c${i}`, text: line.result, ...(line.error ? { isError: true } : {}) });
    } else if ('error' in line) builder.error(line.error, { code: line.code });
    else
      builder.feedback({
        signal: line.feedback,
        target: line.target ?? null,
        ...(line.value === undefined ? {} : { value: line.value }),
      });
  });
  return frozen({ ...builder.build(), ...more } as Session);
}

export function rawOf(session: Session, part = -1): RawExample {
  const cut = cutsOf(session).at(part);
  if (!cut) throw new Error('no cut');
  const events = eventsOf(session, cut);
  return { session, events, messages: toMessages(events).messages, readable: () => true };
}

export const evidence = (lines: readonly Line[], more: Partial<Session> = {}): Evidence[] =>
  evidenceIn(rawOf(sessionOf(lines, more)));

/** Evidence of one source as `success rule`. */
export const of = (source: Evidence['source'], lines: readonly Line[], more: Partial<Session> = {}): string[] =>
  evidence(lines, more).flatMap((e) => (e.source === source ? [`${e.says} ${e.rule}`] : []));
