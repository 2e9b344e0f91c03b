/** One question to an OpenAI-compatible endpoint on this machine. The only other use of the network are databases. */
import { Cancelled, UserError } from '../../kit/errors.ts';
import { isOnThisMachine, type Judge, placeOf } from '../../model/config-judge.ts';
import type { Question } from '../../stages/judge/questions.ts';

/** @returns what the model said. @throws UserError when the endpoint cannot be used; Cancelled */
export type Ask = (question: Question) => Promise<string>;

/** An answer longer than that is not one to the question. */
const MAX_ANSWER = 64 * 1024;

export function endpoint(judge: Judge, signal?: AbortSignal): Ask {
  // Checked once more where it counts: a configuration may have been built by hand.
  if (!isOnThisMachine(judge.url)) throw new Error('a judge that is not on this machine');
  const address = `${judge.url.replace(/\/+$/, '')}/chat/completions`;
  return async ({ system, user }) => {
    const timeout = AbortSignal.timeout(judge.timeoutSeconds * 1000);
    try {
      const response = await fetch(address, {
        method: 'POST',
        // A redirect could lead off this machine.
        redirect: 'error',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          model: judge.model,
          messages: [
            { role: 'system', content: system },
            { role: 'user', content: user },
          ],
          temperature: 0,
          seed: 0,
          stream: false,
        }),
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      const text = await response.text();
      if (!response.ok) throw refused(judge, `answers ${response.status}`);
      return contentOf(text) ?? '';
    } catch (error) {
      if (signal?.aborted) throw new Cancelled();
      if (error instanceof UserError) throw error;
      if (timeout.aborted) throw refused(judge, `gave no answer in ${judge.timeoutSeconds} seconds`);
      throw refused(judge, 'cannot be reached');
    }
  };
}

const refused = (judge: Judge, what: string): UserError =>
  new UserError(
    `the judge ${judge.model} at ${placeOf(judge)} ${what}`,
    'Start it and load the model, or run without --judge.',
  );

/** The content of the first choice; undefined where the answer has none. */
function contentOf(text: string): string | undefined {
  if (text.length > MAX_ANSWER) return undefined;
  try {
    const answer = JSON.parse(text) as { choices?: { message?: { content?: unknown } }[] };
    const content = answer.choices?.[0]?.message?.content;
    return typeof content === 'string' ? content : undefined;
  } catch {
    return undefined;
  }
}
