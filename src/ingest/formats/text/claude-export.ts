/**
 * What Claude Code writes on `/export`, and what is copied from its screen: prompts behind `>` or `❯`, answers and tools
 * behind `⏺` (`●` where the terminal has no other), results behind `⎿`, all further lines indented. No schema is published:
 * the page as it is shown, so long results may be cut by the program (`… +30 lines`), and lines are wrapped.
 */
import type { Piece } from '../../pieces.ts';
import { Fences } from '../../text/sections.ts';
import { type Exported, type Turn, textReader } from './exported.ts';

type Mark = 'user' | 'shell' | 'said' | 'folded' | 'result' | 'thinking' | 'note' | 'compacted';

const MARKS: readonly (readonly [Mark, RegExp])[] = [
  ['user', /^[>❯](?:[ \u00a0]|$)/],
  ['shell', /^! (?=\S)/],
  ['said', /^[⏺●] ?/u],
  ['result', /^ {0,4}⎿ {0,2}/u],
  // The program's own words for calls that it shows in a line.
  ['folded', /^ {0,2}(?=[A-Z].{0,200}\(ctrl\+\w to [^)]{1,40}\)\s*$)/],
  ['thinking', /^[✻∴] (?=Think|Thought)/u],
  ['note', /^[✻✽✶✳✢·∴※] (?=\S)/u],
  ['compacted', /^[═─]{2,} ?(?=.{0,20}Conversation compacted)/u],
];

function markOf(line: string): { mark: Mark; rest: string } | undefined {
  for (const [mark, pattern] of MARKS) {
    const found = pattern.exec(line);
    if (found) return { mark, rest: line.slice(found[0].length) };
  }
  return undefined;
}

interface Block {
  mark: Mark;
  line: number;
  text: string;
  results: string[];
}

export const claudeExport = textReader({
  id: 'claude-code-export',
  app: 'claude-code',
  doc: {
    title: 'Claude Code, exported conversation',
    files: '*.txt written by /export',
    detection:
      'Text with lines behind `>` or `❯` and behind `⏺` or `●`, and results behind `⎿`, lines that end in `(ctrl+o to expand)`, or the head of Claude Code.',
    notes: [
      'A line `Name(…)` with a result is a call; what is in the brackets is its argument as it was shown.',
      'Commands of the program (`/model`) and of the shell (`! ls`) with what they printed are context; `/clear` begins a new topic.',
      'Tools that the program shows in a line without saying which (`Read 3 files`) are context. Thoughts are reasoning where they were shown; lines that tell how long it took are not read.',
      'The program cuts long results (`… +30 lines`): they stay as they are shown.',
    ],
  },
  looksLike(text) {
    const lines = text.split('\n');
    // A page that shows what a session looks like has it in a fence.
    const fences = new Fences(lines);
    const marks = new Set<Mark>();
    for (let i = 0; i < lines.length; i++) {
      const mark = markOf(lines[i] as string)?.mark;
      if (mark) marks.add(mark);
      i = fences.end(i) ?? i;
    }
    const headed = lines.slice(0, 30).some((line) => /Claude Code(?: v?\d|!)/.test(line));
    return marks.has('user') && marks.has('said') && (marks.has('result') || marks.has('folded') || headed);
  },
  read(text): Exported {
    const lines = text.split('\n');
    const blocks: Block[] = [];
    const head: string[] = [];
    lines.forEach((line, i) => {
      const found = markOf(line);
      const last = blocks.at(-1);
      if (found?.mark === 'result' && last) last.results.push(found.rest);
      else if (found && (found.mark !== 'result' || last)) blocks.push(blockAt(found, i));
      else if (!last) head.push(line);
      else if (last.results.length > 0) last.results.push(`${last.results.pop()}\n${line.replace(/^ {1,5}/, '')}`);
      else last.text += `\n${line.replace(/^ {2}/, '')}`;
    });
    return { preamble: head.join('\n').trim(), turns: turnsOf(blocks) };
  },
});

/** Copies may have lost the line break before a result. */
function blockAt({ mark, rest }: { mark: Mark; rest: string }, line: number): Block {
  const at = mark === 'said' ? rest.indexOf(' ⎿ ') : -1;
  return at < 0
    ? { mark, line, text: rest, results: [] }
    : { mark, line, text: rest.slice(0, at), results: [rest.slice(at + 3).trim()] };
}

/** Blocks of one answer are told together: a call may be followed by another, and by what was said then. */
function turnsOf(blocks: readonly Block[]): Turn[] {
  const turns: Turn[] = [];
  for (const block of blocks) {
    const { mark, line } = block;
    const text = block.text.trim();
    // Which tools these were is not shown.
    if (mark === 'folded' || (mark === 'said' && block.results.length === 0 && FOLDED.test(text))) {
      turns.push({ line, context: { text: text.replace(FOLDED, ''), title: 'tools that are not shown' } });
      continue;
    }
    const piece = mark === 'said' ? saidIn(text, block.results) : mark === 'thinking' ? thoughtIn(text) : undefined;
    const last = turns.at(-1);
    if (piece && last?.pieces && (piece.call || last.pieces.at(-1)?.reasoning)) last.pieces = [...last.pieces, piece];
    else if (piece) turns.push({ line, pieces: [piece] });
    else if (mark === 'compacted') turns.push({ line, boundary: 'compaction' });
    else if (mark === 'user' || mark === 'shell') turns.push(...askedIn(mark, text, block.results, line));
  }
  return turns;
}

/** A command that printed something at once was the program's; else it was a prompt in a file, and the answer follows. */
function askedIn(mark: Mark, text: string, results: readonly string[], line: number): Turn[] {
  if (text === '') return [];
  const printed = results.map((r) => r.trim()).filter((r) => r !== '' && r !== '(no content)');
  if (/^\/clear\b/.test(text)) return [{ line, boundary: 'new_topic' }];
  const command = mark === 'shell' || (/^\/[\w:-]+(?:\s|$)/.test(text) && results.length > 0);
  if (command)
    return [
      {
        line,
        context: { text: [mark === 'shell' ? `! ${text}` : text, ...printed].join('\n'), title: 'local command' },
      },
    ];
  // Files that were named in the prompt are shown below it.
  const read =
    printed.length > 0 ? [{ line, context: { text: printed.join('\n'), title: 'shown below the prompt' } }] : [];
  return [{ line, user: text }, ...read];
}

/** `∴ Thought for 3s` alone says nothing; what is indented below it is the thought. */
function thoughtIn(text: string): Piece | undefined {
  const thought = text.split('\n').slice(1).join('\n').trim();
  return thought === '' ? undefined : { reasoning: thought };
}

/** `Bash(ls)`, `Web Search("x")`, `server - tool (MCP)(a: 1)`. */
function callIn(shown: string): { name: string; args: string } | undefined {
  const text = shown.replace(' (MCP)(', '(');
  const open = text.indexOf('(');
  const name = text.slice(0, Math.max(0, open)).trim();
  return text.endsWith(')') && /^[A-Za-z][\w.: -]{0,99}$/.test(name)
    ? { name, args: text.slice(open + 1, -1) }
    : undefined;
}

/** The program's own words for calls that it shows in a line: `Read 3 files (ctrl+o to expand)`. */
const FOLDED = /\s*\(ctrl\+\w to [^)]*\)$/;

function saidIn(text: string, results: readonly string[]): Piece | undefined {
  if (results.length === 0) return text === '' ? undefined : { text };
  const shown = text.replace(FOLDED, '');
  const { name, args } = callIn(shown) ?? { name: shown.split('\n')[0] ?? '', args: '' };
  const output = results.map((r) => r.trimEnd()).join('\n');
  return {
    call: { name: name.replace(/[^\w.:-]+/g, '_').slice(0, 64) || 'unknown', args, freeform: true },
    result: { text: output, ...(/^(?:Error\b|⚠)/u.test(output) ? { isError: true } : {}) },
  };
}
