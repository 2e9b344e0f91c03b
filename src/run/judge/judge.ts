/** Asks a judge about examples whose outcome is open, and for names of topics. Its verdicts stay apart from what logs say. */
import type { JudgeReport } from '../../datasets/manifest.ts';
import { Cancelled } from '../../kit/errors.ts';
import type { Judge } from '../../model/config-judge.ts';
import { isStated, outcomeName } from '../../model/outcome-name.ts';
import type { LeakGate } from '../../redact/types.ts';
import type { Card } from '../../stages/card.ts';
import type { ExampleSource } from '../../stages/example-source.ts';
import {
  aboutExample,
  aboutTopic,
  nameIn,
  type Question,
  type Verdict,
  verdictIn,
} from '../../stages/judge/questions.ts';
import type { Topics } from '../../stages/topics/topics.ts';
import { publicTopic } from '../public-names.ts';
import type { Remembered } from './remembered.ts';

export interface Judged {
  verdicts: ReadonlyMap<string, Verdict>;
  counts: Pick<JudgeReport, 'judged' | 'unread' | 'unasked' | 'stated'>;
}

/** Examples with a stated outcome that are asked about, too: without them nobody could say what a verdict is worth. */
const CONTROLS = 0.2;

export interface Asking {
  gate: LeakGate;
  signal?: AbortSignal | undefined;
  /** Examples done, of how many. */
  onProgress: (done: number, of: number) => void;
}

/** As rows are: what other sessions proved is hidden, and what holds something still is not asked about. */
export async function judgeExamples(
  cards: readonly Card[],
  store: ExampleSource,
  judge: Judge,
  answers: Remembered,
  { gate, signal, onProgress }: Asking,
): Promise<Judged> {
  const stated = cards.filter((c) => isStated(c.outcome));
  // Those of which nothing is known come first: what evidence concluded needs no verdict but on quality.
  const unknown = cards.filter((c) => outcomeName(c.outcome) === 'unknown');
  const concluded = cards.filter((c) => outcomeName(c.outcome) !== 'unknown' && !isStated(c.outcome));
  const open = [...unknown, ...concluded];
  const controls = stated.slice(0, Math.floor(judge.most * CONTROLS));
  const asked = [...controls, ...open].slice(0, judge.most);
  const verdicts = new Map<string, Verdict>();
  const counts = {
    judged: 0,
    unread: 0,
    unasked: open.length + controls.length - asked.length,
    stated: { asked: 0, agreed: 0 },
  };
  for (const [i, card] of asked.entries()) {
    if (signal?.aborted) throw new Cancelled();
    const example = store.read(card);
    const question = cleared(gate, aboutExample(example, judge.maxChars), [card.session]);
    onProgress(i + 1, asked.length);
    if (!question) {
      counts.unasked++;
      continue;
    }
    const verdict = await answers.of(question, verdictIn, (v) => JSON.stringify(v));
    if (!verdict) {
      counts.unread++;
      continue;
    }
    counts.judged++;
    verdicts.set(card.id, verdict);
    if (isStated(card.outcome) && verdict.outcome !== 'unknown') {
      counts.stated.asked++;
      if ((verdict.outcome === 'success') === card.outcome?.success) counts.stated.agreed++;
    }
  }
  return { verdicts, counts };
}

/** Undefined when the gate would hold a row with that text back. */
function cleared(gate: LeakGate, { system, user }: Question, sessions: readonly string[]): Question | undefined {
  const { row, leaks } = gate.check(user, sessions);
  return leaks.length > 0 ? undefined : { system, user: row };
}

/**
 * Cards whose outcome is open get the judge's, marked as such; what the log states or evidence says is never changed.
 */
export const withVerdicts = (
  cards: readonly Card[],
  verdicts: ReadonlyMap<string, Verdict>,
  tasks: Judge['tasks'],
): Card[] =>
  cards.map((card) => {
    const verdict = verdicts.get(card.id);
    if (!verdict) return card;
    const { outcome, quality } = verdict;
    const own = quality === undefined || !tasks.includes('quality') ? card : { ...card, judgedQuality: quality };
    if (outcome === 'unknown' || !tasks.includes('outcome') || (card.outcome?.success ?? null) !== null) return own;
    return { ...own, outcome: { ...card.outcome, success: outcome === 'success', inferred: true, judged: true } };
  });

/** Requests that a topic is named by. */
const SHOWN = 12;

/** Topics under the judge's names, where it gave a plain one that no other topic has. */
export async function nameTopics(
  topics: Topics,
  cards: readonly Card[],
  store: ExampleSource,
  answers: Remembered,
  gate: LeakGate,
): Promise<{ topics: Topics; named: number }> {
  const names = new Map<string, string>();
  for (const terms of topics.names) {
    const members = cards.filter((c) => topics.of.get(c.id) === terms).slice(0, SHOWN);
    const examples = members.map((c) => store.read(c));
    if (examples.length === 0) continue;
    const sessions = [...new Set(members.map((c) => c.session))];
    const question = cleared(gate, aboutTopic(terms, examples), sessions);
    if (!question) continue;
    const clears = publicTopic(gate, terms, sessions);
    const name = await answers.of(
      question,
      (text) => [nameIn(text)].find((n) => n !== undefined && clears(n)),
      (n) => JSON.stringify({ name: n }),
    );
    if (name !== undefined && ![...names.values()].includes(name)) names.set(terms, name);
  }
  const named = (name: string): string => names.get(name) ?? name;
  return {
    topics: {
      ...topics,
      names: topics.names.map(named),
      of: new Map([...topics.of].map(([id, name]) => [id, named(name)])),
    },
    named: names.size,
  };
}
