/**
 * A session that Copilot CLI wrote to a file or gist (`/share`): turns are headed `### 👤 User` and `### 💬 Copilot`, tools by
 * their state and name (`### ✅ \`bash\``), what the program said by `### ℹ️ Info`. Found in shared files; the program's source is
 * not public.
 */
import type { Piece } from '../../pieces.ts';
import { blocksIn, Fences, type MarkupBlock, sectionsOf, shownResult, trimmed } from '../../text/sections.ts';
import { type Turn, textReader } from './exported.ts';

/** The sign stands for the kind of turn; versions differ in it, not in the words. */
const HEADING = /^### (?![\w`])([^\w\s`]{1,8}) (`[^`]{1,100}`|[A-Z][\w ]{1,40})\s*$/u;

export const copilotShare = textReader({
  id: 'copilot-cli-share',
  app: 'copilot-cli',
  doc: {
    title: 'Copilot CLI, shared session',
    files: 'copilot-session-*.md',
    detection: 'Text under `# 🤖 Copilot CLI Session`, with headings `### 👤 User`.',
    notes: [
      'Headings with a name in backticks are calls: Arguments are their arguments, the last block is the result, ❌ an error.',
      'A shell call shows what it is for and `$ command`, which become arguments in JSON.',
      'Reasoning is reasoning; notes and warnings of the program are context, since the model may have seen some.',
    ],
  },
  looksLike: (text) => /^# .{0,8}Copilot CLI Session/mu.test(text.slice(0, 500)) && /^### .{1,8} User\s*$/mu.test(text),
  read(text) {
    const { preamble, sections } = sectionsOf(text.split('\n'), (line) =>
      line.startsWith('### ') ? (HEADING.exec(line) ?? undefined) : undefined,
    );
    const turns = sections.map(({ head, line, body }) => turnOf(head[1] ?? '', head[2] ?? '', line, timeless(body)));
    return {
      preamble: timeless(preamble),
      turns: turns.filter((t) => t !== undefined),
      id: /\*\*Session ID:\*\* `([^`]+)`/.exec(preamble)?.[1],
    };
  },
});

/** The time since the start stands above each heading, and so at the end of the section before. */
const timeless = (body: string): string => trimmed(body.replace(/\n*<sub>[^<]{0,40}<\/sub>\s*$/, '').split('\n'));

function turnOf(sign: string, name: string, line: number, body: string): Turn | undefined {
  if (name.startsWith('`')) return { line, pieces: [toolPiece(name.slice(1, -1), body, sign)] };
  if (body === '') return undefined;
  if (name === 'User') return { line, user: body };
  if (/^Copilot|^Assistant/.test(name)) return { line, pieces: [{ text: body }] };
  if (/^(?:Reasoning|Thinking|Thought)/.test(name)) return { line, pieces: [{ reasoning: body }] };
  return /^Error/.test(name) ? { line, error: body } : { line, context: { text: body, title: name } };
}

const DETAILS = /^<details>\n<summary>([^<]*)<\/summary>\n/gm;

function toolPiece(name: string, body: string, sign: string): Piece {
  const blocks = blocksIn(body, DETAILS, () => '\n</details>');
  const folded = blocks.map(({ open, inner }) => ({ title: open[1] ?? '', inner: trimmed(inner.split('\n')) }));
  const args = folded.find((d) => d.title === 'Arguments');
  const output = folded.findLast((d) => d !== args);
  const rest = trimmed(outside(body, blocks).split('\n'));
  const shown = shownResult(rest);
  const result = output
    ? unfenced(output.inner)
    : (shown.result ?? (args && shown.given !== '' ? shown.given : undefined));
  const given = args ? unfenced(args.inner) : commandIn(shown.given);
  const isError = /[❌✗✖]/u.test(sign) ? { isError: true } : {};
  return {
    call: { name, args: given, freeform: !given.startsWith('{') },
    ...(result === undefined ? {} : { result: { text: result, ...isError } }),
  };
}

const outside = (text: string, blocks: readonly MarkupBlock[]): string =>
  [...blocks, { from: text.length, to: text.length }]
    .map(({ from }, i) => text.slice(blocks[i - 1]?.to ?? 0, from))
    .join('');

function unfenced(text: string): string {
  const lines = text.split('\n');
  return new Fences(lines).end(0) === lines.length - 1 ? lines.slice(1, -1).join('\n') : text;
}

function commandIn(given: string): string {
  const shell = /^(?:\*\*(.*)\*\*\n+)?\$ ([\s\S]+)$/.exec(given);
  if (!shell) return given;
  return JSON.stringify({ command: shell[2]?.trim(), ...(shell[1] ? { description: shell[1] } : {}) });
}
