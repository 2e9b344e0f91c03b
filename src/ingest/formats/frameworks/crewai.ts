/** CrewAI's task log (`output_log_file`): when an agent began and finished each task, and with what. */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import { get, isObject, str } from '../../parse.ts';
import type { FileContext, Reader } from '../../reader.ts';
import { parseTime } from '../../time.ts';

const FORMAT = 'crewai';

const isEntry = (r: unknown): boolean =>
  isObject(r) &&
  typeof get(r, 'task') === 'string' &&
  typeof get(r, 'agent') === 'string' &&
  /^(?:started|completed|failed)$/.test(str(get(r, 'status')) ?? '');

export const crewai: Reader = {
  id: FORMAT,
  doc: {
    title: 'CrewAI task logs',
    files: 'logs.json, *.json',
    detection: 'Entries with `task`, `agent` and a `status` of started, completed or failed.',
    notes: [
      'Each run of a task is a session: the description is asked, the output is the answer. Steps within it are not in this log.',
      'A task that was started and has no output gives no answer.',
    ],
  },
  votes: isEntry,
  index({ value }, file) {
    if (!isEntry(value)) return { skip: 'no entry of a task' };
    return [{ key: runOf(value, file), ...defined({ time: parseTime(get(value, 'timestamp')) }) }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    let asked = false;
    for (const { value, ref } of records) {
      builder.from(ref);
      const at = defined({ time: get(value, 'timestamp') ?? undefined });
      const name = str(get(value, 'task_name'));
      if (name) builder.fields.intent = name;
      if (!asked) builder.user(str(get(value, 'task')) ?? '', { ...at, pointer: '/task' });
      asked = true;
      const output = str(get(value, 'output'));
      if (!output) continue;
      if (get(value, 'status') === 'failed') builder.error(output, { ...at, pointer: '/output' });
      else builder.assistant(output, { ...at, pointer: '/output' });
    }
    return builder.build();
  },
};

/** The same task may run many times in a file: an end belongs to the last start. */
function runOf(value: unknown, file: FileContext): string {
  const task = `${str(get(value, 'task_name')) ?? ''}\0${str(get(value, 'task'))}`;
  const known = file.state.runs as Map<string, { n: number; open: boolean }> | undefined;
  const runs = known ?? new Map<string, { n: number; open: boolean }>();
  file.state.runs = runs;
  const run = runs.get(task) ?? { n: 0, open: false };
  if (get(value, 'status') === 'started' || !run.open) run.n++;
  run.open = get(value, 'status') === 'started';
  runs.set(task, run);
  return `${file.key}\0${task}\0${run.n}`;
}
