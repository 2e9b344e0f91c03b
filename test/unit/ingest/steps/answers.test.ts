/** Tools by which an agent answers: what it says is its message, and what comes back is the person's. */
import { describe, expect, it } from 'vitest';
import { SessionBuilder } from '../../../../src/ingest/builder.ts';
import { readersOf } from '../../../../src/ingest/readers-of.ts';
import { answerIn, feedbackIn, withAnswer, withAnswers } from '../../../../src/ingest/steps/answers.ts';
import { testConfig } from '../../../support/pipeline.ts';
import { readFiles, talkOf } from '../support.ts';

const raise = (): never => {
  throw new Error('raised');
};

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
    ['submit', '{"answer":"7"}', '7'],
    ['submit', '{}', undefined],
    ['submit', '', undefined],
    ['submit', '{"answer":"diff --git a/x b/x\\n"}', undefined],
  ])('%s %s', (name, args, said) => {
    expect(answerIn({ name, args })).toBe(said);
  });

  it('goes by goldpan.json for the time of a read, and only then', () => {
    const report = { name: 'report', args: '{"summary":"Two."}' };
    const submit = { name: 'submit', args: '{"answer":"7"}' };
    const ask = (): unknown[] => [answerIn(report), answerIn(submit), answerIn({ ...submit, name: 'submit_answer' })];
    expect(withAnswers({ report: 'summary', submit: '' }, ask)).toEqual(['Two.', undefined, '7']);
    expect(() => withAnswers({ report: 'summary' }, () => raise())).toThrow('raised');
    expect(ask()).toEqual([undefined, '7', '7']);
  });

  it('reaches every reader, in both passes', async () => {
    // The second request repeats the answer as text: the two join when the first pass reads the call as one, too.
    const user = (content: string) => ({ role: 'user', content });
    const answer = (content: string) => ({ role: 'assistant', content });
    const line = (messages: object[], message: object) =>
      `${JSON.stringify({ request: { model: 'm', messages }, response: { choices: [{ message }] } })}\n`;
    const called = answer('<tool_call>\n{"name": "report", "arguments": {"summary": "Two."}}\n</tool_call>');
    const text =
      line([user('How many?')], called) + line([user('How many?'), answer('Two.'), user('And now?')], answer('Three.'));
    const readers = readersOf(testConfig({ answerTools: { report: 'summary' } }));
    const { sessions } = await readFiles({ 'a.jsonl': text }, readers);
    const whole = ['user: How many?', 'assistant: Two.', 'user: And now?', 'assistant: Three.'];
    expect(sessions.map(talkOf)).toEqual([whole]);
  });

  it('says it once when the message says just that', () => {
    expect(withAnswer(' Two.', 'Two.')).toBe(' Two.');
    expect(withAnswer('I counted.', 'Two.')).toBe('I counted.\n\nTwo.');
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
