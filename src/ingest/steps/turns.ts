/**
 * The steps behind all readers that see messages: reasoning, calls and results in texts become what they are. Lists pass
 * `inTurns`, so that requests join by what was said however each of them wrote it; single messages pass `turnsOf`.
 */
import type { Event } from '../../model/index.ts';
import type { MessageIn } from '../message.ts';
import { answerIn, withAnswer } from './answers.ts';
import { detailTurns, mayHaveDetails } from './details.ts';
import { endsInTag, takeHarness, takeReminders } from './harness.ts';
import { HEAD_LETTERS } from './harness-heads.ts';
import { alike, mayReason, takeReasoning } from './reasoning.ts';
import { mayBeTemplated, templatedTurns } from './templates.ts';
import { type Knows, mayCall, takeCalls } from './text-calls.ts';
import { listedResults, type ResultText, tagged, takeResults } from './text-results.ts';

/**
 * An assistant message with its reasoning and calls taken out of the text.
 *
 * @returns the same object when its text is as it should be
 */
function spoken(m: MessageIn, knows: Knows): MessageIn {
  if (m.role !== 'assistant' || m.text === '') return m;
  const apart = takeReasoning(m.text, !!m.reasoning);
  const text = apart?.text ?? m.text;
  const found = takeCalls(text, knows);
  // A server that took the calls out may have left them in the text as well.
  const known = found !== undefined && m.calls !== undefined && m.calls.length > 0;
  if (known && !found.calls.every((c) => m.calls?.some((k) => k.name === c.name))) return apart ? without(m, apart) : m;
  if (!apart && !found) return m;
  const out = apart ? without(m, apart) : { ...m };
  if (!found) return out;
  out.text = found.text;
  const [call] = found.calls;
  const answer = known || !call || found.calls.length > 1 ? undefined : answerIn(call);
  if (answer !== undefined) out.text = withAnswer(found.text, answer);
  else if (!known) out.calls = found.calls;
  return out;
}

function without(m: MessageIn, apart: { text: string; reasoning: string }): MessageIn {
  const twice = m.reasoning !== undefined && alike(m.reasoning, apart.reasoning);
  const reasoning = twice ? m.reasoning : [m.reasoning, apart.reasoning].filter((t) => t).join('\n');
  return { ...m, text: apart.text, ...(reasoning ? { reasoning } : {}) };
}

/** First letters of what `BEGINS` finds: one look at a character is enough for nearly all texts. */
const FIRST = new Set([...'<[{EOa \n\t\r', ...HEAD_LETTERS]);
/** How results in text, calls without marks, whole talks in a template and what a harness says begin. */
const BEGINS =
  /^(?:\s*[<[]|\s*\{\s*"(?:name|arguments|parameters)"|EXECUTION RESULT of \[|OBSERVATION:|analysis|assistant<|This (?:is the|session)|Caveat:|# (?:AGENTS|Context)|Another language|You were orig)/;

/**
 * True when nothing can be written into this text, which holds for nearly all of them and is known by a look at it: requests
 * repeat their history, so each message passes here many times.
 */
export function isPlain({ role, text, callId, harness, program }: MessageIn): boolean {
  if (text === '' || harness !== undefined) return true;
  if (program !== undefined && text.includes('<')) return false;
  if ((role === 'user' || role === 'tool') && endsInTag(text)) return false;
  if (role === 'tool' && callId !== undefined && text[0] !== '<') return true;
  if (FIRST.has(text[0] as string) && BEGINS.test(text)) return false;
  return (
    role !== 'assistant' ||
    !(text.includes('<') || text.includes('[') || text.includes('◁')) ||
    !(mayReason(text) || mayCall(text))
  );
}

/**
 * A list of messages in which calls are calls, results are results and a templated talk is its turns.
 *
 * @param knows the tools that were offered, where the list itself does not tell
 * @returns the same list when nothing had to be taken apart
 */
export function inTurns(messages: readonly MessageIn[], knows: Knows = namedBy(messages)): readonly MessageIn[] {
  if (messages.every(isPlain)) return messages;
  const out: MessageIn[] = [];
  let changed = false;
  for (const [i, m] of messages.entries()) {
    // What a result follows has called something, declared or not.
    const called = messages[i + 1]?.role === 'tool' && !m.calls?.length;
    const turns = turnsOf(m, openCalls(out), called ? () => true : knows);
    if (turns.length !== 1 || turns[0] !== m) changed = true;
    out.push(...turns);
  }
  return changed ? out : messages;
}

/** A tool that a system prompt declares: its name stands there as JSON. */
export const namedBy =
  (messages: Iterable<Pick<MessageIn, 'role' | 'text'>>): Knows =>
  (name) => {
    for (const m of messages) if (m.role === 'system' && m.text.includes(JSON.stringify(name))) return true;
    return false;
  };

/**
 * What one message is, after `calls` calls that wait for a result.
 *
 * @returns the message itself when it is what it says
 */
export function turnsOf(m: MessageIn, calls: number, knows: Knows): MessageIn[] {
  if (m.role === 'assistant') {
    const steps = mayHaveDetails(m.text) ? detailTurns(m) : undefined;
    if (steps) return steps.map((t) => spoken(t, knows));
    const talk = mayBeTemplated(m.text) ? templatedTurns(m.text) : undefined;
    return talk ? talk.map((t) => spoken({ ...m, ...t }, knows)) : [spoken(m, knows)];
  }
  if (m.role === 'tool') return toolTurns(m, calls);
  if (mayBeTemplated(m.text)) {
    const talk = templatedTurns(m.text);
    if (talk) return placed(m, [...inTurns(talk)]);
  }
  if (m.role !== 'user') return [m];
  const split = takeHarness(m.text, m.program);
  const said: MessageIn = split ? { ...m, text: split.text, harness: split.pieces, whole: m.text } : m;
  const found = takeResults(said.text, calls);
  if (!found) return [said];
  const results = found.results.map((r): MessageIn => ({ role: 'tool', ...r }));
  return placed(m, found.rest === '' && !split ? results : [...results, { ...said, text: found.rest }]);
}

/** Results, without what a harness says behind them. */
const toolTurns = (m: MessageIn, calls: number): MessageIn[] =>
  resultTurns(m, calls).map((r) => {
    const split = takeReminders(r.text);
    return split ? { ...r, text: split.text, harness: split.pieces, whole: r.text } : r;
  });

function resultTurns(m: MessageIn, calls: number): MessageIn[] {
  const again = (results: readonly ResultText[]): MessageIn[] => results.map((r) => ({ ...m, ...r }));
  if (m.text.startsWith('<')) {
    const found = tagged(m.text);
    if (found && found.rest === '') return again(found.results);
  }
  const head = m.callId === undefined ? takeResults(m.text, 1) : undefined;
  if (head && head.rest === '') return again(head.results);
  const listed = m.callId === undefined ? listedResults(m.text, calls) : undefined;
  return listed ? again(listed) : [m];
}

const placed = (m: MessageIn, turns: MessageIn[]): MessageIn[] =>
  turns.map((t) => ({
    ...t,
    ...(m.pointer === undefined ? {} : { pointer: m.pointer }),
    ...(m.time === undefined ? {} : { time: m.time }),
  }));

/** Number of calls in the last assistant message, when nothing but results came after it. */
function openCalls(out: readonly MessageIn[]): number {
  for (let i = out.length - 1; i >= 0; i--) {
    const m = out[i] as MessageIn;
    if (m.role !== 'tool') return m.role === 'assistant' ? (m.calls?.length ?? 0) : 0;
  }
  return 0;
}

const isReminder = (event: Event | undefined): boolean => event?.kind === 'context' && event.harness === 'result';

/**
 * Calls of the message before, when nothing but results came after it: what a text may be the result of.
 *
 * @param events of the session so far
 */
export function openCallsIn(events: readonly Event[]): number {
  let calls = 0;
  for (let i = events.length - 1; i >= 0; i--) {
    const kind = events[i]?.kind;
    if (kind === 'tool_call') calls++;
    else if (calls > 0 || (kind !== 'tool_result' && kind !== 'feedback' && !isReminder(events[i]))) break;
  }
  return calls;
}
