/** Tools by which an agent answers: what it says is its message, and what comes back is the person's. */
import { describe, expect, it } from 'vitest';
import { SessionBuilder } from '../../../../src/ingest/builder.ts';
import { answerIn, feedbackIn } from '../../../../src/ingest/steps/answers.ts';
import { talkOf } from '../support.ts';

describe('the table', () => {
  it.each<[string, string, string | undefined]>([
    ['attempt_completion', '{"result":" Done. ","command":"ls"}', 'Done.'],
    ['finish', '{"message":"Done."}', 'Done.'],
    ['final_answer', '{"answer":"7"}', '7'],
    ['final_answer', '{"answer":7}', undefined],
    ['finish', '{}', undefined],
    ['finish', '{"message":" "}', undefined],
    ['finish', 'no JSON', undefined],
    ['finish_order', '{"message":"Done."}', undefined],
    ['constructor', '{"message":"Done."}', undefined],
  ])('%s %s', (name, args, said) => {
    expect(answerIn({ name, args })).toBe(said);
  });

  it('finds what the person said in the result', () => {
    expect(feedbackIn('The user has feedback.\n<feedback>\nShorter.\n</feedback>')).toBe('Shorter.');
    expect(feedbackIn('<feedback>\n</feedback>')).toBeUndefined();
    expect(feedbackIn('Task completed.')).toBeUndefined();
  });
});

describe('in a session', () => {
  const talk = (fill: (b: SessionBuilder) => void): string[] => {
    const builder = new SessionBuilder('test');
    builder.user('How many?');
    fill(builder);
    return talkOf(builder.build()).slice(1);
  };
  const done = { id: 'c', name: 'finish', args: '{"message":"Two."}' };

  it('the answer goes on with the text before it, and feedback is the next turn', () => {
    const heard: boolean[] = [];
    expect(
      talk((b) => {
        b.newTurn().assistant('I counted.');
        b.call(done);
        heard.push(b.result({ id: 'c', text: 'No.\n<feedback>And empty ones?</feedback>' }));
      }),
    ).toEqual(['assistant: I counted.\n\nTwo.', 'user: And empty ones?']);
    expect(heard).toEqual([true]);
  });

  it.each<[string, string, string[]]>([
    ['nothing', '', []],
    ['the answer again', 'Two.\n', []],
    ['a note of the program', 'Session closed.', ['context: Session closed.']],
  ])('%s comes back', (_name, text, after) => {
    const messages = (b: SessionBuilder): void => {
      b.message({ role: 'assistant', text: '', calls: [done] });
      b.message({ role: 'tool', text, callId: 'c' });
    };
    expect(talk(messages)).toEqual(['assistant: Two.', ...after]);
  });

  it('a result of another call stays one', () => {
    const other = (b: SessionBuilder): void => {
      b.newTurn().call({ id: 'a', name: 'ls', args: '{}' });
      b.newTurn().call(done);
      b.result({ id: 'a', text: 'x' });
    };
    expect(talk(other)).toEqual(['call ls({})', 'assistant: Two.', 'result ls: x']);
  });

  it('beside another call it is a call', () => {
    const calls = [{ id: 'a', name: 'ls', args: '{}' }, done];
    expect(talk((b) => b.message({ role: 'assistant', text: '', calls }))).toHaveLength(2);
  });
});
