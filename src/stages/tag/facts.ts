/** What the rules of tags read, taken from an example once. */
import { type Message, saidIn } from '../../model/example.ts';
import { isErrorAnswer } from '../curate/boilerplate.ts';
import type { Observed } from '../observe/observe.ts';
import { isMedia } from '../segment/content.ts';
import type { Draft } from '../segment/segment.ts';
import { type Features, featuresOf } from './features.ts';
import { type Quality, qualityOf } from './quality.ts';
import { type Safety, safetyOf } from './safety/safety.ts';
import { isTrivial } from './trivial.ts';

/** Characters that rules read: what an example is about shows at its beginning. */
const USER_CHARS = 8000;
const SYSTEM_CHARS = 4000;

export interface Facts {
  messages: readonly Message[];
  latencyMs: number;
  features: Features;
  /** Indices of the messages with a failed, repeated or invalid call. */
  problems: readonly number[];
  /** Names of the tools called, each once, sorted. */
  tools: readonly string[];
  userText: RoleText;
  systemText: RoleText;
  safety: Safety;
  quality: Quality;
  /** Characters and words of an answer with text, on average. */
  answers: { chars: number; words: number };
}

/** @param observed what was judged on the raw session */
export function factsOf({ example, orphans, unanswered, latencyMs }: Draft, observed: Observed): Facts {
  const { messages, alternatives } = example;
  const { features, problems } = featuresOf(messages, { orphans, unanswered }, observed);
  const all = [...messages, ...alternatives.flatMap((a) => a.messages)];
  const media = all.filter(isMediaAlone).length;
  const trivial = Number(isTrivial(messages));
  const whole = { ...features, ...present({ lost: lostIn(all), media, ...errorsIn(messages), trivial }) };
  return {
    messages,
    latencyMs,
    features: whole,
    problems,
    tools: [...new Set(messages.flatMap((m) => m.calls?.map((c) => c.name) ?? []))].sort(),
    userText: roleText(messages, 'user', USER_CHARS),
    systemText: roleText(messages, 'system', SYSTEM_CHARS),
    safety: safetyOf(messages),
    quality: qualityOf(example, whole, observed.steps),
    answers: meansOf(messages),
  };
}

/** Han, kana and Thai have no spaces: two characters of them count as a word. */
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu;

function meansOf(messages: readonly Message[]): Facts['answers'] {
  const texts = messages.flatMap((m) => (m.role === 'assistant' ? saidIn(m) || [] : []));
  if (texts.length === 0) return { chars: 0, words: 0 };
  const chars = texts.reduce((n, t) => n + t.length, 0);
  const words = texts.reduce((n, t) => n + wordsIn(t), 0);
  return { chars: Math.round(chars / texts.length), words: Math.round(words / texts.length) };
}

/** Bounds ask for some dozens of words: what is longer than that is counted by its length. */
const COUNTED = 4000;
const CHARS_A_WORD = 6;
function wordsIn(text: string): number {
  if (text.length > COUNTED) return Math.round(text.length / CHARS_A_WORD);
  const dense = text.match(DENSE)?.length ?? 0;
  return text.split(/\s+/).filter(Boolean).length + Math.floor(dense / 2);
}

/** Counts that are 0 in nearly every example are left out: cards share the rest. */
const present = (counts: Readonly<Record<string, number>>): Partial<Features> =>
  Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0));

function errorsIn(messages: readonly Message[]): { errorAnswers: number; endsInError: number } {
  let errorAnswers = 0;
  let last = false;
  let request = '';
  for (const m of messages) {
    if (m.role === 'user') request = saidIn(m);
    if (m.role === 'system') request = m.content;
    last = m.role === 'assistant' && !m.calls && !m.stubs && isErrorAnswer(m.content, request);
    if (last) errorAnswers++;
  }
  return { errorAnswers, endsInError: Number(last) };
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
