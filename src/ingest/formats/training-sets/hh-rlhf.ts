/** hh-rlhf style preference files: two whole transcripts as strings. */
import { SessionBuilder } from '../../builder.ts';
import { get, isObject, str } from '../../parse.ts';
import { addPreference } from '../../preference.ts';
import type { Reader } from '../../reader.ts';
import { isTranscript, readTranscript } from '../../shapes/transcript.ts';

const FORMAT = 'hh-rlhf';

export const hhRlhf: Reader = {
  id: FORMAT,
  doc: {
    title: 'hh-rlhf transcripts',
    files: '*.jsonl, *.jsonl.gz',
    detection: 'Objects with `chosen` and `rejected` strings that hold `\\n\\nHuman: …\\n\\nAssistant: …`.',
    notes: [
      'The two transcripts are split at their first difference: what they share is the prompt, the rest of `rejected` is a branch with cause `preference`.',
      'The chosen side gets an `accept`, the rejected one a `reject`.',
      'An answer that is empty on one side is kept and flagged as empty.',
    ],
  },
  votes: (r) => isTranscript(get(r, 'chosen')) && isTranscript(get(r, 'rejected')),
  index: ({ value }) =>
    isObject(value) && isTranscript(get(value, 'chosen'))
      ? [{}]
      : { skip: 'no pair of transcripts: `chosen` and `rejected` with Human and Assistant turns' },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    for (const { value, ref } of records) {
      builder.from(ref);
      addPreference(builder, {
        prompt: [],
        chosen: readTranscript(str(get(value, 'chosen')) ?? '', '/chosen'),
        rejected: readTranscript(str(get(value, 'rejected')) ?? '', '/rejected'),
      });
    }
    return builder.build();
  },
};
