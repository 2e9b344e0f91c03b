/**
 * Cursor's older transcripts of agents, `~/.cursor/projects/PROJECT/agent-transcripts/ID.txt`.
 *
 * Not published; the marks are those that public importers read. A line holds the speaker alone; thoughts, calls and results
 * stand behind marks, with what belongs to them set in. The results are mostly left out.
 */
import { SessionBuilder } from '../../builder.ts';
import { str } from '../../parse.ts';
import type { Reader } from '../../reader.ts';
import { emitWords, withoutRedacted } from './words.ts';

const FORMAT = 'cursor-text';
const SPEAKER = /^(user|assistant|A):\s*$/;
const MARK = /^\[(Thinking|Tool call|Tool result)\] ?(.*)$/;
/** The question stands at the top. */
const HEAD_LINES = 200;

export const cursorText: Reader = {
  id: FORMAT,
  doc: {
    title: 'Cursor agent transcripts (text)',
    files: '~/.cursor/projects/*/agent-transcripts/*.txt',
    detection: 'Text with lines `user:` and `assistant:`, and `<user_query>` or `[Tool call] …`.',
    notes: [
      'What is set in behind `[Tool call] NAME` are its arguments, as `key: value`; their values are kept as text.',
      'A result that the transcript leaves out is none.',
    ],
  },
  framing: 'text',
  accepts: ({ framing }) => framing === 'text',
  votes: (record) => {
    const lines = typeof record === 'string' ? record.split(/\r?\n/, HEAD_LINES) : [];
    const first = lines.find((line) => line.trim() !== '') ?? '';
    return (
      SPEAKER.test(first) && lines.some((line) => line.trim() === '<user_query>' || /^\[Tool call\] \S/.test(line))
    );
  },
  index: (_record, file) => [{ key: file.key }],
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = 'cursor';
    for (const { value, ref } of records) {
      builder.from(ref);
      for (const piece of piecesIn((str(value) ?? '').split(/\r?\n/))) emitPiece(builder, piece);
    }
    return builder.build();
  },
};

interface Piece {
  kind: 'user' | 'assistant' | 'Thinking' | 'Tool call' | 'Tool result';
  /** What stands on the line of the mark: the tool, or the beginning of a thought. */
  head: string;
  lines: string[];
  /** First piece of what a speaker says. */
  opens: boolean;
}

function piecesIn(lines: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  let speaker: 'user' | 'assistant' | undefined;
  for (const line of lines) {
    const said = SPEAKER.exec(line);
    const mark = speaker === 'assistant' ? MARK.exec(line) : null;
    const last = pieces.at(-1);
    if (said) {
      speaker = said[1] === 'user' ? 'user' : 'assistant';
      pieces.push({ kind: speaker, head: '', lines: [], opens: true });
    } else if (mark) {
      // Thoughts and calls may follow the speaker's line at once.
      const opens = last?.kind === 'assistant' && last.opens && last.lines.every((l) => l.trim() === '');
      if (opens) pieces.pop();
      pieces.push({ kind: mark[1] as Piece['kind'], head: mark[2] ?? '', lines: [], opens });
    } else if (last && speaker) {
      const aside = last.kind !== 'user' && last.kind !== 'assistant';
      // What is not set in goes on with the answer.
      if (aside && line.trim() !== '' && !/^\s/.test(line))
        pieces.push({ kind: 'assistant', head: '', lines: [line], opens: false });
      else last.lines.push(line);
    }
  }
  return pieces;
}

function emitPiece(builder: SessionBuilder, { kind, head, lines, opens }: Piece): void {
  if (opens) builder.newTurn();
  const text = lines.join('\n').trim();
  if (kind === 'user') emitWords(builder, text, {}, 'cursor');
  else if (kind === 'Thinking') {
    const thought = [head, ...lines.map((line) => line.trim())].join('\n').trim();
    if (thought !== '') builder.reasoning(thought);
  } else if (kind === 'Tool call') builder.call({ name: head.trim(), args: argsIn(lines) });
  else if (kind === 'Tool result') {
    if (text !== '') builder.result({ text: dedented(lines), ...(head.trim() === '' ? {} : { name: head.trim() }) });
  } else {
    const answer = withoutRedacted(text);
    if (answer !== '') builder.assistant(answer);
  }
}

/** Lines without the blanks that all of them begin with. */
function dedented(lines: readonly string[]): string {
  const depths = lines.filter((l) => l.trim() !== '').map((l) => l.length - l.trimStart().length);
  const depth = Math.min(...depths, 8);
  return lines
    .map((line) => line.slice(depth))
    .join('\n')
    .trim();
}

const ARGUMENT = /^([A-Za-z_]\w{0,40})(?:: ?|=)(.*)$/;

/** Arguments as JSON of texts; one that is no `key: value` goes on with the one before. */
function argsIn(lines: readonly string[]): string {
  const body = dedented(lines);
  if (body === '') return '{}';
  if (body.startsWith('{') && body.endsWith('}')) return body;
  const args: Record<string, string> = {};
  let key: string | undefined;
  for (const line of body.split('\n')) {
    const found = ARGUMENT.exec(line);
    if (found) {
      key = found[1] as string;
      args[key] = found[2] ?? '';
    } else if (key === undefined) return JSON.stringify({ input: body });
    else args[key] += `\n${line}`;
  }
  return JSON.stringify(args);
}
