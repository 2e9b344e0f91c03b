/** Changes of files that are written as text: unified diffs, Codex's patches, SEARCH/REPLACE blocks. */
import { difference } from './edits-lines.ts';

/** What one edit does to one file. */
export interface Change {
  /** As the log has it; absent where only the call around it may know. */
  readonly path?: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** `whole`: the file holds these lines and no others; `undo`: back to the last edit; `reset`: back to what it was before all of them. */
  readonly kind: 'part' | 'whole' | 'delete' | 'undo' | 'reset';
  /** Its new path, when it was moved as well. */
  readonly to?: string;
}

const BEGIN = '*** Begin Patch';
const FILE = /^\*\*\* (Add|Update|Delete) File: (.+)$/;
const MOVE = /^\*\*\* Move to: (.+)$/;
const SEARCH = /^(?:<{5,9}|-{5,9}) ?SEARCH>?\s*$/;
const MIDDLE = /^={5,9}\s*$/;
const REPLACE = /^(?:>{5,9}|\+{5,9}) ?REPLACE>?\s*$/;

/** @returns none where the text is no change in a notation that is known here */
export function changesInText(text: string): Change[] {
  if (text.includes(BEGIN)) return applyPatch(text.slice(text.indexOf(BEGIN)).split('\n'));
  if (text.includes(' SEARCH')) return searchReplace(text.split('\n'));
  return text.includes('@@') || text.includes('diff --git ') ? unified(text.split('\n')) : [];
}

interface Open {
  path?: string;
  to?: string;
  kind: Change['kind'];
  added: string[];
  removed: string[];
}

const opened = (kind: Change['kind'], path?: string): Open => ({
  kind,
  added: [],
  removed: [],
  ...(path === undefined ? {} : { path }),
});

function hunkLine(open: Open, line: string): void {
  if (line.startsWith('+')) open.added.push(line.slice(1));
  else if (line.startsWith('-')) open.removed.push(line.slice(1));
}

function applyPatch(lines: readonly string[]): Change[] {
  const done: Open[] = [];
  for (const line of lines) {
    if (line.startsWith('*** End Patch')) break;
    const [, verb, path] = FILE.exec(line) ?? [];
    const open = done.at(-1);
    if (verb) done.push(opened(verb === 'Add' ? 'whole' : verb === 'Delete' ? 'delete' : 'part', path?.trim()));
    else if (open) {
      const to = MOVE.exec(line)?.[1];
      if (to === undefined) hunkLine(open, line);
      else open.to = to.trim();
    }
  }
  return done;
}

/** A diff without a header is of the file that the call names. */
function unified(lines: readonly string[]): Change[] {
  const done: Open[] = [];
  let inHunk = false;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as string;
    const next = lines[i + 1] ?? '';
    const open = done.at(-1);
    // In a hunk, lines that begin with `-- ` and `++ ` look like a header; none but a header has a hunk behind it.
    const isHeader = line.startsWith('--- ') && next.startsWith('+++ ');
    if (isHeader && (!inHunk || lines[i + 2]?.startsWith('@@'))) {
      done.push(headerOf(line, next, open));
      inHunk = false;
      i++;
    } else if (line.startsWith('diff --git ')) inHunk = false;
    else if (line.startsWith('@@')) {
      if (!open) done.push(opened('part'));
      inHunk = true;
    } else if (line.startsWith('rename from ')) done.push(opened('part', unquoted(line.slice(12))));
    else if (line.startsWith('rename to ') && open) open.to = unquoted(line.slice(10));
    else if (inHunk && open) hunkLine(open, line);
  }
  return done;
}

function headerOf(from: string, to: string, before: Open | undefined): Open {
  const [old, now] = [sideOf(from), sideOf(to)];
  if (now === undefined) return opened('delete', old);
  if (old === undefined) return opened('whole', now);
  // After `rename to` the lines are those of the new path.
  return opened('part', before?.to === now ? now : old);
}

/** Path of a `---` or `+++` line; undefined for /dev/null. */
function sideOf(line: string): string | undefined {
  const path = unquoted(line.slice(4).split('\t')[0] as string);
  return path === '/dev/null' ? undefined : path.replace(/^[abciow]\//, '');
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', '\\': '\\' };

/** Git quotes names with bytes that are not plain: octal for those, and a backslash for others. */
function unquoted(name: string): string {
  const text = name.trim();
  if (!text.startsWith('"') || !text.endsWith('"') || text.length < 2) return text;
  const bytes: Buffer[] = [];
  for (const part of text.slice(1, -1).match(/\\[0-7]{3}|\\.|[^\\]+/g) ?? []) {
    const octal = /^\\([0-7]{3})$/.exec(part)?.[1];
    if (octal) bytes.push(Buffer.from([Number.parseInt(octal, 8) & 255]));
    else bytes.push(Buffer.from(part.startsWith('\\') ? (ESCAPES[part[1] as string] ?? part.slice(1)) : part));
  }
  return Buffer.concat(bytes).toString('utf8');
}

/** Aider names the file on the line before the block; a Markdown fence may stand between. */
function searchReplace(lines: readonly string[]): Change[] {
  const done: Change[] = [];
  let name: string | undefined;
  let last = '';
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as string;
    if (!SEARCH.test(line)) {
      if (line.trim() !== '' && !line.startsWith('```')) last = line.trim();
      continue;
    }
    if (last !== '') name = last;
    last = '';
    const middle = next(lines, i + 1, MIDDLE);
    const end = next(lines, middle + 1, REPLACE);
    if (end === lines.length) break;
    // Roo Code tells the line above a rule of dashes.
    const old = lines.slice(i + 1, middle).filter((l) => !/^:(?:start|end)_line:|^-{5,9}$/.test(l));
    done.push({ kind: 'part', ...difference(old, lines.slice(middle + 1, end)), ...(name ? { path: name } : {}) });
    i = end;
  }
  return done;
}

function next(lines: readonly string[], from: number, mark: RegExp): number {
  for (let i = from; i < lines.length; i++) if (mark.test(lines[i] as string)) return i;
  return lines.length;
}
