/**
 * tau-bench results: a task run by a simulated user and an agent, with a reward.
 *
 * Written by sierra-research/tau-bench (`run.py`): a list of results, whose `traj` is an OpenAI conversation. The user
 * is a model, too, but from the agent's side its messages are a user's. `info.task` is the hidden solution: its expected actions
 * and outputs are kept for judging the outcome and end with the raw session, its instruction is not read.
 */
import { SessionBuilder } from '../../builder.ts';
import { expectedCalls, textsOf } from '../../expected.ts';
import { readMessage } from '../../openai.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import type { Reader } from '../../reader.ts';

const FORMAT = 'tau-bench';
/** Written by the simulated user to end the conversation: not something a user says. */
export const SENTINEL = /#{3}(?:STOP|TRANSFER|OUT-OF-SCOPE)#{3}/g;

export const tauBench: Reader = {
  id: FORMAT,
  doc: {
    title: 'tau-bench results',
    files: 'results/*.json',
    detection: 'Objects with `task_id`, `reward`, `info` and `traj`.',
    notes: [
      'One record is one session; `reward` becomes the outcome, `task_id` the intent, so that trials can be compared.',
      'Call ids are reused within a talk: a result answers the nearest earlier unanswered call.',
      'Sentinels such as `###STOP###` are taken out of user text; the hidden task instruction is never read.',
      'Expected actions and outputs of the task are compared with what the run did, and go no further.',
      'A result that starts with `Error:` is an error: the format has no flag for it.',
    ],
  },
  votes: (r) =>
    isObject(r) && Array.isArray(get(r, 'traj')) && Object.hasOwn(r, 'task_id') && Object.hasOwn(r, 'reward'),
  index({ value }) {
    if (!isObject(value) || !Array.isArray(get(value, 'traj'))) return { skip: 'no tau-bench result: no traj' };
    return [{}];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    for (const { value, text, ref } of records) {
      builder.from(ref);
      const task = idOf(get(value, 'task_id'));
      if (task !== undefined) {
        builder.fields.intent = task;
        builder.fields.nativeId = `${task}/${idOf(get(value, 'trial')) ?? ''}`;
      }
      const user = idOf(get(value, 'info', 'task', 'user_id'));
      if (user !== undefined) builder.subjects.add(user);
      const calls = expectedCalls(get(value, 'info', 'task', 'actions'), 'kwargs');
      if (calls) builder.fields.expected = { calls, mentions: textsOf(get(value, 'info', 'task', 'outputs')) };
      const reward = num(get(value, 'reward'));
      if (reward !== undefined) {
        builder.fields.outcome = { success: reward >= 1, score: reward, source: 'reward' };
        builder.scores.push({ name: 'reward', value: reward, by: 'reward' });
      }
      (arr(get(value, 'traj')) ?? []).forEach((m, i) => {
        const message = readMessage(m, text, ['traj', i]);
        if (!message) return;
        const pointer = `/traj/${i}`;
        if (message.role === 'user') {
          message.text = message.text.replace(SENTINEL, '').trim();
          // A sentinel alone ends the conversation and says nothing.
          if (message.text === '') return;
        }
        if (message.role === 'tool' && message.text.startsWith('Error:')) message.isError = true;
        builder.message(message, { pointer });
      });
      const error = str(get(value, 'info', 'error'));
      if (error) builder.error(error, { pointer: '/info/error' });
    }
    return builder.build();
  },
};
