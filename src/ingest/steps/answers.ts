/**
 * Tools by which an agent answers instead of acting: what it says there is the assistant's last message, and what comes back is
 * either nothing or what the person says next.
 */
import { get, parseJson, str } from '../parse.ts';

/** Arguments that may hold an answer, by the tool's name; the first that is a text counts. */
type AnswerTools = Readonly<Record<string, readonly string[]>>;

/** Cline and Roo, OpenHands, smolagents, Inspect and agents of benchmarks. */
const BUILT_IN: AnswerTools = {
  attempt_completion: ['result'],
  finish: ['message'],
  final_answer: ['answer'],
  submit_answer: ['answer'],
  submit: ['answer', 'final_answer', 'response'],
};

/** A patch is what the agent made, not what it says (SWE-agent's `submit`). */
const PATCH = /^(?:diff --git |--- a\/|\*\*\* Begin Patch)/;

/** The table of the read that is under way: see `withAnswers`. */
let tools = BUILT_IN;

/**
 * Reads with further tools, as goldpan.json names them. Every reader comes by the same two places that ask for the table, and
 * reading never waits: so it is set for the time of one call, and not handed through some fifty readers.
 *
 * @param more argument by the tool's name; '' for a tool that is none
 */
export function withAnswers<T>(more: Readonly<Record<string, string>>, read: () => T): T {
  const before = tools;
  tools = { ...BUILT_IN, ...Object.fromEntries(Object.entries(more).map(([name, key]) => [name, key ? [key] : []])) };
  try {
    return read();
  } finally {
    tools = before;
  }
}

/** What a call says, when it is an answer. An argument that is missing, no text or a patch makes it an action like any other. */
export function answerIn(call: { name: string; args: string }): string | undefined {
  const keys = Object.hasOwn(tools, call.name) ? (tools[call.name] ?? []) : [];
  if (keys.length === 0) return undefined;
  let args: unknown;
  try {
    args = parseJson(call.args);
  } catch {
    return undefined;
  }
  const said = keys.map((key) => str(get(args, key))?.trim()).find((text) => text);
  return said === undefined || PATCH.test(said) ? undefined : said;
}

/** The answer behind what the message says before it, unless it says just that. */
export const withAnswer = (text: string, answer: string): string =>
  text.trim() === answer ? text : [text, answer].filter((t) => t !== '').join('\n\n');

const FEEDBACK = /<feedback>([\s\S]*?)<\/feedback>/;

/** What the person said in the result of an answer. */
export const feedbackIn = (result: string): string | undefined => FEEDBACK.exec(result)?.[1]?.trim() || undefined;
