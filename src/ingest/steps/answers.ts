/**
 * Tools by which an agent answers instead of acting: what it says there is the assistant's last message, and what comes back is
 * either nothing or what the person says next.
 */
import { get, parseJson, str } from '../parse.ts';

/** The argument that holds the answer. Cline and Roo, OpenHands, smolagents, agents of benchmarks. */
const ANSWERS: Readonly<Record<string, string>> = {
  attempt_completion: 'result',
  finish: 'message',
  final_answer: 'answer',
  submit_answer: 'answer',
};

/** What a call says, when it is an answer. An argument that is missing or no text makes it an action like any other. */
export function answerIn(call: { name: string; args: string }): string | undefined {
  const key = Object.hasOwn(ANSWERS, call.name) ? ANSWERS[call.name] : undefined;
  if (key === undefined) return undefined;
  try {
    return str(get(parseJson(call.args), key))?.trim() || undefined;
  } catch {
    return undefined;
  }
}

const FEEDBACK = /<feedback>([\s\S]*?)<\/feedback>/;

/** What the person said in the result of an answer. */
export const feedbackIn = (result: string): string | undefined => FEEDBACK.exec(result)?.[1]?.trim() || undefined;
