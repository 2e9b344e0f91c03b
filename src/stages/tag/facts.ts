/** What the rules of tags read, taken from an example once. */
import { type Message, saidIn } from '../../model/example.ts';
import { isMedia } from '../segment/content.ts';
import type { Draft } from '../segment/segment.ts';
import { type Features, featuresOf } from './complexity.ts';

/** Characters that rules read: what an example is about shows at its beginning. */
const USER_CHARS = 8000;
const SYSTEM_CHARS = 4000;

export interface Facts {
  messages: readonly Message[];
  latencyMs: number;
  features: Features;
  /** Indices of the messages with a failed call, a repeated call or arguments that do not parse. */
  problems: readonly number[];
  /** Names of the tools called, each once, sorted. */
  tools: readonly string[];
  userText: RoleText;
  systemText: RoleText;
}

export function factsOf({ example, orphans, unanswered, latencyMs }: Draft): Facts {
  const { messages, alternatives } = example;
  const { features, problems } = featuresOf(messages, { orphans, unanswered });
  const all = [...messages, ...alternatives.flatMap((a) => a.messages)];
  const lost = lostIn(all);
  const media = all.filter(isMediaAlone).length;
  return {
    messages,
    latencyMs,
    features: { ...features, ...(lost > 0 ? { lost } : {}), ...(media > 0 ? { media } : {}) },
    problems,
    tools: [...new Set(messages.flatMap((m) => m.calls?.map((c) => c.name) ?? []))].sort(),
    userText: roleText(messages, 'user', USER_CHARS),
    systemText: roleText(messages, 'system', SYSTEM_CHARS),
  };
}

/** Stubs of parts that the reader has no rule for. */
const lostIn = (messages: readonly Message[]): number =>
  messages.reduce((n, m) => n + (m.stubs?.filter((s) => s === 'unknown').length ?? 0), 0);

/** A turn in which nothing was said: what it showed is not in the row. */
const isMediaAlone = (m: Message): boolean => m.stubs?.some(isMedia) === true && !m.calls && saidIn(m) === '';

/** The texts of one role, without what nobody said, a line break after each. */
export interface RoleText {
  text: string;
  /** Characters of the first message. */
  first: number;
  /** Index of the message at a position of the text. */
  messageAt(position: number): number;
}

export function roleText(messages: readonly Message[], role: Message['role'], most: number): RoleText {
  let text = '';
  const starts: { from: number; message: number }[] = [];
  for (const [i, m] of messages.entries()) {
    if (m.role === role) {
      starts.push({ from: text.length, message: i });
      text += `${saidIn(m)}\n`;
    }
    if (text.length >= most) break;
  }
  return {
    text: text.slice(0, most),
    first: Math.min(most, starts[1]?.from ?? text.length),
    messageAt: (position) => starts.findLast((s) => s.from <= position)?.message ?? -1,
  };
}
