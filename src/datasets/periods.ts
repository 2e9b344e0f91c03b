/** What a run's examples were like, week by week: counts only, so that a report can tell drift without the run's own files. */
import { refusedByAll } from '../model/marks.ts';
import { tagOf } from '../model/tags.ts';
import type { CuratedCard } from '../stages/curated.ts';

export type Unit = 'week' | 'month' | 'year';

/** Examples of a stretch of time, by value; each feature but `tools` adds up to `examples`. */
export interface Period {
  /** Its first day, UTC, as `2026-01-05`. */
  from: string;
  /** Sessions whose first example began in it. */
  sessions: number;
  examples: number;
  complexity: Record<string, number>;
  outcome: Record<string, number>;
  language: Record<string, number>;
  domain: Record<string, number>;
  /** Examples that call the tool; those of all but the most frequent ones are `other`. */
  tools: Record<string, number>;
}

export interface Periods {
  unit: Unit;
  /** Examples whose log tells no time. */
  undated: number;
  /** Examples that no dataset may hold: they count nowhere else here. */
  withheld: number;
  /** Those with examples, in order. */
  list: Period[];
}

const DAY = 86_400_000;
/** Longest ranges that are told in weeks and in months: about as many lines as can be read at once. */
const WEEKS = 26 * 7 * DAY;
const MONTHS = 60 * 31 * DAY;
/** Tools of a period that have a name in it. */
const TOOLS = 40;
const REST = 'other';

/**
 * @param shown name of a tool as everybody may read it
 * @returns undefined where no example that a dataset may hold has a time
 */
export function periodsOf(cards: Iterable<CuratedCard>, shown: (tool: string) => string): Periods | undefined {
  const dated: CuratedCard[] = [];
  let [undated, withheld] = [0, 0];
  for (const card of cards) {
    if (card.marks.some(({ mark }) => refusedByAll(mark))) withheld++;
    else if (dayOf(card) === undefined) undated++;
    else dated.push(card);
  }
  if (dated.length === 0) return undefined;
  dated.sort((a, b) => timeOf(a) - timeOf(b) || (a.id < b.id ? -1 : 1));
  const range = timeOf(dated.at(-1) as CuratedCard) - timeOf(dated[0] as CuratedCard);
  const unit: Unit = range <= WEEKS ? 'week' : range <= MONTHS ? 'month' : 'year';
  const periods = new Map<string, Period>();
  const seen = new Set<string>();
  for (const card of dated) {
    const from = firstDay(timeOf(card), unit);
    const period = periods.get(from) ?? emptyPeriod(from);
    periods.set(from, period);
    count(period, card, shown);
    if (!seen.has(card.session)) period.sessions++;
    seen.add(card.session);
  }
  return { unit, undated, withheld, list: [...periods.values()].map(sorted) };
}

const timeOf = ({ startedAt = 0 }: CuratedCard): number => startedAt;
const dayOf = ({ startedAt }: CuratedCard): string | undefined =>
  startedAt === undefined || Number.isNaN(new Date(startedAt).getTime()) ? undefined : firstDay(startedAt, 'week');

/** First day of a week (a Monday, as ISO 8601 has it), month or year. */
function firstDay(time: number, unit: Unit): string {
  const date = new Date(time);
  if (unit === 'year') return `${date.toISOString().slice(0, -20)}-01-01`;
  if (unit === 'month') return `${date.toISOString().slice(0, -17)}-01`;
  return new Date(time - ((date.getUTCDay() + 6) % 7) * DAY).toISOString().slice(0, -14);
}

const emptyPeriod = (from: string): Period => ({
  ...{ from, sessions: 0, examples: 0 },
  ...{ complexity: {}, outcome: {}, language: {}, domain: {}, tools: {} },
});

function count(period: Period, card: CuratedCard, shown: (tool: string) => string): void {
  period.examples++;
  for (const feature of ['complexity', 'outcome', 'language', 'domain'] as const)
    add(period[feature], String(tagOf(card, feature)));
  for (const tool of new Set(card.tags.tools.map(shown))) add(period.tools, tool);
}

/** Names come from logs: `constructor` is a name like any other. */
function add(counts: Record<string, number>, value: string): void {
  Object.defineProperty(counts, value, {
    value: (Object.hasOwn(counts, value) ? (counts[value] ?? 0) : 0) + 1,
    ...{ enumerable: true, configurable: true, writable: true },
  });
}

function sorted(period: Period): Period {
  const byCount = (counts: Record<string, number>) =>
    Object.entries(counts).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const all = byCount(period.tools);
  // A tool may be called `other`, too.
  const tools = all.slice(0, TOOLS).filter(([name]) => name !== REST);
  const rest = all.reduce((n, [, times]) => n + times, 0) - tools.reduce((n, [, times]) => n + times, 0);
  return {
    ...period,
    complexity: Object.fromEntries(byCount(period.complexity)),
    outcome: Object.fromEntries(byCount(period.outcome)),
    language: Object.fromEntries(byCount(period.language)),
    domain: Object.fromEntries(byCount(period.domain)),
    tools: Object.fromEntries([...tools, ...(rest > 0 ? [[REST, rest] as const] : [])]),
  };
}
