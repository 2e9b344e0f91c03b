/**
 * Which result feeds which later call. An edge runs from the nearest earlier call whose result introduced a value to the call
 * that uses it in its arguments. Introduced: it stood in nobody's words before (system, user, assistant, arguments of calls),
 * and the result does not merely repeat its own call. One pass over the messages with one map of values.
 */
import { memo } from '../../kit/memo.ts';
import type { Message } from '../../model/example.ts';
import type { ToolGraph } from '../../model/step.ts';
import type { ToolCall } from './calls.ts';
import { valuesIn } from './values.ts';

/** Values known at once. A run with more is a crawl; its later values get no edge. */
const MOST_KNOWN = 200_000;
/** Edges of one example: a run of hundreds of calls, each fed by several. */
const MOST_EDGES = 2000;
/** Somebody's words came first: no result introduced it. */
const KNOWN = -1;

export function graphOf(messages: readonly Message[], calls: readonly ToolCall[]): ToolGraph {
  if (calls.length === 0) return { edges: [], depth: 0, hops: 0 };
  const graph = new GraphBuilder(calls);
  const byMessage = new Map<number, number[]>();
  for (const [i, { message }] of calls.entries()) byMessage.set(message, [...(byMessage.get(message) ?? []), i]);
  const byResult = new Map(calls.map(({ result }, i) => [result?.message, i]));
  const last = messages.findLastIndex((m) => m.role === 'assistant' && !m.calls && m.content.trim() !== '');
  for (const [i, m] of messages.entries()) {
    if (m.role === 'tool') {
      const call = byResult.get(i);
      if (call !== undefined) graph.result(call);
      continue;
    }
    if (i === last) graph.answer(m.content);
    graph.said(m.content, m.role === 'system');
    if (m.reasoning) graph.said(m.reasoning);
    const own = byMessage.get(i) ?? [];
    // Parallel calls know nothing of one another: all are looked up before any is noted.
    for (const call of own) graph.uses(call);
    for (const call of own) graph.called(call);
  }
  return graph.close();
}

/** The sessions of one application begin with the same long prompt. */
const ofPrompt = memo(valuesIn, 32);

class GraphBuilder {
  /** Index of the call whose result introduced a value, or KNOWN. */
  private readonly origin = new Map<string, number>();
  private readonly edges: [number, number][] = [];
  /** Calls that feed a call, by its index. */
  private readonly feeds = new Map<number, Set<number>>();
  private readonly args = new Map<number, Set<string>>();
  private answered = new Set<number>();

  constructor(private readonly calls: readonly ToolCall[]) {}

  said(text: string, shared = false): void {
    for (const value of (shared ? ofPrompt : valuesIn)(text)) this.note(value);
  }

  uses(call: number): void {
    const own = this.argsOf(call);
    const from = this.originsOf(own);
    this.feeds.set(call, from);
    for (const source of [...from].sort((a, b) => a - b))
      if (this.edges.length < MOST_EDGES) this.edges.push([this.pairing(source), this.pairing(call)]);
  }

  called(call: number): void {
    for (const value of this.argsOf(call)) this.note(value);
  }

  result(call: number): void {
    const text = this.calls[call]?.result?.text ?? '';
    const own = this.argsOf(call);
    for (const value of valuesIn(text)) {
      if (own.has(value)) continue;
      const known = this.origin.get(value);
      if (known === KNOWN || (known === undefined && this.origin.size >= MOST_KNOWN)) continue;
      this.origin.set(value, call);
    }
    this.args.delete(call);
  }

  /** What the last answer says, before it counts as said. */
  answer(text: string): void {
    this.answered = this.originsOf(valuesIn(text));
  }

  close(): ToolGraph {
    const depths: number[] = [];
    for (let i = 0; i < this.calls.length; i++) {
      let depth = 1;
      for (const from of this.feeds.get(i) ?? []) depth = Math.max(depth, 1 + (depths[from] ?? 0));
      depths.push(depth);
    }
    return { edges: this.edges, depth: depths.reduce((a, b) => Math.max(a, b), 0), hops: this.hops() };
  }

  /** Results behind the last answer: those that it takes values from, and those that fed their calls. */
  private hops(): number {
    const seen = new Set(this.answered);
    for (const call of seen) for (const from of this.feeds.get(call) ?? []) seen.add(from);
    return seen.size;
  }

  private originsOf(values: Iterable<string>): Set<number> {
    const from = new Set<number>();
    for (const value of values) {
      const origin = this.origin.get(value);
      if (origin !== undefined && origin !== KNOWN) from.add(origin);
    }
    return from;
  }

  /** Somebody uses it: a result that comes later does not introduce it, one that came before did. */
  private note(value: string): void {
    if (!this.origin.has(value) && this.origin.size < MOST_KNOWN) this.origin.set(value, KNOWN);
  }

  private argsOf(call: number): Set<string> {
    const known = this.args.get(call);
    if (known) return known;
    const { args = '', values } = this.calls[call] ?? {};
    const made = valuesIn(values ? leavesOf(values) : args);
    this.args.set(call, made);
    return made;
  }

  private pairing(index: number): number {
    return this.calls[index]?.call ?? -1;
  }
}

/** Deeper than any tool's arguments. */
const MOST_DEPTH = 20;

/** Strings and numbers, one a line: escapes of JSON would stick to words. Names of keys are the tool's, no values. */
function leavesOf(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null || depth > MOST_DEPTH) return '';
  return Object.values(value)
    .map((v) => leavesOf(v, depth + 1))
    .join('\n');
}
