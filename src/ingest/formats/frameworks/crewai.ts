/** CrewAI's task log (`output_log_file`): when an agent began and finished each task, and with what; and a crew's output. */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import { arr, get, isObject, str } from '../../parse.ts';
import type { FileContext, Reader } from '../../reader.ts';
import { parseTime } from '../../time.ts';

const FORMAT = 'crewai';

const isEntry = (r: unknown): boolean =>
  isObject(r) &&
  typeof get(r, 'task') === 'string' &&
  typeof get(r, 'agent') === 'string' &&
  /^(?:started|completed|failed)$/.test(str(get(r, 'status')) ?? '');

/** What `kickoff()` returns: each task with its output. */
const tasksIn = (r: unknown): unknown[] =>
  typeof get(r, 'raw') === 'string'
    ? (arr(get(r, 'tasks_output')) ?? []).filter((t) => typeof get(t, 'description') === 'string')
    : [];

export const crewai: Reader = {
  id: FORMAT,
  doc: {
    title: 'CrewAI task logs',
    files: 'logs.json, *.json',
    detection:
      'Entries with `task`, `agent` and a `status` of started, completed or failed; a crew’s output with `tasks_output`.',
    notes: [
      'Each run of a task is a session: the description is asked, the output is the answer. Steps within it are not in this log.',
      'A task that was started and has no output gives no answer.',
    ],
  },
  votes: (r) => isEntry(r) || tasksIn(r).length > 0,
  index({ value }, file) {
    const tasks = tasksIn(value);
    if (tasks.length > 0) return tasks.map((_, i) => ({ part: `/tasks_output/${i}` }));
    if (!isEntry(value)) return { skip: 'no entry of a task' };
    return [{ key: runOf(value, file), ...defined({ time: parseTime(get(value, 'timestamp')) }) }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    let asked = false;
    for (const { value, ref } of records) {
      builder.from(ref);
      const index = Number(ref.pointer?.split('/').at(-1));
      const task = tasksIn(value)[index];
      if (task !== undefined) {
        addTask(task, ref.pointer ?? '', builder);
        continue;
      }
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

/** `raw` is the answer; `summary` is the beginning of the description. */
function addTask(task: unknown, pointer: string, builder: SessionBuilder): void {
  const name = str(get(task, 'name'));
  if (name) builder.fields.intent = name;
  builder.user(str(get(task, 'description')) ?? '', { pointer: `${pointer}/description` });
  const output = str(get(task, 'raw'));
  if (output) builder.assistant(output, { pointer: `${pointer}/raw` });
}

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
