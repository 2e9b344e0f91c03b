/**
 * Plain-text transcripts: turns that start with a speaker's label.
 *
 * `text/labels.ts` knows the labels, `text/transcript.ts` cuts a text into turns, `text/calls.ts` finds calls in them;
 * here turns become events. The format is asked last: any text with a colon at the start of lines looks a little like
 * it.
 */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import { str } from '../../parse.ts';
import type { Reader } from '../../reader.ts';
import { takeCalls, wholeCall } from '../../text/calls.ts';
import { type LabelList, labelLookup } from '../../text/labels.ts';
import { looksLikeTranscript, readTranscripts, type Transcript } from '../../text/transcript.ts';

const FORMAT = 'plain-text';
/** A transcript is held whole while it is read. */
export const MAX_TEXT = 32 << 20;
/** Detection looks at this much of the text (characters). */
const HEAD = 1 << 18;

export interface TranscriptSettings {
  /** Labels of your own, asked before the default table. */
  labels?: LabelList;
  /** Use no other labels than those. */
  onlyThese?: boolean;
}

/** @param settings of `transcripts` in goldpan.json. */
export function plainText(settings: TranscriptSettings = {}): Reader {
  const lookup = labelLookup(settings.labels, settings.onlyThese);
  // A file of many talks is read once, not once a talk.
  let last: { text: string; talks: Transcript[] } | undefined;
  const talksOf = (value: unknown): Transcript[] => {
    const text = str(value) ?? '';
    if (last?.text !== text) last = { text, talks: readTranscripts(text, lookup) };
    return last.talks;
  };
  return {
    id: FORMAT,
    doc: {
      title: 'Plain-text transcripts',
      files: '*.txt, *.md, *.log',
      detection:
        'Text in which lines start with the labels of two speakers (`User:`, `**Assistant:**`, `## Human`, `[15:02] Customer:`, `用户：` …) who take turns.',
      notes: [
        'A turn goes on to the next label; blank lines belong to it. Labels inside code fences and quoted mail are text.',
        'Your own labels, words or `/regular expressions/`, go into `transcripts.labels` of goldpan.json; the default table knows about twenty languages.',
        'A rule line (`---`, `=====`) starts a new talk when the next line is a label, unless there are rules between all turns.',
        '`[calls f({…})]`, `<tool_call>` blocks and a `Tool call:` label are calls; `Tool output:` is a result, and so is `System:` while a call waits for its answer.',
        'Text before the first label is kept as a boundary; `assistant: None` is an empty turn, because the call it stood for is lost.',
        'A clock time without a date is kept as written and orders nothing.',
        'The pointer of an event is its line in the file, counted from 0, as if the text were an array of lines.',
        `A file may have ${MAX_TEXT >> 20} MiB at most, because it is held whole; split larger ones.`,
      ],
    },
    framing: 'text',
    accepts: ({ framing }) => framing === 'text',
    votes: (record) => typeof record === 'string' && looksLikeTranscript(record.slice(0, HEAD), lookup),
    index({ value }) {
      const talks = talksOf(value);
      if (talks.length === 0) return { skip: 'no turns with speaker labels' };
      return talks.length === 1 ? [{}] : talks.map((talk) => ({ part: `/${talk.line}` }));
    },
    read(records) {
      const builder = new SessionBuilder(FORMAT);
      for (const { value, ref } of records) {
        const talks = talksOf(value);
        const talk = ref.pointer === undefined ? talks[0] : talks.find((t) => `/${t.line}` === ref.pointer);
        builder.from(ref);
        if (talk) addTalk(builder, talk);
      }
      return builder.build();
    },
  };
}

/** Adds a talk's turns. `point` gives the pointer of a line; by default the line itself. */
function addTalk(
  builder: SessionBuilder,
  talk: Transcript,
  point: (line: number) => string = (line) => `/${line}`,
): void {
  if (talk.preamble) builder.boundary('new_topic', talk.preamble, { pointer: point(talk.line) });
  let waiting = 0;
  let thought: string | undefined;
  for (const turn of talk.turns) {
    const at = { pointer: point(turn.line), ...defined({ time: turn.time }) };
    if (turn.speaker === 'reasoning') {
      thought = thought === undefined ? turn.text : `${thought}\n${turn.text}`;
      continue;
    }
    // A thought that no answer follows is a turn of its own; else it belongs to the answer.
    if (thought !== undefined && turn.speaker !== 'assistant') {
      builder.newTurn().reasoning(thought, at);
      thought = undefined;
    }
    // Logs of text agents give a tool's output as `System:`; it can only be one while a call waits.
    const isResult = turn.speaker === 'tool' || (turn.speaker === 'system' && waiting > 0);
    if (isResult) {
      waiting = Math.max(0, waiting - 1);
      const error = /^(?:error|exception|traceback)\b/i.test(turn.text);
      builder.result({
        ...at,
        text: turn.text,
        ...defined({ name: turn.name, isError: error ? true : undefined }),
      });
    } else if (turn.speaker === 'system') builder.system(turn.text, at);
    else if (turn.speaker === 'user') {
      waiting = 0;
      builder.user(turn.text, at);
    } else if (turn.speaker === 'tool_call') {
      builder.call({ ...at, ...wholeCall(turn.text) });
      waiting++;
    } else {
      const { text, calls } = takeCalls(turn.text === 'None' ? '' : turn.text);
      builder.message({ role: 'assistant', text, calls, ...defined({ reasoning: thought }) }, at);
      thought = undefined;
      waiting += calls.length;
    }
  }
  if (thought !== undefined) builder.newTurn().reasoning(thought, { pointer: point(talk.turns.at(-1)?.line ?? 0) });
}
