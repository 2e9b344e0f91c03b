/** What a call does to files and processes: edits something, runs something, or only looks. */
import type { RunCall } from './run-view.ts';

/** Longest command that is looked at: an edit says at its start what it is. */
const HEAD = 2000;

/** The command of a call to a shell: its `command`, `cmd` or `code`, or the free text that some agents log. */
export function commandOf({ args, values }: RunCall): string {
  if (!values) return args.slice(0, HEAD);
  for (const key of ['command', 'cmd', 'code', 'script', 'input', 'action']) {
    const value = values[key];
    if (typeof value === 'string') return value.slice(0, HEAD);
    if (Array.isArray(value))
      return value
        .filter((v) => typeof v === 'string')
        .join(' ')
        .slice(0, HEAD);
  }
  return '';
}

const EDITORS =
  /^(?:edit|multi_?edit|write|insert|replace|apply_?(?:patch|diff)|patch|str_replace\w*|search_?(?:and_)?replace|search_replace|notebook_?edit|append)(?:_?(?:file|text|lines?|in_file|to_file|content|block|range|code))?$|^(?:write_to_file|create_(?:file|new_file)|update_file|save_file|replace_in_file|insert_content|edit_file\w*|file_(?:edit|write))$/i;
const SHELLS =
  /bash|shell|terminal|command|exec|console|run_?(?:code|python|script|cmd|in_terminal)|^(?:python|ipython|code_interpreter|jupyter)/i;
/** Commands that change files. */
const WRITES =
  /\bsed\s+(?:-\w+\s+)*-\w*i|\bperl\s+-\w*i|\bpatch\s+-p|\bgit\s+(?:apply|checkout|restore|reset|revert|stash|merge|cherry-pick)\b|\bapply_patch\b|(?:cat|echo|printf|tee)\b[^|&;\n]{0,200}>{1,2}\s*[\w./~-]|\bcat\s*<<|\.write\(|write_text\(/;
/** Commands of SWE-agent's own, which it logs as text. */
const EDIT_COMMANDS = /^\s*(?:edit|insert|str_replace_editor\s+(?:str_replace|insert|create)|apply_patch)\b/;
/** Files that are made to try things out: what is changed in them changes nothing of the work. */
const SCRATCH =
  /(?:^|[/\s"'])(?:[\w-]*(?:repro|scratch|tmp|temp|debug|demo|verify|try|poc)[\w-]*|test(?:_fix|_script|_issue|_repro)?)\.(?:py|js|ts|mjs|sh|rb|go|java|php|c|cpp|rs)\b/i;

/** What editors say of an edit that they did not make. */
const REFUSED = /syntax error|not applied|No replacement was performed|has NOT been edited/i;
/** SWE-agent's editor works on the file that is open, and names it behind each result. */
const OPEN_FILE = /\(Open file: (\S+)\)\s*\(Current directory/;

/** Did the call change a file of the work? One that failed did not. */
export function isEdit(call: RunCall): boolean {
  const { result = '' } = call;
  if (call.failed || call.byUser || REFUSED.test(result.slice(0, 400))) return false;
  const name = nameOf(call);
  const command = commandOf(call);
  const edits = SHELLS.test(name)
    ? WRITES.test(command) || EDIT_COMMANDS.test(command)
    : // Editors with subcommands look as well.
      EDITORS.test(name) && !/^(?:view|undo_edit|read|list)$/.test(command);
  if (!edits) return false;
  const open = OPEN_FILE.exec(result.slice(-600))?.[1];
  return !isScratch(open ?? (SHELLS.test(name) ? command : pathOf(call)));
}

const nameOf = ({ name }: RunCall): string => name.split(/__|[./:]/).at(-1) ?? name;

/** The file that an editor was told to change; else all of its arguments. */
function pathOf({ args, values = {} }: RunCall): string {
  const path = ['path', 'file_path', 'filename', 'file', 'filePath', 'target_file']
    .map((k) => values[k])
    .find((v) => typeof v === 'string');
  return typeof path === 'string' ? path : args.slice(0, HEAD);
}

/** Are all files that it names made to try things out? */
const isScratch = (text: string): boolean =>
  everyFile(text, /[\w./-]+\.(?:py|js|ts|mjs|sh|rb|go|java|php|c|cpp|rs)\b/g, SCRATCH);

function everyFile(text: string, named: RegExp, is: RegExp): boolean {
  const files = text.slice(0, HEAD).match(named) ?? [];
  return files.length > 0 && files.every((file) => is.test(file));
}

/** Folders and names of tests; a command may name several files. */
const TEST_FILE = /(?:^|[/_.-])(?:tests?|specs?|__tests__)(?:[/_.-]|$)/i;

/** Does an edit change nothing but tests? Then their failing says nothing of the work: it may be what was asked for. */
export function isTestEdit(call: RunCall): boolean {
  const text = SHELLS.test(nameOf(call)) ? commandOf(call) : pathOf(call);
  return everyFile(text, /[\w./-]+\.[a-z]{1,5}\b/g, TEST_FILE);
}

/** Output of these is text of a file, and test results in it are somebody else's. */
const LOOKS =
  /^(?:cat|head|tail|less|more|grep|rg|ag|sed\s+-n|awk|git|find|ls|echo|open|view|goto|scroll\w*|search\w*|diff|curl|wget|gh)\b/;

/** The command of a call that runs something, without what only goes before it; undefined for all others. */
export function runCommand(call: RunCall): string | undefined {
  const name = nameOf(call);
  if (call.byUser) return undefined;
  const command = commandOf(call);
  if (!SHELLS.test(name))
    return /test|build|check|verify/i.test(name) ? `${name} ${call.args.slice(0, HEAD)}` : undefined;
  const own = command
    .split(/&&|;|\n/)
    .map((part) => part.trim())
    .filter(
      (part) =>
        part !== '' &&
        !/^(?:cd|export|source|set|pushd|popd|sleep|clear|\.)\b/.test(part) &&
        !/^[A-Z_]+=\S*$/.test(part),
    );
  const main = own.find((part) => !LOOKS.test(part));
  return main?.replace(/\s+/g, ' ').slice(0, 300);
}

/** What a command runs, without flags and pipes that only shape its output: the same suite has the same name. */
export const suiteOf = (command: string): string =>
  command
    .split('|')[0]
    ?.replace(/\s\d?>{1,2}\s*\S+|\s-{1,2}[\w-]+(?:=\S+)?/g, '')
    .replace(/\s+/g, ' ')
    .trim() ?? command;

/** Does it run a program that somebody wrote for the occasion? */
export const runsScript = (command: string): boolean =>
  /^(?:\w+=\S+ )*(?:timeout \S+ )?(?:\.\/|(?:python[\d.]*|node|ruby|php|perl|bash|sh|deno run|bun|go run|ts-node|tsx|java|Rscript|julia|lua)\s+)\S*/.test(
    command,
  ) && !/\s-(?:c|e)\s/.test(` ${command} `.slice(0, 30));
