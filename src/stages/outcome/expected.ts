/**
 * The final state against the request, where a log holds the right result: the calls of the run that changed something against
 * those that were expected, what had to be told against the answers, the right answer against the last one.
 */
import { type Evidence, evidenceOf } from '../../model/outcome.ts';
import type { Expected } from '../../model/session.ts';
import { finalAnswer, matchAnswer } from './answers.ts';
import { changesState } from './effects.ts';
import { covers } from './normal-form.ts';
import { argumentsOf, type RunCall, type RunView } from './run-view.ts';

/** Figures: `npm run measure -- outcome`, on tau-bench and tau2, rounded down. */
const CONFIDENCE = {
  /** All changes, none besides, all mentions. */
  state: 0.93,
  missing: 0.93,
  extra: 0.9,
  mention: 0.9,
  /** Nothing was to be changed and nothing was: most often that is all there was to do. */
  untouched: 0.86,
  /** Something else is judged as well, and holds most often where the changes do. */
  unchecked: 0.82,
  /** The calls were one way of several. */
  oneWay: 0.85,
  otherWay: 0.65,
} as const;

export function expectedEvidence(view: RunView): Evidence[] {
  const { expected } = view.raw.session;
  if (!expected || !view.isMain) return [];
  return [...stateEvidence(expected, view), ...answerEvidence(expected, view)];
}

type Wanted = NonNullable<Expected['calls']>[number] & { values: Readonly<Record<string, unknown>> };

function stateEvidence(expected: Expected, view: RunView): Evidence[] {
  if (!expected.calls) return expected.mentions ? mentionEvidence(expected.mentions, view) : [];
  const wanted = expected.calls
    .filter((c) => changesState(c.name))
    .map((c): Wanted => ({ ...c, values: argumentsOf(c.args) ?? {} }));
  if (expected.joined && !isOfThisRun(expected.calls, view)) return [];
  const changes = view.sessionCalls().filter((c) => c.resultSeq >= 0 && changesState(c.name));
  const { missing, extra, seqs } = difference(wanted, changes);
  const rule = `changes: ${wanted.length} expected, ${missing} missing, ${extra} besides`;
  const at = view.messagesOf(seqs);
  const say = (success: boolean, confidence: number): Evidence[] => [
    evidenceOf('expected', success, confidence, rule, at),
  ];
  if (expected.oneWay) {
    if (missing === 0 && wanted.length > 0) return say(true, CONFIDENCE.oneWay);
    return wanted.length > 0 ? say(false, CONFIDENCE.otherWay) : [];
  }
  if (missing > 0) return say(false, CONFIDENCE.missing);
  if (extra > 0) return say(false, CONFIDENCE.extra);
  const untold = mentionEvidence(expected.mentions ?? [], view).filter((e) => e.says === 'failure');
  if (untold.length > 0) return untold;
  if (expected.unchecked) return say(true, CONFIDENCE.unchecked);
  return say(true, wanted.length === 0 ? CONFIDENCE.untouched : CONFIDENCE.state);
}

/**
 * A reference that names ids of which none occurs in the run is that of another task: numberings get out of step. A run that
 * never came to the point may look so as well, and is left to the other sources.
 */
function isOfThisRun(calls: readonly { args: string }[], view: RunView): boolean {
  const ids = new Set(calls.flatMap((c) => idsIn(argumentsOf(c.args))));
  if (ids.size === 0) return true;
  const { events } = view.raw.session;
  for (const e of events) {
    const text = e.kind === 'tool_call' ? e.args : e.kind === 'user' || e.kind === 'tool_result' ? e.text : '';
    for (const id of ids) if (text.includes(id)) return true;
  }
  return false;
}

/** Texts without spaces that hold a digit, as ids of users, orders and items do. */
const idsIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.values(value).flatMap(idsIn)
    : typeof value === 'string' && value.length >= 4 && /^\S*\d\S*$/.test(value)
      ? [value]
      : [];

/**
 * Matches each expected change with one that was made; what is left over on either side is the difference. The same call that the
 * environment refused is no difference: the expected one would have been refused as well.
 */
function difference(
  wanted: readonly Wanted[],
  changes: readonly RunCall[],
): { missing: number; extra: number; seqs: number[] } {
  const users = wanted.some((w) => w.side === 'user');
  // A simulated user's own changes count where some of them are expected: they are none of the agent's otherwise.
  const open = changes.filter((c) => users || !c.byUser).map((call) => ({ call, values: call.values ?? {} }));
  // Those that worked are matched first.
  const left = [...open.filter(({ call }) => !call.failed), ...open.filter(({ call }) => call.failed)];
  let missing = 0;
  for (const w of wanted) {
    const at = left.findIndex(({ call, values }) => call.name === w.name && isAsWanted(values, w));
    if (at < 0) missing++;
    else left.splice(at, 1);
  }
  const besides = left.filter(({ call }) => !call.byUser && !call.failed);
  const seqs = (missing + besides.length > 0 ? besides : open).flatMap(({ call }) => [call.seq]);
  return { missing, extra: besides.length, seqs };
}

function isAsWanted(given: Readonly<Record<string, unknown>>, { values, compare }: Wanted): boolean {
  const names = compare ?? Object.keys(values);
  return names.every((name) => covers(given[name], values[name]));
}

function mentionEvidence(mentions: readonly string[], view: RunView): Evidence[] {
  if (mentions.length === 0) return [];
  // As tau-bench compares them: numbers may be written with a comma for thousands.
  const said = view.raw.session.events
    .flatMap((e) => (e.kind === 'assistant' && !e.agent ? [e.text.toLowerCase().replaceAll(',', '')] : []))
    .join('\n');
  const missing = mentions.filter((m) => !said.includes(m.trim().toLowerCase().replaceAll(',', ''))).length;
  const rule = `mentions: ${mentions.length} expected, ${missing} missing`;
  return [evidenceOf('expected', missing === 0, CONFIDENCE.mention, rule)];
}

function answerEvidence({ answers }: Expected, view: RunView): Evidence[] {
  const last = answers?.length ? finalAnswer(view) : undefined;
  if (!answers || !last) return [];
  const match = matchAnswer(last.text, answers, last.submitted);
  if (!match) return [];
  return [evidenceOf('expected', match.right, match.confidence, `answer: ${match.rule}`, [last.index])];
}
