/**
 * Aider's chat history, `.aider.chat.history.md` in each repository that it was used in.
 *
 * Aider appends to it (`aider/io.py` of Aider-AI/aider): a heading when it starts, what the person wrote behind `####`, its own
 * notes behind `>`, and the model's answer as it is. Each line of the first two ends in two blanks, the Markdown of a line
 * break, by which a heading or a quotation in an answer is told from them; a file that some editor has stripped of blanks at
 * the ends of lines is read by the marks alone, and not within code fences.
 */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import { str } from '../../parse.ts';
import type { Reader } from '../../reader.ts';
import { fencedLines } from '../../text/lines.ts';
import { parseTime } from '../../time.ts';

const FORMAT = 'aider';
const START = /^# aider chat started at (\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2})\s*$/;

export const aider: Reader = {
  id: FORMAT,
  doc: {
    title: 'Aider chat history',
    files: '.aider.chat.history.md',
    detection: 'Text with a heading `# aider chat started at …`.',
    notes: [
      'Each start is a session; its time is that of the heading, without a zone.',
      'Lines behind `####` are the person; commands such as `/add` are not, but what follows `/ask`, `/code`, `/architect` and `/help` is.',
      'Lines behind `>` are notes of Aider, which the model never saw: they are left out, but for the name of the model.',
      '`/clear` and `/reset` begin a new topic. The text of thinking tags is reasoning.',
      'Edits and their outcome stand in the answers as the model wrote them; the files that it was given are not in the history.',
    ],
  },
  framing: 'text',
  accepts: ({ framing }) => framing === 'text',
  votes: (record) => typeof record === 'string' && record.split('\n', HEAD_LINES).some((line) => START.test(line)),
  index({ value }) {
    const talks = talksIn(str(value) ?? '');
    if (talks.length === 0) return { skip: 'no start of a chat' };
    return talks.map((talk) => {
      const time = parseTime(talk.time);
      if (talk.turns.length === 0) return { skip: 'a chat without questions', code: 'empty' };
      return { part: `/${talk.line}`, ...defined({ time }) };
    });
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = FORMAT;
    for (const { value, ref } of records) {
      builder.from(ref);
      const talk = talksIn(str(value) ?? '').find((t) => `/${t.line}` === ref.pointer);
      if (talk) addTalk(builder, talk);
    }
    return builder.build();
  },
};

/** The heading stands at the top; a repository's own text may stand before it. */
const HEAD_LINES = 200;

interface Turn {
  speaker: 'user' | 'assistant' | 'new_topic';
  text: string;
  line: number;
}

interface Chat {
  time: string;
  /** Line of the heading, from 0. */
  line: number;
  model: string | undefined;
  turns: Turn[];
}

/** A file of many chats is read once, not once a chat. */
let last: { text: string; talks: Chat[] } | undefined;

function talksIn(text: string): Chat[] {
  if (last?.text !== text) last = { text, talks: readTalks(text.split(/\r?\n/)) };
  return last.talks;
}

type LineKind = 'start' | 'asked' | 'note' | 'answer';

function readTalks(lines: readonly string[]): Chat[] {
  const kindOf = kinds(lines);
  const talks: Chat[] = [];
  let turn: Turn | undefined;
  let before: LineKind | undefined;
  lines.forEach((line, i) => {
    const kind = kindOf(line, i);
    const talk = talks.at(-1);
    if (kind === 'start') {
      talks.push({ time: START.exec(line)?.[1] ?? '', line: i, model: undefined, turns: [] });
      turn = undefined;
    } else if (talk && kind === 'note') {
      talk.model ??= MODEL.exec(line)?.[1];
      turn = undefined;
    } else if (talk && (kind === 'asked' || line.trim() !== '' || turn?.speaker === 'assistant')) {
      const speaker = kind === 'asked' ? 'user' : 'assistant';
      // Two questions in a row are separate turns when a blank line stands between them.
      if (turn?.speaker !== speaker || (kind === 'asked' && before !== 'asked')) {
        turn = { speaker, text: '', line: i };
        talk.turns.push(turn);
      }
      turn.text += `${kind === 'asked' ? line.replace(ASKED, '').trimEnd() : line}\n`;
    }
    before = line.trim() === '' ? undefined : kind;
  });
  return talks.map((talk) => ({ ...talk, turns: talk.turns.flatMap(said) }));
}

const ASKED = /^#### ?/;
const NOTE = /^> ?/;
/** `Model: NAME with diff edit format`, `Main model: …`. */
const MODEL = /^> (?:Main model|Model): (\S+)/;

function kinds(lines: readonly string[]): (line: string, i: number) => LineKind {
  const spaced = lines.some((line) => (ASKED.test(line) || NOTE.test(line)) && line.endsWith('  '));
  const fenced = spaced ? [] : fencedLines(lines);
  return (line, i) => {
    if (START.test(line)) return 'start';
    if (fenced[i] === true || (spaced && !line.endsWith('  '))) return 'answer';
    return ASKED.test(line) ? 'asked' : NOTE.test(line) ? 'note' : 'answer';
  };
}

/** Commands whose text goes to the model; of the others only those that make it forget say something. */
const SPOKEN = /^\/(?:ask|code|architect|help|context|chat-mode \w+)\s+(?=\S)/;
const COMMAND = /^(?:\/[a-z][\w-]*(?=\s|$)|!)/;

function said(turn: Turn): Turn[] {
  const text = turn.text.trim();
  if (turn.speaker !== 'user') return text === '' ? [] : [{ ...turn, text }];
  const own = text.replace(SPOKEN, '');
  if (own === '<blank>' || own === '') return [];
  if (own !== text || !COMMAND.test(text)) return [{ ...turn, text: own }];
  return /^\/(?:clear|reset)\b/.test(text) ? [{ ...turn, speaker: 'new_topic', text: '' }] : [];
}

/** Aider's own tag has a fixed hash in its name; on the screen the thoughts stand between two headings. */
const OPENS = /<thinking-content-[0-9a-f]{32}>|^-+\n► \*\*THINKING\*\*\n/;
const CLOSES = /<\/thinking-content-[0-9a-f]{32}>|\n-+\n► \*\*ANSWER\*\*\n/;

/** Thoughts come first, and once. Without an end all of it is thought: the answer was never reached. */
function thoughtIn(text: string): { thought: string; answer: string } {
  const open = OPENS.exec(text);
  if (!open) return { thought: '', answer: text };
  const rest = text.slice(open.index + open[0].length);
  const close = CLOSES.exec(rest);
  const thought = (close ? rest.slice(0, close.index) : rest).trim();
  const after = close ? rest.slice(close.index + close[0].length) : '';
  return { thought, answer: `${text.slice(0, open.index)}${after}`.trim() };
}

function addTalk(builder: SessionBuilder, talk: Chat): void {
  if (talk.model) builder.fields.model = talk.model;
  let time: string | undefined = talk.time;
  for (const { speaker, text, line } of talk.turns) {
    const at = { pointer: `/${line}`, ...defined({ time }) };
    time = undefined;
    if (speaker === 'user') builder.user(text, at);
    else if (speaker === 'new_topic') builder.boundary('new_topic', undefined, at);
    else {
      const { thought, answer } = thoughtIn(text);
      builder.newTurn();
      if (thought !== '') builder.reasoning(thought, at);
      if (answer !== '') builder.assistant(answer, { ...at, ...defined({ model: talk.model }) });
    }
  }
}
