/**
 * Requests that share a session id need not be one talk: an application also asks for a title, or lets a sub-agent
 * work, under the same id. Requests with another system prompt are a thread of their own, unless they go on with a
 * talk's answers.
 */
import type { SessionBuilder } from './builder.ts';
import { digestMessage, type MessageIn } from './message.ts';
import type { InRecord } from './reader.ts';
import { Talk } from './talk.ts';

/** Clocks and dates in a system prompt change with each request; the prompt is the same. */
const MOVING =
  /\d+|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b|\b[ap]m\b/gi;

/** Digest of a message that does not see clocks and dates in a system prompt. */
export const steadyDigest = (m: MessageIn): string =>
  digestMessage(m.role === 'system' ? { ...m, text: m.text.replace(MOVING, '#') } : m);

interface Thread {
  talk: Talk;
  records: number;
  system: MessageIn | undefined;
  /** Digest of the first message that is no system prompt. */
  first: string | undefined;
}

/**
 * At least half of the words of the longer one are in the other: one prompt with other facts in it, not another task.
 * The half is a choice: templates share far more than that, prompts for different tasks little beside function words.
 */
export function alike(a: MessageIn | undefined, b: MessageIn | undefined): boolean {
  if (!a || !b) return a === b;
  const [x, y] = [wordsOf(a.text), wordsOf(b.text)];
  const both = [...x].filter((word) => y.has(word)).length;
  return both * 2 >= Math.max(x.size, y.size);
}

/** Longer words are taken in pieces: a pattern without a bound overflows the engine's stack on megabytes without a space. */
const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]{1,64}/gu));

/**
 * Sorts the requests of one session id into the conversations they belong to. The conversation with most records
 * becomes the main line; each of the others gets an agent name of its own (`agent-2`, `agent-3`, …), in the order of
 * appearance.
 */
export class Threads {
  private readonly threads: Thread[] = [];
  private readonly loose: InRecord['ref'][] = [];

  /** The talk that a prompt belongs to, and the prompt under that talk's own system prompt. */
  of(prompt: readonly MessageIn[]): { talk: Talk; prompt: readonly MessageIn[] } {
    const system = prompt[0]?.role === 'system' ? prompt[0] : undefined;
    const start = prompt.find((m) => m.role !== 'system');
    const first = start ? digestMessage(start) : undefined;
    const steady = system && steadyDigest(system);
    const goesOn = prompt.some((m) => m.role === 'assistant');
    // The same system prompt, dates aside; else the same first message, with history or with a prompt of the
    // same template.
    const thread =
      this.threads.find((t) => (t.system && steadyDigest(t.system)) === steady) ??
      this.threads.find((t) => first !== undefined && t.first === first && (goesOn || alike(t.system, system)));
    if (!thread) return { talk: this.open({ records: 1, system, first }), prompt };
    thread.records++;
    thread.first ??= first;
    if (!thread.system || !system) return { talk: thread.talk, prompt };
    return { talk: thread.talk, prompt: [thread.system, ...prompt.slice(1)] };
  }

  /** A record without a message, or with feedback alone: it goes with the thread that is longest so far. */
  note(ref: InRecord['ref'], feedback: readonly Parameters<Talk['rate']>[2][] = []): void {
    const thread = this.main();
    if (!thread) this.loose.push(ref);
    else if (feedback.length === 0) thread.talk.note(ref);
    else for (const f of feedback) thread.talk.rate(ref, undefined, f);
  }

  /** The talk that a record without a place of its own is about. */
  longest(): Talk {
    return this.main()?.talk ?? this.open({ records: 0, system: undefined, first: undefined });
  }

  /** Adds the main conversation, then the others, to the session. Call once, after the last record. */
  build(builder: SessionBuilder): void {
    for (const ref of this.loose) builder.from(ref);
    const main = this.main();
    main?.talk.build(builder);
    let n = 1;
    for (const thread of this.threads) if (thread !== main) thread.talk.build(builder, `agent-${++n}`);
  }

  private open(thread: Omit<Thread, 'talk'>): Talk {
    const talk = new Talk();
    this.threads.push({ ...thread, talk });
    return talk;
  }

  /** The thread with most records; of several, the oldest. */
  private main(): Thread | undefined {
    return this.threads.reduce<Thread | undefined>(
      (best, t) => (best && best.records >= t.records ? best : t),
      undefined,
    );
  }
}
