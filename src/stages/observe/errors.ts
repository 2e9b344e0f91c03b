/**
 * Is the result of a call an error? What a call *shows* (a file, a log, a listing) may hold any error; only the frame that a
 * harness puts around it, and what the tool itself says at the beginning or end, tells of the call.
 */
import type { ToolCall } from './calls.ts';
import { errorInJson } from './error-json.ts';
import { exitCodeIn } from './exit-code.ts';
import { traceIn } from './traces.ts';

export interface Failure {
  /** check: the call worked, and what it checked is not as it should be (failing tests, findings of a linter). */
  readonly of: 'call' | 'check';
  readonly rule: string;
  /** From 0 to 1, by judgement: 1 for what the log states, less for what a text suggests. */
  readonly confidence: number;
}

/** What a tool says of itself is short; a longer text that begins with the word is content. */
const MOST_SAID = 2000;
/** A message of the shell alone: with more lines around it, the command did something as well. */
const FEW_LINES = 5;

/** undefined: it worked, or nothing tells. */
export function failureOf({ result, action }: ToolCall): Failure | undefined {
  if (!result) return undefined;
  const text = withoutLabel(result.text);
  const reads = action.kind === 'read' || action.kind === 'search';
  const exit = exitCodeIn(text, reads);
  if (exit !== undefined && exit > 0) return ofExit(exit, text, action);
  if (exit === 0) return action.kind === 'run' ? traceAtEnd(text, 0.75) : undefined;
  const said = saidBy(text, action.parts.length > 0);
  // A search that exits with 1 has found nothing.
  if (result.isError && action.kind === 'search' && text.trim() === '') return undefined;
  if (result.isError) return said ?? (isCheckFailure(text, action) ? CHECK : call('error flag', 1));
  // A file that is read shows what it holds; an error of reading it is said at the start.
  if (said) return said;
  if (action.kind !== 'read' || action.parts.length === 0) {
    const json = errorInJson(text);
    if (json) return call(json.rule, json.confidence);
  }
  const shell = shellMessage(text, action);
  if (shell) return shell;
  if (isCheckFailure(text, action)) return CHECK;
  return action.runs ? traceAtEnd(text, 0.9) : undefined;
}

const call = (rule: string, confidence: number): Failure => ({ of: 'call', rule, confidence });
const CHECK: Failure = { of: 'check', rule: 'failed check', confidence: 0.9 };

/** `OBSERVATION:` is a label of OpenHands' own. */
const withoutLabel = (text: string): string => text.replace(/^\s*OBSERVATION:\s*\n?/, '');

/** Programs whose code 1 says "no": nothing found, files differ. */
const ANSWERS_NO = /^(?:grep|egrep|fgrep|rg|ag|ack|diff|cmp|test|\[|pgrep|lsof|which|git diff|git grep)$/;

function ofExit(exit: number, text: string, action: ToolCall['action']): Failure | undefined {
  const last = action.parts.at(-1)?.head ?? '';
  if (exit === 1 && ANSWERS_NO.test(last)) return undefined;
  // 1: tests failed, or findings; other codes of runners say that they could not run.
  if (action.kind === 'check' && (exit === 1 || FAILING.test(text.slice(-TAIL))) && !NOT_RUN.test(text.slice(-TAIL)))
    return { ...CHECK, confidence: 0.95 };
  return call(exit === 127 ? 'exit code 127' : 'exit code', 1);
}

const TAIL = 2000;
/** Counts of test runners and linters, above zero. */
const FAILING =
  /\b[1-9]\d{0,6} (?:tests? )?(?:failed|failing|failures?|errors?|problems?)\b|^(?:FAILED|FAIL)\b|\b(?:failures|errors)=[1-9]|^not ok \d|Tests failed|\bAssertionError\b|^Found \d+ errors?/im;
const NOT_RUN =
  /No module named|ModuleNotFoundError|command not found|collected 0 items|no tests ran|not recognized as an/i;

function isCheckFailure(text: string, { kind }: ToolCall['action']): boolean {
  if (kind !== 'check') return false;
  const tail = text.slice(-TAIL);
  return FAILING.test(tail) && !NOT_RUN.test(tail);
}

function traceAtEnd(text: string, confidence: number): Failure | undefined {
  const rule = traceIn(text);
  return rule === undefined ? undefined : call(rule, confidence);
}

/** What agents' tools and harnesses say, within the first line or two. */
const TOOL_ERRORS: readonly (readonly [rule: string, shape: RegExp])[] = [
  [
    'unknown tool',
    /^(?:unsupported call: |.{0,40}(?:unknown|no such|invalid) (?:tool|function)\b|(?:tool|function):? ['"`]?[\w.-]{1,64}['"`]? (?:was )?(?:not found|does not exist|is not (?:a valid|available|supported|defined)))/i,
  ],
  [
    'arguments refused',
    /^.{0,60}(?:InputValidationError|failed to parse (?:function )?arguments|invalid arguments?\b|missing (?:\d+ )?required |validation errors? for|unexpected keyword argument|Invalid `\w{1,40}`|parameter is not allowed|parameter `\w{1,40}` is required)/i,
  ],
  [
    'edit refused',
    /^.{0,60}(?:String to replace not found|No replacement was performed|old_(?:string|str) .{0,60}not (?:found|unique)|Found \d+ matches of the string|apply_patch verification failed|patch (?:failed|does not apply)|Failed to find (?:context|expected lines)|has not been read yet|Your proposed edit has introduced)/i,
  ],
  [
    'rejected by the user',
    /^.{0,40}(?:The user doesn't want to (?:proceed|take)|User rejected|(?:tool use|command|call) (?:was )?rejected|rejected by (?:the )?user|user (?:denied|declined|cancell?ed))/i,
  ],
  [
    'permission denied',
    /^.{0,20}(?:Permission to use .{1,60} denied|permission denied|requires approval|access denied)/i,
  ],
  [
    'timeout',
    /^.{0,80}(?:execution timed out|(?:command|request|operation|call|tool|process) timed out|timed out after|timeout (?:expired|exceeded|of \d+))/i,
  ],
  [
    'failed to run',
    /^(?:Ran into \[Errno|Cannot execute |exec_command failed|execution error|failed (?:to|in) |could not |unable to |Error executing |Error calling |Request failed)/i,
  ],
];
const ERROR_FIRST =
  /^(?:<tool_use_error>|\[?(?:tool |internal |fatal |api )?error\]?\s?[:(—-]|error\s*\n|\w{1,40}(?:Error|Exception)\s?[:(])/i;
/** Errors named after what did not happen, by an answer that is nothing else: `Error: 0 found` is one, `0 errors` is not. */
const SHORT = 300;

/** @param shell it ran a command, which may go on where something was denied */
function saidBy(text: string, shell: boolean): Failure | undefined {
  const start = text
    .slice(0, 400)
    .trimStart()
    .replace(/^ERROR:\s*\n/, 'Error: ');
  const named = ERROR_FIRST.test(start);
  if (text.length > MOST_SAID && !start.startsWith('<tool_use_error>')) {
    const refused = TOOL_ERRORS.find(([rule, shape]) => rule === 'edit refused' && shape.test(start));
    return refused ? call(refused[0], 0.95) : undefined;
  }
  const bare = start.replace(/^(?:<tool_use_error>|\[?error\]?\s?:)\s*/i, '');
  const known = named || text.length <= SHORT || /^Your proposed edit/.test(start);
  const rule = known
    ? TOOL_ERRORS.find(([name, shape]) => !(shell && name === 'permission denied') && shape.test(bare))?.[0]
    : undefined;
  if (rule !== undefined) return call(rule, named ? 0.97 : 0.9);
  return named ? call('error at the start', 0.93) : undefined;
}

const SHELL_ERROR =
  /(?:command not found|: not found|No such file or directory|Permission denied|Is a directory|Not a directory|is not recognized as an internal or external command|cannot access|Operation not permitted|syntax error|cannot stat|cannot open|No space left on device|Connection refused|Could not resolve host)/;
/** `bash: line 1: whois: command not found`, `ls: cannot access 'x': …`. */
const SHELL_LINE = /^[\w./()[\]-]{1,80}:\s/;

function shellMessage(text: string, { parts, kind }: ToolCall['action']): Failure | undefined {
  if (parts.length === 0 || text.length > MOST_SAID) return undefined;
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^(?:\(Open file|\(Current dir|bash-\$)/.test(line));
  // A search goes on where it may not look.
  if (lines.length > (kind === 'search' ? 1 : FEW_LINES)) return undefined;
  const failing = lines.filter((line) => SHELL_LINE.test(line) && SHELL_ERROR.test(line.slice(0, 400)));
  const all = failing.length === lines.length;
  return failing.length > 0 && (all || kind !== 'read') ? call('message of the shell', all ? 0.95 : 0.8) : undefined;
}
