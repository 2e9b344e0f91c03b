/**
 * Inspect AI logs: a whole log as JSON, or one sample as it lies in a `.eval` archive.
 *
 * Described at inspect.aisi.org.uk/eval-logs.html. Both layouts hold the same samples; an archive has each as an entry
 * `samples/<id>_epoch_<n>.json`, with summaries and a journal beside them. `inspect-sample.ts` reads a sample.
 */
import { createHash } from 'node:crypto';
import { SessionBuilder } from '../../builder.ts';
import { arr, get, idOf, isObject, str } from '../../parse.ts';
import type { Reader } from '../../reader.ts';
import { InspectSample } from './inspect-sample.ts';

const FORMAT = 'inspect-ai';

/** A sample; its epoch tells repeated runs of it apart. */
const isSample = (r: unknown): boolean =>
  isObject(r) && 'id' in r && typeof get(r, 'epoch') === 'number' && Array.isArray(get(r, 'messages'));
/** A whole log, or the header of an archive. */
const isLog = (r: unknown): boolean =>
  isObject(get(r, 'eval')) &&
  ('task' in (get(r, 'eval') as object) || 'run_id' in (get(r, 'eval') as object)) &&
  ('status' in (r as object) || 'plan' in (r as object));
/** Entries of an archive that repeat what the samples hold. */
const isSummary = (r: unknown): boolean =>
  isObject(r) &&
  'epoch' in r &&
  'id' in r &&
  !('messages' in r) &&
  ('target' in r || 'scores' in r || 'completed' in r);
/** Scores over the epochs of all samples. */
const isReduction = (r: unknown): boolean => typeof get(r, 'scorer') === 'string' && Array.isArray(get(r, 'samples'));
const isJournal = (r: unknown): boolean => isSummary(r) || isReduction(r);

export const inspectAi: Reader = {
  id: FORMAT,
  doc: {
    title: 'Inspect AI logs',
    files: '*.eval, *.json',
    detection: 'One object with `eval`, `status` and `samples`; or a sample with `id`, `epoch` and `messages`.',
    notes: [
      'A sample of one epoch is a session; the intent is the sample’s id with a digest of its input, so that epochs and models can be compared and tasks do not mix.',
      '`attachment://` texts are put back in; reasoning that was redacted is read from its summary.',
      'Server-side tools (`tool_use` parts) are call and result at once; a call that did not parse is flagged `bad_arguments`.',
      'Scores are feedback and scores: C and P count 1 and 0.5, I and N count 0; the first score is the outcome.',
      'A tool’s `error` makes its result an error; the sample’s error or limit, and a log that failed before the sample was scored, are error events.',
      'Tools are those of the first model event; its times are those of the messages.',
      '`target` is compared with the final answer, and goes no further.',
      'The final `messages` are read: handoffs and compaction drop history there.',
    ],
  },
  votes: (r) => isLog(r) || isSample(r) || isJournal(r),
  member: 'samples',
  index({ value }) {
    if (isSample(value)) return [{}];
    if (isJournal(value)) return { skip: 'metadata: a summary of samples', code: 'metadata' };
    if (!isLog(value)) return { skip: 'neither an Inspect log nor a sample of one' };
    const samples = arr(get(value, 'samples'));
    // Of an archive this is the header, which every log has; a whole log without samples has lost them.
    if (!samples?.length) {
      const error = str(get(value, 'error', 'message')) === undefined ? '' : ', which ended with an error';
      return samples || get(value, 'error')
        ? { skip: `a log without samples${error}` }
        : { skip: 'metadata: the header of a log', code: 'metadata' };
    }
    return samples.map((s, i) =>
      isSample(s) ? { part: `/samples/${i}` } : { skip: `sample ${i + 1} holds no messages` },
    );
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    let header: unknown;
    for (const { value, text, ref } of records) {
      builder.from(ref);
      if (!ref.pointer && !isSample(value)) {
        header = value;
        continue;
      }
      const path = ref.pointer ? ['samples', Number(ref.pointer.split('/').at(-1))] : [];
      const sample = get(value, ...path);
      const log = path.length > 0 ? value : header;
      readHeader(log, sample, builder);
      new InspectSample(sample, text, path, builder).read(str(get(log, 'status')));
    }
    return builder.build();
  },
};

/** Who and what was evaluated. The intent is the same over epochs and models, so that their runs can be compared. */
function readHeader(log: unknown, sample: unknown, builder: SessionBuilder): void {
  const id = idOf(get(sample, 'id')) ?? '';
  const input = createHash('sha256')
    .update(JSON.stringify(firstInput(get(sample, 'input'))))
    .digest('hex');
  builder.fields.intent = `${id}/${input.slice(0, 8)}`;
  builder.fields.nativeId = str(get(sample, 'uuid')) ?? `${id}/${idOf(get(sample, 'epoch')) ?? ''}`;
  const task = str(get(log, 'eval', 'task'));
  if (task) builder.fields.app = task;
  const model = str(get(log, 'eval', 'model')) ?? str(get(sample, 'output', 'model'));
  if (model) builder.fields.model = model;
}

/** Ids of input messages differ from run to run. */
const firstInput = (input: unknown): unknown =>
  Array.isArray(input) ? input.map((m) => [get(m, 'role'), get(m, 'content')]) : (input ?? '');
