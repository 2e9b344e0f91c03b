/**
 * LangSmith runs: exports, and the bodies that its SDKs send (`{post, patch}`).
 *
 * Described at docs.langchain.com/langsmith/run-data-format. A run is a span; `post` is sent at its start and `patch`
 * at its end, so each may hold half of it. `dotted_order` sorts the runs of a trace as a tree: for each level the start
 * time and the id, joined by dots. Feedback is exported apart and names its run.
 */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import { arr, get, idOf, isObject, str } from '../../parse.ts';
import type { IndexEntry, Reader } from '../../reader.ts';
import { parseTime } from '../../time.ts';
import { assemble } from '../../traces/assemble.ts';
import { addScore, runStep } from '../../traces/langsmith-steps.ts';
import type { Step } from '../../traces/step.ts';

const FORMAT = 'langsmith';

const RUN_TYPES = new Set(['llm', 'chain', 'tool', 'retriever', 'prompt', 'parser', 'embedding']);

const isRun = (r: unknown): boolean =>
  isObject(r) &&
  (RUN_TYPES.has(str(get(r, 'run_type')) ?? '') || (Object.hasOwn(r, 'dotted_order') && Object.hasOwn(r, 'trace_id')));
/** The body of `POST /runs/batch`. */
const isBatch = (r: unknown): boolean =>
  isObject(r) && [get(r, 'post'), get(r, 'patch')].some((l) => (arr(l) ?? []).some(isRun));
/** A row of feedback. Other rows with a `run_id` have no `key`. */
const isFeedback = (r: unknown): boolean =>
  isObject(r) && idOf(get(r, 'run_id')) !== undefined && typeof get(r, 'key') === 'string';

export const langsmith: Reader = {
  id: FORMAT,
  doc: {
    title: 'LangSmith',
    files: '*.jsonl, *.json',
    detection:
      'Runs (`run_type` with `trace_id` or `dotted_order`), ingest bodies `{post, patch}`, feedback rows (`run_id`, `key`).',
    notes: [
      'post and patch of a run are merged by id; runs are sorted by `dotted_order`, then by start time.',
      'Runs of one trace, and traces of one `session_id`, `thread_id` or `conversation_id` in the metadata, are one session. `session_id` on the run itself is the project.',
      'Messages may be OpenAI’s, or LangChain’s, serialised or stored, nested one list deeper; calls that stand in `tool_calls` and in `additional_kwargs` are taken once.',
      'Streamed runs hold a chunk put together, in which `finish_reason` may be an object.',
      'Chains repeat the text: they are read in traces without an llm run, and for the prompt or the final answer that no llm run holds.',
      '`error` becomes an error; feedback rows, and averages in `feedback_stats`, become feedback.',
    ],
  },
  votes: (r) => isRun(r) || isBatch(r) || isFeedback(r),
  // A trace is a session by itself; a conversation id in the metadata joins several of them.
  index({ value }) {
    const groups = new Map<string, { time: number; conversation?: string }>();
    for (const run of runsOf(value)) {
      const id = traceOf(run);
      if (id === undefined) continue;
      const group = groups.get(id) ?? { time: Infinity };
      group.time = Math.min(group.time, parseTime(get(run, 'start_time')) ?? Infinity);
      const conversation = conversationOf(run);
      if (conversation !== undefined) group.conversation = conversation;
      groups.set(id, group);
    }
    const entries = [...groups].map(
      ([id, { time, conversation }]): IndexEntry => ({
        ...defined({ part: groups.size > 1 ? `trace:${id}` : undefined }),
        self: `trace:${id}`,
        ...defined({
          previous: conversation === undefined ? undefined : `conversation:${conversation}`,
          time: Number.isFinite(time) ? time : undefined,
        }),
      }),
    );
    if (entries.length > 0) return entries;
    // Feedback names its run; the trace is known only where the run is a root or the row says so.
    const run = isFeedback(value) ? (idOf(get(value, 'trace_id')) ?? idOf(get(value, 'run_id'))) : undefined;
    return run === undefined ? { skip: 'neither a run nor feedback' } : [{ self: `trace:${run}` }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    const runs = new Map<string, { run: Record<string, unknown>; record: number; pointer: string; text: string }>();
    const scores: { value: unknown; record: number }[] = [];
    let number = -1;
    for (const { value, text, ref } of records) {
      builder.from(ref);
      number++;
      if (isFeedback(value)) scores.push({ value, record: number });
      for (const { run, pointer } of placed(value)) {
        const trace = traceOf(run);
        if (trace === undefined || (ref.pointer !== undefined && `trace:${trace}` !== ref.pointer)) continue;
        const id = idOf(get(run, 'id')) ?? idOfOrder(get(run, 'dotted_order')) ?? trace;
        const known = runs.get(id);
        // The later half wins, except where it says nothing: a patch repeats keys as null.
        const merged = {
          ...known?.run,
          ...Object.fromEntries(Object.entries(run).filter(([, v]) => v !== null && !isEmpty(v))),
        };
        runs.set(id, { run: { ...merged, id }, record: number, pointer, text: known ? '' : text });
      }
    }
    const ordered = [...runs.values()].sort((a, b) => {
      const [x, y] = [str(get(a.run, 'dotted_order')) ?? '', str(get(b.run, 'dotted_order')) ?? ''];
      return x < y ? -1 : x > y ? 1 : 0;
    });
    const steps: Step[] = [];
    for (const one of ordered) {
      describe(one.run, builder);
      const step = runStep(one.run, one.record, one.pointer, traceOf(one.run) ?? '');
      if (step) steps.push(step);
    }
    // Feedback on a model call goes with its answer; what is left rates the session.
    const rest = scores.filter((s) => !addScore(s.value, steps));
    assemble(builder, steps);
    for (const s of rest) {
      const only: Step[] = [];
      const feedback = addScore(s.value, only, true);
      if (feedback && builder.turn >= 0) builder.feedback({ ...feedback, target: null, record: s.record });
    }
    return builder.build();
  },
};

const isEmpty = (v: unknown): boolean => v === undefined || (isObject(v) && Object.keys(v).length === 0);

/** Runs of a record with their pointers, nested ones included. */
function placed(value: unknown): { run: Record<string, unknown>; pointer: string }[] {
  if (isRun(value)) return [...[{ run: value as Record<string, unknown>, pointer: '' }], ...children(value, '')];
  if (!isBatch(value)) return [];
  return ['post', 'patch'].flatMap((key) =>
    (arr(get(value, key)) ?? []).flatMap((run, i) =>
      isObject(run) ? [{ run, pointer: `/${key}/${i}` }, ...children(run, `/${key}/${i}`)] : [],
    ),
  );
}

/** Exports may nest the runs below a run in it. */
const children = (run: unknown, pointer: string, depth = 0): { run: Record<string, unknown>; pointer: string }[] =>
  depth > 16
    ? []
    : (arr(get(run, 'child_runs')) ?? []).flatMap((child, i) =>
        isRun(child)
          ? [
              { run: child as Record<string, unknown>, pointer: `${pointer}/child_runs/${i}` },
              ...children(child, `${pointer}/child_runs/${i}`, depth + 1),
            ]
          : [],
      );

const runsOf = (value: unknown): Record<string, unknown>[] => placed(value).map((p) => p.run);

/** The last part of a dotted order is the run's own time and id. */
function idOfOrder(order: unknown): string | undefined {
  const last = str(order)?.split('.').at(-1);
  return last === undefined ? undefined : (/Z([0-9a-f-]{36})$/.exec(last)?.[1] ?? undefined);
}

/** The trace; the root run's id is the same. */
const traceOf = (run: unknown): string | undefined => idOf(get(run, 'trace_id')) ?? idOf(get(run, 'id'));

/** Only the metadata names conversations: `session_id` of the run itself is LangSmith's project. */
function conversationOf(run: unknown): string | undefined {
  for (const key of ['session_id', 'thread_id', 'conversation_id']) {
    const id = idOf(get(run, 'extra', 'metadata', key)) ?? idOf(get(run, 'metadata', key));
    if (id !== undefined) return id;
  }
  return undefined;
}

function describe(run: unknown, builder: SessionBuilder): void {
  const id = conversationOf(run) ?? traceOf(run);
  if (id !== undefined) builder.fields.nativeId = id;
  const user = idOf(get(run, 'extra', 'metadata', 'user_id')) ?? idOf(get(run, 'extra', 'metadata', 'user'));
  if (user !== undefined) builder.subjects.add(user);
  const app = str(get(run, 'session_name'));
  if (app) builder.fields.app = app;
}
