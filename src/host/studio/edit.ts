/** An edited answer, redacted as part of its session: a person it names gets the placeholder that the talk has for them. */

import { PLACEHOLDER } from '../../model/placeholder.ts';
import type { Session } from '../../model/session.ts';
import type { Redacted } from '../../redact/brand.ts';
import { derive } from '../../redact/brand.ts';
import type { Redactor } from '../../redact/types.ts';
import { redactorFor } from '../redactor.ts';
import { type LiveSession, liveSession } from './live.ts';
import type { StudioRun } from './run.ts';

export async function redactEdit(
  run: StudioRun,
  example: string,
  text: string,
  signal: AbortSignal,
): Promise<Redacted<string>> {
  const redactor = await redactorFor(run.project);
  const live = await liveSession(run, example, signal);
  const inSession = 'note' in live ? undefined : await asLastWord(redactor, live, text);
  if (inSession !== undefined) return inSession;
  const [alone] = await redactor.redactTexts([text]);
  if (!alone) throw new Error('the redactor gave nothing back');
  return alone.text;
}

/**
 * The edit with its placeholders turned back into the values they replace, as one more event at the end: the plan then
 * numbers everything before it as it did without. undefined when it does not, since a number would then mislead.
 */
async function asLastWord(redactor: Redactor, live: LiveSession, text: string): Promise<Redacted<string> | undefined> {
  const { raw } = live;
  const seq = raw.events.length;
  const last = raw.events.at(-1);
  const event = { kind: 'assistant' as const, seq, turn: (last?.turn ?? 0) + 1, src: { record: 0, pointer: '' } };
  const longer: Session = { ...raw, events: [...raw.events, { ...event, text: unmask(live, text) }] };
  const { session } = await redactor.redactSession(longer);
  const before = session.events.slice(0, seq);
  if (JSON.stringify(before) !== JSON.stringify(live.redacted.events)) return undefined;
  const edited = session.events[seq];
  return edited?.kind === 'assistant' ? derive(session, edited.text) : undefined;
}

function unmask({ raw, redactions }: LiveSession, text: string): string {
  const values = new Map<string, string>();
  for (const r of redactions) {
    if (values.has(r.placeholder) || r.placeholder === '') continue;
    const [root, index, key] = r.field.split('/');
    const event = root === 'events' ? raw.events[Number(index)] : undefined;
    const whole = event && key === 'text' && 'text' in event ? event.text : undefined;
    if (whole !== undefined) values.set(r.placeholder, whole.slice(r.start, r.end));
  }
  // A bare `[PERSON]` may be anybody.
  return text.replace(PLACEHOLDER, (whole, _type, id?: string) => (id && values.get(whole)) || whole);
}
