/** ReAct, which ToolBench writes: `Thought: … Action: NAME Action Input: {…}` as the whole text of a turn. */
import type { MessageIn } from '../message.ts';
import { get, parseJson, str } from '../parse.ts';

const ACTION = /(?:^|\n)Action:[ \t]*([^\n]{1,200})\nAction Input:[ \t]*/;
/** ToolBench's tool that ends a run; its `final_answer` is what the assistant says. */
const FINISH = 'Finish';

/** The parts of such a text; undefined for any other. What stands behind `Thought:` is reasoning. */
function stepIn(text: string): { thought: string; name: string; input: string } | undefined {
  const found = ACTION.exec(text);
  if (!found) return undefined;
  const thought = text
    .slice(0, found.index)
    .trim()
    .replace(/^Thought:\s*/, '');
  return { thought, name: (found[1] as string).trim(), input: text.slice(found.index + found[0].length).trim() };
}

/** The call of a text, which the turn behind it answers. */
export function asCall(m: MessageIn): boolean {
  const step = m.calls ? undefined : stepIn(m.text);
  if (!step) return false;
  m.text = '';
  m.calls = [{ name: step.name, args: step.input }];
  if (step.thought) m.reasoning = step.thought;
  return true;
}

/** The answer that ends a run. */
export function asAnswer(m: MessageIn): void {
  const step = m.calls ? undefined : stepIn(m.text);
  if (step?.name !== FINISH) return;
  const answer = str(get(parsed(step.input), 'final_answer'));
  if (answer === undefined) return;
  m.text = answer;
  if (step.thought) m.reasoning = step.thought;
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
