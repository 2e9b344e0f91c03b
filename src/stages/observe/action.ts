/** What a call does, by its tool's name and arguments: whether it reads, searches, edits or runs something, and on what. */
import { type ShellPart, shellParts } from './shell.ts';

export interface Action {
  /** read: shows what is stored, so that errors in it are content. check: tests, linters. run: any other program. */
  readonly kind: 'read' | 'search' | 'edit' | 'check' | 'run' | 'other';
  /** Parts of the shell command; empty for other tools. */
  readonly parts: readonly ShellPart[];
  /** Does it run a program or script, whose stack trace tells of its failure? */
  readonly runs: boolean;
  /** Programs, or '' for a tool without a shell. */
  readonly head: string;
}

/** Keys under which harnesses put a command or a script. */
const COMMAND_KEYS = ['command', 'cmd', 'script', 'code', 'bash', 'shell', 'input'] as const;

const SHELL_TOOL =
  /(?:^|[_.-])(?:bash|shell|sh|zsh|terminal|exec|execute|command|cmd|run|powershell|console)(?:$|[_.-])/i;
const CODE_TOOL =
  /(?:^|[_.-])(?:i?python3?|jupyter|code_interpreter|execute_code|run_code|notebook|repl|node|javascript)(?:$|[_.-])/i;

const READERS =
  /^(?:cat|head|tail|less|more|nl|bat|ls|tree|open|goto|scroll_up|scroll_down|strings|xxd|hexdump|jq|wc|stat|file|view|sort|uniq|cut|diff|cmp|journalctl|dmesg|docker logs|kubectl logs|kubectl get|git show|git diff|git log|git blame|git status|gh run|gh api)$/;
const SEARCHERS =
  /^(?:grep|egrep|fgrep|rg|ag|ack|find|fd|locate|which|whereis|git grep|search_file|search_dir|find_file|awk)$/;
/** Between other programs they say nothing of the whole. */
const NEUTRAL = /^(?:cd|pwd|echo|printf|export|set|true|source|\.|pushd|popd|sleep|clear|:)$/;
const CHECKERS =
  /^(?:pytest|py\.test|unittest|nose2?|nosetests|tox|nox|jest|vitest|mocha|ava|rspec|phpunit|ctest|bats|behave|playwright|cypress|npm test|npm t|pnpm test|yarn test|go test|go vet|cargo test|cargo clippy|dotnet test|mvn test|mvn verify|gradle test|make test|make check|make lint|rake test|rake spec|mypy|pyright|flake8|pylint|ruff|black|isort|eslint|tsc|prettier|biome|oxlint|shellcheck|golangci-lint|rubocop|runtests\.py|manage\.py)$/;
const TEST_FILE = /(?:^|[/_.-])(?:tests?|spec)(?:[/_.-]|$)|runtests/i;

/** Words of tools' names, split at case and punctuation. */
const READ_WORDS = new Set([
  'read',
  'view',
  'open',
  'cat',
  'show',
  'fetch',
  'ls',
  'glob',
  'scroll',
  'goto',
  'webfetch',
  'download',
]);
const SEARCH_WORDS = new Set(['grep', 'search', 'find', 'ripgrep', 'websearch']);
const EDIT_WORDS = new Set(['edit', 'write', 'replace', 'patch', 'multiedit', 'insert', 'create', 'delete', 'apply']);

export function actionOf(name: string, args: string, values: Readonly<Record<string, unknown>> | undefined): Action {
  const words = name.split(/[^a-zA-Z]+|(?<=[a-z])(?=[A-Z])/).map((w) => w.toLowerCase());
  const command = commandOf(name, args, values);
  if (command !== undefined) return CODE_TOOL.test(name) ? { ...RUN, head: 'code' } : shellAction(command);
  // One tool with several commands, as that of Anthropic: `command` is `view`, `create`, `str_replace` …
  const verb = typeof values?.command === 'string' ? values.command : undefined;
  if (verb !== undefined) words.push(...verb.split(/[^a-z]+/i, 4).map((w) => w.toLowerCase()));
  if (verb === 'view') return { ...OTHER, kind: 'read', head: verb };
  const head = verb ?? '';
  if (words.some((w) => EDIT_WORDS.has(w)))
    return { ...OTHER, kind: isFileTool(values, args) ? 'edit' : 'other', head };
  if (words.some((w) => SEARCH_WORDS.has(w))) return { ...OTHER, kind: 'search', head };
  if (words.some((w) => READ_WORDS.has(w))) return { ...OTHER, kind: 'read', head };
  return { ...OTHER, head };
}

const OTHER: Action = { kind: 'other', parts: [], runs: false, head: '' };
const RUN: Action = { kind: 'run', parts: [], runs: true, head: '' };

const isFileTool = (values: Readonly<Record<string, unknown>> | undefined, args: string): boolean =>
  values === undefined
    ? args !== ''
    : Object.keys(values).some((key) => /path|file|patch|diff|input|changes/i.test(key));

/** The text that a shell or an interpreter gets; undefined for other tools. */
function commandOf(
  name: string,
  args: string,
  values: Readonly<Record<string, unknown>> | undefined,
): string | undefined {
  const shell = SHELL_TOOL.test(name) || CODE_TOOL.test(name);
  if (!values) return shell && !args.trimStart().startsWith('{') ? args : undefined;
  for (const key of COMMAND_KEYS) {
    const value = values[key];
    if (typeof value === 'string' && (shell || key === 'cmd')) return value;
    // `["bash", "-lc", "…"]`
    if (Array.isArray(value) && value.every((v) => typeof v === 'string')) {
      const wrapped = /^(?:ba|z)?sh$/.test(value[0]?.replace(/^.*\//, '') ?? '') && value.length >= 3;
      return wrapped ? value.slice(2).join(' ') : value.join(' ');
    }
  }
  return undefined;
}

function shellAction(command: string): Action {
  const wrapped = /^(?:ba|z)?sh -\w*c\s+(['"]?)/.exec(command);
  const parts = shellParts(wrapped ? command.slice(wrapped[0].length).replace(/['"]\s*$/, '') : command);
  const acting = parts.filter((p) => !NEUTRAL.test(p.head));
  const head = acting.map((p) => p.head).join(' && ');
  const every = (test: (part: ShellPart) => boolean): boolean => acting.length > 0 && acting.every(test);
  const made = { parts, head, runs: false };
  if (acting.some((p) => p.writes) && every((p) => p.writes || isReading(p))) return { ...made, kind: 'edit' };
  if (every(isReading)) return { ...made, kind: every((p) => SEARCHERS.test(p.head)) ? 'search' : 'read' };
  if (acting.some(isCheck)) return { ...made, kind: 'check', runs: true };
  if (every((p) => isReading(p) || /^(?:sed|edit|patch|tee|rm|mv|cp|mkdir|touch|apply_patch)$/.test(p.head)))
    return { ...made, kind: 'edit' };
  return { ...made, kind: 'run', runs: true };
}

const isReading = ({ head, words }: ShellPart): boolean =>
  READERS.test(head) || SEARCHERS.test(head) || (head === 'sed' && words.some((w) => /^-n/.test(w)));

/** A test runner or linter, or a script that is called like a test. */
const isCheck = ({ head, words }: ShellPart): boolean =>
  (CHECKERS.test(head) && (head !== 'manage.py' || words.includes('test'))) ||
  (/^(?:python|node|bash|sh|ruby|php)$/.test(head) && TEST_FILE.test(words[1] ?? ''));
