/** Tags of an example: what it is about, how hard it is, how it ended. Pure and cheap; nothing is decided here. */
import type { Event } from '../../core/model/event.ts';
import type { Example, Message, Tags } from '../../core/model/example.ts';
import { complexityOf, type Features } from './complexity.ts';
import { domainOf } from './domain.ts';
import { languageOf } from './language.ts';
import { safetyFindings } from './safety.ts';
import { taskOf } from './task.ts';

export interface Gaps {
  orphans: number;
  unanswered: number;
}

export function tagExample(example: Omit<Example, 'tags'>, events: readonly Event[], gaps: Gaps): Tags {
  const features = featuresOf(example.messages, gaps);
  const latency = events.reduce((n, e) => n + ('latencyMs' in e ? (e.latencyMs ?? 0) : 0), 0);
  const userText = textOf(example.messages, 'user', 8000);
  const tools = [...new Set(example.messages.flatMap((m) => m.calls?.map((c) => c.name) ?? []))].sort();
  return {
    complexity: complexityOf(features),
    features: { ...features },
    task: taskOf(userText, tools),
    domain: domainOf(`${userText}\n${textOf(example.messages, 'system', 4000)}`, tools),
    language: languageOf(userText),
    tools,
    outcome: outcomeOf(example),
    safety: safetyFindings(example.messages),
    ...(latency > 0 ? { latencyMs: Math.round(latency) } : {}),
    chars: example.messages.reduce(
      (n, m) => n + m.content.length + (m.calls ?? []).reduce((k, c) => k + c.args.length, 0),
      0,
    ),
  };
}

/** Text of one role's messages, up to `most` characters. */
function textOf(messages: readonly Message[], role: Message['role'], most: number): string {
  let text = '';
  for (const m of messages) {
    if (m.role === role) text += `${m.content}\n`;
    if (text.length >= most) break;
  }
  return text.slice(0, most);
}

function featuresOf(messages: readonly Message[], gaps: Gaps): Features {
  const calls = messages.flatMap((m) => m.calls ?? []);
  const seen = new Set<string>();
  let repeats = 0;
  for (const c of calls) {
    const key = `${c.name}\0${c.args}`;
    if (seen.has(key)) repeats++;
    seen.add(key);
  }
  return {
    userTurns: messages.filter((m) => m.role === 'user').length,
    assistantTurns: messages.filter((m) => m.role === 'assistant').length,
    calls: calls.length,
    distinctTools: new Set(calls.map((c) => c.name)).size,
    parallel: Math.max(0, ...messages.map((m) => m.calls?.length ?? 0)),
    errors: messages.filter((m) => m.isError).length,
    repeats,
    badArguments: calls.filter((c) => !c.argsJson).length,
    orphans: gaps.orphans,
    unanswered: gaps.unanswered,
  };
}

function outcomeOf(example: Omit<Example, 'tags'>): Tags['outcome'] {
  const success = example.outcome?.success;
  return success === undefined || success === null ? 'unknown' : success ? 'success' : 'failure';
}
