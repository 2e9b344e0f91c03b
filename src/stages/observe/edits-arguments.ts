/**
 * Changes of files by the arguments of a call. Agents name their tools and keys each in their own way, so it goes by shape: a
 * path beside a whole content, beside an old and a new text, beside a diff, or a list of such.
 */
import { difference, linesOf } from './edits-lines.ts';
import { type Change, changesInText } from './edits-patches.ts';
import { changesByShell, joined } from './edits-shell.ts';

/** Keys without case, `_` and `-`: `oldString`, `old_string` and `old-string` are one. */
const names = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const PATH = names(
  'path filepath file filename targetfile notebookpath absolutepath relativeworkspacepath targetpath relativepath relpath uri movepath',
);
const OLD = names('oldstring oldstr oldtext search oldcontent targetcontent oldcode find original oldsource old');
const NEW = names(
  'newstring newstr newtext replace replacement replacementtext newcontent replacementcontent newcode updated newsource new codeedit inserttext',
);
const WHOLE = names('content contents filetext filecontent codecontent text');
const DIFF = names('diff patch patchtext unifieddiff input changes');
const LIST = names('edits replacements changes replacementchunks files operations');
const SHELL = names('command cmd script commandline code');
const FOLDER = names('workdir cwd workingdirectory directory');
/** Commands of an editor that is one tool: those that change nothing, and the one that takes the last change back. */
const LOOKS = names('view read list open undoedit');

/** Placeholders of an edit that shows only what is new. */
const ELLIPSIS = /\.\.\.\s*(?:existing|rest of|unchanged|keep|other)\b/i;

/** Lists in lists are no edits. */
const DEEPEST = 2;

type Fields = Readonly<Record<string, unknown>>;

/** @param args arguments as parsed JSON, or as the text that they are */
export function changesByArguments(args: unknown): Change[] {
  if (typeof args === 'string') return byText(args);
  return isFields(args) ? byFields(args, undefined, 0) : [];
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function byText(text: string, folder?: string): Change[] {
  const shell = changesByShell(text, folder);
  return shell.length > 0 ? shell : changesInText(text).map((c) => within(c, folder));
}

const within = (change: Change, folder: string | undefined): Change =>
  change.path === undefined ? change : { ...change, path: joined(folder, change.path) };

function byFields(fields: Fields, outer: string | undefined, depth: number): Change[] {
  const folder = text(fields, FOLDER);
  const own = text(fields, PATH);
  const path = own === undefined ? outer : joined(folder, own.replace(/^file:\/\//, ''));
  const command = fields.command;
  if (path !== undefined && typeof command === 'string') {
    const verb = plainKey(command);
    if (verb === 'undoedit') return [{ kind: 'undo', path, added: [], removed: [] }];
    if (LOOKS.has(verb)) return [];
  }
  if (path !== undefined && (fields.type === 'delete' || fields.kind === 'delete'))
    return [{ kind: 'delete', path, added: [], removed: [] }];
  const listed = depth < DEEPEST ? byList(fields, path, depth) : [];
  if (listed.length > 0) return listed;
  const change = replaced(fields, path) ?? whole(fields, path);
  if (change) return [change];
  return byNotation(fields, path, folder);
}

function byList(fields: Fields, path: string | undefined, depth: number): Change[] {
  const list = value(fields, LIST, (v) => typeof v === 'object' && v !== null);
  if (Array.isArray(list)) return list.flatMap((one: unknown) => (isFields(one) ? byFields(one, path, depth + 1) : []));
  // Codex keeps its patches as an object of changes by path.
  if (!isFields(list)) return [];
  return Object.entries(list).flatMap(([file, one]) => {
    const inner = isFields(one) ? [one, ...Object.values(one).filter(isFields)] : [];
    return inner.flatMap((each) => byFields(each, file, DEEPEST));
  });
}

/** An old and a new text; a new one alone is inserted. */
function replaced(fields: Fields, path: string | undefined): Change | undefined {
  const now = text(fields, NEW);
  if (now === undefined) return undefined;
  const after = linesOf(now).filter((line) => !ELLIPSIS.test(line));
  const before = linesOf(text(fields, OLD) ?? '');
  return { kind: 'part', ...difference(before, after), ...(path === undefined ? {} : { path }) };
}

function whole(fields: Fields, path: string | undefined): Change | undefined {
  const content = text(fields, WHOLE);
  if (content === undefined || path === undefined) return undefined;
  return { kind: 'whole', path, added: linesOf(content), removed: [] };
}

/** A diff, a patch, or a shell command that holds one. */
function byNotation(fields: Fields, path: string | undefined, folder: string | undefined): Change[] {
  const diff = text(fields, DIFF);
  const found = diff === undefined ? [] : changesInText(diff).map((c) => within(c, folder));
  if (found.length > 0)
    return found.map((c): Change => (c.path === undefined && path !== undefined ? { ...c, path } : c));
  const command = value(fields, SHELL, (v) => typeof v === 'string' || Array.isArray(v));
  if (typeof command === 'string') return byText(command, folder);
  if (!Array.isArray(command)) return [];
  return command.flatMap((part: unknown) => (typeof part === 'string' ? byText(part, folder) : []));
}

const plainKey = (key: string): string => key.toLowerCase().replace(/[_-]/g, '');

const text = (fields: Fields, keys: ReadonlySet<string>): string | undefined =>
  value(fields, keys, (v) => typeof v === 'string') as string | undefined;

function value(fields: Fields, keys: ReadonlySet<string>, fits: (value: unknown) => boolean): unknown {
  for (const [key, one] of Object.entries(fields)) if (keys.has(plainKey(key)) && fits(one)) return one;
  return undefined;
}
